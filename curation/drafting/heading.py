"""Headline, standfirst and category of a draft."""

import re

from common.text import fold

from .ranking import score, standing_sentences
from .reading import Reading, Sentence
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


def _from_lead(reading):
    lead = next(iter(_leads(reading)), None)
    text = lead.text if lead else " ".join(reading.text.split())[:LONGEST_TITLE]
    return _clause(text.rstrip(".。 "), reading)


def _clause(text, reading, longest=90):
    if len(text) <= longest:
        return text
    for mark in (r"[,;:，；：]", r"\s"):
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


def standfirst(excerpt: str, reading: Reading, used: list[Sentence]) -> str:
    """The excerpt if the text bears it out, else a leading sentence, one that is no fact if there is one."""
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
    unused = [sentence for sentence in clear if sentence not in used and sentence.index < 8]
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
