"""One person with two ages, one judgement with two terms: four years in prison, "the six-year sentence"."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading

from .contradiction import Contradiction, contradiction, other_times

# An age with its article; the one told again is definite.
_AGES = {
    "en": re.compile(
        r"\b(?:(?P<one>[Aa]n?|[Tt]he) )?(?:(?P<age>\d{1,2})-year-old\b|(?:who (?:is|was) |[A-Z]\w+, )(?P<also>\d\d),)"
    ),
    "de": re.compile(
        r"\b(?P<one>[Ee]in|[Ee]ine|[Ee]inen|[Ee]inem|[Ee]iner|[Dd]er|[Dd]ie|[Dd]en|[Dd]em) "
        r"(?P<age>\d{1,2})-[jJ]ährige(?P<also>(?!))?"
    ),
    "fr": re.compile(
        r"\b(?P<one>[Uu]n|[Uu]ne|[Ll]['’]|[Ll]e|[Ll]a|[Dd]u) ?(?:jeune )?\w+ (?:de|âgée? de) (?P<age>\d{1,2}) ans"
        r"|, (?P<also>\d\d) ans,"
    ),
}
_FIRST = ("a", "an", "ein", "eine", "einen", "einem", "einer", "un", "une")
_OTHERS = frozenset(
    "neighbour neighbor colleague nachbar nachbarin kollege kollegin voisin voisine collègue man men woman"
    " women driver suspect friend friends brother sister mother father son daughter cyclist passenger"
    " girl boy child baby pupil student teacher nurse pensioner customer couple mädchen junge kind schüler schülerin"
    " lehrer lehrerin rentner rentnerin paar garçon enfant élève retraité retraitée couple client cliente"
    " teenager youth attacker victim husband wife two three companion another other rider officer"
    " mann frau fahrer fahrerin freund freundin bruder schwester mutter vater sohn tochter radfahrer täter opfer zwei"
    " drei begleiter beifahrer polizist autofahrer autofahrerin"
    " homme femme conducteur conductrice ami amie frère sœur mère père fils fille cycliste passager agresseur victime"
    " deux trois compagnon".split()
)
_JAIL = {
    "en": ("jail", "prison", "sentence", "custody", "imprison", "behind"),
    "de": ("haft", "gefängnis", "freiheitsstrafe", "verurteil", "strafe"),
    "fr": ("prison", "peine", "réclusion", "condamn", "détention", "emprisonn"),
}
_RELATIVES = frozenset(
    "brother sister wife husband father mother cousin bruder schwester ehefrau ehemann vater mutter sohn tochter"
    " frère sœur épouse mari père mère fille".split()
)
_TERM = {
    "en": ("sentence", "term"),
    "de": ("haftstrafe", "freiheitsstrafe", "gefängnisstrafe", "strafe", "haft", "urteil"),
    "fr": ("peine",),
}
_NOT_YET = frozenset(
    "maximum up faces face facing could asked demanded sought prosecutor prosecutors suspended accomplice both instead"
    " reduced two three others another already served probation forderte gefordert drohen droht staatsanwaltschaft"
    " bewährung höchstens mindestens andere anderer beide mitangeklagte requis encourt encourent sursis complice autre"
    " ferme deuxième parquet procureur réduite former eligible parole least".split()
)


def persons(reading: Reading) -> Iterator[Contradiction]:
    yield from _two_ages(reading)
    yield from _two_terms(reading)


def _two_ages(reading):
    pattern = _AGES.get(reading.language)
    told = [(s, match) for s in reading.sentences for match in pattern.finditer(s.text)] if pattern else []
    if len(told) != 2:
        return
    (a, first), (b, again) = told
    known = again["one"] and again["one"].lower() not in _FIRST
    named = {token.low for token in a.tokens if not a.start + first.start() <= token.start < a.start + first.end() + 12}
    alone = not (named & _OTHERS) and not (b.lows & {"two", "zwei", "deux", "other", "andere", "autre"})
    apart = bool(first["also"]) and (a.paragraph != b.paragraph or a.lows & {"and", "und", "et"})
    if known and alone and not apart and 1 <= b.number - a.number <= 2 and _age(first) != _age(again):
        yield _found(reading, a, first.group(), b, again.group())


def _age(match):
    return match["age"] or match["also"]


def _two_terms(reading):
    """All terms of one text are two, and the later is told as "the sentence"."""
    language = reading.language
    told = [(s, row) for s in reading.sentences for row in s.amounts if _is_term(s, row, language)]
    if len(told) != 2:
        return
    (a, one), (b, other) = told
    if sum(row.dimension == "duration" for row in a.amounts) > 1:
        return
    if a is b or one.base == other.base or not _is_the_term(b, other, language) or other_times(a, b):
        return
    if not (a.lows | b.lows) & _NOT_YET and not b.lows & _RELATIVES:
        yield _found(reading, a, one.written, b, other.written)


def _is_term(sentence, row, language):
    return (
        row.dimension == "duration"
        and row.unit in ("year", "month")
        and row.exact
        and any(word.startswith(_JAIL.get(language, ("?",))) for word in sentence.words(row.first - 7, row.last + 4))
    )


def _is_the_term(sentence, row, language):
    """ "six-year sentence", "sechsjährige Haftstrafe", "peine de six ans"."""
    near = sentence.words(row.last, row.last + 3) + sentence.words(row.first - 3, row.first)
    return any(word.startswith(_TERM.get(language, ("?",))) for word in near)


def _found(reading, a, one, b, other):
    message = _("%(one)s and %(other)s are told of the same thing.") % {"one": one, "other": other}
    return contradiction("same-quantity", reading, [a, b], message)
