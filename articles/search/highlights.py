"""What was found, marked in the text as it was written: escaped first, then marked."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search import tokens
from articles.search.query import Query

EXCERPT = 170  # characters
BEFORE = 50  # of them before the first word that was found


class Marker:
    """Marks the words of one query."""

    def __init__(self, query: Query) -> None:
        self._words = {word.word for term in query.wanted for word in term.words}
        self._stemmed = [word for term in query.wanted if term.stems for word in term.words if word.caseless]
        self._letters = {w.word for term in query.wanted if term.stems for w in term.words if not w.caseless}

    def marked(self, text: str, language: str) -> SafeString:
        """`text` as safe HTML, with `<mark>` around what was found."""
        return self._marked(text, self.places(text, language))

    def excerpt(self, texts: Iterable[str], language: str) -> SafeString:
        """Words around the first place in any of the texts that was found; "" when it stands in none of them."""
        for text in texts:
            if places := self.places(text, language):
                return self._cut(text, places)
        return SafeString("")

    def places(self, text: str, language: str) -> list[tuple[int, int]]:
        """Where it stands, in order, without overlaps."""
        stemmer = tokens.stemmer_of(language)
        stems = {tokens.stem(word.caseless, stemmer) for word in self._stemmed}
        places: list[tuple[int, int]] = []
        for token in tokens.tokens(text):
            for start, end in self._found(token, stemmer, stems, text):
                if places and start <= places[-1][1]:
                    places[-1] = (places[-1][0], max(end, places[-1][1]))
                else:
                    places.append((start, end))
        return places

    def _found(self, token, stemmer, stems, text):
        if token.word in self._words or (token.caseless and stems and tokens.stem(token.caseless, stemmer) in stems):
            yield token.start, token.end
        elif not token.caseless and self._letters:
            for place in range(token.start, token.end):
                if tokens.fold(text[place]) in self._letters:
                    yield place, place + 1

    def _cut(self, text, places):
        start = _start_of_word(text, places[0][0] - BEFORE)
        end = _end_of_word(text, start + EXCERPT)
        inside = [(a - start, min(b, end) - start) for a, b in places if start <= a < end]
        marked = self._marked(text[start:end], inside)
        return mark_safe(f"{'… ' if start else ''}{marked}{' …' if end < len(text) else ''}")  # noqa: S308 (see _marked)

    def _marked(self, text, places):
        parts, done = [], 0
        for start, end in places:
            parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
            done = end
        return mark_safe("".join([*parts, escape(text[done:])]))  # noqa: S308 (each part is escaped)


def _start_of_word(text, place):
    if place <= 0:
        return 0
    space = text.find(" ", place, place + BEFORE)
    return space + 1 if space >= 0 else place


def _end_of_word(text, place):
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - 30, place)
    return space if space >= 0 else place
