"""Reading answers as a browser would."""

from justhtml import JustHTML


def parse(response):
    return JustHTML(response.content.decode(), sanitize=False)


def select(response, css):
    """The elements of a page that a selector names, in order."""
    return parse(response).query(css)


def texts(response, css):
    """Their texts, with single spaces."""
    return [words(element) for element in select(response, css)]


def words(element):
    return " ".join(element.to_text().split())
