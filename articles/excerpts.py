"""How much of a source a page may show: the cited words, some words around them, and a limit for all together.

All that is shown counts, each character of the source once: the passages, the words around them, facts and answers that
are the source's own sentences, and what the source is said to report as far as it is in its own words. When everything
does not fit, first the words around the passages go; then every passage gets a fair share, short ones whole, long ones
as a window around the words that bear its fact out; and where less is left than says anything, the page says so and
links to the place.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent_encode

from common.text import CJK, fold

MOST_CHARACTERS = 1000  # of one source on one page
MOST_SHARE = 0.15  # of its text; the smaller of the two counts
CONTEXT_WORDS = (30, 22, 15, 10, 6, 3, 0)  # on each side, the first that fits
LETTERS_A_WORD = 8
LEAST_SHOWN = 30  # characters of a passage below which nothing of it is shown
LONGEST_WHOLE = 120  # characters of a quotation that a text fragment repeats whole
WORDS_AT_AN_END, LONGEST_END = 6, 60  # of a longer one: its first and its last words


@dataclass(frozen=True)
class Passage:
    """A cited place: `text[start:end]`, in code points. `proves` are the words of the fact that it bears out."""

    text: str
    start: int
    end: int
    proves: str = ""

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]


@dataclass(frozen=True)
class Excerpt:
    """What the page shows of a passage, between “…” where it goes on; nothing where the limit leaves no room for it.

    `more_before` and `more_after`: the paragraph goes on there. `cut_before` and `cut`: the passage itself does.
    """

    before: str
    quote: str
    after: str
    more_before: bool = False
    more_after: bool = False
    cut: bool = False
    cut_before: bool = False


WITHHELD = Excerpt(before="", quote="", after="", cut=True)
Span = tuple[int, int]


def limit_of(texts: Iterable[str]) -> int:
    return min(MOST_CHARACTERS, int(MOST_SHARE * max(map(len, texts), default=0)))


def excerpts(passages: Sequence[Passage], *, free: bool = False, says: str = "") -> list[Excerpt]:
    """What to show of the passages of one source. `free`: it may be quoted at any length. `says` is shown besides."""
    limit = limit_of(passage.text for passage in passages)
    said = _Shown()
    for passage in passages:
        said.add(passage.text, _said(passage))
    for text, span in _own(says, passages):
        said.add(text, span)
    for words in CONTEXT_WORDS:
        spans = [_widened(passage, words) for passage in passages]
        if free or said.with_all(passages, spans) <= limit:
            return [_excerpt(passage, span) for passage, span in zip(passages, spans, strict=True)]
    return _in_shares(passages, said, limit)


class _Shown:
    """The characters of a source's texts that the page shows, each counted once."""

    def __init__(self):
        self.spans: list[tuple[str, Span]] = []

    def add(self, text, span):
        if span:
            self.spans.append((text, span))

    @property
    def length(self):
        return _union(self.spans)

    def with_all(self, passages, spans):
        return _union([*self.spans, *((p.text, span) for p, span in zip(passages, spans, strict=True))])

    def covers(self, passage):
        span = (passage.text, (passage.start, passage.end))
        return _union([*self.spans, span]) == self.length


def _union(spans):
    total, reached = 0, {}
    for text, (start, end) in sorted(spans, key=lambda row: row[1]):
        seen = reached.get(text, 0)
        total += max(0, end - max(start, seen))
        reached[text] = max(seen, end)
    return total


def _said(passage):
    """Where the fact or answer itself is the source's own words; shorter ones repeat it by chance."""
    words = passage.proves.strip()
    start = passage.text.find(words) if len(words) >= LEAST_SHOWN else -1
    return (start, start + len(words)) if start >= 0 else None


def _own(says, passages):
    """The source's own words among those it is said to report; of several texts of it, those of the one with most."""
    texts = dict.fromkeys(passage.text for passage in passages)
    spans, text = max(
        ((repeated(text, says), text) for text in texts), key=lambda row: _width(row[0]), default=([], "")
    )
    return [(text, span) for span in spans]


def repeated(text: str, words: str) -> list[Span]:
    """Where stretches of `words` stand in the text, in any capitals; shorter ones than LEAST_SHOWN repeat by chance."""
    there, said = _small(text), _small(" ".join(words.split()))
    found, at = [], 0
    while at <= len(said) - LEAST_SHOWN:
        start = there.find(said[at : at + LEAST_SHOWN])
        length = _alike(said, at, there, start) if start >= 0 else 0
        if length:
            found.append((start, start + length))
        at += length or 1
    return found


def _alike(one, at, other, start):
    """How many characters are the same from there on."""
    length = 0
    while at + length < len(one) and start + length < len(other) and one[at + length] == other[start + length]:
        length += 1
    return length


def _small(text):
    """In small letters, where that keeps every character in its place."""
    small = text.lower()
    return small if len(small) == len(text) else text


def _width(spans):
    return sum(end - start for start, end in spans)


def _in_shares(passages, said, limit):
    """Each passage a fair share of what is left; what is shown already is shown again for nothing."""
    proves: dict[tuple[str, int, int], list[str]] = {}
    for passage in passages:
        proves.setdefault(_place(passage), []).append(passage.proves)
    each = [Passage(*place, " ".join(words)) for place, words in proves.items()]
    windows = {_place(passage): (passage.start, passage.end) for passage in each if said.covers(passage)}
    waiting = [passage for passage in each if _place(passage) not in windows]
    for passage, share in _shares(waiting, limit - said.length):
        windows[_place(passage)] = _window(passage, share)
    return [_excerpt(passage, windows.get(_place(passage))) for passage in passages]


def _place(passage):
    return passage.text, passage.start, passage.end


def _shares(passages, room):
    """(passage, characters): short ones whole, the others alike; the last ones nothing while that is too little."""
    passages = list(passages)
    while passages:
        level = _level([p.end - p.start for p in passages], max(room, 0))
        if level >= min(LEAST_SHOWN, max(p.end - p.start for p in passages)):
            break
        passages.pop()
    return [(p, min(level, p.end - p.start)) for p in passages]


def _level(lengths, room):
    """How high the water stands when `room` is poured over vessels of these lengths."""
    left = sorted(lengths)
    for n, length in enumerate(left):
        share = room // (len(left) - n)
        if length > share:
            return share
        room -= length
    return left[-1]


def _window(passage, most):
    """The whole words of the passage, at most so many characters, that bear out most."""
    if passage.end - passage.start <= most:
        return passage.start, passage.end
    pieces = [(m.start(), m.end(), m.group()) for m in re.finditer(_PIECE, passage.quote)]
    wanted = {fold(word) for word in re.findall(r"\w+", passage.proves)}
    weights = [_weight(word, wanted) for _, _, word in pieces]
    best, found, first, weight = (-1, 0), None, 0, 0
    for last, (_, end, _word) in enumerate(pieces):
        weight += weights[last]
        while first <= last and end - pieces[first][0] > most:
            weight -= weights[first]
            first += 1
        worth = (weight, end - pieces[first][0]) if first <= last else (-1, 0)
        if worth > best:
            best, found = worth, (passage.start + pieces[first][0], passage.start + end)
    return found


_PIECE = rf"[{CJK}]|[^\s{CJK}]+"


def _weight(word, wanted):
    """Numbers bear out most, then names, then other words of the fact."""
    core = re.sub(r"^\W+|\W+$", "", word)
    weight = 3 if any(character.isdigit() for character in core) else 0
    if core and fold(core) in wanted:
        weight += 3 if core[0].isupper() else 1 + (len(core) > 3)
    return weight


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
    if not span:
        return WITHHELD
    start, end = span
    text = passage.text
    return Excerpt(
        before=text[start : passage.start],
        quote=text[max(start, passage.start) : min(end, passage.end)],
        after=text[passage.end : end],
        more_before=0 < start <= passage.start and text[:start][-2:] != "\n\n",
        more_after=passage.end <= end < len(text) and text[end : end + 2] != "\n\n",
        cut_before=start > passage.start,
        cut=end < passage.end,
    )


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
    """Whole ones: a browser finds no fragment that ends within a word. Only a word that is longer by itself is cut."""
    taken = line.split()[:WORDS_AT_AN_END]
    while len(taken) > 1 and len(" ".join(taken)) > LONGEST_END:
        taken.pop()
    return " ".join(taken)[:LONGEST_END]


def _last_words(line):
    taken = line.split()[-WORDS_AT_AN_END:]
    while len(taken) > 1 and len(" ".join(taken)) > LONGEST_END:
        taken.pop(0)
    return " ".join(taken)[-LONGEST_END:]


def _encoded(words):
    """A hyphen, a comma and an ampersand mean something in a text fragment."""
    return percent_encode(words.strip(), safe="").replace("-", "%2D")
