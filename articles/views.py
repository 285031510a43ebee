"""Lists of clips, and the pages that an administrator wrote."""

from datetime import datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from articles.models import Article, Category, CategoryAlias, Page, Tag, TagAlias
from common.markdown import render_clip
from common.paging import page_of
from common.public import public_page, shows
from common.text import tag_key

TAGS_ON_A_PAGE = 300
TAGS_BESIDE = 12


@public_page(query=["page"])
def category(request, slug):
    found = Category.objects.filter(slug=slug).first()
    if found is None:
        return _category_moved(slug)
    shows(request, f"category:{found.pk}", "lists")
    clips = Article.objects.published().filter(category=found)
    tags = Tag.objects.in_use().filter(taggings__content_object__in=clips).annotate(n=Count("pk"))
    return render(
        request,
        "articles/category.html",
        {
            "category": found,
            "page": page_of(request, clips.newest_first().for_cards()),
            "tags": tags.order_by("-n", "name")[:TAGS_BESIDE],
        },
    )


def _category_moved(slug):
    old = get_object_or_404(CategoryAlias.objects.select_related("category"), slug=slug)
    return redirect(old.category, permanent=True)


@public_page(query=["page"])
def tag(request, slug):
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        return _tag_spelled_otherwise(slug)
    shows(request, f"tag:{found.pk}", "lists")
    if found.retired:
        return render(request, "articles/tag_retired.html", {"tag": found}, status=410)
    clips = Article.objects.published().tagged(found)
    beside = Tag.objects.in_use().filter(taggings__content_object__in=clips).exclude(pk=found.pk)
    return render(
        request,
        "articles/tag.html",
        {
            "tag": found,
            "page": page_of(request, clips.newest_first().for_cards()),
            "beside": beside.annotate(n=Count("pk")).order_by("-n", "name")[:TAGS_BESIDE],
        },
    )


def _tag_spelled_otherwise(slug):
    """An alias, or another spelling of the tag's own name."""
    key = tag_key(slug)
    alias = TagAlias.objects.filter(key=key).select_related("tag").first()
    return redirect(alias.tag if alias else get_object_or_404(Tag, key=key), permanent=True)


@public_page(query=["page"])
def tags(request):
    shows(request, "lists")
    page = page_of(request, Tag.objects.in_use().order_by("key"), TAGS_ON_A_PAGE)
    return render(request, "articles/tags.html", {"page": page, "letters": _by_letter(page)})


def _by_letter(tags):
    letters = {}
    for tag in tags:
        letters.setdefault(tag.key[0].upper(), []).append(tag)
    return list(letters.items())


@public_page(query=[])
def archive(request):
    """Months with the number of clips of each, by the calendar of the site's own time zone."""
    shows(request, "lists")
    month = TruncMonth("published_at", tzinfo=timezone.get_default_timezone())
    months = Article.objects.published().annotate(month=month).values("month").annotate(n=Count("pk"))
    years = {}
    for row in months.order_by("-month"):
        years.setdefault(row["month"].year, []).append(row)
    return render(request, "articles/archive.html", {"years": list(years.items())})


@public_page(query=["page"])
def archive_month(request, year, month):
    shows(request, "lists")
    start, end = _month(year, month)
    clips = Article.objects.published().filter(published_at__gte=start, published_at__lt=end)
    page = page_of(request, clips.newest_first().for_cards())
    return render(request, "articles/archive_month.html", {"month": start, "page": page})


def _month(year, month):
    """When it begins and when the next one does, in the site's time zone."""
    try:
        start = datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
        return start, start.replace(year=year + month // 12, month=month % 12 + 1)
    except ValueError as error:
        raise Http404 from error


@public_page(query=[])
def page(request, slug):
    found = get_object_or_404(Page, slug=slug)
    shows(request, f"page:{found.slug}")
    body = found.body_html or render_clip(found.body)
    return render(request, "articles/page.html", {"page": found, "body": body})
