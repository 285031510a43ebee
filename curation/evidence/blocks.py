"""The running text of a clip as its paragraphs, headings and quotations: what a reader sees, without Markdown. Pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from common.markdown import parse_clip

_SPEAKER = re.compile(r"^[—–-]\s*(\S.*)$", re.DOTALL)


class Block(NamedTuple):
    """`kind` is text, heading or quote; a quote may name its speaker."""

    kind: str
    text: str
    speaker: str = ""


@lru_cache(maxsize=128)
def blocks(markdown: str) -> tuple[Block, ...]:
    found: list[Block] = []
    quoted: list[str] | None = None
    depth, kind = 0, "text"
    for token in parse_clip(markdown):
        if token.type == "blockquote_open":
            quoted, depth = ([] if depth == 0 else quoted), depth + 1
        elif token.type == "blockquote_close":
            depth -= 1
            if depth == 0:
                found += _quote(quoted)
                quoted = None
        elif token.type in ("heading_open", "heading_close"):
            kind = "heading" if token.type == "heading_open" else "text"
        elif token.type == "inline":
            text = _seen(token)
            if quoted is None:
                found.append(Block(kind, text))
            else:
                quoted += text.split("\n")
    return tuple(block._replace(text=" ".join(block.text.split())) for block in found if block.text.strip())


def _seen(inline):
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        breaks.get(token.type, token.content if token.type in ("text", "code_inline") else "")
        for token in inline.children or ()
    )


def _quote(lines):
    """The quotation; its last line may name who said it."""
    speaker = _SPEAKER.match(lines[-1].strip()) if len(lines or ()) > 1 else None
    said = lines[:-1] if speaker else lines
    yield Block("quote", " ".join(said or ()), speaker[1].strip() if speaker else "")
