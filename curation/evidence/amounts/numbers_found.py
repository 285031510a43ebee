"""Where the figures of a sentence stand, with their scale and unit."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from .numerals import ARTICLES, digits_value, words_value
from .units import NATIONS, ONLY_WITH_SIGN, PHRASES, SCALES, UNITS, Unit


@dataclass(slots=True)
class Found:
    value: Decimal
    first: int
    last: int
    unit: Unit | None = None
    unit_name: str = ""
    adjective: bool = False
    places: int = 0


_FRACTIONS = {
    "en": {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6,
           "eighth": 8, "tenth": 10, "tenths": 10},
    "de": {"hälfte": 2, "drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "achtel": 8, "zehntel": 10},
    "fr": {"moitié": 2, "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "sixième": 6,
           "huitième": 8, "dixième": 10, "dixièmes": 10},
}  # fmt: skip
FRACTION = Unit("fraction", "fraction")
_BEHIND_A_FRACTION = {"of", "to", "from", "for", "by", "on", "des", "du", "de", "d"}
_BEHIND_A_HALF = {"of", "the", "all", "its", "their", "to", "from", "for", "by", "on"}


def numbers_of(sentence, places, language) -> list[Found]:
    """All figures of a sentence outside the taken places, in order."""
    found, n = [], 0
    while n < len(sentence.tokens):
        token = sentence.tokens[n]
        each = None if _taken(token, places) else _number(sentence.tokens, n, language)
        if each:
            found.append(each)
            n = max(each.last, n + 1)
        else:
            n += 1
    return found


def _taken(token, places):
    n = bisect_right(places, (token.start, 10**9)) - 1
    return any(start <= token.start < end for start, end in places[max(0, n - 3) : n + 1])


def _number(tokens, n, language):
    token = tokens[n]
    if token.kind == "word":
        fraction = _fraction(tokens, n, language) or _one_in(tokens, n, language)
        return fraction or _in_words(tokens, n, language) or _german_duration(tokens, n, language)
    if token.kind != "number":
        return None
    value = digits_value(token.text, language)
    if value is None:
        return None
    point = "," if language in ("de", "fr") else "."
    places = len(token.text.rpartition(point)[2]) if point in token.text else 0
    fraction = _fraction_of(tokens, n, n + 1, value, language)
    value, last = _and_a_half(tokens, value, n + 1)
    return fraction or _with_unit(tokens, n, last, value, language, places)


def _in_words(tokens, n, language):
    half = [token.low for token in tokens[n : n + 3]] in (["half", "a", "million"], ["eine", "halbe", "million"])
    if half:
        return _with_word(tokens, n, n + 3, Decimal(500_000), 0)
    if tokens[n].low == "a" and n + 1 < len(tokens) and tokens[n + 1].low in ("million", "billion"):
        return _with_unit(tokens, n, n + 1, Decimal(1), language, 0)
    value, used = words_value([token.low for token in tokens[n : n + 8]], language)
    if value is None:
        return None
    last = n + used
    value, last = _and_a_half(tokens, value, last)
    fraction = _fraction_of(tokens, n, last, value, language)
    if fraction:
        return fraction
    article = used == 1 and tokens[n].low in ARTICLES[language]
    found = _with_unit(tokens, n, last, value, language, 0)
    return None if article and not _scale(tokens, last, signed=False)[0] else found


def _and_a_half(tokens, value, last):
    if [t.low for t in tokens[last : last + 3]] == ["and", "a", "half"]:
        return value + Decimal("0.5"), last + 3
    return value, last


def _fraction(tokens, n, language):
    """Half of, die Hälfte, la moitié: a fraction without a numerator."""
    bottom = _FRACTIONS.get(language, {}).get(tokens[n].low)
    following = tokens[n + 1].low if n + 1 < len(tokens) else ""
    if bottom == 2 and (language != "en" or following in _BEHIND_A_HALF):
        return Found(Decimal(1) / 2, n, n + 1, FRACTION)
    closing = tokens[n].low in ("last", "final", "remaining", "other") and language == "en"
    if (closing or tokens[n].low in ("a", "le")) and following in _FRACTIONS.get(language, {}):
        after = tokens[n + 2].low if n + 2 < len(tokens) else ""
        if after in _BEHIND_A_FRACTION or (closing and after in ("is", "was", "goes", "went", "comes", "came")):
            return Found(Decimal(1) / _FRACTIONS[language][following], n, n + 2, FRACTION)
    return None


_NTH = {
    "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "acht": 8, "zehnt": 10,
}  # fmt: skip
RATIO = Unit("ratio", "fraction")  # one in three


def _one_in(tokens, n, language):
    """One in three, jeder Dritte, un sur trois."""
    lows = [token.low for token in tokens[n : n + 5]]
    if language == "de" and len(lows) > 1 and lows[0] in ("jeder", "jede", "jedes", "jeden"):
        nth = _NTH.get(lows[1].rstrip("ers"))
        return Found(Decimal(1) / nth, n, n + 2, RATIO) if nth else None
    join = {"en": "in", "fr": "sur"}.get(language)
    if lows[:1] in (["one"], ["un"], ["une"]) and join in lows[1 : 2 + (language == "fr")]:
        at = 1 + lows[1:3].index(join)
        bottom, used = words_value(lows[at + 1 : at + 2], language)
        if bottom and 2 <= bottom <= 20:
            return Found(Decimal(1) / bottom, n, n + at + 1 + used, RATIO)
    return None


def _fraction_of(tokens, n, last, top, language):
    """Two thirds, ein Fünftel, trois quarts."""
    if last >= len(tokens):
        return None
    bottom = _FRACTIONS.get(language, {}).get(tokens[last].low)
    if bottom is None:
        return None
    return Found(Decimal(top) / bottom, n, last + 1, FRACTION) if top < bottom else None


def _with_unit(tokens, first, last, value, language, places):
    before = tokens[first - 1] if first else None
    sign = UNITS.get(before.low) if before and before.kind != "number" and _is_sign(before) else None
    scale, last = _scale(tokens, last, signed=bool(sign))
    value = value * scale if scale else value
    if sign:
        return Found(value, first - 1, last, sign, _nation(tokens, first - 1, last, sign), False, places)
    return _with_word(tokens, first, last, value, places)


def _is_sign(token):
    return not token.low.isalpha() or token.low in ("chf", "eur", "usd", "gbp", "fr")


def _scale(tokens, n, *, signed):
    if n + 1 < len(tokens) and tokens[n].text == "M" and tokens[n + 1].low in ("€", "$", "£"):
        return 10**6, n + 1  # 4 M€
    if n < len(tokens) and tokens[n].low in SCALES and (signed or tokens[n].low not in ONLY_WITH_SIGN):
        last = n + 1
        if last < len(tokens) and tokens[last].low == "." and tokens[n].low in ("mio", "mrd"):
            last += 1
        return SCALES[tokens[n].low], last
    return None, n


def _with_word(tokens, first, last, value, places):
    """The unit that follows, after a hyphen, after `d'` or `de`, or after the nation of a currency."""
    at = last
    hyphen = at < len(tokens) and tokens[at].low == "-"
    while at < len(tokens) and (tokens[at].low in ("-", "de", "d") or _is_nation(tokens[at])) and at - last < 2:
        at += 1
    for size in (4, 3, 2, 1) if at < len(tokens) and tokens[at].low in _FIRST_OF_SEVERAL else (1,):
        unit = _unit_at(tokens, at, size)
        if unit:
            name = _nation(tokens, at, at + size, unit)
            extra = at + size < len(tokens) and _is_nation(tokens[at + size]) and unit.dimension == "money"
            end = at + size + bool(extra)
            if [t.low for t in tokens[end : end + 2]] == ["et", "demie"]:
                value, end = value + Decimal("0.5"), end + 2
            return Found(value, first, end, unit, name, hyphen, places)
    return Found(value, first, last, None, "", hyphen, places)


_FIRST_OF_SEVERAL = {phrase[0] for phrase in PHRASES}


def _unit_at(tokens, at, size):
    if at + size > len(tokens):
        return None
    if size > 1:
        return PHRASES.get(tuple(token.low for token in tokens[at : at + size]))
    token = tokens[at]
    if token.low in ("livre", "livres") and not _is_money(tokens, at):
        return None  # a book
    if token.low in ("in", "an"):  # an English or German word; "1 an" is French
        return UNITS.get(token.low) if token.low == "an" and at and tokens[at - 1].text == "1" else None
    if token.text in ("F", "C") and tokens[at - 1].end == token.start:
        return UNITS["°" + token.low]
    long = _LASTING.match(token.low)
    if long:
        return UNITS[_LASTS[long.group(1)]]
    return UNITS.get(token.low)


_LASTS = {"stündig": "stunde", "tägig": "tag", "wöchig": "woche", "monatig": "monat",
          "jährig": "jahr", "minütig": "minute"}  # fmt: skip
_LASTING = re.compile(r"(stündig|tägig|wöchig|monatig|jährig|minütig)(?:e|en|er|es|em)?$")
_LASTING_WORD = re.compile(r"(\w{3,20}?)(stündig|tägig|wöchig|monatig|jährig|minütig)(?:e|en|er|es|em)?$")


def _german_duration(tokens, n, language):
    """fünfstündige, dreitägigen: figure and unit in one word."""
    match = _LASTING_WORD.match(tokens[n].low) if language == "de" else None
    value = words_value([match.group(1)], "de")[0] if match else None
    return Found(value, n, n + 1, UNITS[_LASTS[match.group(2)]], adjective=True) if match and value else None


def _is_money(tokens, at):
    """Whether "livres" are pounds: after millions, or with a conversion or "sterling" behind."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return following in ("(", "sterling", "soit") or tokens[at - 1].low in ("d", "de") or tokens[at - 1].low in SCALES


def _is_nation(token):
    return token.kind == "word" and len(token.low) > 4 and token.low.startswith(tuple(NATIONS))


def _nation(tokens, first, last, unit):
    """`USD` becomes `USD canadi` beside the word: another money of the same name."""
    if unit.dimension != "money":
        return unit.name
    if first > 1 and tokens[first - 1].low == "-" and tokens[first - 2].kind == "word":
        return f"{unit.name} {tokens[first - 2].low[:5]}"  # Hongkong-Dollar
    if [t.low for t in tokens[last : last + 1]] in (["de"], ["du"], ["of"]) and tokens[last + 1 : last + 2]:
        following = tokens[last + 1]
        if following.text[:1].isupper():
            return f"{unit.name} {following.low[:5]}"  # dollars de Hong Kong
    beside = tokens[max(0, first - 1) : last + 1]
    nations = [token.low[:5] for token in beside if _is_nation(token)]
    if nations and not nations[0].startswith(("amér", "ameri")):
        return f"{unit.name} {nations[0]}" if unit.name != "CHF" else "CHF"
    return unit.name
