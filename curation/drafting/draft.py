"""Drafting a clip from a source's text: extractive, offline, the same every time."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from . import answers, digest, facts, heading, tags
from .language import detect
from .parts import Draft, Warning
from .reading import LONGEST_SOURCE, Reading
from .standing import leans, speaks_as_author

FEWEST_FACTS, FEWEST_ANSWERS, FEWEST_TAGS = 4, 3, 3


def draft_clip(
    text: str,
    *,
    title: str = "",
    language: str = "",
    byline: str = "",
    excerpt: str = "",
    known_tags=(),
    known_categories=(),
    weigh=facts.worth,
) -> Draft:
    """A draft from a normalised text. Every fact and answer is whole sentences of it, cited verbatim.

    `language` is what the page says it is written in; `known_categories` are (slug, name, words) triples.
    `weigh(sentence, reading)` says how much a sentence is worth as a fact.
    Never fails on any text; what is missing or doubtful is in the draft's warnings.
    """
    reading = Reading(text, language=detect(text, declared=language), title=title, byline=byline)
    choice = _Choice(reading, weigh)
    draft = Draft(
        **choice.heads(title, excerpt),
        **choice.statements(),
        **choice.prose(),
        tags=tags.tags(reading, known=known_tags),
        category=heading.category(reading, known_categories),
        warnings=(),
    )
    return replace(draft, warnings=(*missing(draft, text), *_leaning([*choice.facts, *choice.answered], reading)))


class _Choice:
    """The sentences of a source that a draft is made of."""

    def __init__(self, reading: Reading, weigh):
        self.reading = reading
        self.facts = facts.choose(reading, weigh)
        self.used = facts.made_of(self.facts, reading)
        self.quick, self.faqs = answers.choose(reading, self.used)
        answered = (*self.quick, *self.faqs)
        self.answered = [s for s in reading.sentences if any(_within(s, answer) for answer in answered)]
        self.shown = list({s.index: s for s in (*self.used, *self.answered)}.values())

    def heads(self, title, excerpt) -> dict[str, Any]:
        return {
            "language": self.reading.language,
            "title": heading.headline(title, self.reading),
            "title_candidates": heading.candidates(title, self.reading, self.facts),
            "standfirst": heading.standfirst(excerpt, self.reading, self.facts, self.shown),
        }

    def statements(self) -> dict[str, Any]:
        return {
            "key_facts": facts.facts(self.facts, self.reading),
            "quick_answers": self.quick,
            "faqs": self.faqs,
        }

    def prose(self) -> dict[str, Any]:
        background, passages = digest.background(self.reading, self.shown)
        body, body_passages = digest.body(self.reading, self.facts, self.shown)
        return {
            "background": background,
            "background_citations": passages,
            "body": body,
            "body_citations": body_passages,
        }


def _within(sentence, answer):
    return any(passage.start <= sentence.start and sentence.end <= passage.end for passage in answer.citations)


def _leaning(sentences, reading):
    """What was taken for want of better: it needs the sentence before it, or the author speaks in it."""
    spoken = _("Here the author of the source speaks as “I” or to “you”. Quote it as such, or choose another sentence.")
    message = _("This sentence may not be clear by itself. Read it in the source.")
    for sentence in sentences:
        before = reading.before(sentence)
        if leans(sentence, reading) and before not in sentences:
            yield Warning("leans", message, sentence.text)
        elif speaks_as_author(sentence, reading):
            yield Warning("author", spoken, sentence.text)


def missing(draft, text):
    """What a draft of this text lacks."""
    if len(text) > LONGEST_SOURCE:
        yield Warning("long", _("The source is very long: only its beginning was read."))
    if len(draft.key_facts) < FEWEST_FACTS:
        yield Warning("few_facts", _("The source gave fewer than four facts. Add some by hand."))
    if len(draft.quick_answers) + len(draft.faqs) < FEWEST_ANSWERS:
        yield Warning(
            "few_answers",
            _("The source gave fewer than three answers. Add some by hand."),
        )
    if len(draft.tags) < FEWEST_TAGS:
        yield Warning("few_tags", _("The source gave fewer than three tags. Add some by hand."))
