"""The demonstration content as it lies in files. Knows no database.

A clip is a folder `clips/NN-slug/`: `clip.toml`, `body.md`, one text file for each source and,
where people have spoken, `comments.md`. Citations are written as the quoted passage;
where it stands is found here, and a passage that stands nowhere is an error.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from common.text import normalise

FOLDER = Path(__file__).resolve().parent
_SPAN = re.compile(r"(\d+) (day|hour|minute)s?")
_PULL_QUOTE = re.compile(r"^> (?P<quote>.+)\n>\n> — .+$", re.MULTILINE)
_REMARK_HEAD = re.compile(r"^(?P<depth>#+) (?P<author>[\w-]+), (?P<after>.+) after$", re.MULTILINE)
_EVENT = re.compile(
    r"^\[(?P<what>deleted|held|removed|report|helpful|featured)(?P<how>[^:\]]*)(?:: (?P<words>[^\]]+))?\]$",
    re.MULTILINE,
)


class NotVerbatim(ValueError):
    """A passage does not stand in any source of its clip, or in more than one place."""


@dataclass(frozen=True)
class Passage:
    source: int  # index into Manuscript.sources
    start: int  # half-open, in code points of the source's text
    end: int
    quote: str


@dataclass(frozen=True)
class SourceText:
    publisher: str
    title: str
    byline: str
    url: str
    age: timedelta
    text: str  # normalised
    says: str  # what it alone reports
    free_to_quote: bool = False


@dataclass(frozen=True)
class FactText:
    label: str
    text: str
    cites: list[Passage]


@dataclass(frozen=True)
class AnswerText:
    question: str
    text: str
    cites: list[Passage]


@dataclass(frozen=True)
class Event:
    """Something that befell a remark: deleted, held, removed, report, helpful or featured."""

    what: str
    by: str
    rule: str
    words: str
    after: timedelta | None
    voters: list[str] = field(default_factory=list)


@dataclass
class Remark:
    """A comment and, under it, the replies."""

    author: str
    after: timedelta  # since the clip was published
    body: str
    events: list[Event]
    replies: list["Remark"] = field(default_factory=list)

    def walk(self) -> Iterator["Remark"]:
        yield self
        for reply in self.replies:
            yield from reply.walk()


@dataclass(frozen=True)
class Manuscript:
    slug: str
    given: dict  # clip.toml as it is
    body: str
    sources: list[SourceText]
    facts: list[FactText]
    quick: list[AnswerText]
    faq: list[AnswerText]
    differences: list[tuple[str, list[Passage]]]  # what the sources differ on, and what each of them says
    pull_quotes: list[Passage]
    remarks: list[Remark]

    @property
    def status(self) -> str:
        return "withdrawn" if "withdrawn" in self.given else self.given.get("status", "published")

    @property
    def age(self) -> timedelta:
        """Since publication, at the moment of installation; negative for what is still to come."""
        return span(self.given["published"])

    def all_remarks(self) -> list[Remark]:
        return [one for remark in self.remarks for one in remark.walk()]


def span(words: str) -> timedelta:
    """`2 days 3 hours before` is positive, `3 days ahead` negative."""
    parts = _SPAN.findall(words)
    if not parts:
        raise ValueError(f"Not a span of time: {words!r}. Write it like: 2 days 3 hours before")
    total = sum((timedelta(**{f"{unit}s": int(number)}) for number, unit in parts), timedelta())
    return -total if words.endswith("ahead") else total


def read_all() -> list[Manuscript]:
    """Every clip, in the order of the folders."""
    return [read(folder) for folder in sorted((FOLDER / "clips").iterdir()) if folder.is_dir()]


def read(folder: Path) -> Manuscript:
    given = tomllib.loads((folder / "clip.toml").read_text())
    sources = [_source(folder, row) for row in given["sources"]]
    body = (folder / "body.md").read_text()
    comments = folder / "comments.md"
    return Manuscript(
        slug=folder.name.partition("-")[2],
        given=given,
        body=body,
        sources=sources,
        facts=[FactText(row["label"], row["text"], find_all(row["cites"], sources)) for row in given["facts"]],
        quick=_answers(given["quick"], sources),
        faq=_answers(given["faq"], sources),
        differences=[(row["subject"], find_all(row["cites"], sources)) for row in given.get("differences", ())],
        pull_quotes=[find(_spoken(match["quote"], sources), sources) for match in _PULL_QUOTE.finditer(body)],
        remarks=read_remarks(comments.read_text()) if comments.exists() else [],
    )


def _source(folder, row):
    return SourceText(
        publisher=row["publisher"],
        title=row["title"],
        byline=row["byline"],
        url=row["url"],
        age=span(row["dated"]),
        text=normalise((folder / row["file"]).read_text()),
        says=row.get("says", ""),
        free_to_quote=row.get("free_to_quote", False),
    )


def _answers(rows, sources):
    return [AnswerText(row["question"], row["answer"], find_all(row["cites"], sources)) for row in rows]


def _spoken(quote, sources):
    """The passage from the first to the last words of a pull quote: a source may break it with “he said”."""
    pieces = [piece.strip("….,؟ ") for piece in re.split(r"(?<=[.?!,]) ", quote)]
    for source in sources:
        start, end = source.text.find(pieces[0]), 0
        for piece in pieces:
            end = source.text.find(piece, max(start, end)) + len(piece)
        if start >= 0 and all(piece in source.text[start:end] for piece in pieces):
            return source.text[start:end]
    return quote


def find_all(quotes: list[str], sources: list[SourceText]) -> list[Passage]:
    return [find(quote, sources) for quote in quotes]


def find(quote: str, sources: list[SourceText]) -> Passage:
    """Where `quote` stands, word for word. Raises NotVerbatim unless that is exactly one place."""
    quote = normalise(quote)
    places = [
        (n, hit.start()) for n, source in enumerate(sources) for hit in re.finditer(re.escape(quote), source.text)
    ]
    if len(places) != 1:
        raise NotVerbatim(f"Stands in {len(places)} places and not in one: {quote!r} (of {sources[0].url})")
    source, start = places[0]
    return Passage(source, start, start + len(quote), quote)


def read_remarks(text: str) -> list[Remark]:
    """The threads of a `comments.md`: a heading for each remark, deeper headings are replies."""
    top = Remark("", timedelta(), "", [])
    line = [top]
    heads = list(_REMARK_HEAD.finditer(text))
    for head, end in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
        remark = _remark(head, text[head.end() : end])
        depth = len(head["depth"])
        if depth > len(line):
            raise ValueError(f"A reply without the comment it answers: {head[0]!r}")
        line[depth - 1].replies.append(remark)
        line[depth:] = [remark]
    return top.replies


def _remark(head, text):
    events = [_event(match) for match in _EVENT.finditer(text)]
    return Remark(head["author"], span(head["after"]), _EVENT.sub("", text).strip(), events)


def _event(match):
    by = re.search(r"by ([\w-]+)", match["how"])
    rule = re.search(r"rule (\d)", match["how"])
    return Event(
        what=match["what"],
        by=by[1] if by else "",
        rule=rule[1] if rule else "",
        words=match["words"] or "",
        after=span(match["how"]) if _SPAN.search(match["how"]) else None,
        voters=re.findall(r"[a-z]+-[a-z]+", match["how"]) if match["what"] == "helpful" else [],
    )
