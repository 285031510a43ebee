"""Reading pages in tests as a browser would, and doing what htmx does with an answer."""

from justhtml import JustHTML


def page(response_or_html):
    html = response_or_html if isinstance(response_or_html, str) else response_or_html.content.decode()
    return JustHTML(html, sanitize=False)


def fragment(response):
    return JustHTML(response.content.decode(), sanitize=False, fragment=True)


def fields(form):
    """What a browser would send: hidden fields, chosen options and the text of text areas."""
    values = {field.attrs["name"]: field.attrs.get("value") or "" for field in form.query("input") if _is_sent(field)}
    texts = {area.attrs["name"]: text_of(area) for area in form.query("textarea")}
    return {**values, **texts}


def _is_sent(field):
    return field.attrs.get("type") != "radio" or "checked" in field.attrs


def text_of(element):
    return "".join(child.data or "" for child in element.children)


def swap(document, response, *, target, style):
    """What htmx 2 does: pieces marked out of band go to their own places, the rest to the target."""
    answer = fragment(response)
    target = response.headers.get("HX-Retarget", target)
    style = response.headers.get("HX-Reswap", style)
    for piece in answer.query("[hx-swap-oob]"):
        piece.parent.remove_child(piece)
        _swap_out_of_band(document, piece)
    _swap_in(document.query_one(target), list(answer.root.children), style)


def _swap_out_of_band(document, piece):
    style, _, selector = piece.attrs["hx-swap-oob"].partition(":")
    for place in document.query(selector or f"#{piece.attrs['id']}"):
        _swap_in(place, [child.clone_node(deep=True) for child in piece.children], style)


def _swap_in(place, pieces, style):
    if style == "innerHTML":
        for child in list(place.children):
            place.remove_child(child)
    if style in ("innerHTML", "beforeend"):
        for piece in pieces:
            place.append_child(piece)
        return
    assert style in ("outerHTML", "delete"), style
    for piece in pieces if style == "outerHTML" else []:
        place.parent.insert_before(piece, place)
    place.parent.remove_child(place)


def shape(element):
    """The element as nested lists, without what is fresh in every page (keys, tokens) and spaces between elements."""
    if element.name == "#text":
        return " ".join((element.data or "").split())
    attributes = {name: value for name, value in (element.attrs or {}).items() if not _is_fresh(element, name)}
    children = [shape(child) for child in element.children if child.name != "#comment"]
    return [element.name, attributes, [child for child in children if child]]


def _is_fresh(element, name):
    return name == "value" and element.attrs.get("name") in ("key", "csrfmiddlewaretoken")
