"""From a source to a draft: fetching, taking apart, keeping."""
