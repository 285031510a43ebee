"""Feeds: asked politely by the worker, read in a process of their own, and kept as leads in the inbox."""
