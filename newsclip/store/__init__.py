"""The page store: visitors' pages, answered before Django.

It stands around the WSGI application. A visitor's GET or HEAD of a page that is stored and still current is
answered from memory, with no query and no Django; anything else goes to Django, and what `@public_page` has
marked is kept. Fresh and stored answers are the same bytes: both are made by `Page`.
"""

from .store import PageStore, figures

__all__ = ["PageStore", "figures"]
