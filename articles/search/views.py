"""/search/?q="""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.shortcuts import render
from django.utils.safestring import SafeString

from articles.models import Article, Category, Tag
from articles.search import finding, query, suggestions
from articles.search.highlights import Marker
from articles.search.indexing import plain
from common.paging import page_of
from common.public import public_page, shows

MOST_CATEGORIES = 8
MOST_TAGS = 12


@dataclass
class Hit:
    article: Article
    title: SafeString
    text: SafeString


@public_page(query=["q", "category", "sort", "page"])
def search(request):
    shows(request, "lists", "site")
    asked = query.read(request.GET.get("q", ""))
    newest = request.GET.get("sort") == "newest"
    category = Category.objects.filter(slug=request.GET.get("category", "")[:80].replace("\0", "")).first()
    context = {"query": asked.text, "problems": asked.problems, "newest": newest, "page": None}
    if not asked.is_empty:
        context |= _found(request, asked, newest, category)
    return render(request, "articles/search.html", context)


def _found(request, asked, newest, category):
    hits = finding.find(asked, newest=newest, category=category, reader=request.user)
    page = page_of(request, hits)
    page.object_list = _marked(asked, finding.in_order(list(page.object_list)))
    return {
        "page": page,
        "are_all": hits.are_all,
        "category": category.slug if category else "",
        "categories": _categories(hits) if hits else [],
        "tags": _tags(hits) if hits else [],
        "suggestion": None if hits else suggestions.near(asked),
        "without": [] if hits else asked.without,
    }


def _marked(asked, articles):
    marker = Marker(asked)
    return [
        Hit(
            article,
            marker.marked(article.title, article.language),
            marker.excerpt(_texts(article), article.language) or marker.marked(article.standfirst, article.language),
        )
        for article in articles
    ]


def _texts(article) -> Iterator[str]:
    """Where an excerpt may come from, best first; what is not asked for is not made."""
    yield article.standfirst
    yield plain(article.body_html)
    yield from (row.fact.text for row in article.key_facts.all())
    yield plain(article.background_html)
    yield from (text for answer in article.answers.all() for text in (answer.text, answer.question))


def _categories(hits):
    found = Category.objects.filter(articles__in=hits).annotate(n=Count("articles")).order_by("-n", "position")
    return [(category, category.n) for category in found[:MOST_CATEGORIES]]


def _tags(hits):
    found = Tag.objects.filter(retired=False, taggings__content_object__in=hits).annotate(n=Count("taggings"))
    return found.order_by("-n", "name")[:MOST_TAGS]
