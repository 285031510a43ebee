"""Two texts, and which words of them differ. Pure."""

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

MOST_TOKENS = 2_000  # above, whole paragraphs are compared: the time grows with the square


class Run(NamedTuple):
    """`kind` is "same", "ins" or "del"."""

    kind: str
    text: str


def runs(before: str, after: str) -> list[Run]:
    """What became of `before`: the "same" and "del" runs are it, the "same" and "ins" runs are `after`."""
    old, new = _tokens(before), _tokens(after)
    if len(old) + len(new) > MOST_TOKENS:
        old, new = re.split(r"(?<=\n)", before), re.split(r"(?<=\n)", after)
    return _joined(_compared(old, new))


def _tokens(text):
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _compared(old, new):
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Run("same", "".join(old[i1:i2]))
        else:
            yield from (Run("del", "".join(old[i1:i2])), Run("ins", "".join(new[j1:j2])))


def _joined(found):
    """A blank between two changes is part of them: whole phrases read better than every other word."""
    found = [run for run in found if run.text]
    groups, same = [], []
    for run, following in pairwise([*found, Run("same", "")]):
        blank = run.kind == "same" and not run.text.strip() and same and following.kind != "same"
        if run.kind == "same" and not blank:
            groups += [*_settled(same), run]
            same = []
        else:
            same.append(run)
    return groups + _settled(same)


def _settled(changes):
    old = "".join(run.text for run in changes if run.kind != "ins")
    new = "".join(run.text for run in changes if run.kind != "del")
    return [run for run in (Run("del", old), Run("ins", new)) if run.text]
