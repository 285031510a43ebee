"""Clips that a query finds, best or newest first."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db import connections
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, ArticleMaker, Category, SearchEntry, Tag
from articles.search import tokens
from articles.search.backends import Expression, backend_of
from articles.search.query import Query
from common.text import tag_key

# Only so many, the newest, are ranked and listed: a word that stands in every clip costs no more than this.
MOST_HITS = 2000
MOST_LANGUAGES = 12


class Hits(list[int]):
    """Numbers of published clips in the order asked for. `are_all` is false when only the newest are among them."""

    are_all = True


def find(query: Query, *, newest: bool = False, category: Category | None = None, reader=None) -> Hits:
    """Up to MOST_HITS published clips; `newest` orders by date instead of by rank, and what
    the reader muted is not among them."""
    if query.is_empty:
        return Hits()
    languages = _languages() if any(term.stems for term in query.terms) else []
    wanted = _expression(query.wanted, languages)
    clips = _filtered(query, category).for_reader(reader)
    backend = backend_of(clips.db)
    if wanted:
        clips = clips.filter(pk__in=backend.matching(wanted))
    for term in query.unwanted:
        clips = clips.exclude(pk__in=backend.matching(_expression([term], languages)))
    hits = Hits(clips.newest_first().values_list("pk", flat=True)[: MOST_HITS + 1])
    hits.are_all = len(hits) <= MOST_HITS
    del hits[MOST_HITS:]
    if hits and wanted and not newest:
        _rank(hits, backend, wanted, clips.db)
    return hits


def in_order(hits: Sequence[int]) -> list[Article]:
    """The clips of one page of hits, as cards and with the text to cut an excerpt from."""
    found = Article.objects.published().for_cards().defer(None).prefetch_related("key_facts__fact", "answers")
    clips = found.in_bulk(hits)
    return [clips[pk] for pk in hits if pk in clips]


def _rank(hits, backend, wanted, alias):
    with connections[alias].cursor() as cursor:
        ranks = backend.ranks(cursor, wanted, hits)
    hits.sort(key=lambda pk: ranks.get(pk, 0.0), reverse=True)  # stable: of equals the newer comes first


def _expression(terms, languages) -> Expression:
    return [_alternatives(term, languages) for term in terms]


def _alternatives(term, languages):
    """The word as typed, or one of its stems; a clip has stems of its own language only."""
    exact = tuple(tokens.ascii_of(word.word) for word in term.words)
    if not term.stems:
        return [exact]
    word = term.words[0]
    if not word.caseless:
        return [exact, (tokens.ascii_of_stem(word.word),)]
    stems = {tokens.ascii_of_stem(tokens.stem(word.caseless, language)) for language in languages}
    return [exact, *((stem,) for stem in sorted(stems))]


def _languages() -> list[str]:
    """Those that clips are written in: hops from one to the next along the index instead of reading all of it."""
    found: list[str] = []
    rows = SearchEntry.objects.order_by("language").values_list("language", flat=True)
    while len(found) < MOST_LANGUAGES and (after := rows.filter(language__gt=found[-1] if found else "")[:1]):
        found.append(after[0])
    return found


def _filtered(query, category):
    clips = Article.objects.published()
    if category:
        clips = clips.filter(category=category)
    for name, value, is_wanted in query.filters:
        condition = CONDITIONS[name](value)
        clips = clips.filter(condition) if is_wanted else clips.exclude(condition)
    if query.since:
        clips = clips.filter(published_at__gte=_midnight(query.since))
    if query.until:
        clips = clips.filter(published_at__lt=_midnight(query.until + timedelta(days=1)))
    return clips


def _midnight(day):
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def _tagged(value):
    tags = Tag.objects.filter(Q(key=tag_key(value)) | Q(aliases__key=tag_key(value)))
    return Q(pk__in=Article.objects.filter(taggings__tag__in=tags.values("pk")).order_by().values("pk"))


def _in_category(value):
    named = Q(slug__in=[value, value.lower()]) | Q(name__iexact=value) | Q(aliases__slug=value)
    return Q(category__in=Category.objects.filter(named).values("pk"))


def _made_by(value):
    makers = ArticleMaker.objects.filter(Q(user__username__iexact=value) | Q(user__display_name__iexact=value))
    return Q(pk__in=makers.order_by().values("article"))


CONDITIONS = {"tag": _tagged, "category": _in_category, "by": _made_by}
