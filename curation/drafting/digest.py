"""Background and body of a draft: a short digest in the source's own sentences."""

import re

from common.text import count_words

from .labels import labels_for, plain_labels
from .parts import Passage
from .questions.speakers import speaker_of
from .ranking import score, standing_sentences
from .reading import Reading, Sentence
from .room import left
from .standing import quotations

MOST_BACKGROUND = 3
_SHORT_AMONG = 4
_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20[0-4]\d)\b")


def background(reading: Reading, used: list[Sentence]) -> tuple[str, tuple[Passage, ...]]:
    """Up to three unused sentences that look back, in reading order, and where they stand; or nothing.

    Without room for one that is among the best, a short one.
    """
    free = [s for s in standing_sentences(reading) if s not in used and s.index > 0]
    ranked = sorted(free, key=lambda s: (-_looks_back(s, reading), -score(s, reading)))
    chosen = [s for s in ranked if _looks_back(s, reading) >= 1][:MOST_BACKGROUND] or ranked[:1]
    chosen = _within_room(chosen, reading, used) or sorted(ranked[:_SHORT_AMONG], key=lambda s: len(s.text))[:1]
    chosen = sorted(chosen, key=lambda s: s.index)
    joint = " " if reading.lexicon.spaced else ""
    return joint.join(s.text for s in chosen), tuple(s.passage for s in chosen)


def _within_room(sentences, reading, used):
    """As many of them as leave the clip a digest: none where facts and answers have taken the room."""
    room = left(reading, used)
    kept: list[Sentence] = []
    for sentence in sentences:
        room -= count_words(sentence.text)
        if room >= 0:
            kept.append(sentence)
    return kept


SHORTEST_QUOTE, LONGEST_QUOTE = 40, 280  # characters
SHORTEST_QUOTE_CJK = 14


def pull_quote(reading: Reading, shown=()) -> tuple[str, tuple[Passage, ...]]:
    """The best quotation that somebody named says, as a blockquote whose last line names the speaker; or nothing.

    Where the draft has no room left, rather one from the sentences that it shows anyway.
    """
    within = shown if left(reading, shown) <= 0 else ()
    offers = _offers(within, reading) or _offers(reading.sentences, reading)
    if not offers:
        return "", ()
    _, said, speaker, passage = max(offers, key=lambda offer: offer[0])
    return f"> {plain(said)}\n>\n> — {plain(speaker)}", (passage,)


def _offers(sentences, reading):
    return [offer for sentence in sentences if (offer := _quotable(sentence, reading))]


def _quotable(sentence, reading):
    if len(sentence.text) > 2 * LONGEST_QUOTE:
        return None
    said = max((found.group()[1:-1].strip() for found in quotations(sentence)), key=len, default="")
    shortest = SHORTEST_QUOTE if reading.lexicon.spaced else SHORTEST_QUOTE_CJK
    if not shortest <= len(said) <= LONGEST_QUOTE or said[0].islower() or "[" in said:
        return None
    speaker = speaker_of(sentence, reading)
    worth = score(sentence, reading) - abs(len(said) - 110) / 100
    said = said.rstrip(",，")
    start = sentence.start + sentence.text.index(said)
    return (worth, said, speaker, Passage(start, start + len(said), said)) if speaker else None


def _looks_back(sentence, reading):
    lower = sentence.text.lower()
    years = _YEAR.findall(sentence.text)
    return sum(word in lower for word in reading.lexicon.past) + 1.5 * bool(years)


def body(reading: Reading, facts: list[Sentence], shown: list[Sentence]) -> tuple[str, tuple[Passage, ...]]:
    """An outline of one to three sections under headings from the text, the pull quote after the first; its passages.

    It repeats the sentences of the facts and none besides, so that the clip shows little more of its source.
    """
    quote, passages = pull_quote(reading, shown)
    pieces = []
    for number, (heading, sentences) in enumerate(_sections(reading, facts)):
        pieces.append(f"## {plain(heading)}")
        pieces += [plain(sentence.text) for sentence in sentences]
        pieces += [quote] * (number == 0 and bool(quote))
    sentences = tuple(sentence.passage for sentence in _apart(facts))
    return "\n\n".join(pieces), (*sentences, *(p for p in passages if not any(_inside(p, s) for s in sentences)))


def _inside(passage, other):
    return other.start <= passage.start and passage.end <= other.end


def _sections(reading, facts):
    chosen = _apart(facts)
    count = 1 if len(chosen) < 4 else 2 if len(chosen) < 6 else 3
    size = -(-len(chosen) // count) if chosen else 1
    groups = [chosen[at : at + size] for at in range(0, len(chosen), size)]
    taken: set[str] = set()
    return [(_heading(group, reading, taken), group) for group in groups]


LONGEST_RUN = 60  # words of the source in one piece


def _apart(facts):
    """The sentences without those that would make a long unbroken run of the source's words."""
    kept: list[Sentence] = []
    run = 0
    for sentence in facts:
        follows = bool(kept) and sentence.start - kept[-1].end <= 2
        run = count_words(sentence.text) + run * follows
        if run <= LONGEST_RUN:
            kept.append(sentence)
        else:
            run = 0
    return kept or facts[:1]


def _heading(group, reading, taken):
    labels = [label for sentence in group for label in labels_for(sentence, reading)[:3]]
    labels = labels or plain_labels(group[0], reading)
    free = [label for label in labels if label.lower() not in taken] or labels
    taken.add(free[0].lower())
    return free[0]


_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def plain(text):
    """Text that Markdown shows as it is."""
    escaped = _MARKDOWN.sub(r"\\\1", text)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+])(?=\s)", r"\\\1", escaped))
