"""How a comment read before, version by version, with what changed between them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from articles.comparing import KEPT, Piece, compared_words


@dataclass
class Version:
    """`number` counts from 1, and `index` is how many edits lay before it: what a reply keeps as the one it answers."""

    number: int
    index: int
    body: str
    since: datetime
    before: str | None = None
    is_now: bool = False

    @cached_property
    def pieces(self) -> list[Piece]:
        """What it says, with what was taken out and put in; the first version has nothing to compare with."""
        return [Piece(KEPT, self.body)] if self.before is None else compared_words(self.before, self.body)


def versions_of(comment) -> list[Version]:
    """The newest first. Edits that nobody could have read count as one with the version that they became."""
    found: list[Version] = []
    since, before = comment.created_at, None
    revisions = list(comment.revisions.all())
    for index, revision in enumerate(revisions):
        if not revision.public:
            continue
        found.append(Version(len(found) + 1, index, revision.body, since, before))
        since, before = revision.at, revision.body
    found.append(Version(len(found) + 1, len(revisions), comment.body, since, before, is_now=True))
    return found[::-1]


def answered_version(comment) -> Version | None:
    """The earlier version that this reply answers, if its parent has been edited since."""
    if comment.parent is None or comment.answers_revision is None:
        return None
    later = [one for one in versions_of(comment.parent) if one.index >= comment.answers_revision]
    return None if not later or later[-1].is_now else later[-1]
