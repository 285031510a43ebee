"""What a sentence is about, in one to three words."""

import math

from common.text import fold

from .phrases import Phrase, phrase_counts, phrases_of
from .reading import Reading, Sentence

LONGEST = 3  # words
LONGEST_CHARACTERS = 40


def labels_for(sentence: Sentence, reading: Reading) -> list[str]:
    """Labels for a fact, the best first; never empty for a sentence with a word in it."""
    ranked = _ranked(sentence, reading)
    return [_capital(phrase.text) for phrase in ranked] or _last_resort(sentence, reading)


def topic_of(sentence: Sentence, reading: Reading) -> str:
    """The phrase that a question about this sentence would name, as written; or empty."""
    ranked = _ranked(sentence, reading)
    return ranked[0].text if ranked else ""


def _ranked(sentence, reading):
    phrases = [phrase for phrase in phrases_of(sentence, reading) if _short(phrase) and not _is_author(phrase, reading)]
    return sorted(phrases, key=lambda phrase: (-_weight(phrase, sentence, reading), phrase.start))


def _short(phrase: Phrase):
    return phrase.words <= LONGEST and len(phrase.text) <= LONGEST_CHARACTERS


def _is_author(phrase, reading):
    words = fold(phrase.text).split()
    return bool(reading.byline_words) and all(word in reading.byline_words for word in words)


def _weight(phrase, sentence, reading):
    """Early, longer than a word, a name, or spoken of again: each makes a phrase a better label."""
    early = 1.6 * (1 - phrase.start / len(sentence.text))
    longer = (0.0, 0.7, 0.8)[phrase.words - 1] if reading.lexicon.spaced else 0.25 * min(len(phrase.text), 5)
    again = 0.5 * math.log2(min(phrase_counts(reading)[phrase.key], 8) or 1)
    digits = 0.6 if phrase.text[0].isdigit() else 0
    return early + longer + again + 0.5 * phrase.is_name - digits


def _capital(text):
    return text[:1].upper() + text[1:]


def _last_resort(sentence, reading):
    if not reading.lexicon.spaced:
        return [sentence.text[:4]]
    longest = sorted(sentence.tokens, key=lambda token: (-len(token.text), token.start))
    words = [token for token in longest if token.lower not in reading.lexicon.stopwords] or longest
    return [_capital(token.text.removesuffix("'s").removesuffix("’s")) for token in words]
