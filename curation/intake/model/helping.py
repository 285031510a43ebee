"""A draft with a model's help: what it writes and the source bears out; the extractive draft fills the rest.

Nothing that the model writes is believed: each sentence must pass the checks of evidence against the very sentences
that the model named for it. One that does not is kept for the editor and listed in `Draft.unsupported`; the gate stops
the clip while it stands there. Headlines, questions, tags and quotations that do not pass are left out: the extractive
draft has others.
"""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.text import fold
from curation.drafting import Draft, DraftAnswer, DraftFact, Warning
from curation.drafting.draft import missing
from curation.drafting.language import detect, primary
from curation.drafting.reading import Reading
from curation.intake.model import outline, tagging
from curation.intake.model.asking import NoAnswer, ask
from curation.intake.model.judging import Judge
from curation.intake.model.prompt import prompt_for, sent
from curation.intake.model.reading import Answer, passages_of, read

MOST_TITLES, FEWEST_FACTS, FEWEST_ANSWERS = 5, 4, 3


def help_draft(
    draft: Draft, text: str, *, title: str, byline: str = "", around: str = "", year: int = 0, known_tags=()
):
    """The draft with what the model adds; the same draft with one warning where it gives nothing to work with.

    `around` and `year` are what else is known of the source, as the gate will know it.
    """
    reading = Reading(text, language=draft.language, title=title, byline=byline)
    try:
        answer = read(ask(prompt_for(reading, known_tags=known_tags)), passages_of(sent(reading)))
        _refuse_foreign(answer, reading)
    except NoAnswer as failed:
        said = _("%(sentence)s This draft was made without it.") % {"sentence": failed}
        return replace(draft, warnings=(*draft.warnings, Warning("model", said)))
    joined = _joined(draft, answer, judge := Judge(reading, around, year), known_tags)
    return replace(joined, warnings=(*_still_true(draft, joined, text), *_doubts(judge)))


def _refuse_foreign(answer: Answer, reading: Reading):
    """Words without any, or in another language than the source's."""
    if not answer.words.strip():
        raise NoAnswer(_("The language model wrote nothing that can be used."))
    spoken = detect(answer.words, declared=reading.language)
    if primary(reading.language) != "und" and primary(spoken) != primary(reading.language):
        raise NoAnswer(_("The language model did not write in the language of the source."))


def _joined(draft, answer, judge, known_tags):
    titles = _titles(draft, answer, judge)
    facts, background = _facts(draft, answer, judge), _background(draft, answer, judge)
    faqs = _answers(answer.faq, judge) or draft.faqs
    quick = _filled(_answers(answer.quick, judge), draft.quick_answers, beside=(*facts, *faqs))
    body, body_passages = outline.body(answer, judge)
    return replace(
        draft,
        title=titles[0],
        title_candidates=titles,
        standfirst=judge.kept(answer.standfirst) if answer.standfirst else draft.standfirst,
        tags=tagging.tags(answer.tags, judge.reading, known=known_tags, beside=draft.tags),
        key_facts=facts,
        background=background[0],
        background_citations=background[1],
        quick_answers=quick,
        faqs=faqs,
        body=body or draft.body,
        body_citations=body_passages if body else draft.body_citations,
        engine=engine(),
        unsupported=(*judge.unsupported, *judge.left_out),
    )


def engine() -> str:
    return f"{settings.MODEL_KIND}: {settings.MODEL_NAME}"[:100]


def _titles(draft, answer, judge):
    """Those that the source bears out, then the extractive ones; no two alike."""
    good = [title.text for title in answer.titles if judge.bears_out(title)]
    each = {fold(title): title for title in reversed([*good, *(draft.title_candidates or (draft.title,))])}
    return tuple(reversed(each.values()))[:MOST_TITLES]


def _facts(draft, answer, judge):
    """The model's facts; where few of them are borne out, extractive ones that rest on other sentences besides."""
    facts = tuple(DraftFact(judge.label(fact), judge.kept(fact), fact.passages) for fact in answer.facts)
    doubtful = sum(judge.doubts(fact.text) for fact in facts)
    return _filled(facts, draft.key_facts, count=FEWEST_FACTS + doubtful)


def _filled(parts, extractive, *, count=FEWEST_ANSWERS, beside=()):
    """The parts, and if they are fewer than that, extractive ones that rest on other sentences than all these."""
    used = {passage.start for part in (*parts, *beside) for passage in part.citations} if parts else set()
    others = [part for part in extractive if not used & {passage.start for passage in part.citations}]
    return (*parts, *others[: max(0, count - len(parts))]) if parts else extractive


def _background(draft, answer, judge):
    if not answer.background:
        return draft.background, draft.background_citations
    joint = " " if judge.reading.lexicon.spaced else ""
    text = joint.join(outline.plain(judge.kept(statement)) for statement in answer.background)
    return text, judge.cited(answer.background)


def _answers(statements, judge):
    asked = [statement for statement in statements if judge.may_ask(statement)]
    return tuple(DraftAnswer(one.head, judge.kept(one), one.passages) for one in asked)


def _still_true(draft, joined, text):
    """The warnings of the extractive draft that are about what is still there."""
    shown = fold("\n".join([*(part.text for part in (*joined.key_facts, *joined.quick_answers, *joined.faqs))]))
    yield from (warning for warning in draft.warnings if warning.quote and fold(warning.quote) in shown)
    yield from missing(joined, text)


def _doubts(judge):
    count = len(judge.unsupported)
    if count:
        said = ngettext(
            "The language model wrote %(count)s sentence that its passages do not bear out. It stops the clip until "
            "you change it.",
            "The language model wrote %(count)s sentences that their passages do not bear out. They stop the clip "
            "until you change them.",
            count,
        )
        yield Warning("unsupported", said % {"count": count}, judge.unsupported[0])
