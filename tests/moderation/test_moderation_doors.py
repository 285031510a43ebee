import uuid

import pytest
from django.urls import reverse

from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses():
    comment = make_comment(held_because="pre")
    from moderation import actions
    from moderation.models import ReasonTemplate

    reason = ReasonTemplate.objects.create(rule="4", language="en", title="Stoves", text="No stoves.")
    decision = actions.approve(comment, by=make_user(role="moderator"))
    batch = uuid.uuid4()
    return [
        *(reverse(f"moderation:{name}") for name in "queue next bulk clips reasons reason-new".split()),
        *(reverse(f"moderation:{name}", args=[comment.pk]) for name in "card claim decide".split()),
        *(reverse(f"moderation:{name}", args=[comment.article_id]) for name in "clip-decide lock".split()),
        *(reverse(f"moderation:{name}", args=[reason.pk]) for name in "reason reason-delete".split()),
        *(reverse(f"moderation:{name}", args=[batch]) for name in "bulk-done bulk-undo".split()),
        reverse("moderation:undo", args=[decision.pk]),
    ]


@pytest.mark.parametrize("role", ["reader", "editor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_does_not_learn_that_there_is_a_queue(client, addresses, role, method):
    client.force_login(make_user(role=role))

    assert {getattr(client, method)(address).status_code for address in addresses} <= {404, 405}


def test_a_visitor_is_asked_to_sign_in(client, addresses):
    answers = [client.get(address) for address in addresses]

    assert {answer.status_code for answer in answers} <= {302, 405}
    assert all("/accounts/login/" in answer["Location"] for answer in answers if answer.status_code == 302)
