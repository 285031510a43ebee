"""A clip is a digest, not a copy: how much of each source it shows. Warnings, never a gate. Pure."""

from django.utils.translation import gettext as _

from articles.excerpts import Passage, excerpts, limit_of, repeated
from curation.evidence.finding import Finding
from curation.evidence.share import MOST_SHARE, SHORTEST_SOURCE, is_long, longest_run, share_shown, tokens_of


def shares(clip):
    written = [block.text for _where, block in clip.running] + [part.text for part in clip.parts]
    shown = [*written, *(report.text for report in clip.reports), *_excerpts(clip)]
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
        yield from _reported(clip, snapshot)


def _excerpts(clip):
    """What the evidence shows, source by source, under its limit."""
    rows = [*(part.row for part in clip.parts), *clip.document.get("differences", ())]
    cited = [c for row in rows for c in row["citations"]] + list(clip.document["citations"])
    says = {report.source: report.text for report in clip.reports}
    of_source: dict[int, list[Passage]] = {}
    for citation in cited:
        if snapshot := clip.snapshots.get(citation["snapshot"]):
            passage = Passage(snapshot.text, citation["start"], citation["end"])
            of_source.setdefault(snapshot.source, []).append(passage)
    for source, passages in of_source.items():
        cut = excerpts(passages, says=says.get(source, ""))
        yield from (excerpt.before + excerpt.quote + excerpt.after for excerpt in cut)


def _runs(clip, snapshot):
    places = [(where, block.text) for where, block in clip.running if block.kind != "quote"]
    places += [(part.where, part.text) for part in (*clip.parts, *clip.reports)]
    for where, text in places:
        run = longest_run(text, snapshot.text)
        if is_long(run):
            message = _("%(count)d words in a row are the source’s own, without quotation marks.") % {
                "count": run.length
            }
            yield Finding("long-run", message, where, run.words, about=str(run.length))


def _reported(clip, snapshot):
    """More of the source's own words in what it is said to report than a page may show of it. Not of a short notice."""
    most = limit_of([snapshot.text])
    for report in clip.reports:
        if report.source != snapshot.source or len(tokens_of(snapshot.text)) < SHORTEST_SOURCE:
            continue
        own = sum(end - start for start, end in repeated(snapshot.text, report.text))
        if own > most:
            message = _(
                "What “%(source)s” is said to report takes %(own)d characters from it; a page may show %(most)d."
            )
            told = message % {"source": report.name, "own": own, "most": most}
            yield Finding("share", told, report.where, report.text, about=report.name)
