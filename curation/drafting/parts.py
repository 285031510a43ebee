"""What a draft is made of. Offsets are half-open, in Unicode code points of the source's normalised text."""

from dataclasses import dataclass

EXTRACT = "extract"  # the name of our own way of drafting


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim piece of the source: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class DraftFact:
    label: str
    text: str
    citations: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    question: str
    text: str
    citations: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Warning:
    """What an editor should look at; `quote` is the piece of text in question, or empty."""

    kind: str
    message: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A first version of a clip. `tags` are without `#`; `category` is a known slug or empty; `body` is Markdown."""

    language: str
    title: str
    standfirst: str
    tags: tuple[str, ...]
    category: str
    key_facts: tuple[DraftFact, ...]
    background: str
    background_citations: tuple[Passage, ...]
    quick_answers: tuple[DraftAnswer, ...]
    faqs: tuple[DraftAnswer, ...]
    body: str
    warnings: tuple[Warning, ...]
    body_citations: tuple[Passage, ...] = ()
    title_candidates: tuple[str, ...] = ()  # the first is `title`
    engine: str = EXTRACT  # who proposed it
    unsupported: tuple[str, ...] = ()  # its sentences that no passage bears out
