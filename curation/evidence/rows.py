"""Facts and answers: each cites a passage, word for word, that has every number, date and name in it. Pure."""

from django.utils.translation import gettext as _

from curation.evidence import fixes
from curation.evidence.claims import unborne
from curation.evidence.finding import Finding


def passages(clip):
    for part in clip.parts:
        if not part.row["citations"]:
            message = _("%(part)s rests on no passage yet.") % {"part": part.name}
            offers = fixes.for_uncited(part.text, clip.grounds)
            yield Finding("no-citation", message, part.where, part.text, stops=True, fixes=offers)
        for citation in part.row["citations"]:
            yield from _verbatim(clip, part.where, citation)
    for citation in clip.document["citations"]:
        yield from _verbatim(clip, citation["part"], citation)
    for n, difference in enumerate(clip.document.get("differences", ())):
        for citation in difference["citations"]:
            yield from _verbatim(clip, f"differences-{n}", citation)


def _verbatim(clip, where, citation):
    snapshot = clip.snapshots.get(citation["snapshot"])
    if snapshot is None or snapshot.text[citation["start"] : citation["end"]] != citation["quote"]:
        message = _("A cited passage does not stand in the source, word for word.")
        quote = citation["quote"]
        offers = fixes.recite(quote, clip.grounds)
        yield Finding("not-verbatim", message, where, quote, stops=True, passage=quote, fixes=offers)


def claims(clip):
    for part in clip.parts:
        cited = clip.cited(part)
        for claim in unborne(part.text, cited, language=clip.language, small=clip.small):
            if claim.kind == "name" and not cited:
                continue  # that it cites nothing is said already
            yield Finding(
                claim.kind,
                _message(claim) % {"part": part.name, "words": claim.written},
                part.where,
                part.text,
                stops=claim.kind != "name" or clip.speaks(cited),
                passage=" … ".join(g.text for g in cited),
                about=claim.written,
                fixes=fixes.for_row(claim, part.text, cited, clip.grounds),
            )


def _message(claim):
    if claim.kind == "name":
        return _("%(part)s names %(words)s, but no cited passage does.")
    return _("%(part)s says %(words)s, but no cited passage does.")
