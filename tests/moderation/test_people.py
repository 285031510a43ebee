"""A person as moderators see them: all that happened in order, notes, and limits with their letter first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import traces
from accounts.models import AuditEntry, OldUsername
from moderation import actions, appeals, figures, people, sanctions
from moderation.models import Decision, PersonNote, Sanction
from tests.comments.reading import fields, page
from tests.factories import make_article, make_comment, make_decision, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    moderator = make_user(username="ines", role="moderator", display_name="Ines Tarrow")
    client.force_login(moderator)
    return moderator


@pytest.fixture
def person(moderator):
    """Somebody with one of everything."""
    person = make_user(username="maud", display_name="Maud Fenn")
    comment = make_comment(author=person, body="What was said.")
    actions.report(comment, by=make_user(display_name="Edda Roost"), rule="4")
    decision = actions.remove_comment(comment, by=moderator, rule="4", words="An advertisement.")
    appeals.appeal(decision, by=person, text="It is none.")
    people.add_note(person, by=moderator, text="Sells warm pipes.")
    OldUsername.objects.create(user=person, username="maudie", username_key="maudie")
    actions.report(make_comment(), by=person, rule="2")
    return person


LIMIT = {"kind": "suspend", "rule": "4", "words": "Thrice.", "days": "7", "a_day": "", "seen": ""}


def main(response):
    return page(response).query_one("main").to_text()


def test_the_timeline_has_one_of_everything(client, moderator, person):
    text = main(client.get("/moderation/people/maud/"))

    for shown in ["What was said.", "An advertisement.", "It is none.", "Sells warm pipes.", "maudie", "Edda Roost"]:
        assert shown in text
    assert {moment.what for moment in people.timeline(person, moderator)[0]} == {
        "appeal", "comment", "decision", "note", "rename", "report-made", "report-received",
    }  # fmt: skip


def test_the_pages_of_a_timeline_lose_and_repeat_nothing_at_equal_times(moderator, person, monkeypatch):
    now = timezone.now()
    PersonNote.objects.bulk_create([PersonNote(person=person, by=person, text=f"{n}") for n in range(5)])
    PersonNote.objects.update(at=now)
    OldUsername.objects.update(at=now)
    whole = [(moment.what, moment.row.pk) for moment in people.timeline(person, moderator)[0]]

    monkeypatch.setattr(people, "SIZE", 2)
    paged, after = [], "start"
    while after:
        moments, after = people.timeline(person, moderator, after)
        paged += [(moment.what, moment.row.pk) for moment in moments]

    assert paged == whole
    assert len(paged) == 12


@pytest.mark.parametrize("cursor", ["x", "~~", "20261126T000000.000000~note~x", "99999999T999999.9~a~1", "é~1~1"])
def test_a_cursor_that_nobody_gave_out_is_the_beginning(client, person, cursor):
    answer = client.get("/moderation/people/maud/", {"after": cursor})

    assert "Sells warm pipes." in main(answer)


@pytest.mark.parametrize("times", [1, 3])
def test_a_persons_page_asks_the_same_questions(client, moderator, times, django_assert_num_queries):
    person = make_user(username="maud")
    for n in range(times):
        comment = make_comment(author=person)
        actions.report(comment, by=make_user(), rule="4")
        appeals.appeal(actions.remove_comment(comment, by=moderator, rule="4"), by=person, text="No.")
        actions.report(make_comment(), by=person, rule="2")
        people.add_note(person, by=moderator, text="A note.")
        for somebody in (person, make_user(username=f"neighbour-{n}")):
            traces.note(somebody, "192.0.2.7")
    client.get("/moderation/people/maud/")

    with django_assert_num_queries(21):
        client.get("/moderation/people/maud/")


def test_who_came_from_the_same_machine_is_shown(client, person):
    for somebody in (person, make_user(username="bobby")):
        traces.note(somebody, "192.0.2.7")

    assert "bobby (1 day)" in main(client.get("/moderation/people/maud/"))


def test_a_note_is_added_and_leaves_a_trace(client, person):
    client.post("/moderation/people/maud/note/", {"text": "Was kind today."})

    assert "Was kind today." in main(client.get("/moderation/people/maud/"))
    assert AuditEntry.objects.filter(verb="person.noted", subject_id=str(person.pk)).count() == 2


def test_an_empty_note_says_so(client, person):
    answer = client.post("/moderation/people/maud/note/", {"text": " "})

    assert answer.status_code == 422
    assert "Write something first." in main(answer)


def test_a_limit_shows_its_letter_before_anything_is_decided(client, person):
    made = Decision.objects.count()

    preview = client.post("/moderation/people/maud/limit/", LIMIT)
    form = page(preview).query_one("main form")

    assert "You cannot write or edit comments." in main(preview)
    assert "Thrice." in main(preview)
    assert Decision.objects.count() == made
    client.post(form.attrs["action"], {**fields(form), "sure": "1"})
    assert Sanction.objects.get().kind == "suspend"


@pytest.mark.parametrize("wrong", [{"kind": ""}, {"rule": ""}, {"words": ""}, {"days": ""}, {"days": "soon"}])
def test_a_limit_that_lacks_something_keeps_the_rest(client, person, wrong):
    answer = client.post("/moderation/people/maud/limit/", {**LIMIT, **wrong})

    kept = fields(page(answer).query_one('form[action$="/limit/"]'))
    assert answer.status_code == 422
    assert kept["words"].strip() == {**LIMIT, **wrong}["words"]
    assert not Sanction.objects.exists()


def test_two_moderators_with_the_same_page_notice_each_other(client, person):
    sanctions.warn(person, by=make_user(role="moderator", display_name="Petra Ashlock"), rule="4", words="Once.")

    answer = client.post("/moderation/people/maud/limit/", {**LIMIT, "seen": "0", "sure": "1"})

    assert answer.status_code == 409
    assert "Petra Ashlock was first: warned" in answer.content.decode()
    assert Sanction.objects.get().kind == "warn"


def test_what_is_in_force_can_be_lifted(client, person, moderator):
    sanction = sanctions.ban(person, by=moderator, rule="4", words="Enough.").sanction
    form = page(client.get("/moderation/people/maud/")).query_one('form[action*="/lift/"]')

    client.post(form.attrs["action"])
    client.post(form.attrs["action"])

    sanction.refresh_from_db()
    assert sanction.lifted_by == moderator
    assert Decision.objects.filter(outcome="lifted").count() == 1


def test_the_team_is_not_offered_to_be_limited(client, moderator):
    other = make_user(username="petra", role="moderator")

    answer = client.post("/moderation/people/petra/limit/", {**LIMIT, "sure": "1"}, follow=True)

    assert "You cannot limit this account" in answer.content.decode()
    assert not page(client.get("/moderation/people/petra/")).query('form[action$="/limit/"]')
    assert not other.sanctions.exists()


def test_the_figures_count_what_became_of_decisions_before_others(client, moderator):
    other = make_user(username="petra", role="moderator")
    for state in ("confirmed", "overturned"):
        decision = actions.remove_comment(make_comment(), by=moderator, rule="2")
        appeals.decide(appeals.appeal(decision, by=decision.person, text="No."), by=other, state=state, words="So.")

    work = {one.person: one for one in figures.of_moderators()}

    assert (work[moderator].decisions, work[moderator].confirmed, work[moderator].overturned) == (2, 1, 1)
    assert work[moderator].agreement == figures.Share(1, 2)
    assert "1 of 2" in main(client.get("/moderation/figures/"))


def test_agreement_is_about_the_same_comment_and_two_people(moderator):
    other, comment = make_user(role="moderator"), make_comment()
    make_decision(comment, by=moderator, outcome="held", rule="")
    make_decision(comment, by=moderator)
    make_decision(comment, by=other)
    make_decision(make_comment(make_article()), by=other)

    since = timezone.now() - timedelta(days=1)

    assert list(figures.judged_twice(since)) == [((moderator.pk, other.pk), True)]


def test_few_are_counted_and_many_are_a_percentage():
    assert figures.Share(3, 4).percent is None
    assert figures.Share(15, 20).percent == 75


def test_the_record_counts_each_kind_for_itself(person, django_assert_num_queries):
    article = make_article()
    for n in range(3):
        make_comment(article, author=person, body=f"More {n}", held_because="pre" if n else "")

    with django_assert_num_queries(1) as asked:
        record = people.record(person)

    assert "JOIN" not in asked[0]["sql"]
    counted = ["visible_comments", "held_comments", "removed_comments", "reports_settled", "reports_right"]
    assert [getattr(record, name) for name in counted] == [1, 2, 1, 0, 0]
    assert (record.appeals_made, record.appeals_won) == (1, 0)
