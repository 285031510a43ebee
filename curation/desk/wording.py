"""What became of a text, for the merge view and for what was typed and not saved. Pure."""

from typing import NamedTuple

from articles.comparing import DELETED, INSERTED, KEPT, compared_words

KINDS = {KEPT: "same", DELETED: "del", INSERTED: "ins"}


class Run(NamedTuple):
    """`kind` is "same", "ins" or "del"."""

    kind: str
    text: str


def runs(before: str, after: str) -> list[Run]:
    """What became of `before`: the "same" and "del" runs are it, the "same" and "ins" runs are `after`."""
    return [Run(KINDS[piece.kind], piece.text) for piece in compared_words(before, after)]
