"""What somebody follows or muted is shown where it stands, listed on one page, and left with one press."""

import pytest

from accounts import between
from articles import muting
from articles.models import Tag
from comments import followed, following
from comments.models import ThreadFollow
from moderation import actions
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_user
from tests.markup import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def maud(client):
    client.force_login(maud := make_user("maud"))
    return maud


def offered(response, comment):
    """What the buttons of a comment's “More” say."""
    return texts(response, f"form[action='/comments/{comment.pk}/follow/'] button")


@pytest.mark.parametrize(
    ("verb", "buttons"),
    [
        (None, ["Follow this thread", "Mute this thread"]),
        (following.follow, ["Stop following this thread", "Mute this thread"]),
        (following.mute, ["Unmute this thread"]),
    ],
)
def test_each_comment_says_whether_what_is_below_it_is_followed_or_muted(client, maud, verb, buttons):
    comment = make_comment()
    make_comment(parent=comment)
    if verb:
        verb(comment.article, by=maud, root=comment)

    on_clip = offered(client.get(comment.article.get_absolute_url()), comment)

    assert on_clip == buttons


def test_a_branch_is_left_where_it_was_muted(client, maud):
    comment = make_comment()
    address = f"/comments/{comment.pk}/follow/"
    client.post(address, {"do": "mute"})
    muted = client.get(f"/comments/{comment.pk}/thread/")

    swapped = client.post(address, {"do": "leave"}, headers={"HX-Request": "true"})

    assert "You hear nothing of this conversation" in texts(muted, "#follow-button")[0]
    assert page(muted).query_one("#follow").attrs["action"] == address
    assert texts(swapped, "#follow-button") == ["Follow this conversation"]
    assert not ThreadFollow.objects.exists()


def test_all_of_it_stands_on_one_page_and_is_left_there(client, maud):
    clip, comment = make_article("The Slipway", tags=["Heat"]), make_comment(author=make_user(display_name="Edda Vane"))
    following.follow(clip, by=maud)
    following.mute(comment.article, by=maud, root=comment)
    between.mute(make_user(display_name="Corvin"), by=maud)
    muting.mute(Tag.objects.get(), by=maud)

    shown = client.get("/accounts/hidden/")
    for form in page(shown).query(".undoing form[action='/accounts/hidden/'] button"):
        left = client.post("/accounts/hidden/", {"leave": form.attrs["value"]})

    listed = " ".join(texts(shown, ".undoing a"))
    for words in ("The Slipway", "Below the comment by Edda Vane", "Corvin", "#Heat"):
        assert words in listed
    assert left.url == "/accounts/hidden/"
    assert not ThreadFollow.objects.exists()
    assert "Below each clip" in client.get("/accounts/hidden/").content.decode()


def test_nobody_leaves_for_another(client, maud):
    following.follow(make_article(), by=make_user())

    for number in (ThreadFollow.objects.get().pk, "", "x", "9" * 30):
        client.post("/accounts/hidden/", {"leave": number})

    assert ThreadFollow.objects.count() == 1


def test_what_was_removed_can_still_be_left_and_names_nobody(client, maud):
    comment = make_comment(author=make_user(display_name="Edda Vane"))
    following.mute(comment.article, by=maud, root=comment)
    actions.remove_comment(comment, by=make_user(role="moderator"), rule="2")

    shown = client.get("/accounts/hidden/")
    client.post("/accounts/hidden/", {"leave": ThreadFollow.objects.get().pk})

    assert "Below a comment that is gone" in shown.content.decode()
    assert "Edda Vane" not in shown.content.decode()
    assert not ThreadFollow.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_the_same_questions_however_much_is_followed(client, maud, many, django_assert_num_queries):
    for _ in range(many):
        comment = make_comment(make_article(tags=[f"Tag {_}"]))
        following.follow(comment.article, by=maud)
        following.mute(comment.article, by=maud, root=comment)
        between.mute(make_user(), by=maud)
        between.block(make_user(), by=maud)
    for tag in Tag.objects.all():
        muting.mute(tag, by=maud)

    with django_assert_num_queries(11):
        client.get("/accounts/hidden/")


def test_a_thousand_are_on_pages_and_a_page_left_empty_leads_to_the_last(client, maud, monkeypatch):
    monkeypatch.setattr(followed, "SHOWN", 2)
    monkeypatch.setattr(followed, "PAGE", 3)
    clips = [make_article() for _ in range(4)]
    for clip in clips:
        following.follow(clip, by=maud)
    first = client.get("/accounts/hidden/")
    whole = page(first).query_one("#followed .onward").attrs["href"]
    second = client.get(f"/accounts/hidden/{whole}&page=2")
    form = page(second).query_one(".undoing form")

    left = client.post(
        form.attrs["action"], {"leave": page(second).query_one(".undoing button").attrs["value"]}, follow=True
    )

    assert [len(texts(shown, ".undoing li")) for shown in (first, second, left)] == [2, 1, 3]
    assert left.redirect_chain[-1][0] == "/accounts/hidden/?list=followed&page=1"
