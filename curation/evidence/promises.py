"""A headline promises nothing that the clip does not say. Pure.

A number or a date that never comes stops the clip; a name is only told of, since “the Assembly” may go by another one.
"""

from django.utils.translation import gettext as _

from common.text import fold, words
from curation.drafting.lexicon import lexicon_for
from curation.evidence.claims import ground, unborne
from curation.evidence.finding import Finding
from curation.evidence.number_words import plain
from curation.evidence.numbers import code_of

SHORTEST_STEM = 4  # letters that two forms of a word share


def promises(clip):
    said = _said(clip)
    title = clip.words("title")
    if not said.strip() or not title.strip():
        return
    below = ground(said, clip.language)
    for claim in unborne(title, [below], language=clip.language, small=clip.small | below.words.small):
        message = _("The headline promises %(words)s, but neither the text nor a fact says so.") % {
            "words": claim.written
        }
        yield Finding("promise", message, "title", title, stops=claim.kind != "name", about=claim.written)
    if _is_question(title) and not _is_about(title, below, clip.language):
        message = _("The headline asks about something of which the text and the facts say nothing.")
        yield Finding("promise", message, "title", title, stops=True)


def _said(clip):
    """All that a reader finds below the headline."""
    running = [block.text for where, block in clip.running if where != "title"]
    rows = [f"{part.row.get('question', '')}\n{part.text}" for part in clip.parts]
    return "\n\n".join([*running, *rows])


def _is_question(title):
    return title.rstrip(" \"'”’»").endswith(("?", "？", "؟"))


def _is_about(title, below, language):
    """Whether a word of the question that means something stands below, in any form."""
    lexicon = lexicon_for(code_of(language))
    terms = [word for word in words(fold(title)) if len(word) >= SHORTEST_STEM and word not in lexicon.stopwords]
    stems = {word[: max(SHORTEST_STEM, len(word) - 3)] for word in map(plain, terms)}
    return not stems or any(word.startswith(stem) for stem in stems for word in below.words.words)
