"""Three-way merging of sheets: what one side changed is taken, what both changed is asked. Pure.

`base` is what both began with, or None when it is not known; then all that differs is asked and nothing is dropped.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple


@dataclass
class Sheet:
    """A clip's form as plain data. None stands for what a revision does not say."""

    words: dict[str, str | None] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # {"id", "text", …: text, "quotes": [text]}
    picture: dict[str, str] | None = None


class Choice(NamedTuple):
    """A question that only a person can answer. `place` is a field of the form, a row of it, or a kind of rows.

    `kind`: "words" (both changed them), "picture", "removed" (the other side removed a row that this one changed;
    the side that removed it has None), "order" (both moved rows; lists of places in the merged rows).
    """

    kind: str
    place: str
    base: Any
    mine: Any
    theirs: Any


class Taken(NamedTuple):
    """A part that merged by itself: whose words it has now, "mine" or "theirs"; the words before and after."""

    place: str
    whose: str
    before: Any
    after: Any


@dataclass
class Merged:
    sheet: Sheet = field(default_factory=Sheet)
    choices: list[Choice] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)


def merge(base: Sheet | None, mine: Sheet, theirs: Sheet) -> Merged:
    """Where a question is open the merged sheet has my words."""
    merged = Merged()
    for name in mine.words:
        merged.sheet.words[name] = _words(merged, name, base and base.words[name], mine.words[name], theirs.words[name])
    for name in mine.lists:
        known = base.lists[name] if base else None
        merged.sheet.lists[name] = _list(merged, name, known, mine.lists[name], theirs.lists[name])
    merged.sheet.picture = _picture(merged, base and base.picture, mine.picture or {}, theirs.picture or {})
    for prefix in mine.rows:
        was = base.rows[prefix] if base else None
        merged.sheet.rows[prefix] = _Rows(prefix, was, mine.rows[prefix], theirs.rows[prefix]).merge_into(merged)
    return merged


def _words(merged, place, base, mine, theirs):
    if mine == theirs:
        return mine
    if base == mine:
        merged.taken.append(Taken(place, "theirs", base, theirs))
        return theirs
    if base == theirs:
        merged.taken.append(Taken(place, "mine", base, mine))
    else:
        merged.choices.append(Choice("words", place, base, mine, theirs))
    return mine


def _list(merged, place, base, mine, theirs):
    """One side's list, or theirs with what I added and without what I removed."""
    if mine == theirs:
        return mine
    if base == mine:
        merged.taken.append(Taken(place, "theirs", base, theirs))
        return theirs
    merged.taken.append(Taken(place, "mine", theirs, _together(base, mine, theirs)))
    return _together(base, mine, theirs)


def _together(base, mine, theirs):
    if base == theirs:
        return mine
    gone = [each for each in base or [] if each not in mine]
    return [*(each for each in theirs if each not in gone), *(m for m in mine if m not in (base or []) + theirs)]


def _picture(merged, base, mine, theirs):
    """A picture and its words belong together; of a revision only which picture it was is compared."""
    was, is_mine, is_theirs = (each and each.get("hero") for each in (base, mine, theirs))
    if mine == theirs:
        return mine
    if base is not None and was == is_mine != is_theirs:
        merged.taken.append(Taken("picture", "theirs", mine, theirs))
        return theirs
    if base is not None and was == is_theirs != is_mine:
        merged.taken.append(Taken("picture", "mine", theirs, mine))
    else:
        merged.choices.append(Choice("picture", "picture", None, mine, theirs))
    return mine


class _Rows:
    """The rows of one kind. Each has a key: its id, or for one that has none yet a number below zero."""

    def __init__(self, prefix, base, mine, theirs):
        self.prefix = prefix
        numbers = count(-1, -1)
        self.theirs = _keyed(theirs, numbers)
        self.base = _keyed(base, numbers) if base is not None else None
        self.mine = self._with_same_additions(_keyed(mine, numbers))

    def _with_same_additions(self, mine):
        """A new row with the very words of one that they added is that one."""
        added: dict[Any, list[Any]] = defaultdict(list)
        for key, row in self.theirs.items():
            if key not in (self.base or {}) and key not in mine:
                added[_said(row)].append(key)
        return {
            (added[_said(row)].pop(0) if _is_new(key) and added[_said(row)] else key): row for key, row in mine.items()
        }

    def merge_into(self, merged):
        order, contested = self._order()
        rows = {key: self._row(key) for key in order}
        order = [key for key in order if rows[key] is not None]
        for n, key in enumerate(order):
            rows[key] = self._settle(merged, f"{self.prefix}-{n}", key, rows[key])
        self._note_removed(merged, order)
        if contested:
            self._ask_order(merged, order)
        return [rows[key] for key in order]

    def _row(self, key):
        """The side that has it, or None when it goes: one side removed it, the other left it as it was."""
        mine, theirs, base = self.mine.get(key), self.theirs.get(key), (self.base or {}).get(key)
        if mine is None or theirs is None:
            left = mine or theirs
            return None if left == base else left
        return mine

    def _settle(self, merged, place, key, row):
        mine, theirs, base = self.mine.get(key), self.theirs.get(key), (self.base or {}).get(key)
        if mine is not None and theirs is not None:
            return self._fields(merged, place, base, mine, theirs)
        if base is not None:
            merged.choices.append(Choice("removed", place, base, mine, theirs))
        else:
            merged.taken.append(Taken(place, "mine" if theirs is None else "theirs", None, row))
        return row

    def _fields(self, merged, place, base, mine, theirs):
        return {
            name: (theirs[name] or mine[name])
            if name == "id"
            else (_list if name == "quotes" else _words)(
                merged, f"{place}-{name}", base and base[name], mine[name], theirs[name]
            )
            for name in mine
        }

    def _note_removed(self, merged, order):
        for key, row in (self.base or {}).items():
            if key not in order and (key in self.mine or key in self.theirs):
                whose = "theirs" if key in self.mine else "mine"
                merged.taken.append(Taken(self.prefix, whose, row, None))

    def _order(self):
        """All keys in merged order, and whether both sides moved rows in different ways."""
        common = self.mine.keys() & self.theirs.keys()
        mine, theirs = [k for k in self.mine if k in common], [k for k in self.theirs if k in common]
        was = None if self.base is None else [k for k in self.base if k in common]
        if mine in (theirs, was):
            return _woven(list(self.theirs), list(self.mine)), False
        return _woven(list(self.mine), list(self.theirs)), theirs != was

    def _ask_order(self, merged, order):
        other = [key for key in _woven(list(self.theirs), list(self.mine)) if key in order]
        if other != order:
            theirs = [order.index(key) for key in other]
            merged.choices.append(Choice("order", self.prefix, None, list(range(len(order))), theirs))


def _keyed(rows, numbers):
    """By id; a second row of the same id is a new one."""
    keyed: dict[Any, dict[str, Any]] = {}
    for row in rows:
        fresh = not row["id"] or row["id"] in keyed
        keyed[next(numbers) if fresh else row["id"]] = {**row, "id": ""} if fresh else row
    return keyed


def _is_new(key):
    return isinstance(key, int)


def _said(row):
    return tuple((name, tuple(said) if name == "quotes" else said) for name, said in row.items() if name != "id")


def _woven(leading, following):
    """`leading`, with what only the other has behind the same neighbour as there."""
    woven = list(leading)
    for n, key in enumerate(following):
        if key not in woven:
            before = next((k for k in reversed(following[:n]) if k in woven), None)
            woven.insert(woven.index(before) + 1 if before is not None else 0, key)
    return woven
