"""Feeds of the site, of a category, a tag and a person: one list of clips, written as Atom or as JSON Feed 1.1.

Django's syndication views would take the host from the request; its writer of Atom is used without them.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from articles import taxonomy
from articles.models import Article
from articles.outside import FEEDS, absolute, modified, picture_for_cards, xml_text
from articles.search.indexing import plain
from common.public import public_page, shows

MOST_ITEMS = 20
NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # when a feed without items was changed


@dataclass
class Feed:
    """Absolute addresses: `page` is the page for people, `url` this very feed."""

    title: str
    description: str
    page: str
    url: str
    clips: list[Article] = field(default_factory=list)


# Addresses


@public_page(query=[])
def site(request, kind):
    shows(request, "front", "lists", "site")
    return _answer(kind, "", [], settings.SITE_NAME, "", reverse("front"), Article.objects.all())


@public_page(query=[])
def category(request, slug, kind):
    found = taxonomy.category_at(slug)
    shows(request, f"category:{found.pk}", "lists", "site")
    if found.slug != slug:
        return redirect(f"category-feed-{kind}", found.slug, permanent=True)
    clips = Article.objects.filter(category=found)
    return _answer(kind, "category-", [slug], found.name, found.line, found.get_absolute_url(), clips)


@public_page(query=[])
def tag(request, slug, kind):
    found = taxonomy.tag_at(slug)
    shows(request, f"tag:{found.pk}", "lists", "site")
    if found.slug != slug:
        return redirect(f"tag-feed-{kind}", found.slug, permanent=True)
    if found.retired:
        return HttpResponse(_("This tag is no longer used."), status=410, content_type="text/plain; charset=utf-8")
    clips = Article.objects.tagged(found)
    return _answer(kind, "tag-", [slug], f"#{found.name}", found.about, found.get_absolute_url(), clips)


@public_page(query=[])
def person(request, username, kind):
    found = get_object_or_404(User.objects.active().called(username))
    shows(request, f"person:{found.pk}", "lists", "site")
    if found.username != username:
        return redirect(f"person-feed-{kind}", found.username, permanent=True)
    clips = Article.objects.made_by(found)
    return _answer(kind, "person-", [username], str(found), found.bio, found.get_absolute_url(), clips)


def _answer(kind, prefix, args, title, description, page, clips):
    feed = Feed(
        title=title if not prefix else f"{title} — {settings.SITE_NAME}",
        description=description,
        page=absolute(page),
        url=absolute(reverse(f"{prefix}feed-{kind}", args=args)),
        clips=list(_newest(clips)),
    )
    return answer(kind, {"atom": as_atom, "json": as_json}[kind](feed))


def answer(kind, text):
    # Readers in a browser come from other sites; there is nothing personal in it.
    headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(text, content_type=f"{FEEDS[kind]}; charset=utf-8", headers=headers)


def _newest(clips):
    parts = ["article_sources__source", "key_facts__fact", "taggings__tag"]
    makers = Prefetch("article_makers", to_attr="by")
    return (
        clips.published()
        .newest_first()
        .select_related("category", "hero")
        .prefetch_related(*parts, makers, "by__user")[:MOST_ITEMS]
    )


# Formats


class Atom(Atom1Feed):
    """With the full text, all authors, and the language of each item."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("icon", absolute(static("icons/icon-192.png")))

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, page in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", page)
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})


def as_atom(feed: Feed) -> str:
    atom = Atom(
        title=xml_text(feed.title),
        link=feed.page,
        description="",
        subtitle=xml_text(feed.description) or None,
        language=settings.LANGUAGE_CODE,
        feed_url=feed.url,
        feed_guid=feed.page,
    )
    for clip in feed.clips:
        atom.add_item(
            title=xml_text(clip.title),
            link=absolute(clip.get_absolute_url()),
            description=xml_text(escape(clip.standfirst)) or None,  # type: ignore[arg-type]
            pubdate=clip.published_at,
            updateddate=modified(clip),
            unique_id=id_of(clip),
            categories=[xml_text(name) for name in filed_under(clip)],
            language=clip.language,
            authors=[(xml_text(name), page) for name, page in authors_of(clip)],
            content=xml_text(content_of(clip)),
        )
    return atom.writeString("utf-8")


def as_json(feed: Feed) -> str:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "icon": absolute(static("icons/icon-512.png")),
        "language": settings.LANGUAGE_CODE,
        "items": [_json_item(clip) for clip in feed.clips],
    }
    return json.dumps(document, ensure_ascii=False)


def _json_item(clip):
    item = {
        "id": id_of(clip),
        "url": absolute(clip.get_absolute_url()),
        "title": clip.title,
        "summary": clip.standfirst,
        "content_html": content_of(clip),
        "content_text": plain(content_of(clip)).strip(),
        "date_published": clip.published_at.isoformat(),
        "date_modified": modified(clip).isoformat(),
        "language": clip.language,
        "tags": filed_under(clip),
        "authors": [{"name": name, "url": page} for name, page in authors_of(clip)],
        "image": picture_for_cards(clip.hero)[0] if clip.hero else "",
    }
    return {name: value for name, value in item.items() if value}


# What an item says


def id_of(clip) -> str:
    """It stays when the address changes (RFC 4151)."""
    return f"tag:{settings.SITE_HOST},{clip.published_at:%Y-%m-%d}:clip-{clip.pk}"


def filed_under(clip) -> list[str]:
    return [clip.category.name, *(tagging.tag.name for tagging in clip.taggings.all())]


def authors_of(clip) -> list[tuple[str, str]]:
    return [(str(maker.user), absolute(maker.user.get_absolute_url())) for maker in clip.by]


def content_of(clip) -> str:
    """The whole clip as HTML; what bears the facts out stands on the page itself."""
    address = absolute(clip.get_absolute_url())
    return "".join(
        [
            format_html("<p><strong>{}</strong></p>", clip.standfirst) if clip.standfirst else "",
            _html(clip.body_html),
            _facts(clip, address),
            _part(_("Background"), _html(clip.background_html)),
            _sources(clip),
            format_html('<p><a href="{}">{}</a></p>', f"{address}#comments", _("Evidence and comments")),
        ]
    )


def _html(rendered):
    """Without the places of numerals, and with links that work elsewhere."""
    rendered = re.sub(r'<data value="\d+"></data>', "", rendered)
    return re.sub(r'href="/(?!/)', f'href="{settings.SITE_URL}/', rendered)


def _facts(clip, address):
    rows = [(f"{address}#{row.anchor}", row.label, row.fact.text) for row in clip.key_facts.all()]
    items = format_html_join("", '<li><a href="{}">{}</a>: {}</li>', rows)
    return _part(_("Key facts"), items and f"<ul>{items}</ul>")


def _sources(clip):
    rows = [(row.source.canonical_url, str(row.source), row.source.publisher) for row in clip.article_sources.all()]
    items = "".join(
        format_html('<li><a href="{}">{}</a> {}</li>', *row) if row[0] else format_html("<li>{} {}</li>", *row[1:])
        for row in rows
    )
    return _part(pgettext("of a clip", "Sources"), items and f"<ul>{items}</ul>")


def _part(heading, content):
    return f"<h2>{escape(heading)}</h2>{content}" if content else ""
