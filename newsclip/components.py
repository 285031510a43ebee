"""The staff page that shows every component in every state, from the real templates, with sample things."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.messages.storage.base import Message
from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import mark_safe

from accounts.models import User
from articles.corrections import compared
from articles.excerpts import Excerpt
from articles.models import Article, Category, Picture, Revision, Source, Tag
from articles.reading import ClipPage, Evidence, Piece, Row, SourceRow
from comments.models import Comment
from comments.threads import Row as ThreadRow
from comments.threads import Thread

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=ZoneInfo("UTC"))


@login_required
def components(request):
    if not request.user.is_staff:
        raise Http404
    return render(request, "newsclip/components.html", samples())


def samples():
    """One of each thing. Only the picture is a real one, if there is any."""
    return {
        "clip": clip(),
        "closed": Article(comments_mode=Article.Comments.CLOSED),
        "open": Article(slug="sample", status=Article.Status.PUBLISHED),
        "thread": thread(),
        "cards": [card(comments=17), card(picture=False, comments=1), card(rtl=True, picture=False)],
        "page": SimpleNamespace(
            number=5,
            numbers=[1, None, 3, 4, 5, 6, 7, None, 20],
            paginator=SimpleNamespace(num_pages=20),
            has_previous=True,
            has_next=True,
            previous_page_number=4,
            next_page_number=6,
        ),
        "messages": [
            Message(messages.SUCCESS, "Your comment is posted."),
            Message(messages.WARNING, "Your comment waits for a moderator, because it is your first with a link."),
            Message(messages.ERROR, "The vote was not counted: one cannot vote for oneself."),
            Message(messages.INFO, "You are signed out."),
        ],
        "errors": [f"errors/{name}.html#speak" for name in ("403", "404", "500", "503", "csrf")]
        + ["articles/withdrawn.html#speak", "articles/tag_retired.html#speak", "articles/category.html#empty"],
        "category": Category(name="Harbour"),
        "form": sample_form(),
        "article": withdrawn(),
        "tag": Tag(name="PellFerry", slug="pellferry"),
        "kept": "The gauge book is open to anybody who asks at the rowing club. Nine days, all in one week.",
        "hidden": {},
        "address": "",
        "why": "You made the decision, so somebody else hears the appeal.",
        "last": 7,
    }


def clip():
    source = Source(
        publisher="The Quillmouth Courier",
        title="Council takes the plunge on tide heat",
        byline="Dorrit Hale",
        canonical_url="https://courier.example/tide-heat",
        published=date(2026, 5, 13),
        language="en",
    )
    pasted = Source(title="Minutes of the harbour board")
    numbers = iter(range(1, 20))

    def proof(before, quote, after="", source=source, **more):
        return Evidence(next(numbers), Excerpt(before, quote, after, **more), source, source.canonical_url)

    article = card(comments=12)
    article.body_html, article.background_html, article.minutes = "…", "…", 2
    article.changed_at = NOON
    correction = compared(a_correction(), 1)
    return ClipPage(
        article=article,
        is_preview=True,
        tags=[tagging.tag for tagging in article.taggings.all],
        makers=[User(username="ines-tarrow", display_name="Ines Tarrow")],
        body=[
            Piece(
                mark_safe(
                    "<p>For a hundred and ten years the ice house made cold. From next autumn it is to make heat.</p>"
                    '<figure class="pull"><blockquote><p>A pipe is cheap if the whole street is on it, and a scandal '
                    "if three doors are.</p></blockquote><figcaption>Tobias Felling, chair of the harbour board"
                ),
                [proof("He gave a proverb. ", "A pipe is cheap if the whole street is on it", more_after=True)],
            ),
            Piece(mark_safe("</figcaption></figure>"), []),
        ],
        facts=[
            Row(
                "fact-sample1",
                "The first phase connects 900 homes.",
                label="Homes",
                evidence=[
                    proof("Work starts in September. ", "Phase one reaches some 900 dwellings.", more_before=True)
                ],
            ),
            Row(
                "fact-sample2",
                "Joining costs 1,200 crowns, paid once.",
                label="Connection fee",
                evidence=[
                    proof("", "A single connection charge of 1,200 crowns"),
                    proof("", "", source=pasted),
                ],
                correction=correction,
            ),
        ],
        background=[Piece(mark_safe("<p>Quillmouth has been heated by gas since the works opened.</p>"), [])],
        quick_answers=[Row("answer-sample", "No. Joining is a choice.", question="Does every home have to join?")],
        faqs=[Row("faq-sample", "1,200 crowns, once.", question="how much does it cost to join")],
        corrections=[correction],
        changes=[],
        sources=[SourceRow(source, 3), SourceRow(pasted, 1)],
        views=1800,
        neighbours=[card(comments=4), card(picture=False)],
    )


def card(*, comments=0, picture=True, rtl=False):
    article = Article(
        slug="sample",
        title="مكتبة الميناء تُعير البحّارة كتبًا" if rtl else "Quillmouth votes to heat 900 homes from the tide",
        standfirst="A pump in the old ice house will take warmth from the estuary and send it up Chandler Street.",
        language="ar" if rtl else "en",
        category=Category(name="Land & Water", slug="land-and-water", hue="teal"),
        status=Article.Status.PUBLISHED,
        published_at=NOON - timedelta(hours=26),
        comment_count=comments,
    )
    if picture:
        article.hero = Picture.objects.order_by("-width").first()
    tags = [Tag(name="QuillEstuary", slug="quillestuary"), Tag(name="HeatNetwork", slug="heatnetwork")]
    return Sample(article, tags)


class Sample:
    """A clip that is in no database, and yet has tags."""

    def __init__(self, clip: Article, tags: list[Tag]) -> None:
        self.clip = clip
        self.taggings = SimpleNamespace(all=[SimpleNamespace(tag=tag) for tag in tags])

    def __getattr__(self, name: str) -> Any:
        return getattr(self.clip, name)


def withdrawn():
    article = card()
    article.withdrawn_at = NOON
    article.withdrawn_because = "The deed on which it rested turned out to be a copy with a changed date."
    return article


def thread():
    """Comments in every state: by a maker, edited, a reply, held, removed, deleted."""
    maud, ines = User(username="maud", display_name="Maud Kessing"), User(username="ines", is_staff=True)
    text = mark_safe("<p>Nine days is not <em>a frost</em>.</p><blockquote><p>or some</p></blockquote>")

    def row(pk, path, author=maud, status=Comment.Status.VISIBLE, **more):
        state = {"status": status, "created_at": NOON, "settled_at": NOON, "removed_for": "2"}
        edited = NOON if pk == 2 else None
        comment = Comment(pk=pk, path=path, author=author, body_html=text, edited_at=edited, **state)
        return ThreadRow(comment, **more)

    rows = [
        row(1, "1"),
        row(2, "12", ines, maker=True),
        row(3, "3", status=Comment.Status.HELD, own=True),
        row(4, "4", status=Comment.Status.REMOVED, own=True),
        row(5, "5", status=Comment.Status.DELETED),
    ]
    return Thread(article=Article(), user=maud, rows=rows)


def a_correction():
    revision = Revision(
        at=NOON,
        subject="Key fact “Connection fee”",
        before="Joining costs 1,200 crowns, paid every year.",
        after="Joining costs 1,200 crowns, paid once.",
        note="The paper of the harbour board speaks of a single charge.",
        by=User(username="ines-tarrow", display_name="Ines Tarrow"),
    )
    readers = [User(username="bram-oduya", display_name="Bram Oduya"), User(username="maud", display_name="Maud Pell")]
    revision.noticed_by = readers
    return revision


class SampleForm(forms.Form):
    """A form with a mistake in it."""

    name = forms.CharField(help_text="Letters, digits and hyphens.")
    mail = forms.EmailField(label="E-mail address")
    text = forms.CharField(label="About me", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    replies = forms.BooleanField(label="Send me mail about replies", required=False)


def sample_form():
    return SampleForm({"name": "", "mail": "maud.quillmouth.example", "text": "I row.", "replies": True})
