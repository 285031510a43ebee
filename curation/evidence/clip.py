"""A clip as the checks see it: its parts with their places in the form, and the ground under them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from common.sentences import sentences
from curation.evidence.blocks import Block, blocks
from curation.evidence.claims import Ground, ground, same_language


@dataclass(frozen=True, slots=True)
class Passages:
    """The text of a snapshot, the language of its source (BCP 47), and what else is known of it.

    `around` are the source's title, publisher and byline; `year` is that of its publication, 0 where nobody says.
    """

    text: str
    language: str = ""
    around: str = ""
    year: int = 0
    source: int = 0
    free: bool = False


class Part(NamedTuple):
    """A fact or an answer: its place in the form, its name for a person, its row of the document."""

    where: str
    name: str
    row: Mapping

    @property
    def text(self) -> str:
        return self.row["text"]


class Report(NamedTuple):
    """What a source (its number, its name) is said to report; `grounds` are its texts."""

    source: int
    name: str
    text: str
    grounds: list[Ground]

    @property
    def where(self) -> str:
        return f"says-{self.source}"

    @property
    def language(self) -> str:
        return self.grounds[0].language

    @property
    def small(self) -> frozenset[str]:
        return frozenset().union(*(g.words.small for g in self.grounds))


class Clip:
    def __init__(self, document: Mapping, snapshots: Mapping[int, Passages], unsupported: Sequence[str] = ()):
        self.document, self.snapshots, self.unsupported = document, snapshots, unsupported
        self.language: str = document["language"]

    def words(self, name: str) -> str:
        return self.document.get(name) or ""

    @cached_property
    def parts(self) -> list[Part]:
        """Every fact and answer in which something is written."""
        return [part for part in _parts(self.document) if part.text.strip()]

    @cached_property
    def grounds(self) -> list[Ground]:
        """The texts of all sources."""
        return [self._ground(passages) for passages in self.snapshots.values()]

    def _ground(self, p: Passages) -> Ground:
        return ground(p.text, p.language or self.language, p.around, p.year)

    @cached_property
    def reports(self) -> list[Report]:
        """What each source is said to report, where a text of it is there to compare with."""
        said = [(int(pk), text) for pk, text in self.document.get("says", {}).items() if text.strip()]
        texts = {pk: [p for p in self.snapshots.values() if p.source == pk] for pk, _text in said}
        return [
            Report(pk, texts[pk][0].around.partition("\n")[0], text, [self._ground(p) for p in texts[pk]])
            for pk, text in said
            if texts[pk]
        ]

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the sources also write small: no names."""
        return frozenset().union(*(g.words.small for g in self.grounds))

    def cited(self, part: Part) -> list[Ground]:
        """The passages of a part; each with its publisher and byline, who may be named without being quoted."""
        found = []
        for citation in part.row["citations"]:
            source = self.snapshots.get(citation["snapshot"])
            language = source.language if source and source.language else self.language
            found.append(
                ground(citation["quote"], language, source.around if source else "", source.year if source else 0)
            )
        return found

    def speaks(self, grounds: list[Ground]) -> bool:
        """Whether one of them is in the clip's own language: names and quotations change in translation."""
        return any(same_language(g.language, self.language) for g in grounds)

    @cached_property
    def running(self) -> list[tuple[str, Block]]:
        """(place, block) of headline, standfirst, background and text, as a reader sees them."""
        short = [
            (name, Block("heading" if name == "title" else "text", self.words(name)))
            for name in ("title", "standfirst")
        ]
        long = [(name, block) for name in ("background", "body") for block in blocks(self.words(name))]
        return [(name, block) for name, block in short + long if block.text.strip()]

    def sentence(self, block: Block, start: int) -> str:
        """The sentence of a block in which an offset lies."""
        spans = _spans(block.text, self.language)
        return next((block.text[s.start : s.end] for s in spans if s.start <= start < s.end), block.text)


@lru_cache(maxsize=32)
def _spans(text, language):
    return sentences(text, language, headings=True)


def _parts(document) -> Iterator[Part]:
    for n, row in enumerate(document["key_facts"]):
        yield Part(f"facts-{n}", _("Fact %(number)s") % {"number": n + 1}, row)
    names = {"quick": _("Quick answer %(number)s"), "faq": _("FAQ %(number)s")}
    for kind, name in names.items():
        for n, row in enumerate(row for row in document["answers"] if row["kind"] == kind):
            yield Part(f"{kind}-{n}", name % {"number": n + 1}, row)
