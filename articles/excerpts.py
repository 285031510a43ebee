"""How much of a source a page may show: the cited words, some words around them, and a limit for all together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent_encode

from common.text import CJK

MOST_CHARACTERS = 1000  # of one source on one page
MOST_SHARE = 0.15  # of its text; the smaller of the two counts
CONTEXT_WORDS = (30, 22, 15, 10, 6, 3, 0)  # on each side, the first that fits
LETTERS_A_WORD = 8
LONGEST_QUOTE = 600  # characters; who cites more than a paragraph shows its beginning
LONGEST_WHOLE = 120  # characters of a quotation that a text fragment repeats whole


@dataclass(frozen=True)
class Passage:
    """A cited place: `text[start:end]`, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Excerpt:
    """What the page shows of a passage. `more_before` and `more_after`: the paragraph goes on there."""

    before: str
    quote: str
    after: str
    more_before: bool = False
    more_after: bool = False
    cut: bool = False


def limit_of(texts: Iterable[str]) -> int:
    return min(MOST_CHARACTERS, int(MOST_SHARE * max(map(len, texts), default=0)))


def excerpts(passages: Sequence[Passage]) -> list[Excerpt]:
    """What to show of the passages of one source.

    The words around them stay, together with the passages, below the limit of the source. The passages themselves
    are shown whole: evidence that breaks off in the middle of its sentence bears nothing out.
    """
    limit = limit_of(passage.text for passage in passages)
    for words in CONTEXT_WORDS:
        spans = [_widened(passage, words) for passage in passages]
        if _length(passages, spans) <= limit:
            return [_excerpt(passage, span) for passage, span in zip(passages, spans, strict=True)]
    return [_shortened(passage, LONGEST_QUOTE) for passage in passages]


def _length(passages, spans):
    """Characters shown; what two passages share counts once."""
    total, reached = 0, {}
    for passage, (start, end) in sorted(zip(passages, spans, strict=True), key=lambda pair: pair[1]):
        seen = reached.get(passage.text, 0)
        total += max(0, end - max(start, seen))
        reached[passage.text] = max(seen, end)
    return total


def _widened(passage, words):
    """The span with up to `words` words of its own paragraph on each side."""
    text, start, end = passage.text, passage.start, passage.end
    opens = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    closes = text.find("\n\n", end)
    before = text[opens:start]
    after = text[end : closes if closes >= 0 else len(text)]
    return start - _tail(before, words), end + _head(after, words)


def _head(text, words):
    """How many characters the first words take, in scripts with and without spaces."""
    most = words * (2 if re.search(f"[{CJK}]", text) else LETTERS_A_WORD)
    ends = [match.end() for match in re.finditer(r"\S+", text[: most + 40])][:words]
    fitting = [end for end in ends if end <= most]
    if fitting:
        return fitting[-1]
    return min(most, len(text)) if ends and re.search(f"[{CJK}]", text) else 0


def _tail(text, words):
    return _head(text[::-1], words)


def _excerpt(passage, span):
    start, end = span
    text = passage.text
    return Excerpt(
        before=text[start : passage.start],
        quote=text[passage.start : passage.end],
        after=text[passage.end : end],
        more_before=start > 0 and text[:start][-2:] != "\n\n",
        more_after=end < len(text) and text[end : end + 2] != "\n\n",
    )


def _shortened(passage, most):
    quote = passage.text[passage.start : passage.end]
    if len(quote) <= most:
        return _excerpt(passage, (passage.start, passage.end))
    words = quote[:most].rpartition(" ")[0] or quote[:most]
    return Excerpt(before="", quote=words, after="", cut=True)


def link_to(address: str, quote: str) -> str:
    """The address with a text fragment: a browser that knows it scrolls to the words and marks them."""
    if not address or not quote.strip():
        return address
    lines = [line for line in quote.split("\n") if line.strip()]
    if len(lines) == 1 and len(quote) <= LONGEST_WHOLE:
        words = _encoded(quote)
    else:
        words = f"{_encoded(_first_words(lines[0]))},{_encoded(_last_words(lines[-1]))}"
    return f"{address}{'' if '#' in address else '#'}:~:text={words}"


def _first_words(line):
    return " ".join(line.split()[:6])[:60]


def _last_words(line):
    return " ".join(line.split()[-6:])[-60:]


def _encoded(words):
    """A hyphen, a comma and an ampersand mean something in a text fragment."""
    return percent_encode(words.strip(), safe="").replace("-", "%2D")
