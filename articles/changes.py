"""What differs between two documents of a clip (articles/document.py), part by part, for people to read. Pure.

Facts and answers are matched by their public id, so one that was moved or reworded stays the same one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.comparing import DELETED, INSERTED, KEPT, Piece, compared, compared_words, counted, likeness, moved
from common.sentences import sentences

ADDED, REMOVED, MOVED, EDITED = "added", "removed", "moved", "edited"
TEXTS = ["title", "standfirst", "body", "background"]
ROWS = ["facts", "quick", "faq"]
LISTS = ["tags", "sources", "makers"]
SINGLE = ["category_id", "hero_id", "story_id", "language", "slug", "comments_mode"]
ALIKE = 0.35  # two paragraphs with less in common are two paragraphs
MOST_QUOTED = 1000  # characters of a correction's old and new words
Names = Mapping[tuple[str, Any], str]  # (field, number) of a row and what it is called


@dataclass
class Block:
    """A paragraph, or the whole of a short text. `skipped`: so many paragraphs that did not change."""

    pieces: list[Piece] = field(default_factory=list)
    skipped: int = 0


@dataclass
class Change:
    """One part that differs. `how` are ADDED, REMOVED, MOVED, EDITED; `cites` passages that came (INSERTED) or went."""

    part: str
    name: str
    how: list[str]
    blocks: list[Block] = field(default_factory=list)
    cites: list[Piece] = field(default_factory=list)
    id: str = ""
    separate: bool = False  # the pieces are things of a list, not words of a text
    words: tuple[int, int] = (0, 0)  # new, gone


def changes(before: Mapping, after: Mapping, names: Names | None = None) -> list[Change]:
    """All parts in which two documents differ, in the order of the page; [] when they are the same."""
    found = [_text(part, before, after) for part in TEXTS[:2]]
    found += [_running(part, before, after) for part in TEXTS[2:]]
    for part in ROWS:
        found += _rows(part, before, after)
    found += [_list(part, before, after, names or {}) for part in LISTS]
    found += [*_says(before, after, names or {}), *_differences(before, after), *_pictures(before, after)]
    found += [_single(part, before, after, names or {}) for part in SINGLE]
    found += [_other(part, before, after) for part in sorted(_unknown(before, after))]
    return [change for change in found if change]


def parts_of(before: Mapping, after: Mapping) -> tuple[list[str], int, int]:
    """The names of the parts that differ, and how many words came and went: what a list can afford."""
    names, came, went = [], 0, 0
    for part in TEXTS:
        names += [name_of(part)] if before.get(part) != after.get(part) else []
    for part in ROWS:
        names += [name_of(part)] if rows_of(before, part) != rows_of(after, part) else []
    for part in [*LISTS, *SINGLE, *sorted(_unknown(before, after))]:
        differs = before.get(part) != after.get(part) and _is_said(part, before, after)
        names += [name_of(part)] if differs else []
    beside = [*_says(before, after, {}), *_differences(before, after), *_pictures(before, after)]
    names += dict.fromkeys(name_of(change.part) for change in beside)
    if _cites(before) != _cites(after):
        names.append(_("Passages"))
    came, went = counted(_all_words(before), _all_words(after))
    return names, came, went


def rows_of(document: Mapping, part: str) -> list[dict]:
    """The key facts, or the answers of one kind."""
    if part == "facts":
        return document.get("key_facts", [])
    return [row for row in document.get("answers", []) if row.get("kind") == part]


def reworded(before: Mapping, after: Mapping) -> set[str]:
    """The public ids of facts and answers that are new or say something else."""
    known = {row["id"]: _words_of(row) for part in ROWS for row in rows_of(before, part)}
    return {row["id"] for part in ROWS for row in rows_of(after, part) if known.get(row["id"]) != _words_of(row)}


def corrected(before: Mapping, after: Mapping) -> dict[str, str]:
    """What a correction says of itself: what was wrong, the old words, the new ones; {} when no words changed."""
    for part in ["facts", "quick", "faq"]:
        old, new = ({row["id"]: row for row in rows_of(each, part)} for each in (before, after))
        for id, row in old.items():
            if row["text"] != new.get(id, {}).get("text", ""):
                return _told(_row_name(part, row), row["text"], new.get(id, {}).get("text", ""))
    for part in TEXTS:
        if (was := before.get(part, "")) != (now := after.get(part, "")):
            return _told(name_of(part), *_sentences_that_differ(was, now, after.get("language", "")))
    return {}


def name_of(part: str) -> str:
    names = {
        "title": _("Headline"),
        "standfirst": _("Standfirst"),
        "body": _("Text"),
        "background": _("Background"),
        "facts": _("Key facts"),
        "quick": _("Quick answers"),
        "faq": _("Frequently asked questions"),
        "tags": _("Tags"),
        "sources": pgettext("of a clip", "Sources"),
        "makers": _("Made by"),
        "category_id": _("Category"),
        "hero_id": _("Picture"),
        "story_id": _("Story"),
        "language": _("Language"),
        "slug": _("Address"),
        "says": _("What its sources report"),
        "differences": _("Where its sources differ"),
        "pictures": _("Words of pictures"),
        "comments_mode": _("Comments"),
    }
    return names.get(part, part)


# Texts


def _text(part, before, after):
    was, now = before.get(part) or "", after.get(part) or ""
    if was != now:
        return Change(part, name_of(part), _came_or_went(was, now), [Block(compared_words(was, now))],
                      words=counted(was, now))  # fmt: skip
    return None


def _running(part, before, after):
    """Paragraph by paragraph, with the passages that it rests on."""
    was, now = before.get(part) or "", after.get(part) or ""
    cites = _compared_cites(
        [c for c in before.get("citations", []) if c.get("part") == part],
        [c for c in after.get("citations", []) if c.get("part") == part],
    )
    if was == now and not cites:
        return None
    blocks = list(_blocks(_paragraphs(was), _paragraphs(now))) if was != now else []
    return Change(part, name_of(part), _came_or_went(was, now), blocks, cites, words=counted(was, now))


def _paragraphs(text):
    return [paragraph for part in text.replace("\r\n", "\n").split("\n\n") if (paragraph := part.strip("\n"))]


def _blocks(old, new):
    for stretch in compared(old, new):
        if stretch.kept:
            yield Block(skipped=stretch.old.stop - stretch.old.start)
        else:
            for was, now in _paired(old[stretch.old], new[stretch.new]):
                yield Block(compared_words(was, now))


def _paired(old, new):
    """Old and new paragraphs of one stretch side by side where they are alike; "" beside what has no partner."""
    at = 0
    for was in old:
        near = [n for n in range(at, min(at + 3, len(new))) if likeness(was, new[n]) >= ALIKE]
        if not near:
            yield was, ""
            continue
        yield from (("", now) for now in new[at : near[0]])
        yield was, new[near[0]]
        at = near[0] + 1
    yield from (("", now) for now in new[at:])


def _came_or_went(was, now):
    return [EDITED] if was and now else [REMOVED] if was else [ADDED]


# Facts and answers


def _rows(part, before, after):
    old, new = ({row["id"]: row for row in rows_of(each, part)} for each in (before, after))
    elsewhere = moved(list(old), list(new))
    for id in [*new, *(id for id in old if id not in new)]:
        change = _row(part, old.get(id), new.get(id), has_moved=id in elsewhere)
        if change.how:
            yield change


def _row(part, was, now, *, has_moved):
    old, new = was or {}, now or {}
    cites = _compared_cites(old.get("citations", []), new.get("citations", []))
    differs = _words_of(old) != _words_of(new)
    how = [ADDED] if not was else [REMOVED] if not now else [EDITED] if differs or cites else []
    blocks = [Block(compared_words(a, b)) for a, b in zip(_words_of(old), _words_of(new), strict=True) if a or b]
    return Change(
        part=part,
        name=_row_name(part, now or was),
        how=how + ([MOVED] if has_moved else []),
        blocks=blocks if differs else [Block([Piece(KEPT, new.get("text", ""))])],
        cites=cites,
        id=(now or was)["id"],
        words=counted(" ".join(_words_of(old)), " ".join(_words_of(new))),
    )


def _words_of(row):
    return row.get("label") or row.get("question") or "", row.get("text", "")


def _row_name(part, row):
    if part == "facts":
        return _("Key fact “%(label)s”") % {"label": row.get("label", "")}
    name = _("Quick answer to “%(question)s”") if part == "quick" else _("Answer to “%(question)s”")
    return name % {"question": row.get("question", "")}


def _compared_cites(old, new):
    old, new = [_cite(c) for c in old], [_cite(c) for c in new]
    gone = [Piece(DELETED, c[2]) for c in old if c not in new]
    return gone + [Piece(INSERTED, c[2]) for c in new if c not in old]


def _cite(citation):
    return citation.get("snapshot"), citation.get("start"), citation.get("quote", "")


def _cites(document):
    return [(c.get("part"), *_cite(c)) for c in document.get("citations", [])]


# What stands beside the words


def _list(part, before, after, names):
    old, new = before.get(part) or [], after.get(part) or []
    if old == new:
        return None
    pieces = []
    for stretch in compared(old, new):
        pieces += [Piece(KEPT if stretch.kept else DELETED, _called(part, item, names)) for item in old[stretch.old]]
        if not stretch.kept:
            pieces += [Piece(INSERTED, _called(part, item, names)) for item in new[stretch.new]]
    return Change(part, name_of(part), [EDITED], [Block(pieces)], separate=True)


def _single(part, before, after, names):
    was, now = before.get(part), after.get(part)
    if was == now or not _is_said(part, before, after):
        return None
    pieces = [Piece(DELETED, _called(part, was, names)), Piece(INSERTED, _called(part, now, names))]
    return Change(part, name_of(part), [EDITED], [Block([p for p in pieces if p.text])], separate=True)


def _called(part, item, names):
    if item is None or isinstance(item, str):
        return names.get((part, item), item or "")
    return names.get((part, item)) or _("no longer there (number %(number)s)") % {"number": item}


def _says(before, after, names):
    """What each source reports."""
    old, new = before.get("says") or {}, after.get("says") or {}
    for pk in dict.fromkeys([*new, *old]) if _is_said("says", before, after) else ():
        was, now = old.get(pk, ""), new.get(pk, "")
        if was != now:
            name = _("What “%(source)s” reports") % {"source": _called("sources", int(pk), names)}
            blocks = [Block(compared_words(was, now))]
            yield Change("says", name, _came_or_went(was, now), blocks, words=counted(was, now))


def _differences(before, after):
    """Where the sources differ: a row is known by its passages, or by its subject."""
    old, new = before.get("differences") or [], after.get("differences") or []
    for was, now in _same_differences(old, new) if _is_said("differences", before, after) else ():
        cites = _compared_cites((was or {}).get("citations", []), (now or {}).get("citations", []))
        told, tells = (was or {}).get("subject", ""), (now or {}).get("subject", "")
        if cites or told != tells:
            blocks = [Block(compared_words(told, tells))]
            yield Change("differences", name_of("differences"), _came_or_went(told, tells), blocks, cites)


def _same_differences(old, new):
    left = list(old)
    for row in new:
        alike = [each for each in left if each["citations"] == row["citations"]]
        alike += [each for each in left if each["subject"] == row["subject"]]
        left = [each for each in left if each is not (alike or [None])[0]]
        yield (alike or [None])[0], row
    yield from ((each, None) for each in left)


def _pictures(before, after):
    """The words of those that both show; which pictures a clip shows is said by its head and its text."""
    old = {row["id"]: row for row in before.get("pictures") or ()}
    for row in after.get("pictures") or ():
        was = old.get(row["id"], row)
        blocks = [_labelled(name, was.get(name), row[name]) for name in row if was.get(name) != row[name]]
        if blocks:
            name = _("Words of the picture “%(picture)s”") % {"picture": row["alt"] or row["caption"] or row["id"]}
            yield Change("pictures", name, [EDITED], blocks)


def _labelled(name, was, now):
    names = {
        "alt": _("Description"),
        "decorative": _("Decorative"),
        "caption": _("Caption"),
        "credit": _("Credit"),
        "licence": _("Licence"),
        "focus_x": _("Focus, from the left"),
        "focus_y": _("Focus, from the top"),
    }
    return Block([Piece(KEPT, f"{names.get(name, name)}: "), *compared_words(_written(was), _written(now))])


def _written(said):
    return (_("yes") if said else _("no")) if isinstance(said, bool) else "" if said is None else str(said)


def _is_said(part, before, after):
    """Whether both say it: earlier documents have fewer parts, which does not mean that they were empty."""
    return all(part in each for each in (before, after) if each)


def _unknown(before, after):
    """Parts that later versions of the document may have."""
    known = {*TEXTS, *LISTS, *SINGLE, "key_facts", "answers", "citations", "says", "differences", "pictures"}
    return (set(before) | set(after)) - known


def _other(part, before, after):
    was, now = (str(each.get(part, "")) for each in (before, after))
    return Change(part, part, [EDITED], [Block(compared_words(was, now))]) if was != now else None


# Of a whole document


def _all_words(document):
    rows = [word for part in ROWS for row in rows_of(document, part) for word in _words_of(row)]
    return "\n".join([*(document.get(part) or "" for part in TEXTS), *rows, *(document.get("says") or {}).values()])


def _told(subject, before, after):
    return {"subject": subject[:120], "before": before[:MOST_QUOTED], "after": after[:MOST_QUOTED]}


def _sentences_that_differ(was, now, language):
    old = [was[span.start : span.end] for span in sentences(was, language, headings=True)]
    new = [now[span.start : span.end] for span in sentences(now, language, headings=True)]
    changed = [stretch for stretch in compared(old, new) if not stretch.kept]
    if not changed:
        return "", ""
    return " ".join(old[changed[0].old]), " ".join(new[changed[0].new])
