import pytest

from articles.models import Article
from comments.models import AlreadySettled
from moderation import locking
from moderation.models import Decision
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client):
    client.force_login(ines := make_user(role="moderator"))
    return ines


def test_a_locked_thread_takes_nothing_and_opens_again(client, ines):
    article = make_comment().article
    address = f"/moderation/clips/{article.pk}/lock/"

    client.post(address, {"do": "lock", "because": "Tempers."})
    locked = Article.objects.get(pk=article.pk)
    visitor = client_of_nobody().get(article.get_absolute_url()).content.decode()
    client.post(address, {"do": "unlock"})

    assert not locked.takes_comments
    assert locked.comments_locked_because == "Tempers."
    assert "Comments on this clip are closed" in visitor
    assert Article.objects.get(pk=article.pk).takes_comments
    assert list(Decision.objects.order_by("pk").values_list("outcome", flat=True)) == ["locked", "unlocked"]


def test_locking_happens_once(ines):
    article = make_comment().article
    locking.lock(article, by=ines, because="")

    with pytest.raises(AlreadySettled):
        locking.lock(article, by=ines, because="")

    assert Decision.objects.count() == 1


def test_a_script_hears_what_happened(client, ines):
    article = make_comment().article

    address, headers = f"/moderation/clips/{article.pk}/lock/", {"HX-Request": "true"}

    refused = client.post(address, {"do": "lock"}, headers=headers)
    answer = client.post(address, {"do": "lock", "because": "Tempers."}, headers=headers)

    assert (refused.status_code, "Say why" in refused.json()["said"]) == (422, True)
    assert "locked" in answer.json()["said"]


def client_of_nobody():
    from django.test import Client

    return Client()
