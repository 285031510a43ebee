"""The words of a comment as the scorer compares them: one look for what looks alike, disguises taken off."""

import re
import unicodedata
from dataclasses import dataclass

from accounts.names import ALIKE
from comments.scoring.lexicon import Lexicon
from common.text import fold

LONGEST = 20_000  # characters that are read; a comment is shorter
ROUNDS = 4  # what is left of a letter without its accent may look like another one
SHORTEST_DISGUISED = 4  # letters: shorter ones hide in honest words and numbers

_DRAWN = dict(zip(map(ord, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"), "abcdefghijklmnoprstuvwyz", strict=True))
# Letters in circles, boxes and flags have no compatibility form of their own.
_BOXED = {first + n: chr(97 + n) for first in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)}
_ALIKE = {point: look for point, look in ALIKE.items() if not chr(point).isdigit()}
_PICTURES = {
    ord(picture): f" {word} "
    for picture, word in {
        "🖕": "fuck", "🤡": "clown", "💩": "shit", "🐀": "rat", "🐷": "pig", "🔪": "knife", "🔫": "gun", "💰": "money",
        "💸": "money", "🤑": "money",
    }.items()
}  # fmt: skip
_LETTERS = _DRAWN | _BOXED | _ALIKE | _PICTURES | {ord("ł"): "l", ord("ø"): "o", ord("đ"): "d"}
_FOR_LETTERS = str.maketrans("013456789@$!€+|¡£¥", "oieasgtbgasietiily")

_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_SPACED = re.compile(r"(?<![^\W_])[^\W_](?:[ .\-_*·,/|~][^\W_]){2,40}(?![^\W_])")
_CHUNK = re.compile(r"(?<!\S)\S*[0-9@$!€+|¡£¥*#.\-_~·]\S*")  # only what has such a sign can hide a word
_WORD = re.compile(r"[^\W_]+")
_ODD_INSIDE = re.compile(r"[^\W_][0-9@$!€+|¡£¥*#.\-_~·]+[^\W_]|^[0-9@$!€+|¡£¥]+[^\W\d_]{2}|[^\W\d_]{3}[0@$€]\b")


@dataclass(frozen=True)
class Folded:
    """`words` in order; those at the places `quoted` are somebody else's; `disguised` were hidden from a reader."""

    words: tuple[str, ...]
    quoted: frozenset[int]
    disguised: tuple[str, ...]


def fold_words(text: str, lexicon: Lexicon) -> Folded:
    words: list[str] = []
    quoted: set[int] = set()
    disguised: list[str] = []
    for part, is_quoted in _parts(text[:LONGEST]):
        found = _WORD.findall(_undisguise(one_look(part), lexicon, disguised))
        if is_quoted:
            quoted.update(range(len(words), len(words) + len(found)))
        words += found
    if len(quoted) + 3 > len(words):
        quoted = set()  # a comment that is nothing but a quotation says it itself
    return Folded(tuple(words), frozenset(quoted), tuple(disguised))


def one_look(text: str) -> str:
    """Small letters without accents, and the Latin one where another alphabet's looks the same. Idempotent."""
    for _ in range(ROUNDS):
        before, text = text, _look(text)
        if text == before or text.isascii():
            break
    return text


def _look(text):
    plain = unicodedata.normalize("NFD", fold(text).translate(_LETTERS).casefold())
    return _STRETCHED.sub(r"\1", fold(_MARKS.sub("", plain)))  # of a lone accent a space is left; Hangul comes together


_QUOTATION = re.compile(r"^[ \t]{0,3}>.*$|[\"“”„«»][^\"“”„«»]{2,300}[\"“”„«»]", re.MULTILINE)


def _parts(text):
    """The text in pieces, each with whether it is quoted: between quotation marks, or on a line that begins with >."""
    at = 0
    for found in _QUOTATION.finditer(text):
        yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    yield text[at:], False


def _undisguise(text, lexicon, disguised):
    text = _SPACED.sub(lambda found: _joined(found[0], lexicon, disguised), text)
    return _CHUNK.sub(lambda found: _unmasked(found[0], lexicon, disguised), text)


def _joined(run, lexicon, disguised):
    """Letters set apart, as one word; of several that ran together, the one that is known stands alone."""
    word = "".join(_WORD.findall(run.translate(_FOR_LETTERS)))
    known = lexicon.longest_within(word, SHORTEST_DISGUISED)
    if not known:
        return run
    disguised.append(known)
    return word.replace(known, f" {known} ", 1)


def _unmasked(chunk, lexicon, disguised):
    """The word behind signs that stand for letters, if it is one that people hide; else the chunk as it is."""
    if not _ODD_INSIDE.search(chunk) or len(chunk) > 40:
        return chunk
    core = chunk.strip(".,;:?!()[]\"'")
    word = "".join(_WORD.findall(core.translate(_FOR_LETTERS)))
    known = lexicon.hidden(word) if len(word) >= SHORTEST_DISGUISED else ""
    if not known and "*" in core:
        known = lexicon.like(core)
    if not known or known == core:
        return chunk
    disguised.append(known)
    return known
