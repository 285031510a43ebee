"""Takes one page apart in a process of its own, so that nothing a page does outlives it.

    python -m curation.intake.extraction_child

The job has `url` and `charset`; the answer is either the parts or `{"error": kind}`. Imports neither Django nor any
model.
"""

import re
from itertools import islice
from typing import Any

from curation.intake.limited import serve

MAX_DEPTH = 400  # nested elements; real pages stay below 100
MAX_TAGS = 60_000  # real pages have up to 10,000
ENOUGH = 250  # characters, below which a second and more generous reading is tried
MAX_TEXT = 400_000  # characters

CONTAINERS = (
    "a|article|aside|b|big|blockquote|center|details|div|dl|em|fieldset|figure|font|footer|form|header|i|main|"
    "nav|ol|section|small|span|strong|table|u|ul"
)
TAG = re.compile(r"<[a-zA-Z]")
NESTING = re.compile(rf"<(/?)({CONTAINERS}|script|style)\b", re.I | re.A)


def take_apart(data: bytes, *, url: str, charset: str) -> dict[str, object]:
    from curation.intake.decoding import decode

    text = decode(data, stated=charset).replace("\0", "")
    if is_too_deep(text):
        return {"error": "deep"}
    if has_too_many_tags(text):
        return {"error": "large"}
    return read_article(text, url)


def has_too_many_tags(text: str) -> bool:
    return sum(1 for _tag in islice(TAG.finditer(text), MAX_TAGS + 1)) > MAX_TAGS


def is_too_deep(text: str) -> bool:
    """A linear count, before any parser sees the page. Text inside scripts is not markup."""
    depth, inside = 0, ""
    for tag in NESTING.finditer(text):
        closes, name = tag[1], tag[2].lower()
        if name in ("script", "style"):
            inside = "" if closes and name == inside else inside or name
        elif not inside:
            depth = max(0, depth - 1) if closes else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def read_article(text: str, url: str) -> dict[str, object]:
    from trafilatura import load_html

    from curation.intake.page_metadata import Page, read_metadata

    tree = load_html(text)
    if tree is None:
        return {"error": "unreadable"}
    found, paragraphs = find_text(text)
    answer = read_metadata(tree, found, url=url)
    paragraphs = fuller(paragraphs, Page(tree, url).article_body())
    if paragraphs[:1] == [answer["title"]]:
        paragraphs = paragraphs[1:]
    return {**answer, "text": "\n\n".join(paragraphs)[:MAX_TEXT]}


def fuller(paragraphs: list[str], body: str) -> list[str]:
    """What the structured data holds, where the page shows next to nothing or only that in one piece."""
    shown = " ".join(paragraphs)
    if len(shown) < ENOUGH < len(body) or shown.split() == body.split():
        return [line.strip() for line in body.split("\n") if line.strip()]
    return paragraphs


def find_text(text: str) -> tuple[object, list[str]]:
    """A strict reading first; if it finds next to nothing, a generous one."""
    from trafilatura import bare_extraction, load_html

    from curation.intake.page_text import prune

    tree = load_html(text)
    prune(tree)
    strict = bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=False)
    lines = lines_of(strict)
    if len("".join(lines)) >= ENOUGH:
        return strict, lines
    generous = bare_extraction(load_html(text), with_metadata=True, include_comments=False, favor_recall=True)
    more = lines_of(generous)
    return (generous, more) if len("".join(more)) > len("".join(lines)) else (strict, lines)


def lines_of(found: Any) -> list[str]:
    from curation.intake.page_text import paragraphs

    return paragraphs(found.body) if found else []


if __name__ == "__main__":
    serve(take_apart)
