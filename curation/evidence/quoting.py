"""Quotations: somebody says them, and a source has them word for word. Pure."""

from django.utils.translation import gettext as _

from curation.evidence import fixes
from curation.evidence.finding import Finding
from curation.evidence.quotations import has_speaker, marked, stands_in, verbatim


def quotations(clip):
    texts = [snapshot.text for snapshot in clip.snapshots.values()]
    for where, block in clip.running:
        if block.kind == "quote":
            yield from _pulled(clip, where, block, texts)
        else:
            yield from _marked(clip, where, block.text, block.text, texts, needs_speaker=block.kind == "text")
    for part in clip.parts:
        around = f"{part.row.get('question', '')} {part.text}"
        yield from _marked(clip, part.where, part.text, around, texts, needs_speaker=True)


def _pulled(clip, where, block, texts):
    if not block.speaker:
        message = _("Nobody is said to have spoken this quotation. End it with a line “— Name”.")
        yield Finding("speaker", message, where, block.text, stops=True)
    said = marked(block.text)
    whole = len(said) == 1 and said[0].end - said[0].start == len(block.text)
    yield from _verbatim(clip, where, said[0].words if whole else block.text, texts)


def _marked(clip, where, text, around, texts, *, needs_speaker):
    found = marked(text)
    for quotation in found:
        yield from _verbatim(clip, where, quotation.words, texts)
    if found and needs_speaker and not has_speaker(around, marked(around)):
        message = _("Nobody is said to have spoken this quotation. Say who did.")
        yield Finding("speaker", message, where, text, stops=True)


def _verbatim(clip, where, words, texts):
    if not texts or stands_in(words, texts):
        return
    if not clip.speaks(clip.grounds):
        message = _("This quotation is translated: no check can compare it with the source.")
        yield Finding("translated-quotation", message, where, words)
        return
    message = _("This quotation does not stand in a source, word for word.")
    closest = verbatim(words, (sentence for g in clip.grounds for sentence in g.sentences))
    offers = (fixes.write(words, closest, words),) if closest else ()
    yield Finding("quotation", message, where, words, stops=True, fixes=offers)
