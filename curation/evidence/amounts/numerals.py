"""Numbers as a text writes them, in digits or in words, to one Decimal; None where two readings are possible.

English, German and French have words; digits are read in every language.
"""

import re
from decimal import Decimal

_COMMA_LANGUAGES = {
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "ru",
    "sv",
    "da",
    "fi",
    "nb",
    "no",
    "cs",
    "tr",
    "el",
    "ro",
}
_POINT_LANGUAGES = {"en", "zh", "ja", "ko", "th", "hi", "he"}
_LONGEST = 24  # digits and marks; what is longer is no amount
_GAPS = re.compile("[ \u00a0\u202f\u2009'’]")

_SMALL = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
    " siebzehn achtzehn neunzehn",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
    " dix-huit dix-neuf",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
}
_ADDED = {
    "en": {},
    "de": {"ein": 1, "eine": 1, "zwo": 2, "dreissig": 30},
    "fr": {"vingts": 20, "une": 1, "quatre-vingt": 80, "quatre-vingts": 80},
}
_HUNDRED = {"en": {"hundred"}, "de": {"hundert"}, "fr": {"cent", "cents"}}
_THOUSAND = {"en": {"thousand"}, "de": {"tausend"}, "fr": {"mille"}}
_JOINS = {"en": {"and"}, "de": {"und"}, "fr": {"et"}}


def _table(language):
    small = {word: n for n, word in enumerate(_SMALL[language].split())}
    tens = {word: 20 + 10 * n for n, word in enumerate(_TENS[language].split())}
    return small | tens | _ADDED[language]


UNITS = {language: _table(language) for language in _SMALL}
ARTICLES = {"en": {"one"}, "de": {"ein", "eine", "eins"}, "fr": {"un", "une"}}  # more often an article than a count


def digits_value(written: str, language: str) -> Decimal | None:
    """The value of a run of digits; `1.200` without a language may be two things and is None."""
    if len(written) > _LONGEST:
        return None
    plain = _GAPS.sub("", written)
    if language in _POINT_LANGUAGES:
        return _marked(plain, ",", ".")
    if language in _COMMA_LANGUAGES:
        return _marked(plain, ".", ",")
    one, other = _marked(plain, ",", "."), _marked(plain, ".", ",")
    return one if one == other or other is None else (other if one is None else None)


def _marked(plain, thousands, decimal):
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{decimal}\d+)?|\d+(?:\{decimal}\d+)?", plain):
        return Decimal(plain.replace(thousands, "").replace(decimal, "."))
    return None


def words_value(words: list[str], language: str) -> tuple[Decimal | None, int]:
    """The value of the longest number that begins the list of lower-case words, and how many words it takes."""
    table = UNITS.get(language)
    if not table or not words:
        return None, 0
    total, group, used, last = 0, 0, 0, 0
    for n, word in enumerate(words[:8]):
        value = _word(word, language)
        if word in _THOUSAND[language] and (n == 0 or group):
            total, group, last = total + (group or 1) * 1000, 0, 1000
        elif word in _HUNDRED[language] and group < 100 and (group or language == "fr" or n == 0):
            if n == 0 and language == "en":
                break
            group, last = (group or 1) * 100, 100
        elif value is not None and _follows(value, last, group):
            group, last = group + value, value
        elif n and word in _JOINS[language] and n + 1 < len(words) and _goes_on(words[n + 1], last, group, language):
            continue
        else:
            break
        used = n + 1
    return (Decimal(total + group), used) if used else (None, 0)


def _follows(value, last, group):
    """Whether a smaller word may be added: "twenty" + "five", "hundred" + "thirty", never "five" + "six"."""
    if not last or last == 1000:
        return True
    return value < last and (last == 100 or (last % 10 == 0 and last >= 20 and value < 20)) and group < 1000


def _goes_on(word, last, group, language):
    value = _word(word, language)
    if value is None:
        return False
    return (language == "en" and last in (100, 1000) and value < 100) or (
        language == "fr" and last in (20, 30, 40, 50, 60) and value in (1, 11)
    )


def _word(word, language):
    table = UNITS[language]
    if word in table:
        return table[word]
    if language == "de":
        if word in ("anderthalb", "eineinhalb"):
            return Decimal("1.5")
        if word.endswith("einhalb") and word[:-7] in table:
            return table[word[:-7]] + Decimal("0.5")
        return _german(word)
    if "-" in word:
        return _hyphened(word, language)
    return None


def _hyphened(word, language):
    """twenty-five, vingt-quatre, quatre-vingt-quinze, soixante-et-onze."""
    table, value = UNITS[language], 0
    pieces = [piece for piece in word.split("-") if piece not in _JOINS[language]]
    if not 2 <= len(pieces) <= 4:
        return None
    for piece in pieces:
        if piece in ("vingt", "vingts") and value == 4:
            value = 80
        elif piece in table:
            value += table[piece]
        else:
            return None
    return value


_GERMAN_TENS = re.compile(r"(?:(\w{3,7})und)?(zwanzig|drei[sß]+ig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)")


def _german(word):
    if len(word) > 40 or not (word.endswith(("zig", "ßig", "ssig", "hundert", "tausend")) or "hundert" in word):
        return None
    return _german_parts(word)


def _german_parts(word):
    """einundzwanzig, fünfhundert, zweitausend, hundertzwölf."""
    table = UNITS["de"]
    if word in table:
        return table[word]
    for mark, factor in (("tausend", 1000), ("hundert", 100)):
        before, found, after = word.partition(mark)
        if found:
            head, tail = (_german_parts(before) if before else 1), (_german_parts(after) if after else 0)
            return None if head is None or tail is None else head * factor + tail
    tens = _GERMAN_TENS.fullmatch(word)
    if not tens:
        return None
    one = table.get(tens.group(1) or "null")
    return None if one is None else one + table.get(tens.group(2).replace("ss", "ß"), 30)
