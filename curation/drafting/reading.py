"""A source as the drafting reads it: its sentences, their words, and how much each term weighs."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from common.sentences import Span, sentences
from common.text import CJK, fold

from .language import primary
from .lexicon import Lexicon, lexicon_for
from .parts import Passage

LONGEST_SOURCE = 200_000  # characters; what follows is not read
MOST_SENTENCES = 3_000
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}(?:['’]s\b)?|[^\W_]+(?:[-.&][^\W_]+)*(?:['’](?:s|t|re|ve|ll|d|m)\b)?")
_HAN_RUN = re.compile(f"[{CJK}]+")
_NUMBER = re.compile(r"\d")
_QUOTE_MARK = re.compile('["“”„«»]')
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:,\s[\w ,.]{2,30}?)?\s*(?:\([^)]{2,20}\)\s+)?(?:/[^/\s]{2,30}/\s+)?"
    r"[—–-]+\s+(?=[\"“„«¿¡]?[A-ZÀ-Þ])"
    r"|\d{1,2}\s?[.:h]\s?\d{2}(?:\s?(?:am|pm|a\.m\.|p\.m\.|Uhr|[A-Z]{2,4}T))?\s*[:|—–-]?\s+(?=[\"“„«¿¡]?[A-ZÀ-Þ])"
)
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip


class Token(NamedTuple):
    """A word as written, and its offsets in the sentence."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def is_capitalised(self) -> bool:
        return self.text != self.text.lower() and (self.text[0].isupper() or self.text[1:] != self.text[1:].lower())


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of the source; `start` and `end` are offsets in the source."""

    index: int
    start: int
    end: int
    paragraph: int
    text: str
    lexicon: Lexicon = field(repr=False)

    @cached_property
    def tokens(self) -> list[Token]:
        return [Token(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(self.text)]

    @cached_property
    def terms(self) -> frozenset[str]:
        """Stems of the words that carry meaning; pairs of characters where words have no spaces between them."""
        if not self.lexicon.spaced:
            return frozenset(_bigrams(self.text, self.lexicon))
        stem = stemmer(self.lexicon.code)
        return frozenset(stem(token.lower) for token in self.tokens if _carries(token, self.lexicon))

    @cached_property
    def has_number(self) -> bool:
        return bool(_NUMBER.search(self.text))

    @property
    def passage(self) -> Passage:
        return Passage(self.start, self.end, self.text)


def _carries(token, lexicon):
    return len(token.text) > 2 and token.lower not in lexicon.stopwords


def _bigrams(text, lexicon):
    for run in _HAN_RUN.findall(text):
        pairs = (run[at : at + 2] for at in range(len(run) - 1))
        yield from (pair for pair in pairs if pair not in lexicon.stopwords and not _is_stop(pair, lexicon))
    yield from (word.lower() for word in re.findall(r"[A-Za-z]{3,}", text))


def _is_stop(pair, lexicon):
    return pair[0] in lexicon.stopwords or pair[1] in lexicon.stopwords


def _depth_after(text, depth):
    """Whether a quotation is open after the text: 1 or 0."""
    for mark in _QUOTE_MARK.findall(text):
        if mark == '"':
            depth = 1 - depth
        else:
            depth = int(mark in "“„«" if mark != "“" or "„" not in text else False)
    return depth


@lru_cache
def stemmer(code: str):
    """A function from a lower-case word to its stem; the word itself in a language without a stemmer."""
    if code not in _STEMMERS:
        return fold
    return lru_cache(50_000)(snowballstemmer.stemmer(_STEMMERS[code]).stemWord)


class Reading:
    """A source read once. `text` must be normalised; offsets refer to it."""

    def __init__(self, text: str, *, language: str, title: str = "", byline: str = ""):
        self.text, self.title, self.byline = text[:LONGEST_SOURCE], title, byline
        self.language = language
        self._answers: dict[Callable, Any] = {}
        self.lexicon = lexicon_for(primary(language))
        spans = map(self._without_dateline, self._spans()[:MOST_SENTENCES])
        self.sentences = [
            Sentence(index, *span, self.text[span.start : span.end], self.lexicon) for index, span in enumerate(spans)
        ]

    def _spans(self):
        """The sentences; in a text that is mostly lines without a full stop, such as a list, its lines as well."""
        spans = sentences(self.text, self.language)
        self.is_unpunctuated = 2 * sum(span.end - span.start for span in spans) < len(self.text)
        return sentences(self.text, self.language, headings=True) if self.is_unpunctuated else spans

    def _without_dateline(self, span: Span) -> Span:
        """The span without "CAIRO —", or the hour of a live report, before its first word."""
        dateline = _DATELINE.match(self.text, span.start, span.end)
        return span._replace(start=dateline.end()) if dateline else span

    @cached_property
    def weights(self) -> Counter:
        """How many sentences each term occurs in, those of the title counting double."""
        counts = Counter(term for sentence in self.sentences for term in sentence.terms)
        for term in self.title_terms:
            counts[term] = counts[term] * 2
        return counts

    @cached_property
    def title_terms(self) -> frozenset[str]:
        return Sentence(0, 0, len(self.title), 0, self.title, self.lexicon).terms

    @cached_property
    def byline_words(self) -> frozenset[str]:
        return frozenset(word for word in re.findall(r"[^\W\d_]+", fold(self.byline)) if len(word) > 1)

    @cached_property
    def lower_words(self) -> Counter:
        """How often each word is written without a capital."""
        return Counter(t.lower for s in self.sentences for t in s.tokens if not t.is_capitalised)

    @cached_property
    def capital_words(self) -> Counter:
        """How often each word has its capital within a sentence, where only a name (in German a noun) has one."""
        return Counter(t.lower for s in self.sentences for t in s.tokens[1:] if t.is_capitalised)

    def is_proper(self, token: Token) -> bool:
        """Whether a capitalised word is a name rather than the first word of a sentence."""
        word = token.lower.removesuffix("'s")
        if not token.is_capitalised or word in self.lexicon.stopwords:
            return False
        return self.capital_words[word] + self.capital_words[word + "'s"] > self.lower_words[word]

    @cached_property
    def quoted(self) -> frozenset[int]:
        """Numbers of the sentences that begin inside a quotation too long to be kept in one piece."""
        found, paragraph, depth = set(), -1, 0
        for sentence in self.sentences:
            if sentence.paragraph != paragraph:
                paragraph, depth = sentence.paragraph, 0
            if depth > 0:
                found.add(sentence.index)
            depth = _depth_after(sentence.text, depth)
        return frozenset(found)

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before it in its paragraph."""
        other = self.sentences[sentence.index - 1] if sentence.index else None
        return other if other and other.paragraph == sentence.paragraph else None

    def once(self, question: Callable[["Reading"], Any]) -> Any:
        """The function's answer about this source, worked out the first time it is asked."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return self._answers[question]
