"""The numbers that a text states, by value: `1,200`, `1.200`, `1 200` and, in words, `twelve`."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

_GAPS = "\u00a0\u202f\u2009 '’"
_RUN = re.compile(rf"\d+(?:[.,٫٬]\d+|[{_GAPS}]\d{{3}}(?!\d))*")
_WORD = re.compile(r"[^\W\d_]+")
# Where the comma parts decimals, the point parts thousands, and the other way about.
_DECIMAL_COMMA = {"de", "fr", "es", "pt", "it", "nl", "pl", "ru", "sv", "da", "fi", "nb", "cs", "tr", "el", "ro"}
_DECIMAL_POINT = {"en", "zh", "ja", "ko", "th", "hi", "he"}

_TENS = (20, 30, 40, 50, 60, 70, 80, 90, 100, 1000)
_COUNT = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen|twenty thirty forty fifty sixty seventy eighty ninety hundred thousand",
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
    " achtzehn neunzehn|zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize - - -|vingt trente"
    " quarante cinquante soixante - - - cent mille",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
    " dieciocho diecinueve|veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien mil",
    "pt": "um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito"
    " dezenove|vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem mil",
}
_OTHER_FORMS = {
    "de": {"ein": 1, "eine": 1, "einer": 1, "einem": 1, "einen": 1, "zwo": 2},
    "fr": {"une": 1},
    "es": {"un": 1, "una": 1},
    "pt": {"uma": 1, "duas": 2, "dezasseis": 16, "dezassete": 17, "dezanove": 19, "quatorze": 14},
}


def _words(language):
    small, large = _COUNT[language].split("|")
    counted = {word: n for n, word in enumerate(small.split(), start=1) if word != "-"}
    counted |= {word: n for n, word in zip(_TENS, large.split(), strict=True) if word != "-"}
    return counted | _OTHER_FORMS.get(language, {})


WORDS = {language: _words(language) for language in _COUNT}


class Number(NamedTuple):
    """A number as written, and every value that it may have; more than one where `1.200` can be read both ways."""

    written: str
    values: frozenset[Decimal]


def numbers(text: str, language: str = "") -> list[Number]:
    """All numbers of a text, digits first. `language` is BCP 47; an unknown one leaves both readings open."""
    code = language.partition("-")[0].lower()
    digits = [Number(found.group(), _values(found.group(), code)) for found in _RUN.finditer(text)]
    known = WORDS.get(code, {})
    words = [word for word in _WORD.findall(text) if word.lower() in known]
    return digits + [Number(word, frozenset({Decimal(known[word.lower()])})) for word in words]


def missing(text: str, passages: list[str], *, language: str = "", source_language: str = "") -> list[str]:
    """The numbers of `text` that stand in none of the passages, as written and once each.

    "one" is not asked for: in most languages it is the article.
    """
    borne = set()
    for passage in passages:
        for number in numbers(passage, source_language or language):
            borne |= number.values
    asked = [n for n in numbers(text, language) if n.written[0].isdigit() or n.values != {Decimal(1)}]
    return list(dict.fromkeys(n.written for n in asked if not n.values & borne))


def _values(written, code):
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written)
    plain = re.sub(rf"[{_GAPS}]", "", plain).replace("٫", ",").replace("٬", ".")
    if code in _DECIMAL_POINT:
        return _either(plain, ",", ".")
    if code in _DECIMAL_COMMA:
        return _either(plain, ".", ",")
    return _either(plain, ",", ".") | _either(plain, ".", ",")


def _either(plain, thousands, decimal):
    """The value with these marks; where they do not fit (1.5 with a decimal comma), with the others."""
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})*(?:\{decimal}\d+)?|\d+(?:\{decimal}\d+)?", plain):
        return frozenset({Decimal(plain.replace(thousands, "").replace(decimal, "."))})
    if re.fullmatch(rf"\d{{1,3}}(?:\{decimal}\d{{3}})*(?:\{thousands}\d+)?|\d+\{thousands}\d+", plain):
        return frozenset({Decimal(plain.replace(decimal, "").replace(thousands, "."))})
    return frozenset(Decimal(part) for part in re.split("[.,]", plain) if part)
