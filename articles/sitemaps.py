"""Sitemaps: an index, its sections, and the news of two days. Written as templates/articles/*.xml."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Max
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Category, Page, Tag
from articles.outside import THIN, absolute, xml_text
from common.public import public_page, shows, valid_until

CLIPS_A_PART = 1000  # numbers of clips, so that a clip stays in its part for good
MOST_URLS = 50_000  # as the protocol says
NEWS_FOR = timedelta(days=2)
MOST_NEWS = 1000  # as Google says


@public_page(query=[])
def index(request):
    shows(request, "lists", "site")
    sections = [(absolute(reverse("sitemap-section", args=[name])), None) for name in SECTIONS]
    parts = [(absolute(reverse("sitemap-clips", args=[part])), changed) for part, changed in _parts()]
    return _xml(request, "articles/sitemap_index.xml", entries=sections + parts)


@public_page(query=[])
def clips(request, part):
    shows(request, "lists")
    first = part * CLIPS_A_PART
    found = _dated().filter(pk__gte=first, pk__lt=first + CLIPS_A_PART).order_by("pk") if first < 2**62 else []
    return _urls(request, [(absolute(clip.get_absolute_url()), clip.dated) for clip in found])


@public_page(query=[])
def section(request, name):
    shows(request, "lists", "site")
    if name not in SECTIONS:
        raise Http404
    return _urls(request, SECTIONS[name]())


@public_page(query=[])
def news(request):
    """Published in the last two days; until the first of them is older, nothing changes by itself."""
    shows(request, "lists")
    since = timezone.now() - NEWS_FOR
    found = Article.objects.published().filter(published_at__gt=since).newest_first()[:MOST_NEWS]
    clips = list(found.only("slug", "title", "language", "published_at"))
    valid_until(request, clips[-1].published_at + NEWS_FOR if clips else None)
    entries = [(absolute(clip.get_absolute_url()), clip, xml_text(clip.title)) for clip in clips]
    return _xml(request, "articles/sitemap_news.xml", entries=entries)


def _urls(request, entries: list[tuple[str, datetime | None]]):
    return _xml(request, "articles/sitemap.xml", entries=entries)


def _xml(request, template, **context):
    return render(request, template, context, content_type="application/xml; charset=utf-8")


def _dated():
    return Article.objects.published().annotate(dated=Coalesce("changed_at", "published_at")).only("slug")


def _parts():
    """(number, when the last of its clips was changed) of those that have published clips."""
    rows = _dated().order_by().annotate(part=F("pk") / CLIPS_A_PART).values("part").annotate(changed=Max("dated"))
    return rows.values_list("part", "changed").order_by("part")


def _pages():
    names = ["front", "tags", "archive", "corrections"]
    written = Page.objects.order_by("pk")[: MOST_URLS - len(names)]
    return [*((absolute(reverse(name)), None) for name in names), *((_address(p), p.changed_at) for p in written)]


def _categories():
    return [(_address(category), None) for category in Category.objects.filter(article_count__gt=0)[:MOST_URLS]]


def _tags():
    tags = Tag.objects.in_use().filter(article_count__gte=THIN).order_by("-article_count", "pk")
    return [(_address(tag), None) for tag in tags.only("slug")[:MOST_URLS]]


def _people():
    makers = Article.objects.published().order_by().values("article_makers__user").annotate(n=Count("pk"))
    people = User.objects.active().filter(pk__in=makers.values("article_makers__user")).order_by("pk")
    return [(_address(person), None) for person in people.only("username")[:MOST_URLS]]


def _address(thing):
    return absolute(thing.get_absolute_url())


SECTIONS = {"pages": _pages, "categories": _categories, "tags": _tags, "people": _people}
