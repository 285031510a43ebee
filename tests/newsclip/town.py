"""A small town with one of everything that a visitor may see, and a visitor who reads all of it through the store."""

import io
from dataclasses import dataclass, fields

from django.core.files.base import ContentFile
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import SiteSettings, User
from articles import pictures, taxonomy
from articles.models import (  # fmt: skip
    Article,
    Category,
    CategoryAlias,
    FrontPick,
    Page,
    Picture,
    SlugRedirect,
    Source,
    Story,
    Tag,
    TagAlias,
)
from articles.outside import FEEDS
from comments.models import Comment
from newsclip.store import PageStore
from tests.factories import add_answer, make_article, make_category, make_comment, make_source, make_user
from tests.newsclip.asking import ask

SINGLE = ["/", "/tags/", "/archive/", "/search/?q=ice", "/search/?q=TideHeat", "/robots.txt", "/sitemap.xml"]
SINGLE += ["/policy/", "/corrections/", "/corrections/feed.atom", "/corrections/feed.json"]
SINGLE += ["/moderation/log/", "/transparency/", f"/transparency/{timezone.now().year}/"]
SINGLE += ["/.well-known/security.txt", "/sitemap-news.xml", "/sitemap-clips-0.xml"]
SINGLE += [f"/sitemap-{name}.xml" for name in ("pages", "categories", "tags", "people")]
COMMENTS_OF = {Article: "thread", User: "said"}
FEEDS_OF = {Category: "category", Tag: "tag", User: "person"}


@dataclass
class Town:
    ada: User  # administrator
    maud: User  # makes the clips
    reader: User
    harbour: Category
    empty: Category  # nothing is filed under it
    tag: Tag
    clip: Article
    near: Article  # in the same category, with the same tag
    pick: FrontPick
    story: Story
    picture: Picture
    source: Source
    page: Page
    settings: SiteSettings
    comment: Comment

    def fresh(self):
        for field in fields(self):
            getattr(self, field.name).refresh_from_db()
        return self


def picture_file(name="quay.png", colour="teal"):
    data = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(data, "PNG")
    return ContentFile(data.getvalue(), name)


@transaction.atomic
def make_town() -> Town:
    ada, maud = make_user("ada", role="administrator"), make_user("maud", role="editor", display_name="Maud Gauge")
    harbour = make_category("Harbour", slug="harbour", line="Boats")
    empty = make_category("Evenings", slug="evenings", position=1)
    story = Story.objects.create(slug="heat", title="Heat from the tide")
    picture = pictures.take_in(
        picture_file(), alt="An ice house", caption="Cold once", credit="E. Gaunt", licence="CC0"
    )
    source = make_source(canonical_url="https://courier.example/heat", byline="E. Marsh", language="en")
    filed = {"by": maud, "category": harbour, "tags": ["TideHeat"], "story": story}
    clip = make_article(
        "The ice house warms", slug="ice", source=source, hero=picture, facts=2, answers=1,
        standfirst="It was no frost.", background="There was a gasworks.", **filed,
    )  # fmt: skip
    clip.record(by=maud, kind="correction", note="It said 90.", subject="Homes", before="90 homes", after="900 homes")
    near = make_article("The ice ferry", slug="ferry", standfirst="It waits.", **filed)
    add_answer(near)
    comment = make_comment(clip, author=make_user("reader", display_name="Dagny Vane"), body="Nine days.")
    make_comment(parent=comment, author=comment.author, body="Ten.")
    tag = Tag.objects.get()
    _others_to_choose()
    taxonomy.alias_tag(tag, "Warmth", by=ada)
    taxonomy.alias_category(harbour, "port", by=ada)
    return Town(
        ada=ada, maud=maud, reader=comment.author, harbour=harbour, empty=empty, tag=tag, clip=clip, near=near,
        pick=FrontPick.objects.create(article=near), story=story, picture=picture, source=source,
        page=Page.objects.create(slug="about", title="About us", body="We clip.", body_html="<p>We clip.</p>"),
        settings=SiteSettings.objects.create(pk=1, contact_email="desk@quillmouth.example"), comment=comment,
    ).fresh()  # fmt: skip


def _others_to_choose():
    Story.objects.create(slug="other", title="Another story")
    Tag.objects.create(name="Other")
    make_source(canonical_url="https://courier.example/other")
    pictures.take_in(picture_file("other.png", "red"), decorative=True)


class Visitor:
    """Reads every public page there is, and those that there were."""

    def __init__(self):
        self.application = get_wsgi_application()
        self.store = PageStore(self.application)
        self.known = set()

    def read(self, address):
        return ask(self.store, address)

    def read_all(self):
        """{address: answer}. Whatever can be stored is stored afterwards."""
        self.known |= set(addresses())
        return {address: self.read(address) for address in sorted(self.known)}

    def is_true(self, address, answer):
        """Does it say what the page says if it is rendered now? One that was not stored was."""
        if answer["X-Store"] != "hit":
            return True
        now = ask(self.application, address)
        return (answer.status, answer.text, answer["Location"]) == (now.status, now.text, now["Location"])

    def stale(self, answers):
        return [address for address, answer in answers.items() if not self.is_true(address, answer)]


def addresses():
    """Of all public pages, in every form that they have."""
    yield from SINGLE
    yield from (reverse(f"feed-{kind}") for kind in FEEDS)
    for model in (Article, Category, Tag, User, Page):
        for row in model.objects.all():
            yield row.get_absolute_url()
            if model in FEEDS_OF:
                slug = row.username if model is User else row.slug
                yield from (reverse(f"{FEEDS_OF[model]}-feed-{kind}", args=[slug]) for kind in FEEDS)
            if model in COMMENTS_OF:
                slug = row.username if model is User else row.slug
                yield from (reverse(f"{COMMENTS_OF[model]}-feed-{kind}", args=[slug]) for kind in FEEDS)
    for comment in Comment.objects.visible().select_related("article"):
        yield f"{comment.article.get_absolute_url()}?sort=newest"
        yield f"{reverse('comment-create', args=[comment.article.slug])}?q=days"
        yield reverse("comments-newest", args=[comment.article.slug])
        yield reverse("comment-thread", args=[comment.pk])
        yield reverse("branch-feed-atom", args=[comment.pk])
    for name, model in {"category": CategoryAlias, "article": SlugRedirect}.items():
        yield from (reverse(name, args=[row.slug]) for row in model.objects.all())
    yield from (reverse("tag", args=[alias.name]) for alias in TagAlias.objects.all())
    for published in Article.objects.filter(published_at__isnull=False).values_list("published_at", flat=True):
        yield reverse("archive-month", args=[published.year, published.month])
