"""What a check found, and what would mend it."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

SECOND_PAIR = "second-pair"


class Fix(NamedTuple):
    """One press of a button. `do` is write (`old` becomes `new`), cite (add `new`) or recite (`new` for `old`)."""

    label: str
    do: str
    new: str
    old: str = ""
    within: str = ""  # the sentence in which `old` is written


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is the part of the form: `title`, `facts-2`, `quick-0`. One that stops must be mended or overridden.

    `quote` is the sentence that it is about, `passage` what was cited for it. `about` is the number, name or words that
    are not borne out. `overridden` is the note with which an editor let it pass; it does not stop any more.
    """

    kind: str
    message: str
    where: str
    quote: str = ""
    stops: bool = False
    passage: str = ""
    about: str = ""
    fixes: tuple[Fix, ...] = ()
    overridden: str = ""
    overridden_by: str = ""

    @property
    def is_of_sources(self) -> bool:
        """Whether its place is the page of the clip's sources."""
        return self.where.partition("-")[0] in ("says", "differences")

    @property
    def may_pass(self) -> bool:
        """Whether a note may override it. That somebody else must publish it is no matter of words."""
        return self.stops and self.kind != SECOND_PAIR

    @property
    def fingerprint(self) -> str:
        """What it is and of which words, not where they stand: other words, or other passages, are another finding."""
        part = self.where.partition("-")[0]
        said = "\x1f".join([self.kind, part, self.quote, self.passage, self.about])
        return hashlib.sha256(said.encode()).hexdigest()
