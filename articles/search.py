"""Search behind one interface. (The indexes arrive with the search pages.)"""


def index(article):
    """Keep the search index in step with one clip; drops it when it is not published."""
