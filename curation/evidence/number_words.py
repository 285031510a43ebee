"""Numbers in words: `twenty-three`, `dreiundzwanzig`, `deux cents`, `veintitrés`, `zweieinhalb`. Pure.

A number is read from tokens by one machine for all languages (`_Reader`); a language gives it its words and the words
that may stand inside a number (“and”, “et”, “y”). German writes a number as one word, which `_compound` takes apart.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+")
_HALF = Decimal("0.5")
LONGEST_COMPOUND = 70  # letters; fünfhundertvierunddreißigtausendsiebenhundertsechsundneunzig has 61

_SMALL = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
    "de": "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn"
    " achtzehn neunzehn",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete"
    " dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete"
    " veintiocho veintinueve",
    "pt": "um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito"
    " dezenove",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "es": "- treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_HUNDREDS = {
    "es": "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
    "pt": "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
}
_OTHERS = {
    "en": {"dozen": Decimal(12)},
    "de": {"dutzend": Decimal(12), "zwo": Decimal(2), "anderthalb": Decimal("1.5")}
    | dict.fromkeys(("ein", "eine", "einer", "einem", "einen"), Decimal(1)),
    "fr": {"une": Decimal(1), "vingts": Decimal(20), "octante": Decimal(80), "douzaine": Decimal(12)}
    | {"vingtaine": Decimal(20), "trentaine": Decimal(30), "centaine": Decimal(100)},
    "es": {"un": Decimal(1), "una": Decimal(1), "veintiun": Decimal(21), "veintiuna": Decimal(21)}
    | {"docena": Decimal(12), "cien": Decimal(100), "quinientas": Decimal(500)},
    "pt": {"uma": Decimal(1), "duas": Decimal(2), "dezasseis": Decimal(16), "dezassete": Decimal(17)}
    | {"dezanove": Decimal(19), "quatorze": Decimal(14), "cem": Decimal(100), "duzia": Decimal(12)},
}
# Words that multiply what stands before them; more than one may follow another: “mil millones”.
SCALES: dict[str, dict[str, int]] = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    "de": {"hundert": 100, "tausend": 1000, "million": 10**6, "milliarde": 10**9, "billion": 10**12},
    "fr": {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "milliard": 10**9, "billion": 10**12},
    "es": {"mil": 1000, "millon": 10**6, "millones": 10**6, "billon": 10**12, "billones": 10**12},
    "pt": {"mil": 1000, "milhao": 10**6, "milhoes": 10**6, "bilhao": 10**9, "bilhoes": 10**9}
    | {"biliao": 10**12, "bilioes": 10**12, "trilhao": 10**12, "trilhoes": 10**12},
}
_PLURALS = {"en": "s", "de": "n en", "fr": "s"}
_INSIDE = {"en": {"and"}, "de": {"und"}, "fr": {"et"}, "es": {"y"}, "pt": {"e"}}
_HALVES = {
    "en": "and a half",
    "de": "und ein halb",
    "fr": "et demi|et demie",
    "es": "y medio|y media",
    "pt": "e meio|e meia",
}
_DOZENS = {"dozen", "dutzend", "douzaine", "douzaines", "docena", "docenas", "duzia", "duzias"}
_BEFORE_HALF = {"half", "halbe", "halben", "halbes", "demi", "medio", "media", "meio", "meia"}  # “half a million”
_ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "de": "erst zweit dritt viert funft sechst siebt acht neunt zehnt elft zwolft",
    "fr": "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme",
    "es": "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo",
    "pt": "primeiro segundo terceiro quarto quinto sexto setimo oitavo nono decimo",
}
_NO_ORDINALS = {"achte", "achten", "achter", "achtes"}  # to mind
_LARGE_ORDINALS = {
    "en": {
        "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
        "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
        "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    },
    "fr": {"unieme": 1, "treizieme": 13, "quatorzieme": 14, "quinzieme": 15, "seizieme": 16, "vingtieme": 20,
           "trentieme": 30, "quarantieme": 40, "cinquantieme": 50, "centieme": 100},
}  # fmt: skip
_GERMAN_ORDINAL = re.compile(r"([a-z]{6,}?)(?:st|t)e[nrsm]?")
_ENDINGS = {"de": ["e", "en", "er", "es", "em"], "fr": ["", "s", "e"], "es": ["", "a", "s"], "pt": ["", "a", "s"]}


class Spelled(NamedTuple):
    """A number in words at `text[start:end]`."""

    start: int
    end: int
    value: Decimal


def spelled(text: str, code: str) -> list[Spelled]:
    """The numbers of a text that are written in words; `code` is a language with two letters."""
    if code not in _SMALL:
        return []
    tokens = [(plain(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    found, at = [], 0
    while at < len(tokens):
        if not _may_begin(tokens[at][0], code):
            at += 1
            continue
        reader = _Reader(code, text)
        taken = reader.read(tokens, at)
        if taken:
            found.append(Spelled(tokens[at][1], tokens[at + taken - 1][2], reader.value))
        at += max(taken, 1)
    return found


def _may_begin(word, code):
    known = word in words_of(code) or word in scales_of(code) or word in _BEFORE_HALF
    return known or (word == "a" and code == "en") or (code == "de" and _compound(word) is not None)


def plain(word: str) -> str:
    """Small letters without accents; German ß is ss."""
    decomposed = unicodedata.normalize("NFD", word.lower().replace("ß", "ss"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache
def words_of(code: str) -> dict[str, Decimal]:
    small = {word: n for n, word in enumerate(_SMALL[code].split(), start=1)}
    tens = {word: n * 10 for n, word in enumerate(_TENS[code].split(), start=2) if word != "-"}
    hundreds = {word: n * 100 for n, word in enumerate(_HUNDREDS.get(code, "").split(), start=1)}
    feminine = {word.replace("ientos", "ientas").replace("entos", "entas"): n for word, n in hundreds.items()}
    counted = {**small, **tens, **hundreds, **feminine}
    return {word: Decimal(n) for word, n in counted.items()} | _OTHERS[code]


@lru_cache
def scales_of(code: str) -> dict[str, int]:
    """The words that multiply, with their plurals. For an unknown language, those that all agree on."""
    known = SCALES.get(code, {"million": 10**6, "millions": 10**6})
    endings = _PLURALS.get(code, "").split()
    return known | {word + ending: n for word, n in known.items() for ending in endings}


def ordinals(text: str, code: str) -> Iterator[Spelled]:
    """`third`, `twenty-first`, `neunzehnten`, `dix-neuvième`: a passage that has one bears out the number."""
    tens = {word: value for word, value in words_of(code).items() if value >= 10} if code in _ORDINALS else {}
    before: re.Match[str] | None = None
    for match in _TOKEN.finditer(text) if code in _ORDINALS else ():
        word = plain(match.group())
        if value := _ordinal(word, code):
            joined = before and text[before.end() : match.start()] in ("-", " ", "\u2011", " et ")
            more = tens.get(plain(before.group()), Decimal(0)) if before and joined and value < 10 else Decimal(0)
            yield Spelled(before.start() if before and more else match.start(), match.end(), value + more)
        if word != "et":
            before = match


def _ordinal(word, code):
    known = ordinals_of(code).get(word)
    if known is None and code == "de" and (found := _GERMAN_ORDINAL.fullmatch(word)):
        known = _compound(found[1])
    return known


@lru_cache
def ordinals_of(code: str) -> dict[str, Decimal]:
    stems = enumerate(_ORDINALS.get(code, "").split(), start=1)
    found = {stem + ending: Decimal(n) for n, stem in stems for ending in _ENDINGS.get(code, [""])}
    large = {word: Decimal(n) for word, n in _LARGE_ORDINALS.get(code, {}).items()}
    return {word: n for word, n in found.items() if word not in _NO_ORDINALS} | large


class _Reader:
    """Reads one number as far as it goes. `total` is what thousands and millions have closed, `current` the rest."""

    def __init__(self, code, text):
        self.code, self.text = code, text
        self.words, self.scales = words_of(code), scales_of(code)
        self.total, self.current, self.last = Decimal(0), Decimal(0), Decimal(0)
        self.smallest_scale = Decimal("Infinity")
        self.lone_scale = False  # “millions of people” states no number

    @property
    def value(self):
        return self.total + self.current

    def read(self, tokens, at):
        """How many tokens the number takes; 0 where none begins."""
        taken = count = self._begin([token[0] for token in tokens[at : at + 3]])
        while at + count < len(tokens) and (not count or self._touches(tokens, at + count)):
            word = tokens[at + count][0]
            if half := self._half(tokens, at + count, taken):
                if self.last >= 1000:  # dois milhões e meio
                    self.total += _HALF * self.last
                else:
                    self.current += _HALF
                taken = count = count + half
            elif self._take(word, first=not taken):
                count += 1
                taken = count
            elif taken and word in _INSIDE[self.code] and self._goes_on(tokens, at + count):
                count += 1
            else:
                break
        return 0 if self.lone_scale else taken

    def _begin(self, words):
        """“half a million”, “a hundred”: how many words of it come before the scale."""
        half = words[0] in _BEFORE_HALF
        article = int(self.code == "en" and words[half : half + 1] == ["a"])
        if not (half or article) or words[half + article : half + article + 1] == []:
            return 0
        if words[half + article] not in self.scales and words[half + article] not in _DOZENS:
            return 0
        self.current = _HALF if half else Decimal(1)
        self.last = Decimal(1)
        return half + article

    def _touches(self, tokens, at):
        return not self.text[tokens[at - 1][2] : tokens[at][1]].strip(" -\u2010\u2011\u00a0")

    def _half(self, tokens, at, taken):
        for half in _HALVES[self.code].split("|") if taken else ():
            wanted = half.split()
            if [token[0] for token in tokens[at : at + len(wanted)]] == wanted:
                return len(wanted)
        return 0

    def _goes_on(self, tokens, at):
        """Whether “and” is inside the number: “a hundred and six”, “treinta y dos”; not “two and three”."""
        following = self.words.get(tokens[at + 1][0]) if at + 1 < len(tokens) else None
        if following is None or not self._touches(tokens, at + 1):
            return False
        if self.code == "en":
            return self.last >= 100 and following < 100
        if self.code == "pt" and self.last >= 100:
            return following < self.last
        return 20 <= self.last <= 90 and following < (20 if self.code == "fr" else 10)

    def _take(self, word, *, first):
        if word in _DOZENS and not first and 0 < self.current < 100 and not self.total:  # two dozen, half a dozen
            self.current, self.last = self.current * 12, Decimal(12)
            return True
        value = self.words.get(word)
        if value is None and self.code == "de":
            value = _compound(word)
        if word in self.scales:
            return self._multiply(self.scales[word], first=first)
        return value is not None and self._add(value, first=first)

    def _add(self, value, *, first):
        if self.code == "fr" and self.last == 10 and 7 <= value <= 9:  # dix-sept, quatre-vingt-dix-sept
            self.current += value
            self.last = value
            return True
        if first or self.last in (0, 1000) or (self.last > 1000 and value < 1000):
            fits = True
        elif self.code == "fr" and self.last == 4 and value == 20:
            self.current += 76  # quatre-vingts
            self.last = value
            return True
        else:
            fits = self._room_for(value)
        if fits:
            self.current += value
            self.last = value
        return fits

    def _room_for(self, value):
        """A smaller number after tens or hundreds."""
        if 20 <= self.last <= 90 and self.last % 10 == 0:
            return value < (20 if self.code == "fr" else 10)
        return self.last % 100 == 0 and self.last >= 100 and value < 100

    def _multiply(self, scale, *, first):
        if scale == 100:
            if self.current % 100 == 0 and self.current and not first:
                return False
            self.current = (self.current or Decimal(1)) * 100
            self.last = Decimal(100)
            return True
        if scale >= self.smallest_scale and self.current:
            return False
        if scale > self.smallest_scale:  # mil millones
            self.total *= scale
        else:
            self.lone_scale = first and scale > 1000
            self.total += (self.current or Decimal(1)) * scale
        self.current, self.last, self.smallest_scale = Decimal(0), Decimal(scale), Decimal(scale)
        return True


_GERMAN = re.compile(
    r"(?:(?P<t>.*?)tausend(?:und)?)?(?:(?P<h>[a-z]*?)hundert(?:und)?)?(?:(?P<u>[a-z]+?)und(?P<z>[a-z]+zig|dreissig)|(?P<s>[a-z]+))?"
)


@lru_cache(maxsize=4096)
def _compound(word):
    """`zweihundertfünfzig`, `dreiundzwanzig`, `zweieinhalb`, `achtzehnhundert`; None for what is no number."""
    if len(word) > LONGEST_COMPOUND:
        return None
    if word.endswith("einhalb"):
        whole = _compound(word[:-7]) if word != "eineinhalb" else Decimal(1)
        return None if whole is None else whole + _HALF
    words = words_of("de") | {"ein": Decimal(1)}
    if word in words:
        return words[word]
    match = _GERMAN.fullmatch(word) if re.search("hundert|tausend|zig$|dreissig$", word) else None
    return _sum(match, words) if match else None


def _sum(match, words):
    thousands, hundreds, unit, ten, small = (match[group] for group in "thuzs")
    parts = [
        (thousands, 1000, lambda name: _compound(name)),
        (hundreds, 100, words.get),
        (unit, 1, words.get),
        (ten, 1, words.get),
        (small, 1, words.get),
    ]
    total = Decimal(0)
    for name, factor, read in parts:
        if name is None:
            continue
        value = Decimal(1) if not name else read(name)
        if value is None:
            return None
        total += value * factor
    return total
