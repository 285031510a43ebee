"""A duration that begin and end do not have: from 7.30 to 10 p.m., and a four-hour concert."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import Contradiction, contradiction

MOST_SENTENCES = 6
DAY = 86_400
YEAR = 31_557_600
_BEGIN = {
    "en": "began begun begin begins started start starts opened from closed shut open opens kicked between was",
    "de": "begann beginnt begonnen startete von vom ab schloss eröffnet geschlossen gesperrt zwischen dauerte dauert",
    "fr": "commencé commence commença débuté ouvert ouverte fermé fermée de du entre démarré",
}
_END = {
    "en": "ended end ends finished until faded closed over reopened reopening to lifted adjourned and crossed"
    " till back again",
    "de": "endete endet bis beendet geschlossen schluss wieder wiedereröffnet wiedereröffnung freigegeben und",
    "fr": "levée achevé achevée terminé terminée fini finie jusqu à au rouvert réouverture réouverte et clos close",
}
_LASTING = {
    "en": {"after", "those", "these", "later", "for", "during", "lasted", "lasting", ",", "(", "or", "within", "took"},
    "de": {"nach", "diese", "diesen", "während", "dauerte", "also", ",", "(", "binnen", "insgesamt"},
    "fr": {"après", "ces", "pendant", "durant", "soit", "duré", ",", "(", "de", "durée"},
}
_ROOTS = {
    "closed": "clos", "shut": "shut", "geschlossen": "schlie", "gesperrt": "sperr", "fermé": "ferme", "fermée": "ferme",
    "strike": "strike", "streik": "streik", "grève": "grev",
}  # fmt: skip
_LETTERS = 5  # that two words of one root share: fermé and fermeture


@dataclass(slots=True)
class _Stretch:
    """What lasted from a begin to an end: its sentences, the tokens behind which a duration of it may stand."""

    sentences: list[Sentence]
    seconds: int
    after: int  # offset in the text where the end is told
    names: set[str]
    room: float = 0.25


def durations(reading: Reading) -> Iterator[Contradiction]:
    for stretch in (*_by_the_clock(reading), *_by_the_calendar(reading), *_by_years(reading)):
        last = stretch.sentences[-1].number
        for later in reading.sentences[last : last + 1 + MOST_SENTENCES]:
            for row in later.amounts:
                if (
                    row.start >= stretch.after
                    and _is_of(later, row, stretch, reading.language)
                    and _unlike(row, stretch)
                ):
                    yield contradiction("weekday", reading, [*stretch.sentences, later], _message(row, stretch))


def _cues(table, language):
    return set(table.get(language, "").split())


def _by_the_clock(reading):
    """Sentences with just two times of day, a begin and an end."""
    for sentence in reading.sentences:
        told = sentence.lows & _cues(_BEGIN, reading.language) and sentence.lows & _cues(_END, reading.language)
        if len(sentence.clocks) == 2 and told:
            one, other = sentence.clocks
            seconds = ((other.minutes - one.minutes) % 1440) * 60
            if seconds:
                yield _Stretch([sentence], seconds, sentence.start + other.end, _names(reading, sentence))


def _names(reading, sentence):
    """The beginnings of the nouns of the event in this sentence and the one before."""
    rows = reading.sentences[max(0, sentence.number - 1) : sentence.number + 1]
    return {stem[:_LETTERS] for row in rows for stem in row.content if len(stem) >= _LETTERS}


def _by_the_calendar(reading):
    """Closed on the 3rd, reopened on the 10th: two days in one sentence, or in two that stand close."""
    dated = [s for s in reading.sentences if 1 <= len(s.moments) <= 2 and all(m.day and m.month for m in s.moments)]
    begin, end = _cues(_BEGIN, reading.language), _cues(_END, reading.language)
    for sentence in dated:
        if len(sentence.moments) == 2 and sentence.lows & begin and sentence.lows & end:
            yield from _days_between([sentence], *sentence.moments)
    for one, other in pairwise(dated):
        close = other.number - one.number <= 3 and len(one.moments) == len(other.moments) == 1
        if close and one.lows & begin and other.lows & end:
            yield from _days_between([one, other], one.moments[0], other.moments[0])
        elif close and other.lows & begin and other.lows & _HAD and one.lows & end:
            yield from _days_between([one, other], other.moments[0], one.moments[0], begun=other)


_HAD = {"had", "hatte", "hatten", "avait"}


def _days_between(sentences, one, other, begun=None):
    days = _ordinal(other, one.year) - _ordinal(one, other.year)
    names = {root for word, root in _ROOTS.items() if any(word in sentence.lows for sentence in sentences)}
    if begun:  # "The stoppage had begun"
        names |= {s[:_LETTERS] for s in begun.stems[:4] if s in begun.content}
    if 0 < days < 300:
        yield _Stretch(sentences, days * DAY, sentences[-1].start + max(one.end, other.end), names)


def _ordinal(moment, other_year):
    short = min(moment.day, 28)  # a day that its month does not have is not our concern
    return date(moment.year or other_year or 2001, moment.month, short).toordinal() + moment.day - short


_SHUT = {"closed", "shut", "geschlossen", "gesperrt", "fermé", "fermée"}
_OPEN_AGAIN = {"reopened", "wiedereröffnet", "rouvert", "rouverte"}
_TO = {"en": {"to", "until", "till"}, "de": {"bis"}, "fr": {"à", "jusqu"}}
_OPENED = {
    "en": ("began", "begun", "start", "open", "found", "built", "became", "took"),
    "de": ("begann", "begonn", "startet", "eröffn", "gegründ", "gebaut"),
    "fr": ("commenc", "début", "ouvert", "fond", "construi", "inaugur"),
}
_CLOSED = {
    "en": ("end", "clos", "shut", "finish", "complet", "demolish", "resign", "retir"),
    "de": ("endet", "beend", "schloss", "geschloss", "abgeschl", "vollend", "fertig", "abgeriss", "stillgel"),
    "fr": ("achev", "termin", "ferm", "clos", "fini", "démol", "cess"),
}


def _by_years(reading):
    """From 2001 to 2009, begun in 2001 and ended in 2009: only a duration right behind is of that stretch."""
    for sentence in reading.sentences:
        for one, other in pairwise(sentence.moments):
            bare = one.year and other.year and not (one.month or other.month) and len(sentence.moments) == 2
            if bare and other.year > one.year and _lasts(sentence, one, other, reading.language):
                yield _Stretch([sentence], (other.year - one.year) * YEAR, sentence.start + other.end, set(), 0.02)


def _lasts(sentence, one, other, language):
    if sentence.lows & _SHUT and sentence.lows & _OPEN_AGAIN:
        return True
    lead = sentence.text[: one.start].lower().split()[-8:]
    gap = sentence.text[one.end : other.start].lower().split()
    if 1 <= len(gap) <= 2 and gap[0] in _TO.get(language, set()):
        return True
    if gap in (["and"], ["und"], ["et"]):
        return lead[-1:] in (["between"], ["zwischen"], ["entre"])
    opened, closed = _OPENED.get(language, ("?",)), _CLOSED.get(language, ("?",))
    tail = sentence.text[other.end :].lower().split()[:2] if language == "de" else []
    begins = any(word.startswith(opened) for word in (*lead, *(gap[:2] if language == "de" else [])))
    return begins and len(gap) <= 8 and any(word.startswith(closed) for word in (*gap, *tail))


def _is_of(sentence: Sentence, row: Amount, stretch, language):
    """Whether the duration names the event ("four-hour concert") or follows the end in the same breath."""
    if row.dimension != "duration" or row.range or row.about or sentence.other_state:
        return False
    if (stretch.room < 0.1) != (row.unit == "year") or (stretch.seconds < DAY) != (row.unit in ("h", "min", "s")):
        return False
    if stretch.room < 0.1 and (_is_of_another(sentence, row, stretch) or _summed_up(sentence, row, stretch)):
        return False
    if _looks_back(sentence, row, stretch, language):
        return True
    if sentence is stretch.sentences[-1] and _follows(sentence, row, stretch, language):
        return True
    noun = next(_after(sentence, row), "")
    return bool(noun) and not row.per and any(noun.startswith(name) for name in stretch.names if len(name) >= 4)


_THESE = {"en": {"these", "those"}, "fr": {"ces"}}
_HIS = {"en": {"his", "her"}, "de": {"seinen", "ihren", "seiner", "ihrer"}, "fr": {"ses"}}
_IN_OFFICE = (["in", "charge"], ["in", "office"], ["as", "mayor"], ["de", "mandat"], ["im", "amt"])


def _looks_back(sentence, row, stretch, language):
    """ "During these ten days", "in her 23 years in charge", right behind the sentence that tells the stretch."""
    told = stretch.sentences[-1]
    behind = len(stretch.sentences) == 1 and sentence.number == told.number + 1
    if not behind or row.first > 3 or row is not sentence.amounts[0]:
        return False
    if any(each.dimension == "duration" for each in told.amounts) or len(told.moments) > 2:
        return False
    before, after = set(sentence.words(row.first - 1, row.first)), sentence.words(row.last, row.last + 2)
    if before & _THESE.get(language, set()):
        return after[:1] == [","] and all(each.value != row.value for each in told.amounts)
    of_another = set(sentence.words(row.last + 2, row.last + 3)) & {"of", "as", "at", "before", "on"}
    return bool(before & _HIS.get(language, set())) and after in _IN_OFFICE and not of_another


def _is_of_another(sentence, row, stretch):
    """ "Closed in 2010, after ten years of losses": a shorter time of something else."""
    return row.base < stretch.seconds and sentence.words(row.last, row.last + 1) in (["of"], ["de"], ["d"], ["voller"])


_SUMMED = frozenset(
    "altogether all total combined together overall second again returned return first spell"
    " insgesamt zusammen allem zweite zweiten wieder erneut rückkehr zurück ersten"
    " tout total ensemble cumul nouveau second seconde deuxième revenu revenue retour première".split()
)


def _summed_up(sentence, row, stretch):
    """ "From 2008 to 2026, 24 years in all": a longer time, of which another part may have come before."""
    return row.base > stretch.seconds and bool(sentence.lows & _SUMMED)


_THEN = frozenset("then puis ensuite danach dann anschließend before avant davor".split())
# What may have lasted longer than the stretch, or begun before it.
_BEFORE_IT = frozenset(
    "warnings talks negotiations protests delay delays planning waiting preparation dispute verhandlungen protesten"
    " planung verzögerung streit négociations protestations retard préparation attente".split()
)


def _follows(sentence, row, stretch, language):
    between = [token.low for token in sentence.tokens if stretch.after <= token.start < row.start]
    if set(between) & _THEN or (stretch.seconds >= DAY and set(sentence.words(row.last, row.last + 2)) & _BEFORE_IT):
        return False
    if len(between) > 5 or any(token.isdigit() for token in between):
        return False
    return bool(set(between) & _LASTING.get(language, set())) and (
        not set(between) & {"and", "und", "et", "every", "alle"}
        or bool(set(between) & {"those", "these", "diese", "ces"})
    )


def _after(sentence, row):
    """The first meaningful word close behind the duration."""
    for n in range(row.last, min(row.last + 5, len(sentence.tokens))):
        token = sentence.tokens[n]
        if token.low in ("de", "d", "-", "of", "lange", "langen", "long"):
            continue
        if token.kind == "word" and sentence.stems[n] in sentence.content:
            yield sentence.stems[n] if len(sentence.stems[n]) >= 4 else token.low
        return


def _unlike(row, stretch):
    told = float(row.base)
    slack = max(stretch.room * stretch.seconds, (1.1 if stretch.room < 0.1 else 0.5) * float(row.factor))
    if row.factor >= DAY and stretch.room > 0.1:
        slack = max(slack, 2 * DAY)
    return abs(told - stretch.seconds) > slack


def _message(row, stretch):
    return _("Begin and end are %(real)s apart, not %(told)s.") % {
        "real": _spoken(stretch.seconds),
        "told": row.written,
    }


def _spoken(seconds):
    if seconds >= YEAR:
        return _("%(n)s years") % {"n": seconds // YEAR}
    if seconds >= DAY:
        return _("%(n)s days") % {"n": seconds // DAY}
    return _("%(n)s hours") % {"n": f"{seconds / 3600:g}"}
