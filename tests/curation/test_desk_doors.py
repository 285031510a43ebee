import pytest
from django.urls import reverse

from curation.models import Lead
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

OPEN = ["desk:index", "desk:new"]
OF_A_CLIP = ["desk:edit", "desk:preview", "desk:publish", "desk:withdraw", "desk:submit", "desk:return"]
OF_A_CLIP += ["desk:revisions", "desk:compare"]
OF_A_LEAD = ["desk:lead", "desk:lead-again", "desk:lead-dismiss"]


@pytest.fixture
def addresses():
    article, lead = make_article(status="draft"), Lead.objects.create(text="Something.")
    return [
        *(reverse(name) for name in OPEN),
        *(reverse(name, args=[article.pk]) for name in OF_A_CLIP),
        *(reverse(name, args=[lead.pk]) for name in OF_A_LEAD),
        reverse("desk:restore", args=[article.pk, 1]),
    ]


@pytest.mark.parametrize("role", ["reader", "moderator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_does_not_learn_that_there_is_a_desk(client, addresses, role, method):
    client.force_login(make_user(role=role))

    assert {getattr(client, method)(address).status_code for address in addresses} == {404}


def test_a_visitor_is_asked_to_sign_in(client, addresses):
    answers = [client.get(address) for address in addresses]

    assert all(
        answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?next=/desk/")
        for answer in answers
    )


def test_whoever_was_signed_out_meanwhile_keeps_what_they_typed(client, addresses):
    answer = client.post(addresses[2], {"title": "Typed for an hour", "do": "save"})

    assert answer.status_code == 403
    assert "Typed for an hour" in answer.content.decode()


def test_no_page_of_the_desk_is_kept_by_a_cache(client, addresses):
    client.force_login(make_user(role="editor"))

    answers = [client.get(address) for address in addresses]

    assert all("no-store" in answer["Cache-Control"] for answer in answers)
