"""Words between quotation marks: which they are, who says them, and whether a source has them. Pure.

Compared are folded texts: any quotation mark, any dash, any white space, any case is one. A source may break a
quotation with “she said”, and a clip may leave something out with “…”: the pieces must follow each other.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from common.text import count_words, fold, words

FEWEST_WORDS = 4
LONGEST_BREAK = 160  # characters of “said the mayor, who had come by bicycle,” between two pieces
LONGEST_LEFT_OUT = 3000  # characters for which “…” may stand
FEWEST_WORDS_AROUND = 2  # less than that beside a quotation names nobody
_PAIRS = [("“", "”"), ("„", "“”"), ("«", "»"), ("»", "«"), ("‟", "”"), ("「", "」"), ("『", "』"), ('"', '"')]
_PAIRS += [("‹", "›"), ("›", "‹"), ("‚", "‘")]
_MARKED = re.compile(
    "|".join(f"{a}([^{a}{b}]{{3,1200}})[{b}]" for a, b in _PAIRS)
    + r"|(?<!\w)‘([^‘’]{3,1200}(?:’\w[^‘’]*)*)’(?!\w)"
    + r"|(?<![^\s(\[])”(?=\w)([^“”]{3,1200})”"  # Swedish, Finnish
    + r"|(?<![^\s(\[])'(?=[^\W\d_])([^'\n]{3,1200}(?:'\w[^'\n]*)*)'(?=[\s.,;:!?)]|$)"
    # The next paragraph goes on with it, or a mark is forgotten.
    + r"|(?<![^\s(\[])[“„«](?=\s?\w)([^“”„«»\n]{3,1200})(?=\n|$)"
)
_CLOSED_BY_A_STRAIGHT_ONE = re.compile('„([^„“”"]*)"')
MOST_WORDS_AROUND_A_NO = 8
_NO = frozenset(
    "not no never nor cannot without nicht kein keine keinen keinem keiner nie niemals ohne ne pas jamais aucun aucune"
    " sans nunca jamás ningún ninguna sin não nenhum nenhuma sem".split()
)
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\(…\)|\(\.\.\.\)|…|\.\.\.")
_PIECES = re.compile(r"(?<=[.?!,;:])\s|\s[-–—]\s")


class Marked(NamedTuple):
    """A marked quotation: its words without the marks, and where it stands with them."""

    words: str
    start: int
    end: int


def marked(text: str) -> list[Marked]:
    """The marked quotations of at least four words; shorter ones are titles, irony and words that somebody used."""
    found = []
    text = _CLOSED_BY_A_STRAIGHT_ONE.sub(r"„\1“", text)
    if text.count('"') % 2:  # an inch, or a mark too few: nobody can say what is inside
        text = text.replace('"', " ")
    for match in _MARKED.finditer(text):
        said = next(group for group in match.groups() if group is not None)
        if count_words(said) >= FEWEST_WORDS:
            found.append(Marked(said.strip(), match.start(), match.end()))
    return found


def stands_in(quotation: str, texts: Iterable[str]) -> bool:
    return any(_stands_in(quotation, _plain(text)) for text in texts)


def _stands_in(quotation, source):
    reached, room = 0, len(source)
    for n, stretch in enumerate(_LEFT_OUT.split(quotation)):
        if not words(stretch):
            continue
        found = _find(stretch, source, reached, room if n else len(source))
        if found is None or (n and reached and _denies(source[reached : found[0]])):
            return False
        reached, room = found[1], LONGEST_LEFT_OUT
    return True


def _denies(left_out):
    """“We will … close it” for “We will not close it”: a few words, and one of them is a no."""
    said = left_out.split()
    return len(said) <= MOST_WORDS_AROUND_A_NO and any(word in _NO or word.endswith("n't") for word in said)


def _find(stretch, source, start, room):
    """From where to where the stretch stands in the source, whole or in pieces with a few words between them."""
    whole = _plain(stretch)
    found = source.find(whole, start, start + room + len(whole))
    if found >= 0:
        return found, found + len(whole) - 1  # the space at its end may begin what follows
    pieces = list(filter(None, map(_plain, _PIECES.split(stretch))))
    return _follow(pieces, source, start, room) if len(pieces) > 1 else None


def _follow(pieces, source, start, room):
    first = source.find(pieces[0], start, start + room)
    while first >= 0:
        reached = first + len(pieces[0]) - 1
        for piece in pieces[1:]:
            found = source.find(piece, reached, reached + LONGEST_BREAK + len(piece))
            if found < 0:
                break
            reached = found + len(piece) - 1
        else:
            return first, reached
        first = source.find(pieces[0], first + 1, start + room)
    return None


@lru_cache(maxsize=64)
def _plain(text):
    return " " + " ".join(words(fold(text))) + " " if text else ""


def has_speaker(text: str, quotations: Iterable[Marked]) -> bool:
    """Whether anything but the quotation stands there: a name, “she said”, a question that tells who is asked."""
    rest, reached = [], 0
    for quotation in quotations:
        rest.append(text[reached : quotation.start])
        reached = quotation.end
    rest.append(text[reached:])
    return count_words(" ".join(rest)) >= FEWEST_WORDS_AROUND


def verbatim(quotation: str, sentences: Iterable[str]) -> str:
    """The words of the source that come closest, if they come close: what to write instead. Else nothing."""
    wanted = set(words(fold(quotation)))
    best, share = "", 0.0
    for sentence in sentences:
        for said in [*(one.words for one in marked(sentence)), sentence]:
            has = set(words(fold(said)))
            alike = len(wanted & has) / max(len(wanted | has), 1)
            if alike > share:
                best, share = said, alike
    return best if share >= 0.6 else ""
