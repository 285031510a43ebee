"""The answer of a model, read strictly: what has another shape, length or count than asked for is left out.

Numbers of sentences become the passages themselves, so that every citation is verbatim; numbers that the source does
not have are dropped. Nothing in a text can be markup afterwards.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from common.text import normalise
from curation.drafting import Passage

MOST_CITED = 6  # sentences for one statement
MOST = {"titles": 5, "tags": 6, "facts": 7, "background": 3, "quick": 5, "faq": 3, "outline": 3, "section": 6}
LONGEST = {"title": 150, "standfirst": 300, "tag": 40, "label": 40, "question": 200, "text": 500, "heading": 90}
LONGEST_QUOTE, LONGEST_SPEAKER = 400, 80
_MARKUP = str.maketrans(dict.fromkeys("<>`*\\|~{}", " ") | {"\n": " "})
_OPENS_AS_MARKUP = re.compile(r"^(?:#+|[-+=_]+|\d+[.)])\s+(?=\S)|^[#=]+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_ADDRESS = re.compile(r"://|\bwww\.|\bmailto:", re.IGNORECASE)
T = TypeVar("T")


@dataclass(frozen=True)
class Statement:
    """A text that the model wrote, with what it names for it. `head` is a fact's label or an answer's question."""

    text: str
    passages: tuple[Passage, ...]
    head: str = ""


@dataclass(frozen=True)
class Quote:
    text: str
    speaker: str
    within: Passage


@dataclass(frozen=True)
class Section:
    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Answer:
    titles: tuple[Statement, ...]
    standfirst: Statement | None
    tags: tuple[str, ...]
    facts: tuple[Statement, ...]
    background: tuple[Statement, ...]
    quick: tuple[Statement, ...]
    faq: tuple[Statement, ...]
    outline: tuple[Section, ...]
    quote: Quote | None

    @property
    def words(self) -> str:
        """All that it says in sentences."""
        sections = [statement for section in self.outline for statement in section.statements]
        said = [*self.titles, *self.facts, *self.background, *self.quick, *self.faq, *sections]
        return "\n\n".join(f"{statement.text}" for statement in said)


def read(given: Mapping[str, Any], passages: Mapping[int, Passage]) -> Answer:
    """`passages` are the sentences that were sent, by their numbers."""
    page = _Page(passages)
    return Answer(
        titles=_each(given.get("titles"), page.statement("title"), MOST["titles"]),
        standfirst=page.statement("standfirst")(given.get("standfirst")),
        tags=_each(given.get("tags"), lambda item: _text(item, LONGEST["tag"]), MOST["tags"]),
        facts=_each(given.get("facts"), page.statement("text", head="label"), MOST["facts"]),
        background=_each(given.get("background"), page.statement("text"), MOST["background"]),
        quick=_each(given.get("quick"), page.answer, MOST["quick"]),
        faq=_each(given.get("faq"), page.answer, MOST["faq"]),
        outline=_each(given.get("outline"), page.section, MOST["outline"]),
        quote=page.quote(given.get("pull_quote")),
    )


class _Page:
    def __init__(self, passages):
        self.passages = passages

    def statement(self, kind: str, *, head: str = "", body: str = "text") -> Callable[[Any], Statement | None]:
        def from_item(item):
            item = item if isinstance(item, Mapping) else {}
            text, label = _text(item.get(body), LONGEST[kind]), _text(item.get(head), LONGEST.get(head, 0))
            return Statement(text, self._cited(item.get("sentences")), label) if text else None

        return from_item

    def answer(self, item):
        found = self.statement("text", head="question", body="answer")(item)
        return found if found and found.head else None

    def section(self, item):
        item = item if isinstance(item, Mapping) else {}
        heading = _text(item.get("heading"), LONGEST["heading"])
        statements = _each(item.get("sentences"), self.statement("text"), MOST["section"])
        return Section(heading, statements) if heading and statements else None

    def quote(self, item):
        item = item if isinstance(item, Mapping) else {}
        text, speaker = _text(item.get("text"), LONGEST_QUOTE), _text(item.get("speaker"), LONGEST_SPEAKER)
        within = self._cited([item.get("sentence")])
        return Quote(text.strip('“”„«»" '), speaker, within[0]) if text and speaker and within else None

    def _cited(self, numbers):
        known = [n for n in numbers if type(n) is int and n in self.passages] if isinstance(numbers, list) else []
        return tuple(self.passages[n] for n in sorted(set(known))[:MOST_CITED])


def _each(items: Any, make: Callable[[Any], T | None], most: int) -> tuple[T, ...]:
    """The first that can be read, no more than asked for, none twice."""
    made = (make(item) for item in items) if isinstance(items, list) else ()
    return tuple(dict.fromkeys(one for one in made if one))[:most]


def _text(item: object, longest: int) -> str:
    """One line of plain words; empty where it is none, too long, or carries an address."""
    if not isinstance(item, str) or len(item) > 4 * longest or _ADDRESS.search(item):
        return ""
    plain = _LINK.sub(r"\1", normalise(item)).translate(_MARKUP)
    plain = _OPENS_AS_MARKUP.sub("", " ".join(plain.split()))
    return plain if len(plain) <= longest and any(map(str.isalnum, plain)) else ""


def passages_of(sentences: Iterable) -> dict[int, Passage]:
    return {sentence.index: sentence.passage for sentence in sentences}
