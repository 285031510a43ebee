"""Lists of clips, and the pages that an administrator wrote."""

from datetime import datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import corrections as corrected
from articles import outside, taxonomy
from articles.models import Article, Page, Tag
from common.markdown import render_clip
from common.paging import page_of
from common.public import public_page, shows

TAGS_ON_A_PAGE = 300
TAGS_BESIDE = 12


@public_page(query=["page"])
def category(request, slug):
    found = taxonomy.category_at(slug)
    shows(request, f"category:{found.pk}", "lists")
    if found.slug != slug:
        return redirect(found, permanent=True)
    clips = Article.objects.published().for_reader(request.user).filter(category=found)
    tags = Tag.objects.in_use().filter(taggings__content_object__in=clips).annotate(n=Count("pk"))
    page = page_of(request, clips.newest_first().for_cards())
    return render(
        request,
        "articles/category.html",
        {
            "category": found,
            "page": page,
            "head": outside.of_category(found, page),
            "tags": tags.order_by("-n", "name")[:TAGS_BESIDE],
        },
    )


@public_page(query=["page"])
def tag(request, slug):
    found = taxonomy.tag_at(slug)
    shows(request, f"tag:{found.pk}", "lists")
    if found.slug != slug:
        return redirect(found, permanent=True)
    if found.retired:
        return render(request, "articles/tag_retired.html", {"tag": found}, status=410)
    muted = request.user.is_authenticated and request.user.tag_mutes.filter(tag=found).exists()
    # Who opens the page of a tag that they muted wants to see it.
    clips = Article.objects.published().for_reader(None if muted else request.user).tagged(found)
    beside = Tag.objects.in_use().filter(taggings__content_object__in=clips).exclude(pk=found.pk)
    page = page_of(request, clips.newest_first().for_cards())
    return render(
        request,
        "articles/tag.html",
        {
            "tag": found,
            "page": page,
            "head": outside.of_tag(found, page),
            "muted": muted,
            "beside": beside.annotate(n=Count("pk")).order_by("-n", "name")[:TAGS_BESIDE],
        },
    )


@public_page(query=["page"])
def tags(request):
    shows(request, "lists")
    page = page_of(request, Tag.objects.in_use().order_by("key"), TAGS_ON_A_PAGE)
    head = outside.of_list(reverse("tags"), _("Tags"), page)
    return render(request, "articles/tags.html", {"page": page, "letters": _by_letter(page), "head": head})


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
    clips = Article.objects.published().for_reader(request.user)
    months = clips.annotate(month=month).values("month").annotate(n=Count("pk"))
    years = {}
    for row in months.order_by("-month"):
        years.setdefault(row["month"].year, []).append(row)
    head = outside.of_list(reverse("archive"), _("Archive"))
    return render(request, "articles/archive.html", {"years": list(years.items()), "head": head})


@public_page(query=["page"])
def archive_month(request, year, month):
    shows(request, "lists")
    start, end = _month(year, month)
    clips = Article.objects.published().for_reader(request.user).filter(published_at__gte=start, published_at__lt=end)
    page = page_of(request, clips.newest_first().for_cards())
    head = outside.of_list(reverse("archive-month", args=[year, month]), _("Archive"), page)
    return render(request, "articles/archive_month.html", {"month": start, "page": page, "head": head})


@public_page(query=["page"])
def corrections(request):
    """All corrections of clips that are public, newest first."""
    shows(request, "lists")
    page = page_of(request, corrected.newest(request.user))
    page.object_list = [corrected.compared(revision, revision.place) for revision in page.object_list]
    return render(request, "articles/corrections.html", {"page": page, "head": outside.of_corrections(page)})


def _month(year, month):
    """When it begins and when the next one does, in the site's time zone."""
    try:
        start = datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
        return start, start.replace(year=year + month // 12, month=month % 12 + 1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


@public_page(query=[])
def page(request, slug):
    found = get_object_or_404(Page, slug=slug)
    shows(request, f"page:{found.slug}")
    body = found.body_html or render_clip(found.body)
    head = outside.of_list(found.get_absolute_url(), found.title)
    return render(request, "articles/page.html", {"page": found, "body": body, "head": head})
