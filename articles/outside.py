"""What others see of a page: search engines, feed readers, and those who unfold a link. Plain data, no request.

Every absolute link begins with SITE_URL: nothing that a visitor sends gets into it.

    render(request, "articles/article.html", {…, "head": outside.of_article(article)})

`templates/articles/_head.html` writes it.
"""

import json
import re
from dataclasses import dataclass, field

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

THIN = 3  # a tag with fewer clips says no more than the clips themselves
NOINDEX = "noindex, follow"
FEEDS = {"atom": "application/atom+xml", "json": "application/feed+json"}
LARGEST_CARD = 1600  # pixels
_NOT_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass
class FeedLink:
    type: str
    title: str
    url: str


@dataclass
class Head:
    """`properties` are Open Graph's, as (name, content); `cards` are those that are called names instead."""

    canonical: str
    robots: str = ""
    feeds: list[FeedLink] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    cards: list[tuple[str, str]] = field(default_factory=list)
    json_ld: SafeString | None = None


@dataclass
class Said:
    """A comment as others may quote it; articles know no comments, so whoever shows both fills it."""

    address: str
    text: str
    by: str
    by_address: str
    at: str
    in_reply_to: str = ""


# Pages


def of_article(article, *, corrections=(), comments=()) -> Head:
    """`article` from `for_page()`; `corrections` as articles.corrections.of gives them; `comments` are Said."""
    return Head(
        canonical=absolute(article.get_absolute_url()),
        feeds=[*_feeds("", settings.SITE_NAME), *_feeds_of("category", article.category, article.category.slug)],
        properties=_graph(article.get_absolute_url(), article.title, article.standfirst, "article")
        + _graph_of_article(article),
        cards=[("twitter:card", "summary_large_image" if article.hero else "summary")],
        json_ld=script_json(news_article(article, corrections=corrections, comments=comments)),
    )


def of_front(page, description="") -> Head:
    return of_list(reverse("front"), settings.SITE_NAME, page, description)


def of_category(category, page) -> Head:
    head = of_list(category.get_absolute_url(), category.name, page, category.line)
    head.feeds += _feeds_of("category", category, category.slug)
    return head


def of_tag(tag, page) -> Head:
    head = of_list(tag.get_absolute_url(), f"#{tag.name}", page, tag.about)
    head.feeds += _feeds_of("tag", f"#{tag.name}", tag.slug)
    head.robots = NOINDEX if tag.article_count < THIN else ""
    return head


def of_person(person, page) -> Head:
    head = of_list(person.get_absolute_url(), str(person), page, person.bio, kind="profile")
    head.feeds += _feeds_of("person", person, person.username)
    head.robots = "" if page.paginator.count else NOINDEX
    return head


def of_corrections(page) -> Head:
    head = of_list(reverse("corrections"), _("Corrections"), page)
    head.feeds += _feeds("corrections-", _("Corrections on %(site)s") % {"site": settings.SITE_NAME})
    return head


def of_list(path, title, page=None, description="", kind="website") -> Head:
    """A list of clips, or any other page that lives at `path`. Each page of a list stands for itself."""
    if page is not None and page.number > 1:
        path = f"{path}?page={page.number}"
    return Head(
        canonical=absolute(path),
        feeds=_feeds("", settings.SITE_NAME),
        properties=_graph(path, title, description, kind) + _graph_of_icon(),
        cards=[("twitter:card", "summary")],
    )


# Links


def absolute(path: str) -> str:
    """A path of ours, or the address that a storage gives a file."""
    return path if path.startswith(("https://", "http://")) else settings.SITE_URL + path


def _feeds_of(name, what, slug):
    return _feeds(f"{name}-", _("%(what)s on %(site)s") % {"what": what, "site": settings.SITE_NAME}, slug)


def _feeds(prefix, title, *args):
    return [FeedLink(FEEDS[kind], title, absolute(reverse(f"{prefix}feed-{kind}", args=args))) for kind in FEEDS]


# Open Graph


def _graph(path, title, description, kind):
    graph = {
        "og:type": kind,
        "og:site_name": settings.SITE_NAME,
        "og:title": title,
        "og:description": description,
        "og:url": absolute(path),
    }
    return [(name, content) for name, content in graph.items() if content]


def _graph_of_article(article):
    times = [("published_time", article.published_at), ("modified_time", modified(article))]
    return [
        *((f"article:{name}", at.isoformat()) for name, at in times if at),
        ("article:section", article.category.name),
        *(("article:tag", tagging.tag.name) for tagging in article.taggings.all()),
        *(("article:author", absolute(maker.user.get_absolute_url())) for maker in article.article_makers.all()),
        *(_graph_of_picture(article.hero) if article.hero else _graph_of_icon()),
    ]


def _graph_of_picture(picture):
    url, width, height = picture_for_cards(picture)
    return [
        ("og:image", url),
        *([("og:image:width", str(width)), ("og:image:height", str(height))] if width and height else []),
        *([("og:image:alt", picture.alt)] if picture.alt else []),
    ]


def _graph_of_icon():
    return [("og:image", absolute(static("icons/icon-512.png")))]


def picture_for_cards(picture) -> tuple[str, int, int]:
    """Address, width and height in pixels of the largest size that is not too large to unfold a link with."""
    sizes = picture.renditions.get("webp", {})
    widths = [int(width) for width in sizes if int(width) <= LARGEST_CARD]
    if not widths or picture.width <= LARGEST_CARD:
        return absolute(picture.file.url), picture.width, picture.height
    width = max(widths)
    height = round(picture.height * width / picture.width)
    return absolute(picture.file.storage.url(sizes[str(width)])), width, height


# JSON-LD


def news_article(article, *, corrections=(), comments=()) -> dict:
    """schema.org/NewsArticle. What is empty is left out."""
    url = absolute(article.get_absolute_url())
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": url,
            "url": url,
            "mainEntityOfPage": {"@type": "WebPage", "@id": url},
            "headline": article.title,
            "description": article.standfirst,
            "datePublished": _time(article.published_at),
            "dateModified": _time(modified(article)),
            "author": [_person(maker.user) for maker in article.article_makers.all()],
            "publisher": _publisher(),
            "image": [_picture(article.hero)] if article.hero else [],
            "inLanguage": article.language,
            "articleSection": article.category.name,
            "keywords": [tagging.tag.name for tagging in article.taggings.all()],
            "isAccessibleForFree": True,
            "timeRequired": f"PT{article.minutes}M",
            "isBasedOn": [_source(row.source) for row in article.article_sources.all()],
            "correction": [_correction(correction, url) for correction in corrections],
            "commentCount": article.comment_count,
            "discussionUrl": f"{url}#comments",
            "comment": [_comment(said) for said in comments],
        }
    )


def modified(article):
    return article.changed_at or article.published_at


def script_json(data: dict) -> SafeString:
    """JSON that may stand inside of <script>: nothing in it closes the element or opens a comment."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_NOT_IN_SCRIPTS))  # noqa: S308 (<, > and & are escaped)


def xml_text(text: str) -> str:
    """Without the characters that XML cannot hold, not even escaped."""
    return _NOT_IN_XML.sub("", text)


def _person(user):
    return {"@type": "Person", "name": str(user), "url": absolute(user.get_absolute_url())}


def _publisher():
    logo = {"@type": "ImageObject", "url": absolute(static("icons/icon-512.png")), "width": 512, "height": 512}
    return {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": absolute("/"), "logo": logo}


def _picture(picture):
    url, width, height = picture_for_cards(picture)
    return _filled(
        {
            "@type": "ImageObject",
            "url": url,
            "width": width,
            "height": height,
            "caption": picture.caption or picture.alt,
            "creditText": picture.credit,
        }
    )


def _source(source):
    return _filled(
        {
            "@type": "CreativeWork",
            "name": str(source),
            "url": source.canonical_url if source.canonical_url.startswith(("https://", "http://")) else "",
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else {},
            "author": {"@type": "Person", "name": source.byline} if source.byline else {},
            "datePublished": source.published.isoformat() if source.published else "",
            "inLanguage": source.language,
        }
    )


def _correction(correction, url):
    return {
        "@type": "CorrectionComment",
        "text": correction.revision.note,
        "datePublished": _time(correction.revision.at),
        "url": f"{url}#{correction.anchor}",
    }


def _comment(said):
    return _filled(
        {
            "@type": "Comment",
            "@id": said.address,
            "url": said.address,
            "text": said.text,
            "dateCreated": said.at,
            "author": {"@type": "Person", "name": said.by, "url": said.by_address},
            "parentItem": {"@type": "Comment", "@id": said.in_reply_to} if said.in_reply_to else {},
        }
    )


def _time(moment):
    return moment.isoformat() if moment else ""


def _filled(data):
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}
