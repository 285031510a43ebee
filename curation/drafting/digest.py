"""Background and body of a draft: a short digest in the source's own sentences."""

import re

from common.text import count_words

from .labels import labels_for, plain_labels
from .parts import Passage
from .questions.speakers import speaker_of
from .ranking import score, standing_sentences
from .reading import Reading, Sentence
from .standing import quotations

MOST_BACKGROUND = 3
LARGEST_SHARE = 1 / 3  # of the source's words
_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20[0-4]\d)\b")


def background(reading: Reading, used: list[Sentence]) -> tuple[str, tuple[Passage, ...]]:
    """One to three unused sentences that look back, in reading order, and where they stand; or nothing."""
    free = [s for s in standing_sentences(reading) if s not in used and s.index > 0]
    ranked = sorted(free, key=lambda s: (-_looks_back(s, reading), -score(s, reading)))
    chosen = [s for s in ranked if _looks_back(s, reading) >= 1][:MOST_BACKGROUND] or ranked[:1]
    chosen = sorted(chosen, key=lambda s: s.index)
    joint = " " if reading.lexicon.spaced else ""
    return joint.join(s.text for s in chosen), tuple(s.passage for s in chosen)


SHORTEST_QUOTE, LONGEST_QUOTE = 40, 280  # characters
SHORTEST_QUOTE_CJK = 14


def pull_quote(reading: Reading) -> str:
    """The best quotation that somebody named says, as a blockquote whose last line names the speaker; or empty."""
    offers = [offer for sentence in reading.sentences if (offer := _quotable(sentence, reading))]
    if not offers:
        return ""
    _, said, speaker = max(offers, key=lambda offer: offer[0])
    return f"> {_plain(said)}\n>\n> — {_plain(speaker)}"


def _quotable(sentence, reading):
    if len(sentence.text) > 2 * LONGEST_QUOTE:
        return None
    said = max((found.group()[1:-1].strip() for found in quotations(sentence)), key=len, default="")
    shortest = SHORTEST_QUOTE if reading.lexicon.spaced else SHORTEST_QUOTE_CJK
    if not shortest <= len(said) <= LONGEST_QUOTE or said[0].islower() or "[" in said:
        return None
    speaker = speaker_of(sentence, reading)
    worth = score(sentence, reading) - abs(len(said) - 110) / 100
    return (worth, said.rstrip(",，"), speaker) if speaker else None


def _looks_back(sentence, reading):
    lower = sentence.text.lower()
    years = _YEAR.findall(sentence.text)
    return sum(word in lower for word in reading.lexicon.past) + 1.5 * bool(years)


def body(reading: Reading) -> str:
    """Two or three sections of key sentences under headings from the text, and the pull quote after the first."""
    sections, quote = _sections(reading), pull_quote(reading)
    pieces = []
    for number, (heading, sentences) in enumerate(sections):
        pieces.append(f"## {_plain(heading)}")
        pieces.append((" " if reading.lexicon.spaced else "").join(_plain(s.text) for s in sentences))
        if number == 0 and quote:
            pieces.append(quote)
    return "\n\n".join(pieces)


def _sections(reading):
    chosen = _key_sentences(reading)
    count = 1 if len(chosen) < 4 else 2 if len(chosen) < 8 else 3
    size = -(-len(chosen) // count) if chosen else 1
    groups = [chosen[at : at + size] for at in range(0, len(chosen), size)]
    taken: set[str] = set()
    return [(_heading(group, reading, taken), group) for group in groups]


def _key_sentences(reading):
    """The best sentences up to a third of the source's words, in reading order."""
    room = count_words(reading.text) * LARGEST_SHARE * 0.9
    chosen = []
    for sentence in standing_sentences(reading):
        room -= count_words(sentence.text)
        if room < 0 and chosen:
            break
        chosen.append(sentence)
        if len(chosen) == 9:
            break
    return sorted(chosen, key=lambda sentence: sentence.index)


def _heading(group, reading, taken):
    labels = [label for sentence in group for label in labels_for(sentence, reading)[:3]]
    labels = labels or plain_labels(group[0], reading)
    free = [label for label in labels if label.lower() not in taken] or labels
    taken.add(free[0].lower())
    return free[0]


_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def _plain(text):
    """Text that Markdown shows as it is."""
    escaped = _MARKDOWN.sub(r"\\\1", text)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+])(?=\s)", r"\\\1", escaped))
