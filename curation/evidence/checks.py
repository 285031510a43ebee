"""The gate before publication: what is missing or does not stand in the source. Pure; no request, no database.

`check(document)` takes the clip as articles/document.py writes it, with what else the gate must know beside it. Each
of CHECKS is a function of the clip that yields findings; docs/evidence.md has an example of each.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from curation.evidence import proposed, rows, running
from curation.evidence.clip import Clip, Passages
from curation.evidence.contradictions.findings import findings as contradictory
from curation.evidence.finding import Finding
from curation.evidence.promises import promises
from curation.evidence.quoting import quotations
from curation.evidence.reports import reports
from curation.evidence.sharing import shares

__all__ = ["EVIDENCE", "Finding", "Passages", "check"]

# The kinds that say that something is not borne out, or not as it stands in the source.
EVIDENCE = frozenset(
    {"no-citation", "not-verbatim", "number", "date", "time", "name", "speaker", "quotation", "promise", "unsupported"}
)


def check(
    document: Mapping,
    *,
    snapshots: Mapping[int, Passages],
    pictures: Sequence[Mapping] = (),
    unsupported: Sequence[str] = (),
) -> list[Finding]:
    """All findings, those that stop first. `pictures` are {where, key, alt, decorative, credit, licence}.

    `unsupported` are sentences of a language model that no passage bore out when it wrote them.
    """
    clip = Clip(document, snapshots, unsupported)
    found = [finding for picture in pictures for finding in _picture(picture)]
    found += [finding for one in CHECKS for finding in one(clip)]
    return sorted(dict.fromkeys(found), key=lambda finding: (not finding.stops, *_place(finding.where)))


def _place(where):
    """Where in the form it is, from the top."""
    prefix, _dash, number = where.partition("-")
    return PLACES.index(prefix) if prefix in PLACES else len(PLACES), int(number or 0)


def _essentials(clip):
    if not clip.words("title").strip():
        yield Finding("title", _("The clip has no headline."), "title", stops=True)
    if not clip.words("body").strip():
        yield Finding("body", _("The clip has no text."), "body", stops=True)
    if not clip.document["category_id"]:
        yield Finding("category", _("The clip has no category."), "category", stops=True)
    if not clip.document["sources"]:
        yield Finding("source", _("The clip names no source, so nothing in it can be checked."), "sources", stops=True)


def _picture(picture):
    wanted = {
        "alt": _("A picture has no description. Say what it shows."),
        "credit": _("A picture has no credit. Say who made it."),
        "licence": _("A picture has no licence. Say under which terms it may be shown."),
    }
    for name, message in wanted.items():
        if not (picture.get(name) or "").strip() and not (name == "alt" and picture["decorative"]):
            yield Finding(name, message, picture["where"], stops=True, about=str(picture["key"]))


PLACES = ["title", "standfirst", "facts", "quick", "faq", "background", "body", "hero", "category", "sources", "says"]


def _contradictions(clip):
    return contradictory(clip.snapshots)


CHECKS = [
    _essentials,
    rows.passages,
    rows.claims,
    running.claims,
    quotations,
    promises,
    proposed.unsupported,
    reports,
    shares,
    _contradictions,
]
