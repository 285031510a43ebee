"""Tags that a model proposes, as far as the source speaks of them, in the spelling that the site has."""

from common.text import tag_key
from curation.drafting.reading import Reading, Sentence
from curation.drafting.tags import LONGEST, MOST, pascal


def tags(proposed, reading: Reading, *, known=(), beside=()) -> tuple[str, ...]:
    """The proposed ones that the source bears out, then those of the extractive draft (`beside`)."""
    spelled = {tag_key(name): name for name in known}
    good = [name for name in proposed if _is_in(name, reading) and len(tag_key(name)) > 1]
    chosen: dict[str, str] = {}
    for name in [*map(pascal, good), *beside]:
        if name and len(name) <= LONGEST:
            chosen.setdefault(tag_key(name), spelled.get(tag_key(name), name))
    return tuple(chosen.values())[:MOST]


def _is_in(name, reading):
    terms = Sentence(0, 0, len(name), 0, name, reading.lexicon).terms
    return bool(terms) and all(term in reading.weights for term in terms)
