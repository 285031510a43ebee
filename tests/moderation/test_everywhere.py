"""What holds in all categories: moderators of the whole site change it, those of certain ones read it."""

import pytest
from django.urls import reverse

from accounts.models import User
from articles import category_roles
from comments import lists
from comments.models import Domain, Phrase
from moderation.models import ReasonTemplate
from tests.factories import make_category, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    return make_user(username="whole", role="moderator")


@pytest.fixture
def limited(whole):
    limited = make_user(username="limited", role="moderator")
    category_roles.limit(limited, make_category(), "moderator", by=make_user(role="administrator"))
    return limited


@pytest.fixture
def phrase(whole):
    return lists.list_phrase("cheap pills", by=whole, action="hold", note="")


@pytest.fixture
def reason():
    return ReasonTemplate.objects.create(rule="2", language="en", title="An attack", text="No attacks.")


def changes(phrase, reason):
    words = {"rule": "2", "language": "en", "title": "Other", "text": "Other.", "position": 0}
    return [
        (reverse("moderation:list", args=["phrases"]), {"words": "more pills", "action": "hold"}),
        (reverse("moderation:list", args=["sites"]), {"words": "pills.example", "action": "hold"}),
        (reverse("moderation:list-lines", args=["phrases"]), {"lines": "many pills"}),
        (reverse("moderation:unlist", args=["phrases", phrase.pk]), {}),
        (reverse("moderation:reason-new"), words),
        (reverse("moderation:reason", args=[reason.pk]), words | {"title": "Other still"}),
        (reverse("moderation:reason-delete", args=[reason.pk]), {}),
    ]


def test_moderators_of_certain_categories_change_none_of_it(client, limited, phrase, reason):
    client.force_login(limited)

    answers = [client.post(address, said) for address, said in changes(phrase, reason)]

    assert {answer.status_code for answer in answers} == {403}
    assert "only moderators of the whole site" in answers[0].text
    assert list(Phrase.objects.all()) == [phrase]
    assert not Domain.objects.exists()
    assert list(ReasonTemplate.objects.filter(title="An attack")) == [reason]
    assert not ReasonTemplate.objects.filter(title__startswith="Other").exists()


def test_moderators_of_the_whole_site_change_all_of_it(client, whole, phrase, reason):
    client.force_login(whole)

    assert {client.post(address, said).status_code for address, said in changes(phrase, reason)} == {302}


def test_they_read_it_without_buttons_that_would_be_refused(client, limited, phrase, reason):
    client.force_login(limited)

    for address, words in (
        (reverse("moderation:list", args=["phrases"]), "cheap pills"),
        (reverse("moderation:reasons"), "No attacks."),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert words in answer.text
        assert "only moderators of the whole site" in answer.text
        assert reverse("moderation:reason-new") not in answer.text
        assert reverse("moderation:reason", args=[reason.pk]) not in answer.text
        assert reverse("moderation:unlist", args=["phrases", phrase.pk]) not in answer.text
        assert 'id="words"' not in answer.text
        assert 'id="lines"' not in answer.text
    assert "cheap pills" in client.get(reverse("moderation:list-lines", args=["phrases"])).text


@pytest.mark.parametrize(("who", "left"), [("limited", True), ("whole", False)])
def test_pictures_of_people_are_taken_by_moderators_of_the_whole_site(client, request, who, left):
    moderator, maud = request.getfixturevalue(who), make_user(username="maud")
    User.objects.filter(pk=maud.pk).update(avatar="avatars/maud.webp")
    client.force_login(moderator)
    address = reverse("avatar-take", args=["maud"])

    assert (address in client.get(maud.get_absolute_url()).text) is not left
    assert client.post(address).status_code == (403 if left else 302)

    maud.refresh_from_db()
    assert bool(maud.avatar) is left
