"""Contradictions of the sources as findings of the gate."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.translation import get_language

from curation.evidence.checks import Finding, Passages

from . import Contradiction, contradictions

WHERE = "sources"


def findings(snapshots: Mapping[int, Passages] | Iterable[Passages]) -> list[Finding]:
    """One finding for each contradiction of each source; its quote is the sentences that cannot all be true.

    They stop publishing and may be overridden like any other: an editor may well quote a source that errs.
    """
    passages = snapshots.values() if isinstance(snapshots, Mapping) else snapshots
    return [
        Finding("contradiction", each.message, WHERE, " … ".join(span.quote for span in each.spans), stops=True)
        for passage in passages
        for each in _of(passage.text, passage.language, get_language())
    ]


@lru_cache(maxsize=32)
def _of(text: str, language: str, _spoken: str | None) -> tuple[Contradiction, ...]:
    """Snapshots never change, and the gate asks at each look; `_spoken` is the language of the messages."""
    return tuple(contradictions(text, language=language))
