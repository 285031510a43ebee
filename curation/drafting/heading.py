"""Headline, standfirst and category of a draft."""

import re

from common.text import count_words, fold

from .ranking import score, standing_sentences
from .reading import Reading, Sentence
from .room import left
from .standing import is_usable, leans, speaks_as_author

LONGEST_TITLE = 150
LONGEST_STANDFIRST = 240
BORNE_OUT = 0.6  # share of an excerpt's terms that the text must have
_SUFFIX = re.compile(r"\s+[|·•»–—]\s+[^|·•»–—]{2,40}$|\s+-\s+[^-]{2,40}$|\s?_[^_]{1,20}$")


def headline(title: str, reading: Reading) -> str:
    """The source's title without the site's name; else the lead sentence, cut at a clause."""
    title = " ".join(title.split())
    while (shorter := _SUFFIX.sub("", title)) != title and len(shorter) >= 12 - 6 * (not reading.lexicon.spaced):
        title = shorter
    return title or _from_lead(reading)


MOST_CANDIDATES, LONGEST_CANDIDATE, SHORTEST_CANDIDATE = 5, 110, 24


def candidates(title: str, reading: Reading, facts: list[Sentence]) -> tuple[str, ...]:
    """Three to five headlines, the source's own first: then the beginnings of its strongest sentences.

    Each but the first is words of one sentence of the text, so that none promises what the text lacks.
    """
    early = sorted(facts, key=lambda sentence: (-_headline_worth(sentence, reading), sentence.index))
    short = [_short_headline(sentence, reading) for sentence in early]
    if sum(map(bool, short)) < 2:  # rather a long one than one cut in the middle of what it says
        short += [sentence.text.rstrip(".。 ") for sentence in early if len(sentence.text) <= LONGEST_TITLE]
    offers = [headline(title, reading), *short]
    chosen: dict[str, str] = {}
    for offer in offers:
        if offer and not any(_same_headline(offer, other) for other in chosen.values()):
            chosen.setdefault(fold(offer), offer)
    return tuple(chosen.values())[:MOST_CANDIDATES]


def _headline_worth(sentence, reading):
    """A leading sentence first, then a central one; a short one rather than a long one."""
    return (2.0 if sentence.index < 2 else 0.0) + score(sentence, reading) - len(sentence.text) / 150


def _short_headline(sentence, reading):
    """The sentence up to its first clause that is whole; empty where that is cut or too short."""
    text = _HOUR.sub("", sentence.text).rstrip(".。！!… ")
    text = _ASIDE.sub("", text)
    cuts = [found.start() for found in _CLAUSE.finditer(text)]
    shortest, longest = (SHORTEST_CANDIDATE, LONGEST_CANDIDATE) if reading.lexicon.spaced else (8, 40)
    whole = [text[:cut] for cut in [*cuts, len(text)] if shortest <= cut <= longest]
    fits = [piece for piece in whole if _has_verb(piece, sentence, reading)]
    if fits and fits[-1] == text:
        return text  # "…whether the ferry goes on"
    return _without_small_end(fits[-1].rstrip(" ,;–—"), reading) if fits else ""


_HOUR = re.compile(r"^\d{1,2}\s?[h:.]\s?\d{0,2}\s+[–—-]\s+")
_ASIDE = re.compile(r",? (?:according to|selon|d’après|laut|según|segundo) [^,]+$|\s\([^()]{1,60}\)", re.I)
_CLAUSE = re.compile(
    r", (?=(?:which|according|ending|while|compared|qui|dont|selon|soit|contre|según|segundo|wobei|obwohl|weil)\b)"
    r"|(?<=\w{4})(?:, [^,]{3,60}$)|[，；]| [–—] "
)


def _has_verb(piece, sentence, reading):
    """Nothing opened and not closed; and no list cut in half: the piece ends the sentence or an independent clause."""
    balanced = all(piece.count(left) == piece.count(right) for left, right in (("“", "”"), ("«", "»"), ("(", ")")))
    words = len(piece.split()) if reading.lexicon.spaced else len(piece) / 2
    return balanced and piece.count('"') % 2 == 0 and words >= 4 and "„" not in piece


def _same_headline(one, other):
    left, right = set(fold(one).split()), set(fold(other).split())
    return fold(one) in fold(other) or len(left & right) > 0.8 * min(len(left), len(right))


def _from_lead(reading):
    lead = next(iter(_leads(reading)), None)
    text = lead.text if lead else " ".join(reading.text.split())[:LONGEST_TITLE]
    return _clause(text.rstrip(".。 "), reading)


def _clause(text, reading, longest=90):
    if len(text) <= longest:
        return text
    for mark in (r"[,;:](?=\s)|[，；：]", r"\s"):
        cuts = [found.start() for found in re.finditer(mark, text[: longest + 1]) if found.start() >= 30]
        if cuts:
            return _without_small_end(text[: cuts[-1]], reading)
    return text[:longest]


def _without_small_end(text, reading):
    """The text without "for the" at its end."""
    words = text.split(" ")
    while len(words) > 1 and words[-1].lower() in reading.lexicon.stopwords:
        words.pop()
    return " ".join(words)


def _leads(reading):
    early = [s for s in reading.sentences[:12] if is_usable(s, reading) and not speaks_as_author(s, reading)]
    standing = [sentence for sentence in standing_sentences(reading) if sentence.index < 12]
    return [*sorted(standing, key=lambda sentence: sentence.index), *early]


def standfirst(excerpt: str, reading: Reading, used: list[Sentence], shown: list[Sentence]) -> str:
    """The excerpt if the text bears it out, else a leading sentence: where there is room for it one that is not shown.

    `used` are the facts, `shown` they and the answers.
    """
    excerpt = " ".join(excerpt.split())
    if (
        excerpt
        and len(excerpt) <= LONGEST_STANDFIRST
        and _is_whole(excerpt, reading)
        and _is_borne_out(excerpt, reading)
    ):
        return excerpt
    fitting = [sentence for sentence in _leads(reading) if len(sentence.text) <= LONGEST_STANDFIRST]
    clear = [sentence for sentence in fitting if not leans(sentence, reading)]
    spare = left(reading, shown)
    unused = [s for s in clear if s not in shown and s.index < 8 and count_words(s.text) <= spare]
    later = [sentence for sentence in clear if sentence not in used[:1]]
    unused = sorted(unused, key=lambda sentence: -score(sentence, reading))
    for choice in (unused, later, clear, fitting):
        if choice:
            return choice[0].text
    return ""


def _is_whole(excerpt, reading):
    """Not cut off: it has its final mark, or at least five words of which the last is no small one."""
    if excerpt[-1] in '.!?。！？”"»' and not excerpt.endswith(".."):
        return True
    words = excerpt.split()
    return excerpt[-1].isalnum() and len(words) >= 5 and words[-1].lower() not in reading.lexicon.stopwords


def _is_borne_out(excerpt, reading):
    """It stands in the text, or most of what it names does."""
    if fold(excerpt) in fold(reading.text):
        return True
    terms = Sentence(0, 0, len(excerpt), 0, excerpt, reading.lexicon).terms
    known = sum(term in reading.weights for term in terms)
    return bool(terms) and known >= BORNE_OUT * len(terms)


def category(reading: Reading, known) -> str:
    """The slug of the known category whose name and words occur most in the source, or empty."""
    worths = {slug: _mentions(f"{name} {words}", reading) for slug, name, words in known}
    best = max(sorted(worths), key=lambda slug: worths[slug], default="")
    return best if best and worths[best] >= 2 else ""


def _mentions(words, reading):
    terms = Sentence(0, 0, len(words), 0, words, reading.lexicon).terms
    return sum(reading.weights[term] for term in terms)
