"""Our own hostile strings: made by rules, the same in every run, each with a number by which it is known when it runs.

`corpus()` makes them; `read(path)` takes those of others, one a line, in place of ours.
"""

import random
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.hostile.kinds import KINDS

SEED = 20261126


class Hostile(NamedTuple):
    number: int
    kind: str
    text: str

    @property
    def sent(self):
        """As it comes out of a request: what is no letter was replaced when its bytes were read."""
        return self.text.encode(errors="surrogatepass").decode(errors="replace")


@cache
def corpus() -> tuple[Hostile, ...]:
    """Every string once; `xss(17)` in the text is what string 17 would run."""
    made: dict[str, str] = {}
    for kind in KINDS:
        chance = random.Random(f"{SEED} {kind.__name__}")
        for text in kind(chance):
            made.setdefault(text, kind.__name__)
    return tuple(Hostile(number, kind, _numbered(text, number)) for number, (text, kind) in enumerate(made.items(), 1))


def _numbered(text, number):
    """With its number wherever that belongs, and at the end of what runs nothing."""
    text = text if "NUM" in text else f"{text} NUM"
    coded = b64encode(f"<script>parent.xss({number})</script>".encode()).decode()
    return text.replace("NUM", str(number)).replace("BASE64", coded)


def read(path: Path) -> tuple[Hostile, ...]:
    """Of somebody else: what they run is not ours to number, so alert() and its like are watched as well."""
    lines = path.read_bytes().decode(errors="replace").split("\n")
    texts = dict.fromkeys(line.rstrip("\r") for line in lines if line.strip())
    return tuple(Hostile(number, path.stem, text) for number, text in enumerate(texts, 1))


def sample(strings: Iterable[Hostile], size: int) -> list[Hostile]:
    """The same ones in every run, of each kind as many as of every other, as far as there are."""
    by_kind: dict[str, list[Hostile]] = {}
    for string in strings:
        by_kind.setdefault(string.kind, []).append(string)
    chance = random.Random(SEED)
    rows = [chance.sample(each, len(each)) for each in by_kind.values()]
    turns = [row[turn] for turn in range(max(map(len, rows))) for row in rows if turn < len(row)]
    return sorted(turns[:size])
