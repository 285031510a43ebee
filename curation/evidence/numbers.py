"""The numbers that a text states, by value, with their unit: `1,200`, `zwölf`, `2.4 million`, `€3m`. Pure."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from curation.evidence import fractions, vague
from curation.evidence.number_words import ordinals, plain, scales_of, spelled

GAPS = "\u00a0\u202f\u2009 '’"
_RUN = re.compile(rf"\d+(?:[.,٫٬]\d+|[{GAPS}]\d{{3}}(?!\d))*|(?<![\w.,])\.\d+(?![\d.])")
# Where the comma parts decimals, the point parts thousands, and the other way about. Spanish does both, by country.
_DECIMAL_COMMA = {"de", "fr", "pt", "it", "nl", "pl", "ru", "sv", "da", "fi", "nb", "cs", "tr", "el", "ro"}
_DECIMAL_POINT = {"en", "zh", "ja", "ko", "th", "hi", "he"}

_SHORT_SCALES = {
    "mio": 10**6, "mill": 10**6, "mn": 10**6, "mln": 10**6, "mrd": 10**9, "mia": 10**9, "md": 10**9, "mds": 10**9,
    "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_DOUBTFUL_SCALES = {"m": 10**6, "k": 1000, "b": 10**9, "mi": 10**6, "bi": 10**9, "tri": 10**12}

PERCENT, POINTS, PART, SIZE = "%", "%-points", "part", "size"
_PERCENT = r"%|per ?cent\b|percent\b|prozent\b|pour ?cents?\b|por ?ciento\b|por ?cento\b|v\.\s?h\.|p\.\s?c\.|procent\b"
_POINTS = (
    r"%-?punkt\w*|prozentpunkt\w*|percentage[ -]points?|points? de pourcentage|puntos? porcentual\w*"
    r"|pontos? percentua\w*|per ?cent points?"
)
_CURRENCIES = {
    "EUR": r"€|euros?\b|eur\b",
    "USD": r"US\$|\$|u\.?s\.? dollars?\b|us-dollars?\b|dollars?\b|d[óo]lares\b|d[óo]lar\b|usd\b",
    "GBP": r"£|pounds?(?: sterling)?\b|pfund\b|livres? sterling\b|libras?(?: esterlinas?)?\b|gbp\b|quid\b",
    "CHF": r"chf\b|francs? suisses?\b|(?:schweizer )?franken\b|fr\.(?=\s?\d)",
    "JPY": r"¥|yen\b|jpy\b",
    "CNY": r"yuan\b|renminbi\b|rmb\b|cny\b",
    "BRL": r"R\$|reais\b|brl\b",
    "INR": r"₹|rupees?\b|inr\b",
    "crown": r"crowns?\b|kronen?\b|couronnes?\b|coronas?\b|coroas?\b|kroner\b|kronor\b",
    "peso": r"pesos?\b",
    "cent": r"cents?\b(?! pour)|c[ée]ntimos?\b|centavos?\b|centimes?\b|pence\b",
}
CURRENCIES = frozenset(_CURRENCIES)
_AFTER = re.compile(
    rf"[\s\u00a0\u202f-]{{0,2}}(?:(?:de|d['’]|of)\s?)?(?:(?P<points>{_POINTS})|(?P<percent>{_PERCENT})|"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _CURRENCIES.items())
    + ")",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?P<BRL>R\$)|(?P<USD>US\$|\$|USD)|(?P<EUR>€|EUR)|(?P<GBP>£|GBP)|(?P<JPY>¥)|(?P<INR>₹)|(?P<CHF>CHF|Fr\.))[\s\u00a0\u202f]?$"
)
_NEXT_WORD = re.compile(r"[\s\u00a0\u202f-]{0,2}([^\W\d_]+)\.?")
_JOINS = re.compile(
    r"[\s\u00a0\u202f]?(?:-|–|—|to|and|or|bis|und|oder|à|et|ou|a|y|e|o)[\s\u00a0\u202f]?(?:[$€£]|R\$|US\$)?\Z",
    re.IGNORECASE,
)

FIRST_ASKED, _ASKED = 4, {"en", "de", "fr"}
_LETTER = {"I": 1, "V": 5, "X": 10}
_NUMERAL = "X{0,3}(?:IX|IV|V?I{0,3})"
_ROMAN = re.compile(
    rf"(?<![\w.&-])(?=[IVX]{{2}})({_NUMERAL})(?:e|er|ème)?(?![\w&'’-])"
    rf"|(?<![\w.&-])(?=[IVX])({_NUMERAL})(?:e|er|ème)(?![\w])"
    r"|(?<=[\w,][ ])[A-ZÀ-Þ][\w’]+ ([IVX])(?![\w'’&.-])"
    r"|(?<=[\w,][ ])[A-ZÀ-Þ][\w’]+ ([IVX])(?=\.(?:\s|$))"
)
_SEASON = re.compile(r"(?<!\d)(?:19|20)\d\d[/–-]\Z")
_CHINESE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

_ABOUT = (
    "about around some roughly approximately nearly almost circa close estimated"
    " rund etwa ungefahr ca knapp fast gut beinahe schatzungsweise zirka annahernd"
    " environ quelque quelques presque approximativement autour pres"
    " unos unas cerca alrededor casi aproximadamente aproximado quase perto torno"
).split()
_OVER = "over than mehr uber mindestens wenigstens plus superieur mas mais least".split()
_UNDER = "under fewer less below weniger unter hochstens moins menos most up".split()
ABOUT, OVER, UNDER = "about", "over", "under"
_HEDGES = dict.fromkeys(_ABOUT, ABOUT) | dict.fromkeys(_OVER, OVER) | dict.fromkeys(_UNDER, UNDER)
_LETTERS = re.compile(r"[^\W\d_]+")
_TWO_WORDS_BEFORE = re.compile(r"(?:([^\W\d_]+)\.?\s)?([^\W\d_]+)\.?\s(?:[$€£¥₹]|US\$|R\$)?\s?\Z")


class Amount(NamedTuple):
    """A number as written at `text[start:end]`, and every value that it may have; several where `1.200` reads two ways.

    `unit` is "", PERCENT, POINTS, PART (of a whole: ⅔), SIZE (“hundreds”) or one of CURRENCIES. `step` is what its last
    written digit counts: 100 in `1,200`, 0.1 in `38.6`, times the scale. `hedge`, where the text has one, is ABOUT,
    OVER or UNDER.
    """

    written: str
    start: int
    end: int
    values: frozenset[Decimal]
    unit: str = ""
    hedge: str = ""
    step: Decimal = Decimal(1)
    asked: bool = True  # an ordinal or an article states a number, but nobody wants it borne out

    def fits(self, other: "Amount") -> bool:
        """Whether a passage that states `other` bears this out: same value, same kind of thing."""
        if SIZE in (self.unit, other.unit):
            return self.unit == SIZE and self._is_the_size_of(other)
        if PART in (self.unit, other.unit):
            return self._is_the_part(other)
        if not self._unit_fits(other.unit):
            return False
        return bool(self.values & other.values) or self._rounds(other)

    @property
    def may_be_written_otherwise(self):
        """Whether a passage may bear it out without one of its values: rounded, or 33 % for a third."""
        return bool(self.hedge) or self.unit in (PART, PERCENT, SIZE)

    def _is_the_size_of(self, other):
        size = max(self.values)
        if other.unit == SIZE:
            return size == max(other.values)
        return other.unit not in (PERCENT, POINTS, PART) and any(size <= value < 100 * size for value in other.values)

    def _is_the_part(self, other):
        room = Decimal("0.05") if self.hedge and not other.hedge else Decimal("0.01")
        return any(abs(mine - its) <= room for mine in self._shares() for its in other._shares())

    def _shares(self):
        if self.unit == PERCENT:
            return [value / 100 for value in self.values]
        return [value for value in self.values if self.unit in ("", PART)]

    def _unit_fits(self, unit):
        if {self.unit, unit} & {PERCENT, POINTS}:
            return self.unit == unit
        return not unit or not self.unit or self.unit == unit

    def _rounds(self, other):
        """Whether this is the other one rounded. What is itself only “about” something is not rounded again."""
        if not self.hedge or other.hedge:
            return False
        return any(self._is_near(mine, its) for mine in self.values for its in other.values)

    def _is_near(self, mine, its):
        most = min(self.step, abs(mine) / 10)
        lowest = {ABOUT: -most / 2, OVER: 0, UNDER: -most}[self.hedge]
        return lowest <= its - mine <= {ABOUT: most / 2, OVER: most, UNDER: 0}[self.hedge]


@lru_cache(maxsize=128)
def amounts(text: str, language: str = "") -> tuple[Amount, ...]:
    """All numbers of a text in order. `language` is BCP 47; an unknown one leaves both readings of `1.200` open."""
    code = code_of(language)
    parts = [*fractions.signed(text), *fractions.named(text, code)]
    ranks = list(_ordinals(text, code))
    taken = _taken(text, parts)
    bare = [(part.start, part.end, frozenset({part.value})) for part in parts if part.mixed]
    digits = [match for match in _RUN.finditer(text) if not any(taken[match.start() : match.end()])]
    bare += [(match.start(), match.end(), _values(match.group(), code)) for match in digits]
    sized = list(vague.sizes(text, code))
    taken = _taken(text, [*parts, *ranks, *(_Span(match.start(), match.end()) for match in digits)])
    bare += [
        (word.start, word.end, frozenset({word.value}))
        for word in spelled(text, code)
        if not any(taken[word.start : word.end])
        and not any(size.start <= word.start and word.end <= size.end for size in sized)
    ]
    found: list[Amount] = []
    for start, end, values in sorted(bare, key=lambda row: row[:2]):
        if not found or start >= found[-1].end:  # “ciento” of “por ciento” is no hundred
            found.append(_amount(text, start, end, values, code))
    named = [_part(text, part, asked=True) for part in parts if not part.mixed]
    otherwise = [*fractions.among(text, found), *fractions.halves(text)]
    reckoned = [_part(text, part, asked=False) for part in otherwise]
    whole = [_size(text, size) for size in sized if not any(one.start < size.end <= one.end for one in found)]
    free = _taken(text, named)
    ranks = [one for one in ranks if not any(free[one.start : one.end])]
    return (*_shared(found, text), *named, *reckoned, *whole, *ranks, *_roman(text))


def _size(text, size):
    return Amount(text[size.start : size.end], size.start, size.end, frozenset({Decimal(size.value)}), SIZE)


class _Span(NamedTuple):
    start: int
    end: int


def _taken(text, spans):
    """For each character whether one of the spans has it."""
    taken = bytearray(len(text))
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return taken


def _part(text, part, *, asked):
    written = text[part.start : part.end]
    hedge = _hedge(text, part.start)
    return Amount(written, part.start, part.end, frozenset({part.value}), PART, hedge, part.value, asked)


def code_of(language):
    return language.partition("-")[0].lower()


def _amount(text, start, end, values, code):
    begins, step = start, _step(text[start:end], values)
    money = bool(_BEFORE.search(text, max(0, start - 5), start))
    end, values, step = _scaled(text, end, values, step, code, money=money)
    if end - start == 2 and _SEASON.search(text, max(0, start - 5), start):  # 2024/25
        values |= {Decimal(text[start - 5 : start - 3]) * 100 + value for value in values}
    unit, begins, end = _unit(text, start, end, code)
    word = not text[start].isnumeric()
    article = word and values == {Decimal(1)} and not unit
    return Amount(text[begins:end], begins, end, values, unit, _hedge(text, begins, end), step, not article)


def _step(written, values):
    """What the last digit that is not a nought counts."""
    value = max(values)
    if value == 0:
        return Decimal(1)
    normal = value.normalize()
    return Decimal(1).scaleb(normal.as_tuple().exponent)


def _scaled(text, end, values, step, code, *, money):
    """With the words that multiply it: `2.4 million`, `3 mil millones`, `1.2bn`; `5m` may be metres, `$5m` not."""
    while (sign := text[end : end + 1]) in _CHINESE:
        values, step, end = frozenset(value * _CHINESE[sign] for value in values), step * _CHINESE[sign], end + 1
    while match := _NEXT_WORD.match(text, end):
        word = plain(match[1])
        scale, doubtful = scales_of(code).get(word) or _SHORT_SCALES.get(word), False
        if scale is None:
            scale, doubtful = _DOUBTFUL_SCALES.get(word), not money
        if scale is None or scale == 100 or (doubtful and text[end : match.start(1)].strip(" \u00a0\u202f")):
            break
        values = frozenset(value * scale for value in values) | (values if doubtful else frozenset())
        step, end = (
            step * scale,
            match.end(1) + (text[match.end(1) : match.end(1) + 1] == "." and word in _SHORT_SCALES),
        )
    return end, values, step


def _unit(text, start, end, code):
    """(unit, start, end) with the sign of a currency before it or the unit after it."""
    if before := _BEFORE.search(text, max(0, start - 5), start):
        return before.lastgroup, before.start(), end
    after = _AFTER.match(text, end)
    if not after:
        return "", start, end
    if after["points"]:
        return POINTS, start, after.end()
    if after["percent"]:
        return PERCENT, start, after.end()
    if after.lastgroup == "cent" and code == "fr":
        return "", start, end
    return after.lastgroup, start, after.end()


def _hedge(text, start, end=0):
    if text[max(0, start - 2) : start].strip() in ("~", "≈", "±") or text.startswith("-odd", end or start):
        return ABOUT
    before = _TWO_WORDS_BEFORE.search(text, max(0, start - 28), start)
    said = {_HEDGES.get(plain(word)) for word in before.groups("")} if before else set()
    return next((hedge for hedge in (UNDER, OVER, ABOUT) if hedge in said), "")


def _shared(found, text):
    """“10 to 14 per cent”, “2 to 3 million”: the first number has the unit, and perhaps the scale, of the second."""
    for at in reversed(range(len(found) - 1)):
        one, two = found[at], found[at + 1]
        if one.unit or not _JOINS.fullmatch(text[one.end : two.start]):
            continue
        scale = max(two.step, Decimal(1))
        more = frozenset(value * scale for value in one.values) if two.step >= 1000 and one.step < 1000 else frozenset()
        found[at] = one._replace(unit=two.unit, values=one.values | more)
    return found


def _ordinals(text, code):
    """From the fourth on they are asked for; “first”, “a second” and “third parties” say less."""
    for start, end, value in ordinals(text, code):
        yield Amount(text[start:end], start, end, frozenset({value}), asked=value >= FIRST_ASKED and code in _ASKED)


def _roman(text):
    """Charles III, World War I, au XIXe siècle; not the word I."""
    for match in _ROMAN.finditer(text):
        written = next(group for group in match.groups() if group)
        value = sum(_LETTER[a] if _LETTER[a] >= _LETTER[b] else -_LETTER[a] for a, b in pairwise(written + written[-1]))
        start = match.start() + match.group().rindex(written)
        yield Amount(written, start, start + len(written), frozenset({Decimal(value)}))


def _values(written, code):
    if written[0] == ".":  # .5
        return frozenset({Decimal(f"0{written}")})
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){2,}", written) and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", written):
        return frozenset({_version(written)})
    plain_digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written)
    plain_digits = re.sub(rf"[{GAPS}]", "", plain_digits).replace("٫", ",").replace("٬", ".")
    if code in _DECIMAL_POINT:
        return _either(plain_digits, ",", ".")
    if code in _DECIMAL_COMMA:
        return _either(plain_digits, ".", ",")
    return _either(plain_digits, ",", ".") | _either(plain_digits, ".", ",")


def _version(written):
    """3.11.2 is one number, that of 3.11.2."""
    return sum((Decimal(part).scaleb(-4 * n) for n, part in enumerate(written.split("."))), Decimal(0))


def _either(digits, thousands, decimal):
    """The value with these marks; where they do not fit (1.5 with a decimal comma), with the others."""
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})*(?:\{decimal}\d+)?|\d+(?:\{decimal}\d+)?", digits):
        return frozenset({Decimal(digits.replace(thousands, "").replace(decimal, "."))})
    if re.fullmatch(rf"\d{{1,3}}(?:\{decimal}\d{{3}})*(?:\{thousands}\d+)?|\d+\{thousands}\d+", digits):
        return frozenset({Decimal(digits.replace(decimal, "").replace(thousands, "."))})
    return frozenset(Decimal(part) for part in re.split("[.,]", digits) if part)
