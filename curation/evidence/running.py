"""Headline, standfirst, background and text: every number, date and name stands in a source of the clip. Pure."""

from django.utils.translation import gettext as _

from curation.evidence import fixes
from curation.evidence.claims import unborne
from curation.evidence.finding import Finding

LARGEST_COUNT_OF_HEADINGS = 12  # “Three rules”: a heading counts what follows it


def name_of(where):
    names = {"title": _("The headline"), "standfirst": _("The standfirst"), "background": _("The background")}
    return names.get(where, _("The text"))


def claims(clip):
    if not clip.grounds:
        return
    for where, block in clip.running:
        for claim in unborne(block.text, clip.grounds, language=clip.language, small=clip.small):
            if not _counts_itself(claim, where, block):
                yield _finding(clip, where, clip.sentence(block, claim.start), claim)


def _counts_itself(claim, where, block):
    """“the two sides”, and the heading “Three rules”: counts of what stands there."""
    if claim.kind != "number" or claim.what.unit or claim.written[0].isdigit():
        return False
    most = LARGEST_COUNT_OF_HEADINGS if block.kind == "heading" and where != "title" else 2
    return max(claim.what.values) <= most


def _finding(clip, where, sentence, claim):
    named = _("%(part)s names %(words)s, but no source of this clip does.")
    said = _("%(part)s says %(words)s, but no source of this clip does.")
    message = (named if claim.kind == "name" else said) % {"part": name_of(where), "words": claim.written}
    offers = fixes.for_running(claim, sentence, clip.grounds)
    stops = claim.kind != "name" or clip.speaks(clip.grounds)
    return Finding(claim.kind, message, where, sentence, stops=stops, about=claim.written, fixes=offers)
