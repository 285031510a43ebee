"""A turnout that voters and votes do not have: 18,400 of 32,000 voted, "turnout was 67.5 per cent"."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading

from .contradiction import Contradiction, contradiction, other_times

ROOM = Decimal("1.5")  # points
MOST_SENTENCES = 8
_TURNOUT = {"en": ("turnout",), "de": ("wahlbeteiligung", "beteiligung"), "fr": ("participation",)}
_ENTITLED = {
    "en": ("entitled", "eligible", "registered", "electorate"),
    "de": ("wahlberechtigt", "stimmberechtigt", "berechtigt"),
    "fr": ("inscrits", "inscrites", "électeurs"),
}
_VOTED = {
    "en": ("polls", "voted", "ballots", "cast"),
    "de": ("gaben", "wählten", "gewählt", "beteiligten"),
    "fr": ("votants", "voté", "déplacés", "urnes"),
}
_NEAR = 6  # tokens


def turnouts(reading: Reading) -> Iterator[Contradiction]:
    """One turnout, one number of the entitled and one of the voters in a text."""
    if reading.language not in _TURNOUT:
        return
    told = [(s, row) for s in reading.sentences for row in s.amounts if _is_turnout(s, row, reading.language)]
    if len(told) != 1:
        return
    sentence, share = told[0]
    near = reading.sentences[max(0, sentence.number - MOST_SENTENCES) : sentence.number + MOST_SENTENCES]
    entitled = _counts(near, _ENTITLED[reading.language])
    voted = _counts(near, _VOTED[reading.language], _values(entitled))
    if len(entitled) != 1 or len(_values(voted)) != 1:
        return
    (a, whole), (b, part) = entitled[0], voted[0]
    if part.value >= whole.value or any(other_times(sentence, each) for each in (a, b)) or share.about:
        return
    real = part.value / whole.value * 100
    if abs(real - share.value) > ROOM + (3 if part.about or whole.about else 0):
        message = _("%(part)s of %(whole)s are not %(share)s.") % {
            "part": part.written,
            "whole": whole.written,
            "share": share.written,
        }
        yield contradiction("percent-of", reading, [a, b, sentence], message)


def _is_turnout(sentence, row, language):
    near = sentence.words(row.first - 8, row.last + 5)
    return (
        row.dimension == "share"
        and not row.range
        and not sentence.other_state
        and any(word.startswith(_TURNOUT[language]) for word in near)
    )


def _counts(sentences, words, without=()):
    """Counts beside one of the words; the nearest in its sentence."""
    found = []
    for sentence in sentences:
        rows = [row for row in sentence.amounts if not row.dimension and row.value >= 20 and row.value not in without]
        at = [n for n, token in enumerate(sentence.tokens) if token.low.startswith(words)]
        near = [(min(min(abs(n - row.first), abs(n - row.last)) for n in at), row) for row in rows] if at else []
        near = [(far, row) for far, row in near if far <= _NEAR and not _for_one(sentence, row)]
        if near:
            found.append((sentence, min(near, key=lambda pair: pair[0])[1]))
    return found


def _for_one(sentence, row):
    """ "1,200 voted for her"."""
    return bool({"for", "für", "pour", "against", "gegen", "contre"} & set(sentence.words(row.last, row.last + 3)))


def _values(pairs):
    return {row.value for _sentence, row in pairs}
