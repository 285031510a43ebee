"""Search within one thread: comments in which every word stands, the newest first.

The words are the search's own (case, accents and width do not matter); the end of a word may be left out. They are
kept beside each visible comment (`SaidWords`), so the database looks; at most MOST_READ comments a page, and the page
says so when there are older ones.
"""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.safestring import SafeString

from accounts.between import hidden_from
from articles.search import tokens
from articles.search.highlights import Marker
from articles.search.indexing import plain
from articles.search.query import Query, Term, read
from comments.models import Comment, SaidWords

PAGE = 20
MOST_READ = 10_000
AT_ONCE = 500


@dataclass
class Hit:
    comment: Comment
    text: SafeString  # around what was found


@dataclass
class Found:
    """`next_after`: there are more with these words; `unread_from`: older ones were not read at all."""

    query: Query
    hits: list[Hit] = field(default_factory=list)
    next_after: int | None = None
    unread_from: int | None = None


def search(article, typed: str, before: int | None = None, reader=None) -> Found:
    """Comments older than the one numbered `before`. Only words count: operators of the site's search do not."""
    query = read(typed)
    found = Found(query)
    if not query.wanted:
        return found
    comments = article.comments.filter(pk__lt=before) if before else article.comments.all()
    beyond = _beyond(comments) if article.comment_count > MOST_READ else None
    numbers = _numbers(comments.filter(pk__gt=beyond or 0).exclude(hidden_from(reader)), query)
    if len(numbers) > PAGE:
        found.next_after = numbers[PAGE - 1]
    elif beyond:
        found.unread_from = beyond + 1
    found.hits = _hits(article, query, numbers[:PAGE])
    return found


def index(comment) -> None:
    """Keep the words in step with a comment that was made, changed or settled. Runs in the verb's transaction."""
    if comment.is_visible:
        SaidWords.objects.update_or_create(comment=comment, defaults={"words": words_of(comment.body)})
    else:
        SaidWords.objects.filter(comment=comment).delete()


def index_many(comments) -> None:
    """The same for many new ones."""
    rows = [SaidWords(comment=comment, words=words_of(comment.body)) for comment in comments if comment.is_visible]
    SaidWords.objects.bulk_create(rows, AT_ONCE, ignore_conflicts=True)


def words_of(body: str) -> str:
    return "".join(f" {token.word}" for token in tokens.tokens(body)) + " "


def holding(query: Query) -> Q:
    """Every wanted word, and none of the others."""
    found = Q()
    for term in query.terms:
        stands = Q(said_words__words__contains=_asked(term))
        found &= stands if term.is_wanted else ~stands
    return found


def _asked(term: Term) -> str:
    """Next to each other, in this order; the last one may go on."""
    return "".join(f" {word.word}" for word in term.words)


def _beyond(comments):
    """The newest that is not read."""
    numbers = comments.visible().order_by("-pk").values_list("pk", flat=True)
    return next(iter(numbers[MOST_READ : MOST_READ + 1]), None)


def _numbers(comments, query):
    return list(comments.visible().filter(holding(query)).order_by("-pk").values_list("pk", flat=True)[: PAGE + 1])


def _hits(article, query, numbers):
    marker = Prefixes(query)
    comments = article.comments.visible().filter(pk__in=numbers).select_related("author").order_by("-pk")
    return [Hit(c, marker.excerpt([plain(c.body_html).strip(), c.body], article.language)) for c in comments]


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
