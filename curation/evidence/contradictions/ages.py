"""An age that does not fit the year of birth: 63, and born in 1971."""

import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading

from .contradiction import Contradiction, contradiction
from .date_order import births, deaths

MOST_SENTENCES = 3  # between the age and the birth
_NAMED = re.compile(
    r"\b[A-ZÄÖÜÉÈ][\w'’-]+(?:, (?P<a>\d{2}),(?! ?\d)| \((?P<e>\d{2})(?: ans)?\)) "
    r"|\b(?P<b>\d{2})-jährige[nrs]? (?!Bestehen|Jubil)(?:[A-ZÄÖÜ]\w+)"
    r"|\b[Dd](?:er|ie) (?P<f>\d{2}) Jahre alte (?:[A-ZÄÖÜ]\w+)"
    r"|, âgée? de (?P<c>\d{2}) ans"
    r"|\b(?P<d>\d{2})-year-old\b"
)


def ages(reading: Reading) -> Iterator[Contradiction]:
    """One birth and one age of a text; they fit in no year that the text tells, and in none until today."""
    born = births(reading)
    told = [
        (sentence, match)
        for sentence in reading.sentences
        for match in _NAMED.finditer(sentence.text)
        if not sentence.other_state
    ]
    if len(born) != 1 or len(told) != 1 or deaths(reading):
        return
    birth, (sentence, match) = born[0], told[0]
    if sentence.number > birth.sentence.number and _is_new(reading, sentence, match):
        return
    age = int(next(filter(None, match.groups())))
    if abs(sentence.number - birth.sentence.number) > MOST_SENTENCES:
        return
    if not _may_be(birth.year + age, reading, birth.year):
        message = _("Who was born in %(year)s is not %(age)s.") % {"year": birth.year, "age": age}
        yield contradiction("date-order", reading, [sentence, birth.sentence], message)


def _is_new(reading, sentence, match):
    """Whether the age comes with a name that the text did not tell before: of somebody else."""
    told = reading.text[: sentence.start + match.start()]
    named = _NAME.search(match.group())
    if not named:
        return False
    whole = _NAME.match(sentence.text, match.start() + named.start())
    return whole is not None and whole.group().split()[-1] not in told


_NAME = re.compile(r"[A-ZÄÖÜÉÈ][\w'’-]+(?: [A-ZÄÖÜÉÈ][\w'’-]+)*")


def _may_be(year, reading, born):
    """Whether a text may have been written in that year, or tells it of that year."""
    told = {y for sentence in reading.sentences for y in sentence.years if y != born}
    dated = {m.year for sentence in reading.sentences for m in sentence.moments if m.full and m.year != born}
    if any(abs(year - y) <= 1 for y in told):
        return True
    latest = max(dated, default=0)
    return year <= timezone.now().year + 1 and not (latest and year < latest - 1)
