"""Lists of feeds as other readers write them (OPML), read without trust.

A list needs no document type and no entities, so one that has any is refused before anything is expanded.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from common.errors import SentenceError, _
from common.text import normalise
from curation.intake.feeds.reading import checked

MOST_BYTES = 1_000_000
MOST_FEEDS = 500
MOST_DEPTH = 12
MOST_OUTLINES = 5000
LONGEST_FOLDER = 100

LARGE = _("The list is larger than 1 MB. Split it and import the parts.")
DOCTYPE = _("The list has a document type or entities, which no list of feeds needs. Nothing was imported.")
DEEP = _("The list has folders in folders in folders, more than twelve deep. Nothing was imported.")
BROKEN = _("The list could not be read: line %(line)s is not well-formed. Nothing was imported.")
NO_OPML = _("This file is no list of feeds (OPML). Nothing was imported.")


class BadList(SentenceError):
    template = NO_OPML


@dataclass(frozen=True)
class Line:
    """One feed of the list. `url` is "" when what stands there is no address: then `given` says what did."""

    given: str
    url: str
    title: str = ""
    site_url: str = ""
    folder: str = ""


@dataclass
class Outline:
    """Reads the elements as they come."""

    lines: list[Line] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)  # of the open elements; "" where one is no folder
    outlines: int = 0
    root: str = ""

    def start(self, name, attributes):
        self.root = self.root or name
        if len(self.folders) > MOST_DEPTH:
            raise BadList(DEEP)
        given = {key.lower(): value for key, value in attributes.items()}
        self.outlines += name.lower() == "outline"
        if name.lower() != "outline" or self.outlines > MOST_OUTLINES:
            self.folders.append("")
        elif "xmlurl" in given:
            self.lines.append(self.read_line(given))
            self.folders.append("")
        else:
            self.folders.append(one_line(given.get("title") or given.get("text") or ""))

    def end(self, _name):
        self.folders.pop()

    def read_line(self, given):
        return Line(
            given=one_line(given["xmlurl"])[:300],
            url=checked(given["xmlurl"].strip()),
            title=one_line(given.get("title") or given.get("text") or "")[:300],
            site_url=checked(given.get("htmlurl", "").strip()),
            folder=" / ".join(filter(None, self.folders))[:LONGEST_FOLDER],
        )

    def refuse(self, *_args):
        raise BadList(DOCTYPE)


def read_opml(data: bytes) -> list[Line]:
    """Every feed of the list in its order, twice where it stands twice. Raises BadList."""
    if len(data) > MOST_BYTES:
        raise BadList(LARGE)
    outline, parser = Outline(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = outline.start, outline.end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = outline.refuse
    try:
        parser.Parse(data.strip(), True)
    except (expat.ExpatError, ValueError, LookupError):
        raise BadList(BROKEN, line=parser.CurrentLineNumber) from None
    if outline.root.lower() != "opml":
        raise BadList
    return outline.lines


def one_line(text: str) -> str:
    return " ".join(normalise(text).split())
