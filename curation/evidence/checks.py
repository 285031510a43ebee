"""The gate before publication: what is missing or does not stand in the source. Pure; no request, no database.

`check(document)` takes the clip as articles/document.py writes it, with what else the gate must know beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from curation.evidence.numbers import missing


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is the part of the form: `title`, `facts-2`, `quick-0`. One that stops must be mended or overridden."""

    kind: str
    message: str
    where: str
    quote: str = ""
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Passages:
    """The text of a snapshot and the language of its source, BCP 47."""

    text: str
    language: str = ""


def check(document: Mapping, *, snapshots: Mapping[int, Passages], hero: Mapping | None = None) -> list[Finding]:
    """All findings, those that stop first. `hero` is {alt, decorative, credit} of the picture, or None."""
    found = [*_essentials(document), *_picture(hero)]
    for where, name, part in _parts(document):
        found += _part(where, name, part, document["language"], snapshots)
    for passage in document["citations"]:
        found += _verbatim(passage["part"], passage, snapshots)
    for n, difference in enumerate(document.get("differences", ())):
        found += [f for c in difference["citations"] for f in _verbatim(f"differences-{n}", c, snapshots)]
    return sorted(found, key=lambda finding: not finding.stops)


def _parts(document):
    """(place in the form, name for a person, row) of every fact and answer."""
    for n, row in enumerate(document["key_facts"]):
        yield f"facts-{n}", _("Fact %(number)s") % {"number": n + 1}, row
    names = {"quick": _("Quick answer %(number)s"), "faq": _("FAQ %(number)s")}
    for kind, name in names.items():
        for n, row in enumerate(row for row in document["answers"] if row["kind"] == kind):
            yield f"{kind}-{n}", name % {"number": n + 1}, row


def _essentials(document):
    if not document["title"].strip():
        yield Finding("title", _("The clip has no headline."), "title", stops=True)
    if not document["body"].strip():
        yield Finding("body", _("The clip has no text."), "body", stops=True)
    if not document["category_id"]:
        yield Finding("category", _("The clip has no category."), "category", stops=True)
    if not document["sources"]:
        yield Finding("source", _("The clip names no source."), "sources")


def _picture(hero):
    if hero and not hero["alt"].strip() and not hero["decorative"]:
        yield Finding("alt", _("The picture has no description. Say what it shows."), "hero", stops=True)
    if hero and not hero["credit"].strip():
        yield Finding("credit", _("The picture has no credit. Say who made it."), "hero", stops=True)


def _part(where, name, part, language, snapshots):
    citations = part["citations"]
    if not part["text"].strip():
        return []  # a row that was added and not yet written
    if not citations:
        message = _("%(part)s rests on no passage yet.") % {"part": name}
        found = [Finding("no-citation", message, where, part["text"])]
    else:
        found = [finding for c in citations for finding in _verbatim(where, c, snapshots)]
    return found + list(_numbers(where, name, part, language, snapshots))


def _verbatim(where, citation, snapshots):
    snapshot = snapshots.get(citation["snapshot"])
    if snapshot is None or snapshot.text[citation["start"] : citation["end"]] != citation["quote"]:
        message = _("A cited passage does not stand in the source, word for word.")
        yield Finding("not-verbatim", message, where, citation["quote"], stops=True)


def _numbers(where, name, part, language, snapshots):
    quotes = [citation["quote"] for citation in part["citations"]]
    sources = {snapshots[c["snapshot"]].language for c in part["citations"] if c["snapshot"] in snapshots} - {""}
    spoken = sources.pop() if len(sources) == 1 else language
    for number in missing(part["text"], quotes, language=language, source_language=spoken):
        message = _("%(part)s says %(number)s, but no cited passage does.") % {"part": name, "number": number}
        yield Finding("number", message, where, " … ".join(quotes), stops=True)
