"""A question that a sentence answers."""

from typing import NamedTuple


class Question(NamedTuple):
    """`quality` orders questions: 5 asks exactly for what the sentence states, 1 asks for its topic in general."""

    text: str
    kind: str
    quality: float
    topic: str = ""
