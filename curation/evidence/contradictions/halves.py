"""Goals of two halves that are not the result."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading

from .contradiction import Contradiction, contradiction, one_kind

_HALVES = [
    ("first", "second"),
    ("before", "after"),
    ("erst", "zweit"),
    ("premi", "second"),
    ("premi", "deuxi"),
    ("hin", "rück"),
    ("vor", "nach"),
    ("avant", "après"),
]
_PLAY = frozenset(
    "half halves break interval period halbzeit hälfte pause drittel période mi-temps pause hinspiel rückspiel leg"
    " première seconde session".split()
)


def halves(reading: Reading) -> Iterator[Contradiction]:
    """Goals of two halves, and a result that has neither side with their sum."""
    for sentence in reading.sentences:
        for one, other in pairwise(sentence.amounts):
            if not (one_kind(one, other) and not one.dimension and sentence.lows & _PLAY):
                continue
            near = sentence.words(one.last, one.last + 5), sentence.words(other.last, other.last + 5)
            if any(_starts(near[0], a) and _starts(near[1], b) for a, b in _HALVES):
                yield from _judge_result(reading, sentence, one, other)


def _starts(words, lead):
    return any(word.startswith(lead) for word in words)


_RESULT = re.compile(r"(?<![\d.,:-])(\d{1,3})\s?(?:[-–:]|à|to)\s?(\d{1,3})(?![\d.,:-]\d|\d|\s?(?:Uhr|h\b|heures|€|%))")


def _judge_result(reading, sentence, one, other):
    summed = int(one.value + other.value)
    told = [
        (later, match)
        for later in reading.sentences[sentence.number : sentence.number + 5]
        for match in _RESULT.finditer(later.text)
        if max(map(int, match.groups())) >= max(one.value, other.value)
    ]
    if len(told) == 1 and summed not in map(int, told[0][1].groups()):
        later, match = told[0]
        message = _("%(items)s do not add up to %(total)s.") % {
            "items": f"{one.written}, {other.written}",
            "total": match.group(),
        }
        yield contradiction("sum", reading, [sentence, later], message)
