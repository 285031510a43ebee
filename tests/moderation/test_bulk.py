from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from zeal import zeal_ignore

from accounts.models import AuditEntry
from comments.models import Comment
from moderation import actions, bulk, claims
from moderation.models import Decision
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client):
    client.force_login(ines := make_user(role="moderator", display_name="Ines Tarrow"))
    return ines


@pytest.fixture
def corvin():
    return make_user("corvin")


def picks(response):
    return [box.attrs["value"] for box in page(response).query("[name=pick]")]


def test_all_by_a_person_are_previewed_removed_and_put_back(client, ines, corvin):
    article = make_article()
    for n in range(3):
        make_comment(article, author=corvin, body=f"Buy {n}", held_because="pre" if n == 2 else "")
    make_comment(article, body="Of somebody else")
    preview = client.get("/moderation/bulk/?by=corvin")

    sent = {"decision": "remove", "rule": "4", "pick": picks(preview)}
    with zeal_ignore():  # each is a decision of its own
        result = client.post("/moderation/bulk/?by=corvin", sent, follow=True)

    assert "Exactly these 3 comments" in preview.content.decode()
    assert "3 comments decided" in result.content.decode()
    assert Comment.objects.filter(status="removed").count() == 3
    assert Decision.objects.count() == 3
    form = page(result).query_one("form[action$='/undo/']")
    with zeal_ignore():
        client.post(form.attrs["action"])
    assert sorted(Comment.objects.values_list("status", flat=True)) == ["held", "visible", "visible", "visible"]


def test_a_span_of_time_leaves_older_ones_out(client, ines, corvin):
    old, new = make_comment(author=corvin), make_comment(author=corvin)
    Comment.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=3))

    assert picks(client.get("/moderation/bulk/?by=corvin&days=1")) == [f"{new.pk}.0.0"]
    assert len(picks(client.get("/moderation/bulk/?by=corvin&days=7"))) == 2


def test_what_changed_since_the_preview_is_left_and_told(client, ines, corvin):
    article = make_article()
    same, edited, decided, taken = (
        make_comment(article, author=corvin, body=f"Held {n}", held_because="pre") for n in range(4)
    )
    chosen = picks(client.get("/moderation/bulk/?held=pre"))
    edited.edit("Other words")
    petra = make_user(role="moderator")
    actions.hold_comment(decided, by=petra)
    claims.take(taken, by=petra)

    result = client.post("/moderation/bulk/?held=pre", {"decision": "approve", "pick": chosen}, follow=True)

    assert "1 comment decided" in result.content.decode()
    assert len(page(result).query(".bulk-list > li")) == 3
    assert list(Comment.objects.visible()) == [same]


def test_a_cluster_of_near_identical_ones_is_offered_and_chosen(client, ines):
    words = ["Buy  stoves, now!", "buy stoves now", "BUY STOVES. NOW"]
    made = [make_comment(body=body, held_because="pre") for body in words]
    make_comment(body="Nine days is not a frost.", held_because="pre")

    offered = client.get("/moderation/bulk/").content.decode()
    chosen = picks(client.get(f"/moderation/bulk/?like={made[1].pk}"))

    assert f"?like={made[0].pk}" in offered
    assert len(chosen) == 3


def test_many_go_to_the_worker_and_are_safe_to_run_twice(client, ines, corvin, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    article = make_article()
    for n in range(2):
        make_comment(article, author=corvin, body=f"Held {n}", held_because="pre")
    chosen = picks(client.get("/moderation/bulk/?by=corvin"))

    waits = client.post("/moderation/bulk/?by=corvin", {"decision": "remove", "rule": "4", "pick": chosen}, follow=True)
    job = DBTaskResult.objects.get(task_path="moderation.bulk.work")
    for _ in range(2):
        bulk.work.func(**job.args_kwargs["kwargs"])

    assert "0 of 2 are decided" in waits.content.decode()
    assert Decision.objects.count() == 2
    entries = AuditEntry.objects.filter(verb="bulk.remove")
    assert {(len(entry.data["decisions"]), len(entry.data["left"])) for entry in entries} == {(2, 0)}


@pytest.mark.parametrize("sent", [{"decision": "remove"}, {"decision": "remove", "rule": "4"}, {"decision": "burn"}])
def test_a_form_that_says_too_little_decides_nothing(client, ines, corvin, sent):
    comment = make_comment(author=corvin)
    more = {} if sent.get("rule") else {"pick": [f"{comment.pk}.0.0"]}

    response = client.post("/moderation/bulk/?by=corvin", {**sent, **more})

    assert response.status_code == 422
    assert not Decision.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_asks_the_same_questions_however_many(client, ines, corvin, count, django_assert_num_queries):
    for n in range(count):
        comment = make_comment(author=corvin, held_because="pre", body=f"Held {n}")
        actions.hold_comment(comment, by=make_user(role="moderator"))
        comment.edit(f"Edited {n}")
    client.get("/moderation/bulk/?by=corvin")

    with django_assert_num_queries(13):
        client.get("/moderation/bulk/?by=corvin")


def test_a_reason_is_chosen_by_its_whole_name_whatever_was_found(client, ines):
    whole = make_comment(held_because="first")
    make_comment(held_because="first-link")
    phrases = [
        make_comment(held_because=because) for because in ("phrase:buy now", "links,phrase:warm pipes,domain:a.example")
    ]

    offered = client.get("/moderation/bulk/").content.decode()

    assert "?held=phrase" in offered
    assert "?held=domain" in offered
    assert picks(client.get("/moderation/bulk/?held=first")) == [f"{whole.pk}.0.0"]
    assert picks(client.get("/moderation/bulk/?held=phrase")) == [f"{one.pk}.0.0" for one in phrases]
    assert picks(client.get("/moderation/bulk/?held=.*")) == []


def test_a_username_is_found_in_any_case(client, ines, corvin):
    comment = make_comment(author=corvin)

    assert picks(client.get("/moderation/bulk/?by=Corvin")) == [f"{comment.pk}.0.0"]
