"""Notes and states on the pages of the desk, asked for once for each page."""

from django import template

from curation.desk import together

register = template.Library()
ANCHORS = {"facts": "fact", "quick": "answer", "faq": "faq"}


@register.simple_tag
def state_of(states, article):
    """The state of one clip of a list."""
    return states[article.pk]


@register.simple_tag
def open_notes_on(article, part, public_id=""):
    """The open notes on a part of the edit page: a name, or the kind and the id of a row. A new row has no part yet."""
    if part in ANCHORS:
        part = f"{ANCHORS[part]}-{public_id}" if public_id else None
    return {"part": part, "notes": _open_notes(article).get(part, [])}


@register.simple_tag
def notes_of_link_on(outside, part):
    return outside.on(part)


def _open_notes(article):
    """Kept with the clip as this page has it."""
    if not hasattr(article, "open_notes_by_part"):
        article.open_notes_by_part = {}
        for note in together.threads_of(article).open():
            article.open_notes_by_part.setdefault(note.part, []).append(note)
    return article.open_notes_by_part
