"""Markdown to safe HTML, once, on save. Two dialects: what editors write, and the subset for comments."""

import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMES = {"http", "https", "mailto"}
CLIP_TAGS = set(
    "p h2 h3 ul ol li b strong em i a blockquote figure figcaption code pre br hr del ins"
    " table thead tbody tr th td".split()
)
COMMENT_TAGS = set("p em strong code pre blockquote a ul ol li br".split())
# Nesting costs the parser time that grows faster than the text.
MAX_QUOTE_DEPTH = 8

clip = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(["table", "strikethrough"])
comment = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 20}).disable(
    ["heading", "lheading", "hr", "image", "reference", "html_block", "html_inline", "entity"]
)


def render_clip(text):
    """HTML of a clip's text; a blockquote that ends with a line `— Speaker` becomes a pull quote."""
    tokens = clip.parse(_calm(text))
    html = clip.renderer.render(_lower_headings(_pull_quotes(tokens)), clip.options, {})
    return nh3.clean(
        html,
        tags=CLIP_TAGS,
        attributes={"a": {"href"}, "figure": {"class"}, "ol": {"start"}, "blockquote": {"cite"}},
        url_schemes=SCHEMES,
        link_rel="noopener",
    )


def render_comment(text):
    """HTML of a comment: emphasis, lists, quotations, code and links that search engines do not follow."""
    return nh3.clean(
        comment.render(_calm(text)),
        tags=COMMENT_TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="ugc nofollow noopener",
    )


def _calm(text):
    """Cut what only makes parsers work: deep quotation marks and list markers at the start of a line."""
    return re.sub(rf"^((?:[ \t]{{0,3}}>){{{MAX_QUOTE_DEPTH}}})[ \t>]+", r"\1 ", text.replace("\0", ""), flags=re.M)


def _lower_headings(tokens):
    """The page has one h1; headings in the text start at h2."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2" if token.tag in ("h1", "h2") else "h3"
    return tokens


def _pull_quotes(tokens):
    out, depth, start = [], 0, 0
    for token in tokens:
        if token.type == "blockquote_open":
            start = len(out) if depth == 0 else start
            depth += 1
        out.append(token)
        if token.type == "blockquote_close":
            depth -= 1
            if depth == 0:
                out[start:] = _as_figure(out[start:])
    return out


def _as_figure(quote):
    """The tokens of one blockquote, as figure and figcaption when its last paragraph names a speaker."""
    speaker = quote[-3] if len(quote) > 5 and quote[-3].type == "inline" else None
    match = re.match(r"[—–-]\s*(.+)", speaker.content, re.S) if speaker else None
    if not match:
        return quote
    caption = [
        Token("html_open", "figcaption", 1, block=True),
        Token("inline", "", 0, content=match[1], children=_inline(match[1]), block=True),
        Token("html_close", "figcaption", -1, block=True),
    ]
    figure = Token("html_open", "figure", 1, block=True, attrs={"class": "pull"})
    return [figure, *quote[:-4], quote[-1], *caption, Token("html_close", "figure", -1, block=True)]


def _inline(text):
    return clip.parseInline(text)[0].children
