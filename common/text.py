"""Text: the one form in which it is stored, compared, counted, and put into an address."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028]")
_PARAGRAPH_SEPARATOR = "\u2029"
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

# Characters nobody can see: controls, soft hyphen, zero width, direction marks, byte-order mark, tags,
# noncharacters, and surrogates that no encoder would accept.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)

_BLANK_LINE = re.compile("\n[ \n]*\n")
_LIST_ITEM = re.compile(r"(?:[-*•‣◦–—]|\d{1,3}[.)])\s")
_FINAL = tuple(".!?…:;。！？؟۔।\"'”’»)]")
_WRAP_WIDTH = 100  # lines of a hard-wrapped text are shorter than this, those of an article's paragraphs rarely


def normalise(text: str) -> str:
    """The form in which text is stored and to which offsets refer. Idempotent.

    NFC; unseen characters (control, soft hyphen, zero width, direction, surrogates) removed; every kind of
    space is one plain space, runs collapsed, lines stripped. Paragraphs are separated by exactly two line
    feeds and hold none themselves: a single line end inside a paragraph becomes a space, unless the next line
    opens with a list marker. In a text without any blank line each line is a paragraph, unless the lines look
    wrapped by hand. Typographic quotation marks and dashes are kept.
    """
    text = _LINE_ENDS.sub("\n", text).replace(_PARAGRAPH_SEPARATOR, "\n\n")
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    text = _SPACES.sub(" ", text).strip(" \n")
    return "\n\n".join(filter(None, _paragraphs(text)))


def _paragraphs(text):
    if not _BLANK_LINE.search(text) and not _looks_wrapped(text):
        return [line.strip() for line in text.split("\n")]
    return [paragraph for block in _BLANK_LINE.split(text) for paragraph in _joined(block)]


def _joined(block):
    """The block's lines as paragraphs: a list item starts one, any other line continues it."""
    paragraphs = []
    for line in filter(None, (line.strip() for line in block.split("\n"))):
        if paragraphs and not _LIST_ITEM.match(line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [" ".join(lines) for lines in paragraphs]


def _looks_wrapped(text):
    lines = [line.strip() for line in text.split("\n")][:-1]
    if len(lines) < 2 or max(map(len, lines)) > _WRAP_WIDTH:
        return False
    unfinished = sum(not line.endswith(_FINAL) for line in lines)
    return unfinished * 2 > len(lines) and sum(map(len, lines)) > 40 * len(lines)


_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a`\u00b4\u2032\u02bc", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u300c\u300d\u300e\u300f", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
)


def fold(text: str) -> str:
    """The form for comparing: NFKC, casefold, one kind of quotation mark and dash, single spaces. Accents stay."""
    text = _UNSEEN.sub("", text).translate(_QUOTES)
    text = _caseless(text).translate(_QUOTES)
    return " ".join(text.split())


def _caseless(text):
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


_NOT_IN_KEYS = re.compile(r"[\s_#\-\u2010-\u2015\u2212]+")


def tag_key(name: str) -> str:
    """What makes two spellings one tag: `sovereign ai`, `SovereignAI` and `#sovereign-ai` have one key."""
    return _NOT_IN_KEYS.sub("", _caseless(_UNSEEN.sub("", name)))


def _marks():
    """Combining marks, which belong to a word though `\\w` leaves them out (Devanagari, Arabic, Thai)."""
    blocks = (
        *range(0x300, 0x2000),
        *range(0x20D0, 0x2100),
        *range(0x3099, 0x309B),
        *range(0xA800, 0xAC00),
    )
    return "".join(chr(point) for point in blocks if unicodedata.category(chr(point)).startswith("M"))


CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MARKS = _marks()
_LETTER = rf"(?:[^\W_{CJK}]|[{MARKS}])"
_WORD = re.compile(rf"[{CJK}]|{_LETTER}+(?:['’.\-]{_LETTER}+)*")
_RUN = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_CONTRACTION = re.compile("['\u2019\u02bc](?=(?:s|t|re|ve|ll|d|m)\\b)")  # don't, it's; not l'été


def words(text: str) -> list[str]:
    """The words in order, as written. Chinese and Japanese, which have no spaces, give one per character."""
    return _WORD.findall(text)


def count_words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def slugify_unicode(text: str, *, max_length: int = 80, fallback: str = "clip") -> str:
    """Lower-case words of any script joined by hyphens; cut at a word to `max_length` characters, never empty."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).lower()
    plain = _CONTRACTION.sub("", unicodedata.normalize("NFKC", plain))
    slug = "-".join(_RUN.findall(plain))
    return _cut(slug, max_length) or fallback[:max_length]


def _cut(slug, max_length):
    if len(slug) <= max_length:
        return slug
    head, hyphen, _ = slug[: max_length + 1].rpartition("-")
    return head if hyphen else slug[:max_length]
