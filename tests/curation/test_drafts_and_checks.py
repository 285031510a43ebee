"""The checks and the drafting hold each other: a draft passes, and a draft with one thing changed does not."""

import re

import pytest

from common.text import normalise
from curation.drafting import draft_clip
from curation.evidence.checks import Passages, check
from curation.evidence.names import names
from tests.curation.drafting_texts import ALL

named = {"argnames": "source", "argvalues": ALL, "ids": [source.language for source in ALL]}


def drafted(source):
    text = normalise(source.text)
    return text, draft_clip(text, title=source.title, language=source.language, byline=source.byline)


def cited(row):
    return [{"snapshot": 1, "start": c.start, "end": c.end, "quote": c.quote} for c in row]


def stops(source, text, draft, **changes):
    answers = [("quick", row) for row in draft.quick_answers] + [("faq", row) for row in draft.faqs]
    document = {
        "title": draft.title,
        "standfirst": draft.standfirst,
        "body": draft.body,
        "background": draft.background,
        "language": draft.language,
        "category_id": 1,
        "sources": [1],
        "key_facts": [{"text": row.text, "citations": cited(row.citations)} for row in draft.key_facts],
        "answers": [
            {"kind": kind, "question": row.question, "text": row.text, "citations": cited(row.citations)}
            for kind, row in answers
        ],
        "citations": [{"part": "background", **c} for c in cited(draft.background_citations)],
        **changes,
    }
    around = f"{source.title}\n{source.byline}"
    return [f for f in check(document, snapshots={1: Passages(text, draft.language, around)}) if f.stops]


@pytest.mark.parametrize(**named)
def test_nothing_stops_what_the_drafting_made_of_a_source(source):
    assert stops(source, *drafted(source)) == []


def with_fact(draft, n, text):
    row = draft.key_facts[n]
    return {"key_facts": [{"text": text, "citations": cited(row.citations)}]}


@pytest.mark.parametrize(**named)
def test_any_other_last_digit_of_a_number_in_a_fact_stops_it(source):
    text, draft = drafted(source)
    changed = [
        (n, f"{row.text[: match.start()]}{(int(match[0]) + 5) % 10}{row.text[match.end() :]}")
        for n, row in enumerate(draft.key_facts)
        for match in re.finditer(r"\d(?![\d.,]*\d)", row.text)
    ]

    found = [stops(source, text, draft, **with_fact(draft, n, words)) for n, words in changed]

    assert changed
    assert all(any(f.where == "facts-0" and f.kind in ("number", "date", "time") for f in each) for each in found)


@pytest.mark.parametrize(**{**named, "argvalues": ALL[:5], "ids": named["ids"][:5]})
def test_another_name_in_a_fact_stops_it(source):
    text, draft = drafted(source)
    changed = [
        (n, row.text.replace(name.asked[-1], "Xerxenko", 1))
        for n, row in enumerate(draft.key_facts)
        for name in names(row.text, draft.language)
    ]

    found = [stops(source, text, draft, **with_fact(draft, n, words)) for n, words in changed]

    assert changed
    assert all("name" in [f.kind for f in each] for each in found)
