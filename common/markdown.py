"""Markdown to safe HTML, once, on save. Two dialects: what editors write, and the subset for comments."""

import re
import unicodedata
from collections.abc import Callable, Mapping

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from common.text import fold, words

SCHEMES = {"http", "https", "mailto"}
CLIP_TAGS = set(
    "p div h2 h3 ul ol li b strong em i a blockquote figure figcaption code pre br hr del ins data".split()
    + "table thead tbody tr th td".split()
)
COMMENT_TAGS = set("p em strong code pre blockquote a ul ol li br".split())
# Nesting costs the parser time that grows faster than the text.
MAX_QUOTE_DEPTH = 8
LONE_LINK = re.compile(r"<?(https?://[^\s<>\"]{4,1900})>?")
OWN_PICTURE = re.compile(r"picture:(\d{1,18})")
LEAST_ALIKE = 2  # words of a passage, or one number, that say which paragraph it bears out
SHORTEST_REPEATED = 20  # characters of a paragraph that can be found in a source by chance

# As accounts/names.py has them; not within a word, an address of mail or a path.
MENTION = re.compile(r"(?<![\w@./+-])@([^\W_]+(?:[._-][^\W_]+)*)(?![\w@])")

clip = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(["table", "strikethrough"])
comment = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 20}).disable(
    ["heading", "lheading", "hr", "image", "reference", "html_block", "html_inline", "entity"]
)


Place = Callable[[str, str], str]  # of ("picture", its number) or ("link", its address): a key, or ""


def render_clip(text: str, passages: Mapping[int, str] | None = None, *, place: Place | None = None) -> str:
    """HTML of a clip's text; a blockquote that ends with a line `— Speaker` becomes a pull quote.

    `passages` are the quotations of sources that bear it out: at the end of the pull quote or paragraph that repeats
    one stands `<data value="KEY"></data>`, where the page puts its numeral. See `split_at_places`. Where none repeats
    it, that is the paragraph that shares most numbers and words with it, and where none does, the last one: a numeral
    stays with what it proves when paragraphs are edited or moved, and is never lost.
    A paragraph that is only `![](picture:17)`, or only an address, becomes the place for which `place` gives a
    key; with "" it stays as it is written.
    """
    tokens = _tables(_lower_headings(_pull_quotes(_placed(parse_clip(text), place))))
    for key, passage in (passages or {}).items():
        _mark(tokens, key, passage)
    return nh3.clean(
        clip.renderer.render(tokens, clip.options, {}),
        tags=CLIP_TAGS,
        attributes={
            "a": {"href"},
            "figure": {"class"},
            "div": {"class", "tabindex"},
            "data": {"value"},
            "ol": {"start"},
            "blockquote": {"cite"},
        },
        url_schemes=SCHEMES,
        link_rel="noopener",
    )


def parse_clip(text: str) -> list[Token]:
    """The tokens of a clip's Markdown, for those that read it without showing it."""
    return clip.parse(_calm(text))


def split_at_places(html: str) -> list[tuple[str, str, int]]:
    """The HTML of `render_clip` in pieces, each with what follows it: ("passage" | "picture" | "card", its key).

    After the last piece nothing follows: ("", 0).
    """
    parts = PLACES.split(html)
    kinds = [kind.rstrip("-") or "passage" for kind in parts[1::3]]
    return list(zip(parts[::3], [*kinds, ""], [*map(int, parts[2::3]), 0], strict=True))


PLACES = re.compile(r'<data value="(picture-|card-|)(\d+)"></data>')


def render_comment(text: str, people: Mapping[str, str] | None = None) -> str:
    """HTML of a comment: emphasis, lists, quotations, code and links that search engines do not follow.

    `people`: the addresses of those whom it may mention, by their names in small letters.
    """
    tokens = comment.parse(_calm(text))
    for block in tokens if people else ():
        block.children = _with_mentions(block.children or [], people or {})
    return nh3.clean(
        comment.renderer.render(tokens, comment.options, {}),
        tags=COMMENT_TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="ugc nofollow noopener",
    )


def names_in(text: str, *, quoted: bool = True) -> list[str]:
    """The names after an @ in a comment, outside of code, links and addresses of mail; not looked up.

    `quoted`: also those in what it quotes of others.
    """
    found, depth = [], 0
    for block in comment.parse(_calm(text)) if "@" in text else ():
        depth += block.nesting if block.type.startswith("blockquote") else 0
        if quoted or not depth:
            pieces = _plain_pieces(block.children or [])
            found += [name[1] for piece in pieces for name in MENTION.finditer(piece.content)]
    return found


def _plain_pieces(pieces):
    """Texts that are in no link; code is a piece of another type."""
    depth = 0
    for piece in pieces:
        depth += piece.nesting if piece.type.startswith("link") else 0
        if piece.type == "text" and not depth:
            yield piece


def _with_mentions(pieces, people):
    plain = set(map(id, _plain_pieces(pieces)))
    return [new for piece in pieces for new in (_split(piece, people) if id(piece) in plain else [piece])]


def _split(piece, people):
    """One text as texts and links."""
    out, done = [], 0
    for name in MENTION.finditer(piece.content):
        address = people.get(unicodedata.normalize("NFKC", name[1]).lower())
        if address:
            link = Token("link_open", "a", 1, attrs={"href": address})
            out += [_text(piece.content[done : name.start()]), link, _text(name[0]), Token("link_close", "a", -1)]
            done = name.end()
    return [*out, _text(piece.content[done:])]


def _text(content):
    return Token("text", "", 0, content=content)


def _calm(text):
    """Cut what only makes parsers work: deep quotation marks and list markers at the start of a line."""
    return re.sub(rf"^((?:[ \t]{{0,3}}>){{{MAX_QUOTE_DEPTH}}})[ \t>]+", r"\1 ", text.replace("\0", ""), flags=re.M)


def _lower_headings(tokens):
    """The page has one h1; headings in the text start at h2."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2" if token.tag in ("h1", "h2") else "h3"
    return tokens


def _placed(tokens, place):
    """Paragraphs of the first level that are only a picture of ours or an address, as the place of what they name."""
    out = list(tokens)
    for position, token in enumerate(tokens):
        named = _named(tokens, position) if place and token.type == "inline" and token.level == 1 else None
        if named and (key := place(*named)):
            mark = Token("html_block", "", 0, content=f'<data value="{key}"></data>\n', block=True)
            out[position - 1 : position + 2] = [
                Token("html_block", "", 0, content=""),
                mark,
                Token("html_block", "", 0),
            ]
    return out


def _html(content):
    return Token("html_block", "", 0, content=content, block=True)


def _named(tokens, position):
    if not _is_paragraph(tokens, position):
        return None
    children = tokens[position].children
    if len(children) == 1 and children[0].type == "image":
        own = OWN_PICTURE.fullmatch(children[0].attrs["src"])
        return ("picture", own[1]) if own else None
    link = LONE_LINK.fullmatch(tokens[position].content.strip())
    return ("link", link[1]) if link else None


def _tables(tokens):
    """A wide table scrolls by itself, also by keyboard."""
    out = []
    for token in tokens:
        if token.type == "table_open":
            out.append(Token("html_open", "div", 1, block=True, attrs={"class": "table", "tabindex": "0"}))
        out.append(token)
        if token.type == "table_close":
            out.append(Token("html_close", "div", -1, block=True))
    return out


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


def _mark(tokens, key, passage):
    """Put the place of a numeral at the end of the block that repeats the passage."""
    wanted = _plain(passage)
    paragraphs = [position for position in range(len(tokens)) if _is_paragraph(tokens, position)]
    found = next((position for position in paragraphs if _repeats(tokens[position].content, wanted)), None)
    if found is None and paragraphs:
        found = _nearest(tokens, paragraphs, wanted)
    if found is not None:
        _mark_at(tokens, _caption_of(tokens, found) or found, key)


def _nearest(tokens, paragraphs, wanted):
    """The paragraph that says what the passage says in other words: a shared number weighs as much as three words."""
    terms = {word for word in wanted.split() if len(word) > 3 or (len(word) > 1 and word[0].isdigit())}

    def alike(position):
        return sum(3 if word[0].isdigit() else 1 for word in terms & set(_plain(tokens[position].content).split()))

    best = max(paragraphs, key=alike)
    return best if alike(best) >= LEAST_ALIKE else paragraphs[-1]


def _mark_at(tokens, position, key):
    tokens[position].children.append(Token("html_inline", "", 0, content=f'<data value="{key}"></data>'))
    # The evidence opens as a block, which a p cannot hold.
    for edge in (tokens[position - 1], tokens[position + 1]):
        if edge.type.startswith("paragraph"):
            edge.tag = "div"
            edge.attrs = {"class": "para"} if edge.nesting == 1 else {}


def _is_paragraph(tokens, position):
    return tokens[position].type == "inline" and position > 0 and tokens[position - 1].type == "paragraph_open"


def _repeats(block, passage):
    """Whether the block holds the passage, or is itself a part of it: a source may break it with “he said”."""
    if not passage or passage in _plain(block):
        return bool(passage)
    reached = 0
    for piece in filter(None, map(_plain, re.split(r"(?<=[.?!,;:…])\s", block))):
        found = passage.find(piece, reached)
        if found < 0:
            return False
        reached = found + len(piece)
    return reached > 0 and len(block) >= SHORTEST_REPEATED


def _plain(text):
    return " ".join(words(fold(text)))


def _caption_of(tokens, position):
    """Where the caption of the pull quote stands that this paragraph is in; None outside of one."""
    for later in range(position, len(tokens)):
        if tokens[later].type == "html_open" and tokens[later].tag == "figcaption":
            return later + 1
        if tokens[later].type == "html_open" or tokens[later].tag == "figure":
            return None
    return None
