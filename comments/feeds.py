"""Feeds of what is said: below a clip, in one branch, and by one person, as Atom and as JSON Feed 1.1."""

import json
import re
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from articles.feeds import Atom, answer
from articles.models import Article, SlugRedirect
from articles.outside import FEEDS, FeedLink, absolute, xml_text
from articles.search.indexing import plain
from comments.models import Comment
from comments.threads import LAST
from common.public import public_page, shows

MOST_ITEMS = 50
SHORT = 80  # characters of a comment, in the title of a branch


@dataclass
class Feed:
    """Absolute addresses: `page` is the page for people, `url` this very feed."""

    title: str
    page: str
    url: str
    comments: list[Comment] = field(default_factory=list)


def links(name, title, *args) -> list[FeedLink]:
    """What announces the feeds of one name in a page."""
    return [FeedLink(FEEDS[kind], title, absolute(reverse(f"{name}-{kind}", args=args))) for kind in FEEDS]


def title_of_thread(article):
    return _("Comments on %(title)s") % {"title": article.title}


def title_of_person(person):
    return _("Comments by %(name)s") % {"name": person}


# Addresses


@public_page(query=[])
def of_article(request, slug, kind):
    article = Article.objects.published().filter(slug=slug).first()
    shows(request, f"slug:{slug}")
    if article is None:
        return _moved(request, slug, kind)
    shows(request, f"article:{article.pk}", "lists", "site")
    page = f"{article.get_absolute_url()}#comments"
    return _answer(kind, "thread-feed", slug, title_of_thread(article), page, article.comments.all())


@public_page(query=[])
def of_branch(request, pk, kind):
    top = get_object_or_404(Comment.objects.visible().select_related("article", "author"), pk=pk)
    shows(request, f"article:{top.article_id}", "lists", "site")
    if not top.article.is_published:
        raise Http404
    start = Truncator(plain(top.body_html).strip()).chars(SHORT)
    title = _("Answers to %(name)s: %(words)s") % {"name": top.author, "words": start}
    below = Q(article=top.article, path__gte=top.path, path__lte=top.path + LAST)
    page = reverse("comment-thread", args=[pk])
    return _answer(kind, "branch-feed", pk, title, page, Comment.objects.filter(below))


@public_page(query=[])
def of_person(request, username, kind):
    person = get_object_or_404(User.objects.active().called(username))
    shows(request, f"person:{person.pk}", "lists", "site")
    if person.username != username:
        return redirect(f"said-feed-{kind}", person.username, permanent=True)
    page = person.get_absolute_url()
    return _answer(kind, "said-feed", username, title_of_person(person), page, person.comments.all())


def _moved(request, slug, kind):
    old = get_object_or_404(SlugRedirect.objects.select_related("article"), slug=slug)
    if not old.article.is_published:
        raise Http404
    shows(request, f"article:{old.article_id}")
    return redirect(f"thread-feed-{kind}", old.article.slug, permanent=True)


def _answer(kind, name, arg, title, page, comments):
    newest = comments.visible().filter(article__status=Article.Status.PUBLISHED).order_by("-pk")
    feed = Feed(
        title=f"{title} — {settings.SITE_NAME}",
        page=absolute(page),
        url=absolute(reverse(f"{name}-{kind}", args=[arg])),
        comments=list(newest.select_related("article", "author", "parent")[:MOST_ITEMS]),
    )
    return answer(kind, {"atom": as_atom, "json": as_json}[kind](feed))


# Formats


def as_atom(feed: Feed) -> str:
    atom = Atom(
        title=xml_text(feed.title),
        link=feed.page,
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=feed.url,
        feed_guid=feed.url,
    )
    for comment in feed.comments:
        atom.add_item(
            title=xml_text(headline_of(comment)),
            link=absolute(comment.get_absolute_url()),
            description=None,  # type: ignore[arg-type]
            pubdate=comment.created_at,
            updateddate=comment.edited_at or comment.created_at,
            unique_id=id_of(comment),
            language="",  # nobody has said which
            authors=[(xml_text(name), page) for name, page in authors_of(comment)],
            content=xml_text(content_of(comment)),
        )
    return atom.writeString("utf-8")


def as_json(feed: Feed) -> str:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "icon": absolute(static("icons/icon-512.png")),
        "language": settings.LANGUAGE_CODE,
        "items": [_json_item(comment) for comment in feed.comments],
    }
    return json.dumps(document, ensure_ascii=False)


def _json_item(comment):
    html = content_of(comment)
    return {
        "id": id_of(comment),
        "url": absolute(comment.get_absolute_url()),
        "title": headline_of(comment),
        "content_html": html,
        "content_text": plain(html).strip(),
        "date_published": comment.created_at.isoformat(),
        "date_modified": (comment.edited_at or comment.created_at).isoformat(),
        "authors": [{"name": name, **({"url": page} if page else {})} for name, page in authors_of(comment)],
    }


# What an item says


def headline_of(comment):
    return _("%(name)s on %(title)s") % {"name": comment.author, "title": comment.article.title}


def id_of(comment):
    """It stays when the clip's address changes (RFC 4151)."""
    return f"tag:{settings.SITE_HOST},{comment.created_at:%Y-%m-%d}:comment-{comment.pk}"


def authors_of(comment) -> list[tuple[str, str]]:
    """Who has closed their account has no page."""
    person = comment.author
    return [(str(person), absolute(person.get_absolute_url()) if person.is_active else "")]


def content_of(comment):
    return re.sub(r'href="/(?!/)', f'href="{settings.SITE_URL}/', comment.body_html)
