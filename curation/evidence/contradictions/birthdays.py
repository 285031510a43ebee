"""Ages, birthdays and anniversaries told with their year: 1951, and the 75th in 2024."""

import re

from django.utils.translation import gettext as _

from .contradiction import contradiction
from .subjects import RELATIVES

AT_THE_AGE = re.compile(
    r"\bat the age of (?P<a>\d{1,3})\b|\bim Alter von (?P<b>\d{1,3}) Jahren|\bà l['’]âge de (?P<c>\d{1,3}) ans"
    r"|(?:^|[,;] )(?:At|Aged|aged|at) (?P<d>\d{1,3}),? (?:he|she)\b"
    r"|\b[Mm]it (?P<e>\d{1,3})(?: Jahren)? \w+ (?:er|sie)\b"
    r"|(?:^|, )[AÀà] (?P<f>\d{1,3}) ans, (?:il|elle)\b"
)
BIRTHDAY = re.compile(
    r"\b(?P<a>\d{1,3})(?:st|nd|rd|th) birthday|\b(?P<b>\d{1,3})\. Geburtstag"
    r"|\bfêt\w* (?:dimanche |samedi )?ses (?P<c>\d{1,3}) ans|\b(?P<d>\d{1,3})e anniversaire"
    r"|\bturn(?:s|ed) (?P<e>\d{1,3})\b"
    r"|\b(?P<f>(?:twenti|thirti|forti|fifti|sixti|seventi|eighti|nineti|hundred)e?th) birthday"
    r"|\b(?P<g>(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert)sten?) Geburtstag"
)
_TENS = ("zwanz twent", "drei thirt", "vier fort", "fünf fift", "sech sixt", "sieb sevent", "acht eight", "neun ninet",
         "hundert hundred")  # fmt: skip
ANNIVERSARY = re.compile(
    r"\b(?P<a>\d{1,3})(?:st|nd|rd|th) anniversary|\b(?P<b>\d{1,3})-jährige[sn]? (?:Bestehen|Jubiläum)"
    r"|\b(?P<c>\d{1,3})\. (?:Jubiläum|Gründungstag|Jahrestag)|\b(?P<d>\d{1,3})e anniversaire"
    r"|\bfêt\w*(?: en \d{4})? ses (?P<e>\d{1,3}) ans"
)


# "War 2012 mit 17 Jahren", "devient en novembre 2026, à 31 ans,"; not "mort en 1989 à 64 ans".
_THEN_AGED = re.compile(
    r"(?P<before>[\w,]+(?: \w+)?) (?:\b(?P<de>\d{4}) mit (?P<a>\d{1,2}) Jahren\b"
    r"|en (?:\w+ )?(?P<fr>\d{4}), à (?P<b>\d{1,2}) ans,"
    r"|in (?:\w+ )?(?P<en>\d{4}),? (?:at|aged) (?P<c>\d{1,2})(?=[,.]))"
)


_FAMILY = re.compile(
    r"\b(?:" + "|".join(RELATIVES - {"son", "femme", "frau", "mann"}) + r"|his son|her son"
    r"|(?:sa|seine[rn]?|ihre[mn]?|ihr|ses|leur) (?:femme|frau|mann))\b",
    re.I,
)


def then_aged(reading, birth):
    """An age right behind the year, in the sentence of the birth, where nobody else is told of."""
    sentence = birth.sentence
    found = list(_THEN_AGED.finditer(sentence.text))
    if len(found) != 1 or _FAMILY.search(sentence.text) or sentence.lows & {"who", "qui", "dont", "que"}:
        return
    (match,) = found
    year = int(match["de"] or match["fr"] or match["en"])
    age = int(match["a"] or match["b"] or match["c"])
    apart = year - birth.year
    if len(sentence.years) == 2 and year != birth.year and abs(apart - age) > 1 and not _done(match["before"]):
        yield contradiction("date-order", reading, [sentence], age_message(birth.year, year, age))


def _done(before):
    """ "mort", "verstorbene": of somebody else."""
    last = before.lower().split()[-1]
    return last in {"mort", "morte", "décédé", "décédée", "gestorben", "died"} or last.endswith(("ten", "te"))


def told_age(reading, birth, pattern, *, most):
    for sentence in reading.sentences:
        match = pattern.search(sentence.text)
        age, years = number_in(match), {moment.year for moment in _dates_of(sentence, match, reading.language)}
        if age and sentence is birth.sentence:
            years = years - {birth.year}
        if age and len(years) == 1 and abs(sentence.number - birth.sentence.number) <= 8:
            (year,) = years
            if abs(year - birth.year - age) > most and year > 1900:
                yield contradiction(
                    "date-order", reading, [birth.sentence, sentence], age_message(birth.year, year, age)
                )


_DATE_IN = {"en": ("in", "on"), "de": ("", "im jahr", "im jahre", "im", "am"), "fr": ("en", "le")}
_KEPT = ("celebrat", "mark", "kept", "keeps", "observ", "feier", "gefeiert", "begeh", "beging", "fêt", "célébr", "turn")
_OF_ANOTHER = re.compile(
    r"^(?: of|,? de[rs]?\b| d['’]| du| des| seine[rs]?| ihre[rs]?| eine[rs]?)\b(?! birth| Geburt| naissance| the club)"
)
_POSSESSIVE = frozenset("its their his her seine sein seinen ihre ihr ihren son sa ses leur leurs".split())


def _dates_of(sentence, match, language):
    """The dates that the sentence gives to such a day: "in 2026", beside it or beside the verb of its feast."""
    if not match or sentence.words(0, 1)[0] in _POSSESSIVE:
        return
    if match.re in (ANNIVERSARY, BIRTHDAY) and _OF_ANOTHER.match(sentence.text[match.end() :]):
        return
    for moment in sentence.moments:
        before = sentence.text[: moment.start].rstrip()
        lead = next((word for word in _DATE_IN.get(language, ()) if word and _ends_with(before, word)), "")
        before = before[: len(before) - len(lead)].rstrip()
        if not moment.year or not (lead or "" in _DATE_IN.get(language, ())):
            continue
        last = re.split(r"[\s(]", before)[-1].lower()
        if match.re is AT_THE_AGE:
            if not of_a_thing(before.lower()):
                yield moment
            continue
        beside = match.end() <= moment.start and re.fullmatch(r"[^,;:()]{0,12}", before[match.end() :])
        of_whom = last in ("die", "der", "who", "qui") and moment.end <= match.start()
        if not last or last == "," or of_whom or beside or last.startswith(_KEPT):
            yield moment


_THING_DONE = re.compile(
    r"(?<!he )(?<!she )(?<!was )(?<! a )(?<! est )(?<! fut )\b(?:\w+ed|built|made|written|bought|sold|born"
    r"|\w+(?:é|ée|és|ées)|construite?|écrite?|bâtie?|peinte?|ouverte?)$"
    r"|,? (?:who|which|that|where|qui|que|dont|où) .{0,60}$|, (?:der|die|das|den|dem|deren|dessen)\b.{0,60}$"
)


def of_a_thing(before: str) -> bool:
    """Whether the words before a date are of something else: "he bought the mill built in", "which had burned in"."""
    return bool(_THING_DONE.search(before) or (RELATIVES - {"son"}) & set(re.findall(r"\w+", before)))


def _ends_with(text, word):
    return text.lower().endswith(word) and not text[: -len(word)][-1:].isalpha()


def number_in(match):
    if not match:
        return None
    told = next(group for group in match.groups() if group)
    if told.isdigit():
        return int(told)
    return next(10 * n for n, words in enumerate(_TENS, 2) if told.startswith(tuple(words.split())))


def age_message(since, year, age):
    return _("From %(since)s to %(year)s are %(years)s years, not %(age)s.") % {
        "since": since,
        "year": year,
        "years": year - since,
        "age": age,
    }
