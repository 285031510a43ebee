"""Proof-reading: what is wrong with a manuscript, in sentences. Pure."""

import re

from newsclip.demo.manuscripts import FactText, Manuscript

_NUMBER = re.compile(r"\d+(?:[.,:  ]\d+)*")
_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
).split()
_NUMERAL = re.compile(rf"\b(?:{'|'.join(_WORDS)})(?:-[a-z]+)?\b", re.IGNORECASE)
FEWEST = {"tags": 3, "facts": 4, "quick": 4, "faq": 3}
MOST = {"tags": 6, "facts": 6, "quick": 6, "faq": 3}


def findings(clip: Manuscript) -> list[str]:
    """One sentence for each mistake; none for a clip that may be shown."""
    return [*_counts(clip), *_uncited(clip), *_numbers(clip), *_source_lengths(clip), *_times(clip), *_words(clip)]


def _counts(clip):
    for part, fewest in FEWEST.items():
        rows = clip.given["tags"] if part == "tags" else getattr(clip, part)
        if not fewest <= len(rows) <= MOST[part]:
            yield f"{len(rows)} {part}, wanted {fewest} to {MOST[part]}"


def _uncited(clip):
    bare = [row for row in [*clip.facts, *clip.quick, *clip.faq] if not row.cites]
    if len(bare) > (4 if clip.status == "draft" else 1):
        yield f"{len(bare)} facts and answers cite nothing"
    if clip.status != "draft":
        yield from (f"fact {fact.label!r} cites nothing" for fact in clip.facts if not fact.cites)


def _numbers(clip):
    for row in [*clip.facts, *clip.quick, *clip.faq]:
        cited = " ".join(passage.quote for passage in row.cites)
        missing = sorted(numbers(row.text) - numbers(cited)) if row.cites else []
        if missing:
            yield f"{', '.join(missing)} not in the passages of {_name(row)!r}"


def _name(row):
    return row.label if isinstance(row, FactText) else row.question


def numbers(text: str) -> set[str]:
    """Numbers in digits and, for English, in words from two upwards."""
    return set(_NUMBER.findall(text)) | {word.lower() for word in _NUMERAL.findall(text)}


def _source_lengths(clip):
    for source in clip.sources:
        words = len(source.text.split())
        if not 220 <= words <= 700:
            yield f"source {source.title!r} has {words} words"


def _times(clip):
    for remark in clip.all_remarks():
        latest = max([remark.after, *(event.after for event in remark.events if event.after)])
        if latest >= clip.age:
            yield f"{remark.author} speaks {latest} after publication, which is still to come"
        yield from (
            f"{reply.author} answers before being spoken to" for reply in remark.replies if reply.after <= remark.after
        )


def _words(clip):
    shown = [clip.given["title"], clip.given["standfirst"], clip.body, clip.given["background"]]
    shown += [row.text for row in [*clip.facts, *clip.quick, *clip.faq]]
    if any(re.search(r"['\"]", text) for text in shown):
        yield "a straight quotation mark"
    if len(clip.given["title"]) > 120 or len(clip.given["standfirst"]) > 300:
        yield "headline or standfirst too long"
    yield from (f"quick answer without capital: {row.question}" for row in clip.quick if row.question[0].islower())
    yield from (
        f"search question with capital: {row.question}" for row in clip.faq if row.question != row.question.lower()
    )
