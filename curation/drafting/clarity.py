"""How likely a reader who sees nothing else of the source understands a sentence, and how much it tells.

A few signs of each sentence, weighed together (logistic regression). The weights come from the labelled texts
that are meant for tuning: `python -m evaluation.fit` prints them anew.
"""

import math
from functools import lru_cache

from .clarity_weights import ALONE, BIAS
from .phrases import LONGEST_SENTENCE, phrase_counts, phrases_of
from .reading import Reading, Sentence, stemmer
from .standing import is_usable, leans, quotations, speaks_as_author

SIGNS = (
    "leans author quoted says names no_name spoken_of title bare_surname pointer pronoun number"
    " long short first early paragraph central in_quote"
).split()
_MANY = 3


@lru_cache(maxsize=20_000)
def clarity(sentence: Sentence, reading: Reading) -> float:
    """0 (needs its neighbours, or tells little) to 1 (a fact as it stands)."""
    if not is_usable(sentence, reading):
        return 0.0  # it may be as long as the source: nothing about it is worth the time
    found = signs(sentence, reading)
    return 1 / (1 + math.exp(-BIAS - sum(ALONE[name] * value for name, value in found.items())))


def signs(sentence: Sentence, reading: Reading) -> dict[str, float]:
    """Each sign from 0 to about 1."""
    names = name_words(sentence, reading)
    words = len(sentence.tokens) if reading.lexicon.spaced else len(sentence.text) / 2
    paragraph_before = reading.sentences[sentence.index - 1] if sentence.index else None
    return {
        "leans": leans(sentence, reading),
        "author": speaks_as_author(sentence, reading),
        "quoted": _share_quoted(sentence),
        "says": any(token.lower in reading.lexicon.saying for token in sentence.tokens),
        "names": min(len(names), _MANY) / _MANY,
        "no_name": not names,
        "spoken_of": _spoken_of(sentence, reading),
        "title": min(1.0, 3 * len(sentence.terms & reading.title_terms) / (len(reading.title_terms) or 1)),
        "bare_surname": opens_with_surname(sentence, reading),
        "pointer": any(token.lower in reading.lexicon.anaphora for token in sentence.tokens),
        "pronoun": min(2, _pronouns(sentence, reading)) / 2,
        "number": sentence.has_number,
        "long": min(1.0, max(0, words - 14) / 16),
        "short": min(1.0, max(0, 12 - words) / 8),
        "first": sentence.index == 0,
        "early": 1 / (1 + sentence.index / 4),
        "paragraph": paragraph_before is None or paragraph_before.paragraph != sentence.paragraph,
        "central": _centrality(sentence, reading),
        "in_quote": sentence.index in reading.quoted or not is_usable(sentence, reading),
    }


def _share_quoted(sentence):
    return sum(len(found.group()) for found in quotations(sentence)) / len(sentence.text)


def _pronouns(sentence, reading):
    small = reading.lexicon.pronouns | reading.lexicon.leaning
    return sum(token.lower in small for token in sentence.tokens)


def _centrality(sentence, reading):
    if not sentence.terms:
        return 0.0
    return min(1.0, sum(math.log1p(reading.weights[term]) for term in sentence.terms) / (2.2 * len(sentence.terms)))


def name_words(sentence: Sentence, reading: Reading) -> list[str]:
    """The words of names in it, without those of the calendar and, in German, without plain nouns."""
    proper = reading.once(_proper_words)
    return [token.lower for token in sentence.tokens if token.lower.removesuffix("'s") in proper]


def _proper_words(reading):
    """Words that are names wherever they stand."""
    small = reading.lexicon.stopwords | reading.lexicon.calendar | reading.lexicon.titles | reading.lexicon.generic
    if not reading.lexicon.spaced:
        return frozenset(p.text.lower() for s in reading.sentences for p in phrases_of(s, reading) if p.is_name)
    if reading.lexicon.nouns_are_capitalised:
        return _german_names(reading) - small
    within = (token for sentence in reading.sentences for token in sentence.tokens[1:] if token.is_capitalised)
    found = {token.lower.removesuffix("'s") for token in within}
    return frozenset(word for word in found if reading.capital_words[word] >= reading.lower_words[word]) - small


def _german_names(reading):
    """German nouns have capitals too: a name has no article, or follows another noun ("Landgericht Hohenstedt")."""
    with_article, without = set(), set()
    for sentence in reading.sentences:
        for at, token in enumerate(sentence.tokens):
            if not token.is_capitalised or (at == 0 and token.lower in reading.lexicon.stopwords):
                continue
            before = sentence.tokens[at - 1] if at else None
            beside = before and before.is_capitalised and sentence.text[before.end : token.start] == " "
            if before and beside and before.lower not in reading.lexicon.stopwords:
                without.add(token.lower)
            elif before and (before.lower in reading.lexicon.determiners or before.lower.endswith(("en", "er", "es"))):
                with_article.add(token.lower)
            elif before and before.lower in _GERMAN_PLACE:
                without.add(token.lower)
    return frozenset(word for word in without if word not in with_article or word in _after_noun(reading))


_GERMAN_PLACE = frozenset("in aus nach bei von gegen".split())


def _after_noun(reading):
    return reading.once(_words_after_nouns)


def _words_after_nouns(reading):
    found = set()
    for sentence in reading.sentences:
        for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False):
            both = left.is_capitalised and right.is_capitalised and sentence.text[left.end : right.start] == " "
            if both and left.lower not in reading.lexicon.stopwords:
                found.add(right.lower)
    return frozenset(found)


def _spoken_of(sentence, reading):
    """How much the source speaks of what the sentence names: 1 for its main name."""
    counts = phrase_counts(reading)
    named = [counts[phrase.key] for phrase in phrases_of(sentence, reading) if phrase.is_name]
    return min(1.0, math.log1p(max(named, default=0)) / 2)


def surnames(reading: Reading) -> frozenset[str]:
    """Last words of people's names that the source gives in full."""
    return reading.once(_surnames)


def _surnames(reading):
    found = set()
    for sentence in reading.sentences:
        if len(sentence.text) > LONGEST_SENTENCE:
            continue
        says = any(token.lower in reading.lexicon.saying for token in sentence.tokens)
        for phrase in phrases_of(sentence, reading):
            words = phrase.text.split()
            if phrase.is_name and 2 <= len(words) <= 4 and says and words[-1][:1].isupper():
                found.add(words[-1].lower())
    return frozenset(found)


def opens_with_surname(sentence: Sentence, reading: Reading) -> bool:
    """ "Toller said…": who that is was said before."""
    tokens = sentence.tokens[:3]
    for at, token in enumerate(tokens):
        word = token.lower.removesuffix("'s")
        if token.is_capitalised and word in surnames(reading):
            before = tokens[at - 1] if at else None
            return before is None or not before.is_capitalised or before.lower.strip(".") in reading.lexicon.titles
    return False


def opens_with_unnamed(sentence: Sentence, reading: Reading, names=None) -> bool:
    """ "The motion passed": a definite thing that nothing in the sentence names."""
    first = sentence.tokens[0].lower if sentence.tokens else ""
    names = name_words(sentence, reading) if names is None else names
    return first in _DEFINITE.get(reading.lexicon.code, ()) and not names


def opens_with_known(sentence: Sentence, reading: Reading) -> bool:
    """ "The report also…": a definite thing, without a name, of which an earlier sentence spoke."""
    tokens = sentence.tokens[:6]
    if not tokens or tokens[0].lower not in _DEFINITE.get(reading.lexicon.code, ()):
        return False
    proper = reading.once(_proper_words)
    if any(token.lower.removesuffix("'s") in proper for token in tokens):
        return False
    stem, before = stemmer(reading.lexicon.code), reading.once(_first_places)
    carrying = [token for token in tokens[1:4] if token.lower not in reading.lexicon.stopwords and len(token.text) > 2]
    return any(before.get(stem(token.lower), sentence.index) < sentence.index for token in carrying[:2])


def _first_places(reading):
    """The first sentence of each term."""
    found = {}
    for sentence in reading.sentences:
        for term in sentence.terms:
            found.setdefault(term, sentence.index)
    return found


_DEFINITE = {
    "en": {"the", "its", "their", "each", "such", "half", "both", "another", "other"},
    "de": {"der", "die", "das", "den", "dem", "des", "jeder", "jede", "beide"},
    "fr": {"le", "la", "les", "l", "ce", "cette", "ces", "chaque", "chacun"},
    "es": {"el", "la", "los", "las", "ambos", "cada"},
    "pt": {"o", "a", "os", "as", "ambos", "cada"},
    "it": {"il", "lo", "la", "i", "gli", "le", "l", "ogni"},
}
