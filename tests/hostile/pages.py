"""Every page that shows what strangers wrote, as data: a new one is one line.

`each` is a list of the scene (tests/hostile/places.py): the page is opened once for every one of it, which is `it` in
the address. `many`: opened in each way, and to the end of its list; the others in the most dangerous way alone.
"""

from typing import NamedTuple
from urllib.parse import quote


class Page(NamedTuple):
    address: str
    who: str = "visitor"
    each: str = ""
    many: bool = True
    after: bool = False  # shows what the moderators decided, so it is opened after that


class Way(NamedTuple):
    name: str
    csp: bool
    script: bool


OPEN = Way("no policy, script on", csp=False, script=True)
WAYS = [OPEN, Way("no policy, script off", csp=False, script=False), Way("policy on, script on", csp=True, script=True)]
ADMIN = (
    "accounts/user accounts/auditentry articles/article articles/category articles/tag articles/source articles/fact"
    " articles/answer articles/revision articles/snapshot comments/comment comments/commentrevision curation/feed"
    " curation/lead curation/note curation/previewlink curation/suggestion moderation/report moderation/decision"
    " newsclip/workerheartbeat"
).split()

PAGES = [
    Page("/"),
    Page("/", "reader"),
    Page("/tags/"),
    Page("/archive/"),
    Page("/corrections/"),
    Page("/category/{scene.category.slug}/"),
    Page("/feed.atom"),
    Page("/feed.json"),
    Page("/category/{scene.category.slug}/feed.atom"),
    Page("/sitemap.xml"),
    Page("/sitemap-news.xml"),
    Page("/articles/{it.slug}/", each="threads"),
    Page("/articles/{it.slug}/", "reader", each="threads", many=False),
    Page("/articles/{it.slug}/", "moderator", each="threads", many=False),
    Page("/articles/{it.slug}/", each="clips"),
    Page("/articles/{it.slug}/", "reader", each="clips", many=False),
    Page("/articles/{it.slug}/", each="titled", many=False),
    Page("/people/{it.username}/", each="people", many=False),
    Page("/people/{it.username}/feed.atom", each="few_people", many=False),
    Page("/tag/{it.slug}/", each="tags", many=False),
    Page("/tag/{it.slug}/feed.atom", each="few_tags", many=False),
    Page("/category/{it.slug}/", each="categories", many=False),
    Page("/search/?q={it.quoted}", each="asked", many=False),
    Page("/search/?q=xss"),
    Page("/search/?q=img+onerror"),
    Page("/desk/?q={it.quoted}", "editor", each="few_asked", many=False),
    Page("/desk/search/?q={it.quoted}", "editor", each="few_asked", many=False),
    Page("/desk/inbox/?q={it.quoted}", "editor", each="few_asked", many=False),
    Page(
        "/desk/new/?url=https://courier.example/&title={it.quoted}&selection={it.quoted}",
        "editor",
        each="few_asked",
        many=False,
    ),
    Page("/admin/comments/comment/?q={it.quoted}", "administrator", each="few_asked", many=False),
    Page("/accounts/login/?next={it.quoted}", each="few_asked", many=False),
    Page("/{it.quoted}/", each="few_asked", many=False),
    Page("/comments/{it.pk}/", each="few_comments", many=False),
    Page("/comments/{it.pk}/reply/", "reader", each="few_comments", many=False),
    Page("/comments/{it.pk}/report/", "reader", each="few_comments", many=False),
    Page("/comments/{it.pk}/versions/", each="few_comments", many=False),
    Page("/comments/{it.pk}/thread/", each="few_comments", many=False),
    Page("/articles/{it.slug}/?sort=newest", each="threads", many=False),
    Page("/articles/{it.slug}/comments/?q=xss", each="threads", many=False),
    Page("/articles/{it.slug}/comments/about/", each="clips", many=False),
    Page("/articles/{it.slug}/comments/feed.atom", each="threads", many=False),
    Page("/people/{it.username}/comments/feed.atom", each="few_people", many=False),
    Page("/accounts/hidden/", "reader"),
    Page("/accounts/hidden/{it.username}/", "reader", each="few_people", many=False),
    Page("/accounts/notices/", "reader"),
    Page("/policy/"),
    Page("/report/?place={it.quoted}", each="few_asked", many=False),
    Page("/moderation/next/", "moderator", many=False),
    Page("/moderation/reasons/", "moderator"),
    Page("/moderation/lists/phrases/", "moderator"),
    Page("/moderation/clips/", "moderator"),
    Page("/comments/{it.pk}/edit/", "first", each="own_words"),
    Page("/moderation/lists/try/?text={it.quoted}&standing=new", "moderator", each="few_asked", many=False),
    Page("/moderation/bulk/?by={it.username}", "moderator", each="few_people", many=False),
    Page("/moderation/people/{it.username}/", "moderator", each="few_people", many=False),
    Page("/comments/{it.pk}/", each="removed", many=False, after=True),
    Page("/moderation/log/", after=True),
    Page("/transparency/", after=True),
    Page("/moderation/figures/", "moderator", after=True),
    Page("/moderation/appeals/", "administrator", after=True),
    Page("/moderation/appeals/{it.pk}/", "administrator", each="complaints", many=False, after=True),
    Page("/moderation/reports/{it.report_id}/", "reporter", each="own_complaints", after=True),
    Page("/moderation/decisions/", "author", after=True),
    Page("/comments/{it.pk}/", "author", each="own_comments", after=True),
    Page("/accounts/notices/", "author", after=True),
    Page("/accounts/notices/", "reporter", after=True),
    Page("/transparency/{scene.year}/", after=True),
    Page("/moderation/decisions/", "reader", after=True),
    Page("/moderation/decisions/{it.public_id}/", "moderator", each="decisions", many=False, after=True),
    Page("/moderation/", "moderator"),
    Page("/moderation/", "moderator", after=True),
    Page("/desk/", "editor"),
    Page("/desk/?status=published", "editor"),
    Page("/desk/inbox/", "editor"),
    Page("/desk/feeds/", "editor"),
    Page("/desk/feeds/{it.pk}/", "editor", each="feeds"),
    Page("/desk/leads/{it.pk}/", "editor", each="leads"),
    Page("/desk/suggestions/", "editor"),
    Page("/desk/activity/", "editor"),
    Page("/desk/search/?q=xss", "editor"),
    Page("/desk/{it.pk}/together/", "editor", each="notes"),
    Page("/desk/{it.pk}/", "editor", each="clips", many=False),
    Page("/desk/{it.pk}/preview/", "editor", each="clips", many=False),
    Page("/desk/{it.pk}/sources/", "editor", each="clips", many=False),
    Page("/desk/{it.pk}/revisions/", "editor", each="clips", many=False),
    Page("/desk/{it.pk}/revisions/compare/?from=1&to=now", "editor", each="clips", many=False),
    Page("/desk/{it.pk}/publish/", "editor", each="drafts"),
    *(Page(f"/admin/{model}/", "administrator", many=False) for model in ADMIN),
    Page("/admin/comments/comment/{it.pk}/change/", "administrator", each="few_comments", many=False),
    Page("/admin/accounts/user/{it.pk}/change/", "administrator", each="few_people", many=False),
    Page("/admin/articles/tag/{it.pk}/change/", "administrator", each="few_tags", many=False),
    Page("/admin/articles/category/{it.pk}/change/", "administrator", each="few_categories", many=False),
    Page("/admin/articles/article/{it.pk}/change/", "administrator", each="clips", many=False),
    Page("/articles/{it.slug}/", each="threads", after=True),
    Page("/admin/moderation/decision/", "administrator", many=False, after=True),
    Page("/admin/accounts/auditentry/", "administrator", many=False, after=True),
]
NEXT = """() => (document.querySelector("a[rel~=next]") ?? document.querySelector(".paginator .this-page ~ a"))?.href ?? ''"""


class Asked(NamedTuple):
    """A string as part of an address."""

    quoted: str


def asked(strings) -> list[Asked]:
    """An address of a page has an end; longer ones a server cuts off."""
    return [Asked(quote(each.sent, safe="")) for each in strings if len(each.sent) <= 500]


def addresses(page, scene):
    subjects = getattr(scene, page.each) if page.each else [None]
    return [page.address.format(scene=scene, it=subject) for subject in subjects]
