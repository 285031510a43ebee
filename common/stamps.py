"""Stamps of what pages show. (The shared table arrives with the page store.)"""


def touch(*keys):
    """Say, inside a transaction, that what these keys name is changing."""
