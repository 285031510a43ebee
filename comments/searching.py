"""Search within one thread: comments in which every word stands, the newest first.

The words are the search's own (case, accents and width do not matter); the end of a word may be left out. A thread is
read through, newest first, until a page is full: no index of its own, and at most MOST_READ comments a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.utils.safestring import SafeString

from articles.search import tokens
from articles.search.highlights import Marker
from articles.search.indexing import plain
from articles.search.query import Query, Term, read
from comments.models import Comment

PAGE = 20
MOST_READ = 20_000
AT_ONCE = 1000


@dataclass
class Hit:
    comment: Comment
    text: SafeString  # around what was found


@dataclass
class Found:
    query: Query
    hits: list[Hit] = field(default_factory=list)
    next_after: int | None = None


def search(article, typed: str, before: int | None = None) -> Found:
    """Comments older than the one numbered `before`. Only words count: operators of the site's search do not."""
    query = read(typed)
    found = Found(query)
    if not query.wanted:
        return found
    numbers = list(islice(_numbers(article, query, before), PAGE + 1))
    if len(numbers) > PAGE:
        found.next_after = numbers[PAGE - 1]
    marker = Prefixes(query)
    comments = article.comments.visible().filter(pk__in=numbers[:PAGE]).select_related("author").order_by("-pk")
    found.hits = [Hit(c, marker.excerpt([plain(c.body_html).strip(), c.body], article.language)) for c in comments]
    return found


def is_in(body: str, query: Query) -> bool:
    """Does every wanted word stand in the text, and none of the others?"""
    if body.isascii() and not _may_be_in(body.lower(), query.wanted):
        return False
    words = [token.word for token in tokens.tokens(body)]
    return all(_stands(term, words) == term.is_wanted for term in query.terms)


def _may_be_in(lower, terms):
    """A quick look at what most texts are, before they are taken apart."""
    return all(word.word in lower for term in terms for word in term.words)


def _stands(term: Term, words: list[str]) -> bool:
    """Next to each other, in this order; the last one may go on."""
    asked = [word.word for word in term.words]
    last = len(asked) - 1
    return any(
        words[at : at + last] == asked[:last] and words[at + last].startswith(asked[last])
        for at in range(len(words) - last)
    )


def _numbers(article, query, before) -> Iterator[int]:
    """Of comments that are found, read as numbers and words alone: most are not."""
    comments = article.comments.visible().order_by("-pk").values_list("pk", "body")
    for _ in range(0, MOST_READ, AT_ONCE):
        some = list(comments.filter(pk__lt=before)[:AT_ONCE] if before else comments[:AT_ONCE])
        yield from (pk for pk, body in some if is_in(body, query))
        if len(some) < AT_ONCE:
            return
        before = some[-1][0]


class Prefixes(Marker):
    """Marks words that begin with what was asked for."""

    def __init__(self, query: Query) -> None:
        super().__init__(query)
        self._starts = tuple(term.words[-1].word for term in query.wanted)

    def _found(self, token, stemmer, stems, text):
        if token.word.startswith(self._starts):
            yield token.start, token.end
        else:
            yield from super()._found(token, stemmer, set(), text)
