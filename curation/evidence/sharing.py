"""A clip is a digest, not a copy: how much of each source it shows. Warnings, never a gate. Pure."""

from django.utils.translation import gettext as _

from articles.excerpts import Passage, excerpts
from curation.evidence.finding import Finding
from curation.evidence.share import MOST_SHARE, is_long, longest_run, share_shown


def shares(clip):
    written = [block.text for _where, block in clip.running] + [part.text for part in clip.parts]
    shown = [*written, *_excerpts(clip)]
    texts = [snapshot for snapshot in clip.snapshots.values() if not snapshot.free]
    most: dict[int, tuple[float, str]] = {}  # of each source, whichever of its texts it is
    for snapshot in texts:
        shows = share_shown(snapshot.text, shown), snapshot.around.partition("\n")[0]
        most[snapshot.source] = max(shows, most.get(snapshot.source, shows))
    for share, source in most.values():
        if share > MOST_SHARE:
            message = _("The clip shows %(share)d %% of the words of its source; a digest stays below %(most)d.")
            told = message % {"share": round(share * 100), "most": MOST_SHARE * 100}
            yield Finding("share", told, "body", about=source)
    for snapshot in texts:
        yield from _runs(clip, snapshot)


def _excerpts(clip):
    """What the evidence shows, source by source, under its limit."""
    cited = [c for part in clip.parts for c in part.row["citations"]] + list(clip.document["citations"])
    of_source: dict[int, list[Passage]] = {}
    for citation in cited:
        if snapshot := clip.snapshots.get(citation["snapshot"]):
            passage = Passage(snapshot.text, citation["start"], citation["end"])
            of_source.setdefault(snapshot.source, []).append(passage)
    for passages in of_source.values():
        yield from (excerpt.before + excerpt.quote + excerpt.after for excerpt in excerpts(passages))


def _runs(clip, snapshot):
    places = [(where, block.text) for where, block in clip.running if block.kind != "quote"]
    for where, text in [*places, *((part.where, part.text) for part in clip.parts)]:
        run = longest_run(text, snapshot.text)
        if is_long(run):
            message = _("%(count)d words in a row are the source's own, without quotation marks.") % {
                "count": run.length
            }
            yield Finding("long-run", message, where, run.words, about=str(run.length))
