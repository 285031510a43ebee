"""Where a name begins and ends in a text, script by script; and how much a name says.

Most scripts part words, and a name is a whole word there. Chinese, Japanese, Thai, Lao, Khmer and Burmese part none:
a name may stand anywhere between their letters. Korean hangs its particles on a name, Japanese writes a name in
katakana beside other letters. A word of one script ends where another begins.
"""

import re
from functools import cache
from itertools import groupby
from unicodedata import category, normalize

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HIRAGANA = "\u3041-\u309f"
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
THAI, LAO, BURMESE, KHMER = "\u0e00-\u0e7f", "\u0e80-\u0eff", "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f", "\u1780-\u17ff"
RUNNING = HAN + HIRAGANA + KATAKANA + HANGUL + THAI + LAO + BURMESE + KHMER
GLUED = re.compile(f"[{RUNNING}]")
# Vowels that are written before the consonant after which they are spoken, and such as only follow one.
LEADING, TRAILING = "\u0e40-\u0e44\u0ec0-\u0ec4", "\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3"
BEFORE = ((KATAKANA, KATAKANA), (HANGUL, HANGUL), (THAI + LAO, LEADING))  # (of a letter, what may not stand there)
AFTER = ((KATAKANA, KATAKANA),)
# What one letter says, in letters of an alphabet: most of Chinese are words, most of Korean and kana syllables.
WEIGHTS = ((HAN + HANGUL, 2.0), (HIRAGANA + KATAKANA, 1.5))
LEAST = 3  # of a username
SPACE = r"[\s・･·‧＝゠]"  # Japanese and Chinese part the words of foreign names by signs
ALIKE = dict.fromkeys("'’ʼ‘", "['’ʼ‘]") | {" ": rf"{SPACE}+"}  # one is typed for the other


def is_glued(name):
    """Written in a script in which it need not stand apart."""
    return bool(GLUED.search(name))


def weight(name):
    """How long it is, for what it says; marks and spaces say nothing."""
    letters = (letter for letter in normalize("NFC", spaced(name)) if letter != " " and category(letter)[0] != "M")
    return sum(next((said for of, said in WEIGHTS if _is_of(letter, of)), 1) for letter in letters)


def words(names, *, apart=""):
    """A pattern of them as anybody types them, each where it may begin and end. `apart`: what parts no words here.

    The longest first. What may stand before and after is told once for many: there may be a thousand names.
    """
    beginnings: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        beginnings.setdefault(_begins(name, apart), []).append(name)
    return "|".join(f"{begin}(?:{_ended(some, apart)})" for begin, some in beginnings.items()) or r"(?!)"


def _ended(names, apart):
    """In their order: a name may begin with another, and end otherwise."""
    runs = groupby(names, lambda name: ends(name, apart=apart))
    return "|".join(f"(?:{'|'.join(map(_word, some))}){end}" for end, some in runs)


def spelled(name):
    """A pattern of it in these very letters."""
    return f"{_begins(name, '')}{re.escape(name)}{ends(name)}"


def ends(name, *, apart=""):
    """What must follow on a name, as a pattern."""
    forbidden = next((others for of, others in AFTER if _is_of(name[-1], of)), "")
    if not _is_of(name[-1], RUNNING):
        return rf"(?![^\W{RUNNING}]|[{_marks()}{re.escape(apart)}])"
    return f"(?![{_marks()}{TRAILING}{forbidden}])"


def _begins(name, apart):
    forbidden = next((others for of, others in BEFORE if _is_of(name[0], of)), "")
    if not _is_of(name[0], RUNNING):
        return rf"(?<![^\W{RUNNING}])(?<![{_combining()}{re.escape(apart)}])"
    return f"(?<![{forbidden}])" if forbidden else ""


def _word(name):
    return "".join(_typed(name))


def _typed(name):
    """Between letters of a running script a space may stand, or be left out."""
    letters, long = normalize("NFC", spaced(name)), weight(name) >= 6
    for at, letter in enumerate(letters):
        loose = is_glued(letters[max(at - 1, 0)]) and is_glued(letters[at + 1 : at + 2] if letter == " " else letter)
        if letter == " " and loose:
            yield f"{SPACE}*"
        else:
            between = f"{SPACE}?" if at and loose and long and letters[at - 1] != " " else ""
            yield between + _letter(letter)


def spaced(name):
    """With one space wherever its words are parted."""
    return re.sub(f"{SPACE}+", " ", name).strip()


def _letter(letter):
    if letter in ALIKE:
        return ALIKE[letter]
    apart = normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"


def _is_of(letter, ranges):
    return bool(re.match(f"[{ranges}]", letter))


def _combining():
    return _marks(but=RUNNING)


@cache
def _marks(but=""):
    """Signs that belong to the letter before them, so that no word ends there."""
    kept = re.compile(f"[{but}]") if but else None
    found = [n for n in range(0x300, 0x1F000) if category(chr(n))[0] == "M" and not 0xFE00 <= n <= 0xFE0F]
    return _ranges(n for n in found if not (kept and kept.match(chr(n))))


def _ranges(numbers):
    """Of letters, as a pattern writes them: a run of neighbours by its first and last."""
    runs = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    each = ([number for _, number in run] for _, run in runs)
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in each)
