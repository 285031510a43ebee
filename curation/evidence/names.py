"""The names that a text uses, and whether another text has them. Pure.

A name is a run of capitalised words: several of them, or one that no rule of writing made large. Not asked for are the
first word of a sentence, titles, months, weekdays, and words that the source also writes small. Where every noun is
written large, as in German, only runs of two words and abbreviations are taken for names. Precision comes first: a word
is borne out by any form of it (Rehbeins, Parisian, Germany), and an abbreviation by the words that it stands for.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from curation.drafting.lexicon import lexicon_for
from curation.evidence.dates import MONTHS
from curation.evidence.number_words import ordinals_of, plain, scales_of, words_of
from curation.evidence.numbers import code_of

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_ELISION = re.compile(r"^(?:[ldnmtsjc]|qu|lorsqu|jusqu|puisqu)['’]", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|[¿¡.!?…:;“”\"„«»‹›(\[|/•·\n]|\s[—–-]|[—–])\s*$")
_PARTICLES = frozenset(
    "de da do dos das del della der den di du van von vom zu zum zur of the la le les el al bin ibn y".split()
) - {"y"}
# Offices, things and money that happen to be written in capitals; the check of numbers asks for currencies.
_NO_NAMES = frozenset(
    "CEO CFO COO CTO TV DVD CD PC AI KI IA IT VAT GPS HIV DNA DNS ADN UV ID PDF SMS CV OK HR PR LED FAQ USB SUV PS KW"
    " kW IP URL EUR USD GBP CHF JPY CNY BRL INR".split()
)
_NUMERAL = re.compile(r"[IVX]+(?:e|er|ème)?")
_WHICH = frozenset("welche welcher welches welchen welchem which what whose".split())
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_ENDINGS = frozenset(
    "s es e en er n ns ern in innen a as o os y ia ian ien ienne an any ish ese isch ische ischen ischer isches"
    " ais aise eño ense i m em ner nern".split()
)
# The ends of German words for offices, bodies and things: they go before names and are none.
_GERMAN_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|ismus|meister|rat|rät|amt|haus|platz|straße|verein|verband|fraktion|minister"
    r"|präsident|chef|leiter|sprecher|direktor|trainer|professor|vorsitzende[rn]?|kanzler|bund|werk|gericht|anwalt|leute"
    r"|mann|frau|kreis|stadt|land|partei|gruppe|firma|konzern|behörde|zentrum|forscher|experte|autor|händler|führer"
    r"|bauer|bäuerin|wirt|richter|arzt|lehrer|schüler|kommissar|inspektor|pfarrer|bischof|wart|beauftragte[rn]?|or|ist|loge|ent|är"
    r")(?:in|innen|en|e|s|es|n)?$",
    re.IGNORECASE,
)


class Name(NamedTuple):
    """A name as written at `text[start:end]`. `asked` are those of its words that must be borne out."""

    written: str
    start: int
    end: int
    asked: tuple[str, ...]


class _Token(NamedTuple):
    word: str
    start: int
    end: int
    first: bool  # of a sentence, a quotation or a line


@lru_cache(maxsize=128)
def names(text: str, language: str = "") -> tuple[Name, ...]:
    """The names of a text in order; none where a text is written in capitals, or in a script without them."""
    lexicon = lexicon_for(code_of(language))
    if not _LATIN.search(text) or _is_title_case(text, lexicon):
        return ()
    found = []
    for run in _runs(text, lexicon):
        if asked := tuple(_asked(run, lexicon)):
            head = run[1:] if run[0].first and len(run) > 1 and plain(run[0].word) in _functional(lexicon) else run
            found.append(Name(text[head[0].start : head[-1].end], head[0].start, head[-1].end, asked))
    return tuple(found)


def _is_title_case(text, lexicon):
    """A headline that writes every word large says nothing about names."""
    long = [word for word in _WORD.findall(text) if len(word) > 3 and plain(word) not in lexicon.stopwords]
    large = sum(word[0].isupper() for word in long)
    most = 1 if lexicon.nouns_are_capitalised else 0.7
    return large > most * len(long) if len(long) > 3 else large == len(long) == 3


def _runs(text, lexicon):
    """Lists of capitalised tokens that stand side by side, or are joined by a particle: “Bank of England”."""
    run: list[_Token] = []
    for match in _WORD.finditer(text):
        token = _token(text, match)
        large = token.word[:1].isupper()
        if run and not _touches(text, run[-1], token):
            yield from _closed(run)
            run = []
        if large and not (token.first and run):
            run.append(token)
        elif large:
            yield from _closed(run)
            run = [token]
        elif run and plain(token.word) in _PARTICLES | lexicon.particles and not lexicon.nouns_are_capitalised:
            run.append(token)
        else:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _token(text, match):
    start, word = match.start(), match.group()
    if elided := _ELISION.match(word):
        start, word = start + elided.end(), word[elided.end() :]
    bare = _POSSESSIVE.sub("", word)
    before = text[max(0, match.start() - 4) : match.start()]
    return _Token(bare, start, start + len(bare), match.start() == 0 or bool(_BEGINS.search(before)))


def _touches(text, one, two):
    between = text[one.end : two.start]
    return between in (" ", "\u00a0", "’s ", "'s ") or (
        bool(re.fullmatch(r"\.? (?:[ldLD]['’])?", between)) and len(one.word) < 3
    )


def _closed(run):
    """Without particles at its end."""
    while run and not run[-1].word[:1].isupper():
        run.pop()
    if run:
        yield run


def _asked(run, lexicon):
    large = [token for token in run if token.word[:1].isupper()]
    if lexicon.nouns_are_capitalised:
        proper = [token for token in large if not (token.first and plain(token.word) in _functional(lexicon))]
        single = len(proper) < 2
    else:
        single = False
    shouted = len(large) > 1 and all(token.word.isupper() for token in large)  # AO VIVO
    for token in large if not shouted else ():
        if token.word in _NO_NAMES:
            continue
        if _is_abbreviation(token.word) or (not single and not _is_ordinary(token, lexicon)):
            yield _capitalised(token.word)


def _capitalised(word):
    """Boston-based: Boston."""
    parts = re.split(r"([‐‑-])", word)
    while len(parts) > 1 and parts[-1].islower():
        parts = parts[:-2]
    return "".join(parts)


def _functional(lexicon):
    return lexicon.stopwords | lexicon.determiners | lexicon.prepositions | lexicon.openers | _WHICH


def _is_abbreviation(word):
    return word.isupper() and 2 <= len(word) <= 6 and not _NUMERAL.fullmatch(word)


def _is_ordinary(token, lexicon):
    word = plain(token.word)
    lower = token.word.lower()
    if (
        token.first
        or len(word) < 2
        or _NUMERAL.fullmatch(token.word)
        or word in MONTHS
        or word in words_of_number(lexicon.code)
    ):
        return True
    known = lexicon.titles | lexicon.calendar | lexicon.stopwords | lexicon.generic
    if lower in known or lower.removesuffix("s") in lexicon.calendar:
        return True
    return lexicon.nouns_are_capitalised and bool(_GERMAN_NOUN.search(token.word))


@lru_cache
def words_of_number(code):
    return {*words_of(code), *scales_of(code), *ordinals_of(code)} if code in ("en", "de", "fr", "es", "pt") else set()


class Vocabulary:
    """The words of a text, for asking whether it has a name in any form."""

    def __init__(self, text: str):
        tokens = [_POSSESSIVE.sub("", _ELISION.sub("", word)) for word in _WORD.findall(text)]
        parts = {part for word in tokens for part in re.split(r"['’\-‐‑]", word) if part} | set(tokens)
        self.words = {plain(part) for part in parts}
        self.small = {plain(part) for part in parts if part.islower()}
        self.initials = _initials(tokens)
        self.first_letters = plain("".join(word[0] for word in tokens if word))
        self._near: dict[str, list[str]] = {}
        for word in self.words:
            self._near.setdefault(word[:3], []).append(word)

    def has(self, word: str) -> bool:
        wanted = plain(word)
        if wanted in self.words or (_is_abbreviation(word) and self._abbreviates(word)):
            return True
        parts = [plain(part) for part in re.split(r"['’\-‐‑]", word) if part]
        if len(parts) > 1 and all(self.has(part) for part in parts):
            return True
        return any(_same(wanted, other) for other in self._near.get(wanted[:3], ()))

    def _abbreviates(self, word):
        """EU the European Union, GDP a gross domestic product, BGH the Bundesgerichtshof; TV is in TVs."""
        if word in self.initials or f"{plain(word)}s" in self.words:
            return True
        if len(word) < 3:
            return False
        letters = plain(word)
        compound = re.compile(".+".join(letters))
        return letters in self.first_letters or any(
            len(other) > 4 * len(letters) and compound.match(other) for other in self._near_to(letters[0])
        )

    def _near_to(self, letter):
        return (word for word in self.words if word.startswith(letter))


def _same(one, two):
    """Two forms of one word: one goes on where the other ends, or both end in an ending."""
    shared = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        shared += 1
    rests = {one[shared:], two[shared:]} - {""}
    if shared < 3 or shared * 2 <= max(len(one), len(two)):
        return False
    return all(rest in _ENDINGS for rest in rests)


def _initials(tokens: Iterable[str]) -> set[str]:
    """What the runs of capitalised words would be abbreviated to."""
    found, run = set(), ""
    for word in tokens:
        if word[:1].isupper():
            run += word[0]
            found |= {run[start:] for start in range(max(0, len(run) - 6), len(run) - 1)}
        elif word.lower() not in _PARTICLES | {"and", "for", "und", "für", "et", "e"}:
            run = ""
    return found
