"""What a sentence is about, in one to three words."""

import math
import re

from common.text import fold

from .phrases import Phrase, phrase_counts, phrases_of
from .reading import Reading, Sentence
from .standing import quotations

LONGEST = 3  # words
LONGEST_CHARACTERS = 40


def labels_for(sentence: Sentence, reading: Reading) -> list[str]:
    """Labels for a fact, the best first."""
    ranked = _ranked(sentence, reading)
    return [_capital(phrase.text) for phrase in ranked]


def topic_of(sentence: Sentence, reading: Reading, *, apart_from: str = "") -> str:
    """The phrase that a question about this sentence would name, as written; or empty.

    Of a sentence that opens with somebody's words (`apart_from` says whose) the topic is in those words.
    """
    taken = fold(apart_from)
    around = _around(apart_from, sentence)
    said = [found.span() for found in quotations(sentence)] if apart_from and sentence.text[0] in _OPENING else []
    counts = phrase_counts(reading)
    known = sorted(_ranked(sentence, reading)[:6], key=lambda phrase: -min(counts[phrase.key], 4))
    for phrase in known if apart_from else _ranked(sentence, reading):
        part = taken and (fold(phrase.text) in taken or taken in fold(phrase.text))
        unsaid = said and not any(start <= phrase.start < end for start, end in said)
        if not part and not unsaid and not around[0] <= phrase.start < around[1]:
            return phrase.text
    return ""


_OPENING = '“"„«'


def _around(name, sentence):
    """Where the name and the office just before it stand: "marine biologist Ines Okafor"."""
    start = sentence.text.find(name) if name else -1
    if start < 0:
        return (0, 0)
    if not sentence.lexicon.spaced:
        return start, start + len(name)
    before = re.search(r"(?:[^\W_]+[ ’']){0,3}$", sentence.text[:start])
    return (before.start() if before else start), start + len(name)


def topics_of(sentence: Sentence, reading: Reading) -> list[str]:
    """The three best topics of a sentence, each once."""
    return list(dict.fromkeys(phrase.text for phrase in _ranked(sentence, reading)))[:3]


def _ranked(sentence, reading):
    phrases = [phrase for phrase in phrases_of(sentence, reading) if _short(phrase) and not _is_author(phrase, reading)]
    return sorted(phrases, key=lambda phrase: (-_weight(phrase, sentence, reading), phrase.start))


_NUMERIC = re.compile(r"\b(?:1[5-9]|20)\d0s\b|^\d+-|^[一二三四五六七八九十百千两几][\u4e00-\u9fff]?$")


def _short(phrase: Phrase):
    counts = (phrase.text[0].isdigit() and not phrase.is_name) or bool(_NUMERIC.search(phrase.text))
    return phrase.words <= LONGEST and len(phrase.text) <= LONGEST_CHARACTERS and not counts


def _is_author(phrase, reading):
    words = fold(phrase.text).split()
    return bool(reading.byline_words) and all(word in reading.byline_words for word in words)


def _weight(phrase, sentence, reading):
    """Early, longer than a word, a name, or spoken of again: each makes a phrase a better label."""
    early = 1.6 * (1 - phrase.start / len(sentence.text))
    longer = (0.0, 0.7, 0.8)[phrase.words - 1] if reading.lexicon.spaced else 0.25 * min(len(phrase.text), 5)
    if reading.lexicon.spaced and not reading.lexicon.determiners:
        early = 0.3 * early + 0.08 * min(len(phrase.text), 12)  # it may well be the verb that comes first
    again = 0.5 * math.log2(min(phrase_counts(reading)[phrase.key], 8) or 1)
    digits = 2 if phrase.text[0].isdigit() else 0
    return early + longer + again + 0.5 * phrase.is_name - digits


def _capital(text):
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


_SMALL_SIGNS = re.compile(r"[\W\d的了和是在有被将从为与及到于这那一二三四五六七八九十年月日后前]+")


def plain_labels(sentence: Sentence, reading: Reading) -> list[str]:
    """Labels for a fact that no phrase names: its longest words; never empty."""
    if not reading.lexicon.spaced:
        pieces = [piece for piece in _SMALL_SIGNS.split(sentence.text) if 2 <= len(piece) <= 6]
        return pieces or [sentence.text[:4]]
    longest = sorted(sentence.tokens, key=lambda token: (-len(token.text), token.start))
    plain = [token for token in longest if not token.text[0].isdigit()] or longest
    words = [token for token in plain if token.lower not in reading.lexicon.stopwords] or plain
    return [_capital(token.text.removesuffix("'s").removesuffix("’s")) for token in words]
