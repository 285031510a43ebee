"""What a text says to somebody who reads it, whatever letters it is written in. Pure.

`fold` gives the letters of a text one by one, each with what it can be read as: a Cyrillic а as a, a 1 as i or l, an
accented or circled or mathematical letter as the plain one. What nobody sees (zero width, direction, combining marks)
is gone. Everything is one pass over the text.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from accounts.names import ALIKE

# Digits and signs that stand for letters; first what they are themselves.
LEET = {
    "0": "0o", "1": "1il", "2": "2z", "3": "3e", "4": "4a", "5": "5s", "6": "6g", "7": "7t", "8": "8b", "9": "9g",
    "@": "a", "$": "s", "!": "i", "|": "il", "+": "t", "€": "e", "£": "l", "¢": "c",
}  # fmt: skip
SIGNS = frozenset("@$!|+€£¢")
AT_THE_END = frozenset("@$€£¢")  # a$$, but not "what!"
# The letter that stands for all that can be confused with it.
CLASSES = str.maketrans("0123456789l", "oizeasgtbgi")
MORE_ALIKE = str.maketrans("օսոհցզıɩℓßꞵꜱ", "ounhgqiilsbs")
REGIONAL, CIRCLED, SQUARED = 0x1F1E6, 0x1F150, 0x1F170  # 🇦, 🅐, 🅰: letters which NFKC leaves alone
# Written without spaces between words, or so that every sign is one.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
# Marks that a word keeps its sense without: accents, Hebrew points, Arabic vowel signs, keycaps, variation selectors.
# Those of Indian scripts and of Thai are vowels, and stay.
LOOSE_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
INKLESS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u034f\u00ad")


@dataclass(frozen=True, slots=True)
class Letter:
    """`plain` is it as written, folded; `readings` are letters that it can be taken for, `plain` among them or not.

    `klass` is the same for all letters that can be confused.
    """

    plain: str
    readings: str
    klass: str = ""

    def __post_init__(self):
        object.__setattr__(self, "klass", self.readings[-1].translate(CLASSES))


def fold(text: str) -> list[Letter | str]:
    """Letters, and between them the separators as they are (a plain space for every kind of space)."""
    folded: list[Letter | str] = []
    small = False  # within a word that has small letters
    for sign in _signs(text):
        folded.extend(_WITHIN if small and sign == "I" else _letter(sign))
        small = sign.islower() or (small and sign == "I")
    return _without_loose_signs(folded)


def _signs(text):
    """Compatibility forms undone, marks and unseen characters gone; large letters stay, for they can be told apart."""
    text = unicodedata.normalize("NFKD", text)
    if not text.isascii():
        text = LOOSE_MARKS.sub("", "".join(sign for sign in text if not _is_unseen(sign)))
        text = unicodedata.normalize("NFC", text)  # Korean letters come together again
    return text


def _is_unseen(sign):
    return sign in INKLESS or unicodedata.category(sign) in ("Cf", "Co", "Cs", "Cn")


@lru_cache(maxsize=8192)
def _letter(sign):
    if sign in LEET:
        return (Letter(sign, LEET[sign]),)
    if not _is_of_words(sign):
        return (" " if sign.isspace() else sign,)
    return tuple(_looked_at(letter) for letter in _plainly(sign).casefold())


def _is_of_words(sign):
    """Letters, digits, and the marks that are left: they are vowels."""
    return sign.isalnum() or unicodedata.category(sign)[0] == "M" or 0x1F150 <= ord(sign) <= 0x1F1FF


def _plainly(sign):
    point = ord(sign)
    for first in (REGIONAL, SQUARED, CIRCLED):
        if first <= point < first + 26:
            return chr(ord("a") + point - first)
    return _latin().get(sign, sign)


def _looked_at(letter):
    if "a" <= letter <= "z":
        return _ASCII[letter]
    looks = letter.translate(ALIKE).translate(MORE_ALIKE)
    return Letter(letter, looks)


_WITHIN = (Letter("i", "il"),)  # kiII
_ASCII = {letter: Letter(letter, letter) for letter in "abcdefghijklmnopqrstuvwxyz"}


@cache
def _latin():
    """Letters whose name says which plain one they are: ø, đ, ł, ᴀ, ɪ (o with stroke, small capital a, …)."""
    name = re.compile(r"(?:MODIFIER LETTER |LATIN )(?:SMALL |CAPITAL |LETTER )+([A-Z])(?: WITH .+)?")
    blocks = ((0xC0, 0x2B0), (0x1D00, 0x1DC0), (0x1E00, 0x1F00), (0x2C60, 0x2C80), (0xA720, 0xA800), (0xAB30, 0xAB70))
    named = (
        (chr(point), name.fullmatch(unicodedata.name(chr(point), ""))) for block in blocks for point in range(*block)
    )
    return {sign: match[1].lower() for sign, match in named if match}


def _without_loose_signs(folded):
    """`!`, `|` and `+` are letters only between letters; `@` and `$` also at an end. Elsewhere they are marks."""
    out = []
    for is_signs, group in groupby(folded, key=_is_sign):
        run = list(group)
        if is_signs:
            left = bool(out) and isinstance(out[-1], Letter)
            after = len(out) + len(run)
            right = after < len(folded) and isinstance(folded[after], Letter)
            run = [one if _stands(one, left, right) else one.plain for one in run]
        out += run
    return out


def _stands(one, left, right):
    return (left and right) or ((left or right) and one.plain in AT_THE_END)


def _is_sign(one):
    return isinstance(one, Letter) and one.plain in SIGNS
