"""Help when nothing was found: words that are spelled nearly like the ones that were typed."""

from collections.abc import Iterator
from difflib import get_close_matches

from articles.models import Article, Tag
from articles.search import tokens
from articles.search.finding import find
from articles.search.query import Query, read

TITLES = 1500  # the newest
MOST_TAGS = 1500
MOST_WORDS = 3  # of the query are looked at: comparing is slow
NEAR = 0.75


def near(query: Query) -> tuple[str, int] | None:
    """The query with words that stand in headlines or tags instead of unknown ones, and how many clips it finds."""
    known = dict(_known())
    text = query.text
    for typed in _words_to_try(query, known):
        alike = [word for word in known if abs(len(word) - len(typed.word)) <= 2]
        if match := get_close_matches(typed.word, alike, 1, NEAR):
            text = text.replace(query.text[typed.start : typed.end], known[match[0]], 1)
    hits = find(read(text)) if text != query.text else []
    return (text, len(hits)) if hits else None


def _words_to_try(query, known):
    words = [word for term in query.wanted for word in term.words if len(word.word) > 2 and word.word not in known]
    return words[:MOST_WORDS]


def _known() -> Iterator[tuple[str, str]]:
    """Folded words, and how they are written."""
    titles = Article.objects.published().newest_first().values_list("title", flat=True)[:TITLES]
    tags = Tag.objects.in_use().order_by("-article_count").values_list("name", flat=True)[:MOST_TAGS]
    for text in [*titles, *tags]:
        for token in tokens.tokens(text):
            if len(token.word) > 2:
                yield token.word, text[token.start : token.end].lower()
