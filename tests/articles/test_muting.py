"""A muted tag is in no list of the reader who muted it; everybody else reads as before."""

import pytest

from articles import muting
from articles.models import Tag, TagMute
from tests.factories import make_article, make_category, make_user
from tests.markup import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def maud(client):
    maud = make_user("maud")
    client.force_login(maud)
    return maud


@pytest.fixture
def clips():
    category = make_category(slug="harbour")
    return [
        make_article("The ice house warms", category=category, tags=["Heat", "Ice"]),
        make_article("The ice ferry waits", category=category, tags=["Ice"]),
    ]


@pytest.mark.parametrize("address", ["/", "/category/harbour/", "/tag/ice/", "/search/?q=ice", "/archive/{month}/"])
def test_its_clips_are_in_no_list_of_this_reader(client, maud, clips, address):
    address = address.format(month=f"{clips[0].published_at:%Y}/{clips[0].published_at.month}")
    before = texts(client.get(address), "main")[0]
    muting.mute(Tag.objects.get(name="Heat"), by=maud)

    after = texts(client.get(address), "main")[0]

    assert "The ice house warms" in before
    assert "The ice house warms" not in after
    assert "The ice ferry waits" in after
    client.logout()
    assert "The ice house warms" in texts(client.get(address), "main")[0]


def test_it_is_not_offered_beside_another_clip(client, maud, clips):
    muting.mute(Tag.objects.get(name="Heat"), by=maud)

    assert "The ice house warms" not in client.get(clips[1].get_absolute_url()).content.decode()


def test_its_own_page_and_its_clips_can_be_read_all_the_same(client, maud, clips):
    muting.mute(Tag.objects.get(name="Heat"), by=maud)

    assert "The ice house warms" in client.get("/tag/heat/").content.decode()
    assert client.get(clips[0].get_absolute_url()).status_code == 200


def test_the_button_on_its_page_mutes_and_the_list_undoes_it(client, maud, clips):
    client.post("/tag/heat/mute/", {"do": "mute"})
    client.post("/tag/heat/mute/", {"do": "mute"})
    muted = TagMute.objects.count()
    listed = texts(client.get("/accounts/hidden/"), ".undoing a")
    back = client.post("/tag/heat/mute/", {"do": "unmute", "next": "/accounts/hidden/"})

    assert (muted, listed, back.url, TagMute.objects.count()) == (1, ["#Heat"], "/accounts/hidden/", 0)


def test_a_crowd_of_tags_is_not_muted_at_once(monkeypatch, maud, clips):
    monkeypatch.setattr(muting, "IN_AN_HOUR", 1)

    done = [muting.mute(tag, by=maud) for tag in Tag.objects.all()]

    assert done == [True, False]


@pytest.mark.parametrize("muted", [0, 1, 3])
def test_a_list_asks_as_many_questions_whatever_is_muted(client, maud, clips, muted, django_assert_num_queries):
    for n in range(muted):
        muting.mute(Tag.objects.create(name=f"Other {n}"), by=maud)
    client.get("/category/harbour/")

    with django_assert_num_queries(11):
        client.get("/category/harbour/")
