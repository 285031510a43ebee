"""What mends a finding with one press: another number, a passage that has it, the words of the source. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from common.text import fold
from curation.evidence.claims import Claim, Ground, terms_of
from curation.evidence.finding import Fix
from curation.evidence.names import names

MOST_NUMBERS = 2  # offered for one that is not borne out
MOST_PLACES = 40  # of a number in a source that are looked at
LEAST_ALIKE = 0.3  # share of a sentence's words that a passage must have to be offered for it
LEAST_ALIKE_NAME = 0.72


def for_row(claim: Claim, text: str, cited: Sequence[Ground], sources: Sequence[Ground]) -> tuple[Fix, ...]:
    """For a fact or an answer: what its own passages say instead, or another passage that bears it out."""
    return (*_rewritten(claim, text, cited), *_bearing(claim, text, sources))


def for_running(claim: Claim, sentence: str, sources: Sequence[Ground]) -> tuple[Fix, ...]:
    """For running text: what the sentence of the source says that is most like it."""
    near = most_alike(sentence, sources)
    return tuple(_rewritten(claim, sentence, [Ground(near[0], near[1])])) if near else ()


def for_uncited(text: str, sources: Sequence[Ground]) -> tuple[Fix, ...]:
    near = most_alike(text, sources)
    return (cite(near[0]),) if near else ()


def for_unsupported(said: str, cited: Sequence[Ground], sources: Sequence[Ground], *, row: bool) -> tuple[Fix, ...]:
    """What the source itself says instead; for a fact or an answer also its passage, if that is not cited yet."""
    near = most_alike(said, sources)
    if near is None:
        return ()
    cites = row and not any(near[0] in ground.text for ground in cited)
    return (write(said, near[0], said), *([cite(near[0])] if cites else []))


def cite(passage: str) -> Fix:
    return Fix(_("Cite “%(passage)s”") % {"passage": _short(passage)}, "cite", passage)


def recite(old: str, sources: Sequence[Ground]) -> tuple[Fix, ...]:
    """The passage that differs from the source in its marks and spaces only, or in a few words."""
    near = most_alike(old, sources, least=0.7)
    return (
        (Fix(_("Cite “%(passage)s” instead") % {"passage": _short(near[0])}, "recite", near[0], old),) if near else ()
    )


def write(old: str, new: str, within: str) -> Fix:
    new = new[:1].upper() + new[1:] if old[:1].isupper() and not new[:1].isupper() else new
    return Fix(_("Write “%(words)s”") % {"words": _short(new)}, "write", new, old, within)


def most_alike(text: str, sources: Iterable[Ground], *, least: float = LEAST_ALIKE) -> tuple[str, str] | None:
    """The sentence of a source that shares most words with the text, and its language; None if none shares enough."""
    wanted, best, share = terms_of(text), None, 0.0
    for source in sources:
        for sentence, has in zip(source.sentences, source.terms, strict=True):
            alike = len(wanted & has) / max(min(len(wanted), len(has)), 4)
            if alike > share:
                best, share = (sentence, source.language), alike
    return best if share >= least else None


def _rewritten(claim, text, passages) -> Iterator[Fix]:
    if claim.kind == "number":
        others = {a.written: a for g in passages for a in g.amounts if a.asked and a.unit == claim.what.unit}
        used = fold(text)
        free = [written for written in others if fold(written) not in used]
        yield from (write(claim.written, written, text) for written in free[:MOST_NUMBERS])
    elif claim.kind == "date":
        yield from (write(claim.written, one.written, text) for g in passages for one in g.dates[:MOST_NUMBERS])
    elif claim.kind == "name":
        alike = (word for g in passages for word in _alike(claim.written, g))
        yield from (write(claim.written, word, text) for word in list(dict.fromkeys(alike))[:1])


def _alike(written, passage):
    for name in names(passage.text, passage.language):
        if SequenceMatcher(None, fold(written), fold(name.written)).ratio() >= LEAST_ALIKE_NAME:
            yield name.written


def _bearing(claim, text, sources):
    """The sentence that has it, of several the one that shares most words."""
    found = [sentence for source in sources for sentence in _sentences_with(claim, source)]
    if found:
        wanted = terms_of(text)
        yield cite(max(found, key=lambda sentence: len(wanted & terms_of(sentence))))


def _sentences_with(claim, source):
    spans = source.spans
    starts = [span.start for span in spans]
    for place in _places(claim, source)[:MOST_PLACES]:
        at = bisect_right(starts, place) - 1
        if at >= 0 and place < spans[at].end:
            yield source.text[spans[at].start : spans[at].end]


def _places(claim, source):
    if claim.kind == "number":
        return [other.start for other in source.amounts if claim.what.fits(other)]
    if claim.kind == "date":
        return [other.start for other in source.dates if claim.what.fits(other, source.years)]
    if claim.kind == "name":
        return [match.start() for match in re.finditer(rf"\b{re.escape(claim.written)}", source.text)]
    return [match.start() for match in re.finditer(re.escape(claim.written), source.text)]


def _short(text):
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
