"""Pages that show several rooms: the front page, the article with its comments, the person."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.between import hidden_from
from accounts.models import User
from articles import corrections, outside, returning
from articles.front import picks, strips
from articles.models import Article, KeyFact, SlugRedirect
from articles.reading import page_of
from comments import feeds
from comments.models import Comment
from comments.parts import counts_about
from comments.unread import unread_by
from common import paging
from common.client import is_prefetch, is_program
from common.public import counts_reading, public_page, shows, valid_until

ON_THE_FRONT = 12
SAID_OUTSIDE = 50
SAID_AT_ONCE = 10  # on the page of a person
CORRECTED_WITHIN = timedelta(days=7)


@public_page(query=["page"])
def front(request):
    shows(request, "front", "lists")
    lead, seconds = picks(request.user)
    shown = [clip.pk for clip in [lead, *seconds] if clip]
    clips = Article.objects.published().for_reader(request.user)
    river = clips.exclude(pk__in=shown).newest_first().for_cards()
    corrected = corrections.latest(timezone.now() - CORRECTED_WITHIN, reader=request.user)
    if corrected:
        valid_until(request, corrected[-1].revision.at + CORRECTED_WITHIN)
    page = paging.page_of(request, river, ON_THE_FRONT)
    shown += [clip.pk for clip in page]
    return render(
        request,
        "newsclip/front.html",
        {
            "page": page,
            "head": outside.of_front(page),
            "lead": lead,
            "seconds": seconds,
            "half_minute": KeyFact.objects.filter(article=lead).select_related("fact")[:3] if lead else [],
            "discussed": clips.most_discussed().only("slug", "title", "comment_count")[:5],
            "corrected": corrected,
            "strips": strips(request.user, without=shown) if page.number == 1 else [],
        },
    )


@public_page(query=["after", "sort"])
def article(request, slug):
    shows(request, f"slug:{slug}")
    reader = request.user if request.user.is_authenticated else None
    found = Article.objects.public().for_page().read_by(reader).filter(slug=slug).first()
    if found is None:
        return _moved(request, slug)
    shows(request, f"article:{found.pk}", "lists")
    if not found.is_published:
        return render(request, "articles/withdrawn.html", {"article": found}, status=410)
    counts_reading(request, found.pk)
    clip = page_of(found, reader=reader)
    # What search engines read of the thread is for those who come without an account.
    said = [] if reader else _said(found)
    head = outside.of_article(found, corrections=clip.corrections, comments=said)
    head.feeds += feeds.links("thread-feed", feeds.title_of_thread(found), found.slug)
    context = {"clip": clip, "article": found, "head": head, "thread_template": "comments/discussion.html"}
    context |= {"beside": "comments/_beside.html", "about_counts": counts_about(found) if found.comment_count else {}}
    return render(request, "articles/article.html", {**context, **_since_last_visit(request, clip)})


def _since_last_visit(request, clip):
    """What changed and what was said since this reader saw it. Visitors are told by their own browser, if at all."""
    if not request.user.is_authenticated:
        return {"since": None, "unread": None}
    since, unread = returning.since_last_read(clip), unread_by(request.user, clip.article, request.GET.get("new"))
    program = is_program(request.headers.get("User-Agent", ""))
    if request.method == "GET" and not program and not is_prefetch(request.META):
        returning.note_reading(clip, request.user, unread.newest)
    return {"since": since, "unread": unread}


def _said(article):
    """The first comments, as search engines are told of them."""
    comments = article.comments.visible().select_related("author").in_order()[:SAID_OUTSIDE]
    return [
        outside.Said(
            address=_address_of(comment.pk),
            text=comment.body,
            by=str(comment.author),
            by_address=outside.absolute(comment.author.get_absolute_url()),
            at=comment.created_at.isoformat(),
            in_reply_to=_address_of(comment.parent_id) if comment.parent_id else "",
        )
        for comment in comments
    ]


def _address_of(comment):
    return outside.absolute(reverse("comment", args=[comment]))


def _moved(request, slug):
    """An address that a clip had before leads to it for good."""
    old = get_object_or_404(SlugRedirect.objects.select_related("article"), slug=slug)
    if old.article.status not in (Article.Status.PUBLISHED, Article.Status.WITHDRAWN):
        raise Http404
    shows(request, f"article:{old.article_id}")  # its address may change again
    return redirect(old.article, permanent=True)


@public_page(query=["page", "before"])
def person(request, username):
    person = get_object_or_404(User.objects.active().called(username))
    shows(request, f"person:{person.pk}", "lists")
    if person.username != username:
        return redirect(person, permanent=True)
    clips = Article.objects.published().made_by(person).for_reader(request.user).newest_first().for_cards()
    page = paging.page_of(request, clips)
    head = outside.of_person(person, page)
    head.feeds += feeds.links("said-feed", feeds.title_of_person(person), person.username)
    said, older = _said_by(person, request.GET.get("before", ""), request.user)
    context = {"person": person, "page": page, "head": head, "said": said, "older": older}
    context["hides"] = not said and _hides(request.user, person)
    return render(request, "newsclip/person.html", context)


def _hides(reader, person):
    return reader.is_authenticated and User.objects.filter(hidden_from(reader, "pk"), pk=person.pk).exists()


def _said_by(person, before, reader):
    """(comments older than `before`, the newest first; where the next ones begin, or None)."""
    said = Comment.objects.visible().filter(author=person, article__status=Article.Status.PUBLISHED)
    said = said.exclude(hidden_from(reader))
    if before:
        if not (before.isascii() and before.isdigit() and len(before) < 18):
            raise Http404
        said = said.filter(pk__lt=int(before))
    found = list(said.select_related("article").order_by("-pk")[: SAID_AT_ONCE + 1])
    return found[:SAID_AT_ONCE], found[SAID_AT_ONCE - 1].pk if len(found) > SAID_AT_ONCE else None
