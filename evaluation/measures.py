"""What a draft is worth, as counts that add up over texts."""

import re
from collections import Counter

from common.text import fold, tag_key
from common.text import words as words_of
from curation.drafting import Draft

from .labelled import Story

_SPEAKER = re.compile(r"^> — (.+)$", re.M)
_QUOTE = re.compile(r"^> (?!— )(.+)$", re.M)


def measure(draft: Draft, story: Story) -> Counter:
    """Counts; `x` over `of_x` is a share."""
    counts = Counter(texts=1, facts=len(draft.key_facts), answers=len(draft.quick_answers) + len(draft.faqs))
    counts["titles"] = len(draft.title_candidates)
    counts["short_of"] = counts["facts"] < owed(story)[0] or counts["answers"] < owed(story)[1]
    counts += _redundancy(draft)
    if story.sentences:
        counts += _facts(draft, story) + _tags(draft, story) + _quote(draft, story) + _answers(draft, story)
    return counts


def owed(story: Story) -> tuple[int, int]:
    """How many facts and answers a text of its length must give."""
    from common.sentences import sentences

    return (6, 4) if len(sentences(story.text, story.language)) >= 20 else (4, 3)


def _under(part, story):
    """The labelled sentences that a part is made of."""
    return [s for p in part.citations for s in story.sentences if s.start < p.end and p.start < s.end]


def _facts(draft, story):
    made_of = [_under(fact, story) for fact in draft.key_facts]
    firsts = [under[0] for under in made_of if under]
    leads = [sentence for sentence in story.sentences if sentence.lead == 2]
    taken = {sentence for under in made_of for sentence in under}
    return Counter(
        alone=sum(sentence.alone for sentence in firsts),
        of_alone=len(draft.key_facts),
        leading=sum(any(s.lead >= 1 for s in under) for under in made_of),
        of_leading=len(draft.key_facts),
        leads=sum(sentence in taken for sentence in leads),
        of_leads=min(len(leads), len(draft.key_facts)),
        noise=sum(s.noise for under in made_of for s in under),
    )


def _answers(draft, story):
    firsts = [under[0] for answer in (*draft.quick_answers, *draft.faqs) if (under := _under(answer, story))]
    noise = sum(sentence.noise for sentence in firsts)
    return Counter(clear=sum(s.alone for s in firsts), of_clear=len(firsts), noise=noise)


def _tags(draft, story):
    wanted = {tag_key(tag) for tag in story.tags}
    return Counter(tags=sum(tag_key(tag) in wanted for tag in draft.tags), of_tags=len(draft.tags))


def _quote(draft, story):
    """Whether the pull quote is one of the text's and goes to the one who said it."""
    said, speaker = _QUOTE.search(draft.body), _SPEAKER.search(draft.body)
    if not said or not speaker:
        return Counter(quotable=bool(story.quotes))
    right = any(_same(said.group(1), quote, speaker.group(1)) for quote in story.quotes)
    return Counter(quotable=bool(story.quotes), quotes=right, of_quotes=1)


def _same(said, quote, speaker):
    said, whole = fold(said.replace("\\", "")).strip(" .,!"), fold(quote["text"]).strip(" .,!")
    called, name = set(words_of(fold(speaker))), set(words_of(fold(quote["speaker"])))
    return (said in whole or whole in said) and bool(called & name)


def _redundancy(draft):
    """For each fact, the largest share of its words that it has in common with another."""
    facts = [{word for word in words_of(fold(fact.text)) if len(word) > 3} for fact in draft.key_facts]
    nearest = [
        max((len(one & other) / min(len(one), len(other)) for other in facts if other is not one and other), default=0)
        for one in facts
        if one
    ]
    return Counter(repeated=sum(nearest), of_repeated=len(nearest))  # type: ignore[arg-type]
