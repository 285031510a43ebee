"""Volume for trials: what `manage.py seed` makes is as right as what people make."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from articles import taxonomy
from articles.models import Article, Category, SearchEntry, Tag
from comments import counts
from comments.models import MAX_DEPTH, SEGMENT, Comment
from common.markdown import render_comment
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


def seed(**wanted):
    out = StringIO()
    call_command("seed", stdout=out, stderr=StringIO(), **wanted)
    return out.getvalue()


@pytest.fixture
def small():
    return seed(users=5, articles=4, comments=300)


def test_it_adds_as_many_as_were_asked_for(small):
    assert User.objects.count() == 5
    assert Article.objects.published().count() == 4
    assert Comment.objects.count() == 300
    assert small.startswith("Added 5 people, 4 clips and 300 comments in ")


def test_counts_equal_a_recount(small):
    assert (taxonomy.recount(), counts.recount()) == (0, 0)
    assert sum(Article.objects.values_list("comment_count", flat=True)) == Comment.objects.visible().count()
    assert sum(Category.objects.values_list("article_count", flat=True)) == 4
    assert Tag.objects.in_use().exists()


def test_comments_stand_in_threads_as_posted_ones_do(small):
    for comment in Comment.objects.select_related("parent"):
        above = comment.parent.path[: SEGMENT * MAX_DEPTH] if comment.parent else ""
        assert comment.path == f"{above}{comment.pk:0{SEGMENT}d}"
        assert comment.depth == (min(comment.parent.depth + 1, MAX_DEPTH) if comment.parent else 0)
        assert comment.parent is None or comment.parent.article_id == comment.article_id
        assert comment.body_html == render_comment(comment.body)


def test_comments_are_spread_unevenly(small):
    most, *_, least = sorted(Article.objects.values_list("comment_count", flat=True), reverse=True)

    assert most > 2 * least


def test_all_comments_can_go_to_one_clip():
    quiet, loud = make_article(), make_article(slug="loud")

    seed(comments=20, on="loud")

    quiet.refresh_from_db()
    assert quiet.comment_count == 0
    assert loud.comments.count() == 20


def test_clips_are_found(client, small):
    article = Article.objects.first()

    found = client.get("/search/", {"q": f'"{article.title}"'}).content.decode()

    assert SearchEntry.objects.count() == 4
    assert article.get_absolute_url() in found


def test_pages_open(client, small):
    article = Article.objects.order_by("-comment_count").first()

    for address in ["/", article.get_absolute_url(), article.category.get_absolute_url(), "/feed.atom"]:
        assert client.get(address).status_code == 200


def test_the_same_random_seed_makes_the_same():
    def made():
        seed(users=3, articles=2, comments=10, random_seed=7)
        titles = list(Article.objects.order_by("pk").values_list("title", flat=True))
        said = list(Comment.objects.order_by("pk").values_list("body", "author__username"))
        Comment.objects.update(parent=None)
        for model in (Comment, Article, User, Tag, Category):
            model.objects.all().delete()
        return titles, said

    assert made() == made()


def test_it_can_be_run_again_and_people_post_after_it(small):
    seed(users=5, articles=4, comments=300)

    comment = make_comment(Article.objects.first(), author=make_user())

    assert Comment.objects.count() == 601
    assert comment.pk == max(Comment.objects.values_list("pk", flat=True))


def test_visitors_see_it_at_once(small, monkeypatch):
    moved = []
    monkeypatch.setattr("common.stamps.touch", lambda *keys, **more: moved.extend(keys))

    seed(comments=1)

    assert "site" in moved


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({}, "Say how many"),
        ({"comments": -1}, "Say how many"),
        ({"comments": 1}, "No published clip takes comments"),
        ({"comments": 1, "on": "nowhere"}, "There is no published clip at /articles/nowhere/"),
    ],
)
def test_what_cannot_be_done_is_told(wanted, sentence):
    with pytest.raises(CommandError, match=sentence):
        seed(**wanted)
