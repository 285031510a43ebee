"""The comments that were written for learning and judging the prior, from `evaluation/comments/`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).resolve().parents[2] / "evaluation" / "comments"
PARTS = ("training", "development", "held-out")
FINE = ("fine", "harsh", "quote", "news", "self", "source", "slang")
AMISS = ("attack", "polite", "threat", "hate", "advert", "unlawful", "masked")


@dataclass(frozen=True)
class Labelled:
    """`topic` is the heading above it; comments of one topic stand in one part."""

    text: str
    kind: str
    language: str
    topic: str

    @property
    def amiss(self) -> bool:
        return self.kind in AMISS


def comments(part: str) -> list[Labelled]:
    """None where the folder is not there: a site may run without it."""
    return [each for path in sorted(TEXTS.glob(f"{part}-*.txt")) for each in _read(path)]


def _read(path: Path) -> Iterator[Labelled]:
    language, topic = path.stem.rpartition("-")[2], ""
    for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            topic = line.lstrip("# ")
            continue
        kind, _colon, text = line.partition(": ")
        assert kind in (*FINE, *AMISS), line
        yield Labelled(text, kind, topic.split()[0] if language == "other" else language, topic)
