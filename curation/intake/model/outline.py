"""The body of a draft from a model's outline, and the pull quote in it."""

from common.text import fold
from curation.drafting import Passage
from curation.drafting.digest import plain, pull_quote
from curation.evidence.quotations import stands_in
from curation.intake.model.judging import Judge
from curation.intake.model.reading import Answer, Quote

__all__ = ["body", "plain"]


def body(answer: Answer, judge: Judge) -> tuple[str, tuple[Passage, ...]]:
    """Markdown and its passages, or nothing."""
    quote, passages = _quote(answer.quote, judge)
    pieces = []
    for number, section in enumerate(answer.outline):
        heading = judge.heading(section.heading, section.statements)
        pieces += [f"## {plain(heading)}"] * bool(heading)
        pieces += [plain(judge.kept(statement)) for statement in section.statements]
        pieces += [quote] * (number == 0 and bool(quote))
    cited = judge.cited(statement for section in answer.outline for statement in section.statements)
    others = (p for p in passages if not any(c.start <= p.start and p.end <= c.end for c in cited))
    return "\n\n".join(pieces), (*cited, *others) if pieces else ()


def _quote(quote: Quote | None, judge: Judge) -> tuple[str, tuple[Passage, ...]]:
    """The model's where it stands in its sentence and its speaker in the source, else the extractive one."""
    if quote is None or not _is_genuine(quote, judge):
        return pull_quote(judge.reading)
    start = quote.within.quote.find(quote.text)
    passage = quote.within if start < 0 else _part(quote.within, start, len(quote.text))
    return f"> {plain(quote.text)}\n>\n> — {plain(quote.speaker)}", (passage,)


def _is_genuine(quote, judge):
    """Word for word, said by somebody whom the source names, and no plain sentence of the source's own."""
    spoken = any(mark in quote.within.quote for mark in '“”„«»"「『')
    named = fold(quote.speaker) in fold(judge.reading.text)
    return spoken and named and stands_in(quote.text, [quote.within.quote])


def _part(passage, start, length):
    return Passage(passage.start + start, passage.start + start + length, passage.quote[start : start + length])
