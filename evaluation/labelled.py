"""The texts that drafts are judged by: their labelled sentences, and the pages of a folder without labels."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from common.text import normalise
from curation.intake.extraction import extract

DRAFTS = Path(__file__).resolve().parent / "drafts"


@dataclass(frozen=True)
class Labelled:
    """A sentence, where it stands, and what was said of it: does it stand alone, does it lead (0 to 2)?"""

    start: int
    end: int
    alone: bool
    lead: int
    noise: bool


@dataclass(frozen=True)
class Story:
    """A text to draft from. `sentences`, `tags` and `quotes` are empty where nobody labelled it."""

    name: str
    language: str
    split: str  # tuning, held-out or page
    title: str
    byline: str
    text: str
    excerpt: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    quotes: tuple[dict, ...] = ()
    sentences: tuple[Labelled, ...] = field(default=(), repr=False)


def labelled_stories(folder: Path = DRAFTS) -> list[Story]:
    return [_story(path.stem, json.loads(path.read_text())) for path in sorted(folder.glob("*-*.json"))]


def _story(name, found):
    text, sentences = _joined(found["paragraphs"])
    return Story(
        name=name,
        language=found["language"],
        split=found["split"],
        title=found["title"],
        byline=found.get("byline", ""),
        category=found.get("category", ""),
        text=text,
        tags=tuple(found["tags"]),
        quotes=tuple(found["quotes"]),
        sentences=tuple(sentences),
    )


def _joined(paragraphs):
    """The text as an import keeps it, and its sentences in place."""
    text, sentences = "", []
    for paragraph in paragraphs:
        text += "\n\n" * bool(text)
        for number, row in enumerate(paragraph):
            said = normalise(row["s"])
            text += " " * bool(number)
            start, text = len(text), text + said
            noise = bool(row.get("noise"))
            sentences.append(Labelled(start, len(text), bool(row.get("alone")), row.get("lead", 0), noise))
    if normalise(text) != text:
        raise ValueError("The sentences do not join to a normalised text.")
    return text, sentences


def pages(folder: Path) -> list[Story]:
    """The articles of a folder of saved pages."""
    return [_page(path) for path in sorted(folder.glob("*.html"))]


def _page(path):
    found = extract(path.read_bytes())
    return Story(path.stem, found.language, "page", found.title, found.byline, found.text, found.excerpt)
