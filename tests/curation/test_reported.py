"""Readers' corrections at the desk: settled once, credited in the clip, or declined with a reason."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Notice
from comments import lists, posting
from comments.models import AlreadySettled, Comment
from curation.desk import reported
from newsclip.leaving import erasing
from tests.comments.reading import page
from tests.factories import make_article, make_user
from tests.markup import texts

pytestmark = pytest.mark.django_db
CORRECTIONS = "/desk/corrections/"


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def article(ines):
    return make_article("Heat", by=ines)


def correction(article, by=None, body="It is eight days."):
    return posting.post(article=article, by=by or make_user("maud"), body=body, correction=True)


def corrected(article, by):
    article.record(by=by, kind="correction", note="Eight days, not nine.", before="nine", after="eight")
    return article.revisions.latest("number")


def test_a_readers_correction_waits_at_the_desk(client, ines, article):
    comment = correction(article)

    shown = page(client.get(CORRECTIONS))

    assert "It is eight days." in shown.query_one(f"#correction-{comment.pk}").to_text()


def test_an_accepted_correction_is_credited_in_the_clip(client, ines, article):
    comment = correction(article)
    revision = corrected(article, ines)

    client.post(reverse("desk:correction-accept", args=[comment.pk]), {"revision": revision.number})

    comment.refresh_from_db()
    revision.refresh_from_db()
    assert (comment.correction, comment.credited_in, revision.noticed_by) == ("accepted", revision, [comment.author])
    assert AuditEntry.objects.filter(verb="correction.accepted", by=ines).count() == 1
    assert "Correction, accepted" in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", ["correction", "update"])
def test_everybody_who_pointed_it_out_is_credited_wherever_it_is_told(client, ines, article, kind):
    first, second = correction(article), correction(article, make_user("bram"))
    again = correction(article, second.author, "Eight, I said.")
    article.record(by=ines, kind=kind, note="Eight days, not nine.")
    revision = article.revisions.latest("number")

    for one in (first, second, again):
        reported.accept(one, by=ines, revision=revision)

    assert [person.username for person in article.revisions.get(pk=revision.pk).noticed_by] == ["maud", "bram"]
    places = {article.get_absolute_url(): "#changes"}
    if kind == "correction":
        places = {article.get_absolute_url(): "#corrections", "/corrections/": ".corrections", "/": ".side"}
    for where, selector in places.items():
        assert "ointed out by maud , bram" in texts(client.get(where), selector)[0]
    assert Notice.objects.filter(kind="correction").count() == 3


@pytest.mark.parametrize("how", ["erase", "anonymise"])
def test_whoever_leaves_takes_their_credit_along_and_nobody_elses(client, ines, article, how):
    first, second = correction(article), correction(article, make_user("bram"))
    revision = corrected(article, ines)
    for one in (first, second):
        reported.accept(one, by=ines, revision=revision)

    first.author.delete_at, first.author.delete_how = timezone.now(), how
    first.author.save()
    erasing.erase_due()

    assert list(revision.credits.values_list("person", flat=True)) == [second.author_id]
    for where in (article.get_absolute_url(), "/corrections/", "/"):
        assert "ointed out by bram" in texts(client.get(where), "main")[0]


def test_a_declined_correction_is_answered_below_it(client, ines, article):
    comment = correction(article)

    client.post(reverse("desk:correction-decline", args=[comment.pk]), {"body": "The paper says nine."})

    comment.refresh_from_db()
    assert comment.correction == "declined"
    assert comment.replies.get().body == "The paper says nine."


def test_a_correction_is_declined_in_a_closed_thread_too(client, ines, article):
    comment = correction(article)
    type(article).objects.filter(pk=article.pk).update(comments_mode="closed")

    client.post(reverse("desk:correction-decline", args=[comment.pk]), {"body": "The paper says nine."})

    comment.refresh_from_db()
    assert (comment.correction, comment.replies.get().body) == ("declined", "The paper says nine.")


def test_the_desk_says_whom_readers_see_and_that_they_see_nobody(client, ines, article):
    first, second, third = correction(article), correction(article, make_user("bram")), correction(article, make_user())
    revision = corrected(article, ines)

    said = [
        client.post(reverse("desk:correction-accept", args=[one.pk]), sent, follow=True).content.decode()
        for one, sent in ((first, {"revision": revision.number}), (second, {"revision": revision.number}), (third, {}))
    ]

    assert "Readers see whom they owe it to" in said[0]
    assert "Readers see whom they owe it to" in said[1]
    assert "No correction of the clip was chosen, so none names them" in said[2]


def test_who_declines_says_why(client, ines, article):
    comment = correction(article)

    response = client.post(reverse("desk:correction-decline", args=[comment.pk]), {"body": " "})

    comment.refresh_from_db()
    assert (response.status_code, comment.correction) == (422, "open")
    assert "Say in a sentence why" in response.content.decode()


def test_a_correction_is_settled_by_one_editor(client, ines, article):
    comment = correction(article)
    stale = Comment.objects.get(pk=comment.pk)
    reported.accept(comment, by=ines)

    with pytest.raises(AlreadySettled):
        reported.decline(stale, by=make_user(role="editor"), words="No.")

    assert client.post(reverse("desk:correction-accept", args=[comment.pk])).status_code == 404
    assert not comment.replies.exists()


def test_a_refused_answer_settles_nothing(client, ines, article):
    comment = correction(article)
    lists.list_phrase("nine", by=ines, action="refuse")

    response = client.post(reverse("desk:correction-decline", args=[comment.pk]), {"body": "No, nine."})

    comment.refresh_from_db()
    assert (response.status_code, comment.correction) == (422, "open")
    assert "No, nine." in response.content.decode()


def test_the_revision_of_another_clip_credits_nobody(ines, article):
    other = corrected(make_article(by=ines), ines)

    with pytest.raises(ValueError, match="another clip"):
        reported.accept(correction(article), by=ines, revision=other)


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_asks_the_same_however_many_wait(client, ines, django_assert_max_num_queries, n):
    for _ in range(n):
        correction(make_article(by=ines), make_user())

    with django_assert_max_num_queries(12):
        client.get(CORRECTIONS)
