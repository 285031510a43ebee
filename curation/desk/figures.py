"""Whether an edit changes what a fact says: its numbers and names. Pure."""

import re
from collections import Counter
from collections.abc import Mapping

from curation.evidence.numbers import amounts

_NAME = re.compile(r"(?<=[^\s.!?…:“„«\"]\s)[^\W\d_a-zß-öø-ÿ][^\W\d_]+")  # a capital that no sentence begins with
_NOUNS_ARE_CAPITAL = {"de", "lb"}


def changed_figures(before: Mapping[str, str], after: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """(old, new) of each number or name that differs in texts that are in both; {public id: text}."""
    found = []
    for id, text in before.items():
        if id in after and after[id] != text:
            found += _differing(_numbers(text, language), _numbers(after[id], language))
            found += _differing(_names(text, language), _names(after[id], language))
    return found


def _differing(old, new):
    gone, came = list((old - new).elements()), list((new - old).elements())
    length = max(len(gone), len(came))
    pad = [("", "")] * length
    return [(was[1], now[1]) for was, now in zip([*gone, *pad][:length], [*came, *pad][:length], strict=True)]


def _numbers(text, language):
    """By value: 1,200 and 1 200 are the same."""
    asked = [amount for amount in amounts(text, language) if amount.asked and amount.values]
    return _by_key((min(amount.values), amount.written) for amount in asked)


def _names(text, language):
    if language.partition("-")[0].lower() in _NOUNS_ARE_CAPITAL:
        return Counter()
    return _by_key((name, name) for name in _NAME.findall(text) if name[0].isupper())


def _by_key(pairs):
    counted: Counter = Counter()
    for key, written in pairs:
        counted[_Figure((key, written))] += 1
    return counted


class _Figure(tuple):
    """(value, how it was written), the same when the value is."""

    __slots__ = ()

    def __eq__(self, other):
        return self[0] == other[0]

    def __hash__(self):
        return hash(self[0])
