"""Whether two texts tell the same story: shared words, or shared names and numbers. Pure, and the same on every run.

The words of a headline alone never decide: other stories have the same headline, and the same story has another one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from random import Random

from common.text import CJK
from curation.drafting.language import detect, primary
from curation.evidence.numbers import amounts

PERMUTATIONS, BANDS = 64, 16
SHINGLE = 3  # words
MOST_WORDS = 300
MOST_MARKS = 24  # names and numbers by which others are looked for
FEWEST_WORDS = 20  # of the text besides the headline; less says too little

COPY, COPY_OF_ONE_PUBLISHER = 0.5, 0.75  # share of the shingles
ALIKE_NUMBERS = 0.5  # share of the shorter text's numbers that a copy must have too
FEWEST_NAMES, FEWEST_NUMBERS = 2, 1
TITLE = 0.3  # share of the shorter headline's words
MANY_WORDS = 0.6
WORDS = 0.45  # share of the shorter text's words, for texts in one language

_TOKEN = re.compile(rf"[{CJK}]|[^\W_{CJK}]+(?:['’.,][^\W_{CJK}]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?:;…\n“”\"«»„(\[]\s*$")
_GAP = re.compile(r"[ \u00a0]")
_NO_NAMES = frozenset(
    # titles of people, days and months: they stand in every text of a week
    "mr mrs ms dr sir herr frau madame monsieur señor señora senhor senhora the a an i"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar"
    " märz mai juni juli oktober dezember".split()
)
_RANDOM = Random(20_261_126)  # noqa: S311 (fixed multipliers, no secret)
_FULL = 2**64 - 1
_PERMUTED = [(_RANDOM.getrandbits(64) | 1, _RANDOM.getrandbits(64)) for _ in range(PERMUTATIONS)]


@dataclass(frozen=True)
class Likeness:
    """What is compared of a text. `names` are runs of words, casefolded, with the way they are written."""

    language: str
    words: frozenset[str]
    shingles: frozenset[int]
    title: frozenset[str]
    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    numbers: dict[Decimal, str] = field(default_factory=dict)

    @property
    def says_enough(self) -> bool:
        return len(self.shingles) > FEWEST_WORDS - SHINGLE


@dataclass(frozen=True)
class Reason:
    """Why two texts are taken for one story. `share` is that of their words in common, 0 to 1."""

    kind: str  # "words" or "names"
    shared: tuple[str, ...]
    share: float


def likeness(title: str, text: str, language: str = "") -> Likeness:
    """`text` is the summary or the whole text, without the headline."""
    tokens = [token.casefold() for token in _TOKEN.findall(text)[:MOST_WORDS]]
    code = primary(detect(f"{title}\n{text}"[:1500], declared=language))
    return Likeness(
        language="" if code == "und" else code,
        words=frozenset(_stem(token) for token in tokens if _means_something(token)),
        shingles=frozenset(_hash(" ".join(tokens[n : n + SHINGLE])) for n in range(len(tokens) - SHINGLE + 1)),
        title=frozenset(_stem(word.casefold()) for word in _TOKEN.findall(title) if _means_something(word)),
        names=_names(text, code),
        numbers=_numbers(text, code),
    )


def bands(seen: Likeness) -> list[int]:
    """Signed 64-bit numbers: of two texts half alike, one in two has a band in common; of near copies, all have."""
    if not seen.says_enough:
        return []
    signature = _signature(seen.shingles)
    rows = PERMUTATIONS // BANDS
    return [_signed("band", n, *signature[n * rows : (n + 1) * rows]) for n in range(BANDS)]


def marks(seen: Likeness) -> list[int]:
    """Signed 64-bit numbers of the names and the telling numbers, in whatever language."""
    if not seen.says_enough:
        return []
    names = sorted({run[-1] for run in seen.names}, key=lambda name: (-len(name), name))[: MOST_MARKS * 2 // 3]
    told = sorted(seen.numbers, reverse=True)[: MOST_MARKS - len(names)]
    return [*(_signed("name", name) for name in names), *(_signed("number", _plain(n)) for n in told)]


def same_story(a: Likeness, b: Likeness, *, common: Iterable[str] = (), one_publisher: bool = False) -> Reason | None:
    """Why these two tell one story, or None when it is not sure. `common` are names that too many texts have."""
    if not (a.says_enough and b.says_enough):
        return None
    share = len(a.shingles & b.shingles) / len(a.shingles | b.shingles)
    same_language = a.language == b.language
    if same_language and _is_copy(a, b, share, one_publisher):
        return Reason("words", (), round(share, 2))
    if one_publisher or (a.names and b.names and not _names_agree(a, b, frozenset(common), same_language)):
        return None
    shared, told = shared_names(a, b, frozenset(common)), shared_numbers(a, b)
    if not (_tell_alike(a, b, len(shared), len(told)) if same_language else len(shared) > 1 and len(told) > 1):
        return None
    return Reason("names", (*shared[:5], *told[:4]), round(share, 2))


def _is_copy(a, b, share, one_publisher):
    """Tables and forecasts are alike from day to day, but for their numbers."""
    if share < (COPY_OF_ONE_PUBLISHER if one_publisher else COPY):
        return False
    fewer = min(len(a.numbers), len(b.numbers))
    return not fewer or len(a.numbers.keys() & b.numbers.keys()) >= ALIKE_NUMBERS * fewer


def _names_agree(a, b, common, same_language):
    """Across languages most names of the shorter text must be told by the other one too."""
    fewer = min(len(_last_words(a) - common), len(_last_words(b) - common))
    return len(shared_names(a, b, common)) >= (0.34 if same_language else 0.5) * fewer


def _tell_alike(a, b, names, numbers):
    """Where the words are nearly all the same, one name may do, or headlines of which nothing is shared."""
    in_title, in_text = _part(a.title, b.title), _part(a.words, b.words)
    if in_text >= MANY_WORDS and numbers > 1:
        return names > 2 or (names > 0 and in_title >= TITLE)
    return names >= FEWEST_NAMES and numbers >= FEWEST_NUMBERS and in_title >= TITLE and in_text >= WORDS


def _part(words, others):
    fewer = min(len(words), len(others))
    return len(words & others) / fewer if fewer else 0.0


def shared_names(a: Likeness, b: Likeness, common: frozenset[str] = frozenset()) -> list[str]:
    """The names that both tell, "Okafor" for "Maud Okafor" too, each once."""
    found = {}
    for one, written in a.names.items():
        for other, also in b.names.items():
            if one[-1] not in common and _one_name(one, other):
                found[one[-1]] = max(min(written, also, key=len), found.get(one[-1], ""), key=len)
    return list(found.values())


def shared_numbers(a: Likeness, b: Likeness) -> list[str]:
    """The numbers that both tell and that few texts tell by chance, as one of them writes them."""
    return [written for value, written in a.numbers.items() if value in b.numbers]


def _one_name(one, other):
    """Also with different titles before it: "engineer Maud Okafor", "Ingenieurin Maud Okafor"."""
    most = min(len(one), len(other), 2)
    return one[-most:] == other[-most:]


def _last_words(seen):
    return frozenset(run[-1] for run in seen.names)


def _means_something(word):
    return len(word) > 3 or word[0].isdecimal() or re.match(f"[{CJK}]", word) is not None


def _stem(word):
    """Roughly: houses, house; Häuser stays apart from Haus."""
    return word[:6] if len(word) > 6 else word.rstrip("s") or word


def _names(text, language):
    """Capitalised runs that do not merely begin a sentence. In German, where nouns are so too, runs of two and more."""
    found: dict[tuple[str, ...], str] = {}
    for run, begins in _runs(text[: MOST_WORDS * 12]):
        words = run[1:] if begins and len(run) > 1 and run[0].casefold() in _opening(text) else run
        words = [word for word in words if word.casefold() not in _NO_NAMES]
        if not words or (begins and len(words) == 1) or (language == "de" and len(words) == 1):
            continue
        key = tuple(word.casefold().removesuffix("'s").removesuffix("’s") for word in words)
        if len(key[-1]) > 2 or key[-1].isupper():
            found.setdefault(key, " ".join(words).removesuffix("’s").removesuffix("'s"))
    return found


def _runs(text):
    run: list[str] = []
    begins, last = False, 0
    for match in _WORD.finditer(text):
        word, gap = match.group(), text[last : match.start()]
        goes_on = bool(run) and _GAP.fullmatch(gap) is not None
        if word[0].isupper() and goes_on:
            run.append(word)
        else:
            if run:
                yield run, begins
            run = [word] if word[0].isupper() else []
            begins = last == 0 or _ENDS.search(gap) is not None
        last = match.end()
    if run:
        yield run, begins


@lru_cache(maxsize=64)
def _opening(text):
    """Words of the text that are written small elsewhere: at the beginning of a sentence they are no names."""
    return frozenset(word for word in _WORD.findall(text) if word[0].islower())


def _numbers(text, language):
    """By value. Small ones and years stand in every text."""
    found: dict[Decimal, str] = {}
    for number in amounts(text[: MOST_WORDS * 8], language):
        if len(number.values) == 1 and number.written[0].isdigit():
            (value,) = number.values
            if value > 4 and not (1990 <= value <= 2040):
                found.setdefault(value.normalize(), number.written)
    return found


def _signature(shingles: Iterable[int]) -> Sequence[int]:
    return [min([(times * each + plus) & _FULL for each in shingles]) >> 16 for times, plus in _PERMUTED]


@lru_cache(maxsize=4096)
def _hash(words):
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")


def _signed(*parts):
    digest = blake2b("|".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _plain(number):
    return format(number, "f")
