"""Drafting: from the text of a source to a first version of a clip, offline and in the source's own sentences."""

from .draft import draft_clip
from .parts import EXTRACT, Draft, DraftAnswer, DraftFact, Passage, Warning

__all__ = ["EXTRACT", "Draft", "DraftAnswer", "DraftFact", "Passage", "Warning", "draft_clip"]
