"""The numbers that a text states, by value, with their unit: `1,200`, `zwölf`, `2.4 million`, `€3m`. Pure."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from curation.evidence.number_words import ordinals_of, plain, scales_of, spelled

GAPS = "\u00a0\u202f\u2009 '’"
_RUN = re.compile(rf"\d+(?:[.,٫٬]\d+|[{GAPS}]\d{{3}}(?!\d))*|[½¼¾]")
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
# Where the comma parts decimals, the point parts thousands, and the other way about. Spanish does both, by country.
_DECIMAL_COMMA = {"de", "fr", "pt", "it", "nl", "pl", "ru", "sv", "da", "fi", "nb", "cs", "tr", "el", "ro"}
_DECIMAL_POINT = {"en", "zh", "ja", "ko", "th", "hi", "he"}

_SHORT_SCALES = {
    "mio": 10**6, "mill": 10**6, "mn": 10**6, "mln": 10**6, "mrd": 10**9, "mia": 10**9, "md": 10**9, "mds": 10**9,
    "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_DOUBTFUL_SCALES = {"m": 10**6, "k": 1000, "b": 10**9, "mi": 10**6, "bi": 10**9, "tri": 10**12}

PERCENT, POINTS = "%", "%-points"
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

    `unit` is "", PERCENT, POINTS or one of CURRENCIES. `step` is what its last written digit counts: 100 in `1,200`,
    0.1 in `38.6`, times the scale. `hedge`, where the text has one, is ABOUT, OVER or UNDER.
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
        if not self._unit_fits(other.unit):
            return False
        return bool(self.values & other.values) or self._rounds(other)

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
    bare = [(match.start(), match.end(), _values(match.group(), code)) for match in _RUN.finditer(text)]
    taken = bytearray(len(text))
    for start, end, _ in bare:
        taken[start:end] = b"\1" * (end - start)
    bare += [
        (word.start, word.end, frozenset({word.value}))
        for word in spelled(text, code)
        if not any(taken[word.start : word.end])
    ]
    found: list[Amount] = []
    for start, end, values in sorted(bare, key=lambda row: row[:2]):
        if not found or start >= found[-1].end:  # “ciento” of “por ciento” is no hundred
            found.append(_amount(text, start, end, values, code))
    return (*_shared(found, text), *_ordinals(text, code))


def code_of(language):
    return language.partition("-")[0].lower()


def _amount(text, start, end, values, code):
    begins, step = start, _step(text[start:end], values)
    money = bool(_BEFORE.search(text, max(0, start - 5), start))
    end, values, step = _scaled(text, end, values, step, code, money=money)
    unit, begins, end = _unit(text, start, end, code)
    word = not text[start].isnumeric()
    article = word and values == {Decimal(1)} and not unit
    return Amount(text[begins:end], begins, end, values, unit, _hedge(text, begins), step, not article)


def _step(written, values):
    """What the last digit that is not a nought counts."""
    value = max(values)
    if value == 0:
        return Decimal(1)
    normal = value.normalize()
    return Decimal(1).scaleb(normal.as_tuple().exponent)


def _scaled(text, end, values, step, code, *, money):
    """With the words that multiply it: `2.4 million`, `3 mil millones`, `1.2bn`; `5m` may be metres, `$5m` not."""
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


def _hedge(text, start):
    if text[max(0, start - 2) : start].strip() in ("~", "≈", "±"):
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
    ordinals = ordinals_of(code)
    for match in _LETTERS.finditer(text) if ordinals else ():
        if value := ordinals.get(plain(match.group())):
            yield Amount(match.group(), match.start(), match.end(), frozenset({value}), asked=False)


def _values(written, code):
    if written in _FRACTIONS:
        return frozenset({_FRACTIONS[written]})
    plain_digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written)
    plain_digits = re.sub(rf"[{GAPS}]", "", plain_digits).replace("٫", ",").replace("٬", ".")
    if code in _DECIMAL_POINT:
        return _either(plain_digits, ",", ".")
    if code in _DECIMAL_COMMA:
        return _either(plain_digits, ".", ",")
    return _either(plain_digits, ",", ".") | _either(plain_digits, ".", ",")


def _either(digits, thousands, decimal):
    """The value with these marks; where they do not fit (1.5 with a decimal comma), with the others."""
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})*(?:\{decimal}\d+)?|\d+(?:\{decimal}\d+)?", digits):
        return frozenset({Decimal(digits.replace(thousands, "").replace(decimal, "."))})
    if re.fullmatch(rf"\d{{1,3}}(?:\{decimal}\d{{3}})*(?:\{thousands}\d+)?|\d+\{thousands}\d+", digits):
        return frozenset({Decimal(digits.replace(decimal, "").replace(thousands, "."))})
    return frozenset(Decimal(part) for part in re.split("[.,]", digits) if part)
