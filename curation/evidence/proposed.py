"""Sentences that a language model wrote and nothing bears out, while they stand in the clip. Pure."""

from django.utils.translation import gettext as _

from common.text import fold, words
from curation.evidence import fixes
from curation.evidence.finding import Finding
from curation.evidence.running import name_of
from curation.evidence.support import is_borne_out


def unsupported(clip):
    for said in clip.unsupported:
        for part in clip.parts:
            around = f"{part.row.get('question', '')} {part.text}"
            cited = clip.cited(part)
            if stands(said, around) and not is_borne_out(said, cited, language=clip.language, small=clip.small):
                yield _finding(clip, part.where, part.name, said, cited)
        for where in dict.fromkeys(where for where, block in clip.running if stands(said, block.text)):
            yield _finding(clip, where, name_of(where), said, ())


def stands(said, text):
    """Its very words, whatever marks and spaces are around them."""
    return f" {_words(said)} " in f" {_words(text)} "


def _words(text):
    return " ".join(words(fold(text)))


def _finding(clip, where, part, said, cited):
    message = _("%(part)s says something that a language model wrote and no cited passage bears out.") % {"part": part}
    passage = " … ".join(ground.text for ground in cited)
    offers = fixes.for_unsupported(said, cited, clip.grounds, row="-" in where)
    return Finding("unsupported", message, where, said, stops=True, passage=passage, fixes=offers)
