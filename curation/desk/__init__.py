"""The edit page: its one big form, and the verb behind every save."""
