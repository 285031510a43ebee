"""The pages of a case: the statement of reasons, the appeal, the queue of appeals, the page that decides."""

import pytest
from django.urls import reverse

from moderation import actions, appeals
from moderation.models import Appeal
from tests.comments.reading import fields, page
from tests.comments.test_expired_session import sign_in
from tests.factories import make_comment, make_decision, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return make_user(username="ines", role="moderator", display_name="Ines Tarrow")


@pytest.fixture
def second():
    return make_user(username="petra", role="moderator", display_name="Petra Ashlock")


@pytest.fixture
def decision(first):
    comment = make_comment(body="He is a <fool>.")
    return actions.remove_comment(comment, by=first, rule="2", words="No attacks, <please>.")


@pytest.fixture
def appeal(decision):
    return appeals.appeal(decision, by=decision.person, text="It was a <quotation>.")


def as_(client, person):
    client.force_login(person)
    return client


def main(response):
    return page(response).query_one("main").to_text()


def test_the_author_reads_the_reasons_and_how_to_appeal(client, decision):
    text = main(as_(client, decision.person).get(decision.get_absolute_url()))

    for said in [
        "Your comment was removed",
        "Rule 2: no attacks on persons",
        "No attacks, <please>.",
        "A moderator came across it.",
        "A person decided.",
        "wherever this site can be read",
        "You may appeal once, until",
        "Article 21",
        "court",
    ]:
        assert said in text
    assert "Ines" not in text


def test_others_do_not_learn_that_there_is_a_statement(client, decision):
    assert as_(client, make_user()).get(decision.get_absolute_url()).status_code == 404
    assert client.get(f"{decision.get_absolute_url().rstrip('/')}.json").status_code == 404


def test_the_removed_comment_leads_its_author_to_the_reasons(client, decision):
    own = page(as_(client, decision.person).get(decision.comment.get_absolute_url()))
    client.logout()
    others = client.get(decision.comment.get_absolute_url()).content.decode()

    assert own.query(f'main a[href="{decision.get_absolute_url()}"]')
    assert decision.get_absolute_url() not in others


def test_an_appeal_is_sent_by_the_form_of_the_page(client, decision, second):
    as_(client, decision.person)
    form = page(client.get(decision.get_absolute_url())).query_one("main form")

    answer = client.post(decision.get_absolute_url(), {**fields(form), "text": "It was a quotation."}, follow=True)

    assert "Your appeal has come" in answer.content.decode()
    assert "The answer is promised by" in main(answer)
    assert Appeal.objects.get().text == "It was a quotation."


@pytest.mark.parametrize("text", ["", "x" * 4001, "a\0b"])
def test_an_appeal_that_cannot_be_taken_keeps_its_text(client, decision, text):
    answer = as_(client, decision.person).post(decision.get_absolute_url(), {"text": text})

    kept = fields(page(answer).query_one("main form"))["text"].strip()
    assert answer.status_code == 422
    assert kept.replace("\ufffd", "\0") == text
    assert not Appeal.objects.exists()


def test_whoever_was_signed_out_meanwhile_finds_their_appeal_again(client, decision):
    answer = client.post(decision.get_absolute_url(), {"text": "Written for an hour."})
    assert answer["Location"].startswith("/accounts/login/?next=/moderation/decisions/")

    landed = sign_in(client, answer, decision.person)

    form = page(landed).query_one("main form")
    assert fields(form)["text"].strip() == "Written for an hour."


def test_a_second_appeal_is_refused_and_its_words_are_shown(client, appeal):
    as_(client, appeal.by)

    answer = client.post(appeal.decision.get_absolute_url(), {"text": "And another thing."})

    assert answer.status_code == 422
    assert "You have appealed already" in main(answer)
    assert "And another thing." in main(answer)


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_the_first_decider_gets_403_at_every_door(client, role, second):
    decider = make_user(role=role)
    decision = actions.remove_comment(make_comment(), by=decider, rule="2")
    made = appeals.appeal(decision, by=decision.person, text="No.")
    address = reverse("moderation:appeal", args=[made.pk])
    in_admin = reverse("admin:moderation_appeal_change", args=[made.pk])
    as_(client, decider)

    assert client.get(address).status_code == 403
    assert client.post(address, {"state": "confirmed", "words": "I was right."}).status_code == 403
    assert client.post(in_admin, {"state": "confirmed", "words": "I was right."}).status_code == 403
    assert Appeal.objects.get().is_open


def test_the_way_to_decide_is_offered_to_those_who_may(client, appeal, first, second):
    address = appeal.decision.get_absolute_url()
    to_decide = reverse("moderation:appeal", args=[appeal.pk])

    shown = {
        person.username: as_(client, person).get(address).content.decode() for person in (first, second, appeal.by)
    }

    assert [name for name, text in shown.items() if f'href="{to_decide}"' in text] == ["petra"]
    assert "You decided first, so somebody else decides." in shown["ines"]


def test_somebody_else_decides_and_the_author_reads_why(client, appeal, second):
    address = reverse("moderation:appeal", args=[appeal.pk])
    form = page(as_(client, second).get(address)).query_one("main form")

    told = client.post(address, {**fields(form), "state": "overturned", "words": "A quotation indeed."}, follow=True)

    assert "The author has been told" in told.content.decode()
    text = main(as_(client, appeal.by).get(appeal.decision.get_absolute_url()))
    assert "The decision is taken back" in text
    assert "A quotation indeed." in text


@pytest.mark.parametrize("sent", [{}, {"state": "confirmed"}, {"state": "open", "words": "x"}, {"words": "Kept words"}])
def test_an_answer_needs_a_decision_and_words(client, appeal, second, sent):
    answer = as_(client, second).post(reverse("moderation:appeal", args=[appeal.pk]), sent)

    assert answer.status_code == 422
    assert fields(page(answer).query_one("main form"))["words"].strip() == sent.get("words", "")
    assert Appeal.objects.get().is_open


def test_who_answers_second_reads_who_was_first_and_keeps_their_words(client, appeal, second):
    appeals.decide(Appeal.objects.get(), by=second, state="overturned", words="A quotation.")
    late = as_(client, make_user(role="moderator"))

    answer = late.post(reverse("moderation:appeal", args=[appeal.pk]), {"state": "confirmed", "words": "An attack."})

    assert "Petra Ashlock has decided" in main(answer)
    assert "An attack." in main(answer)


def test_an_appeal_that_nobody_can_decide_says_since_when_it_waits(client, appeal, first):
    for person in (appeal.by, first):
        text = main(as_(client, person).get(appeal.decision.get_absolute_url()))
        assert "Waiting since" in text
        assert "waits for a second person" in text
    assert "waits for a second person" in main(client.get("/moderation/appeals/"))


def test_the_answer_that_is_due_first_is_on_top(client, first, second):
    made = [appeals.appeal(one, by=one.person, text=f"Appeal {n}") for n, one in enumerate(decisions(3, first))]
    Appeal.objects.filter(pk=made[2].pk).update(due_at=made[2].at)

    text = main(as_(client, second).get("/moderation/appeals/"))

    assert text.index("Appeal 2") < text.index("Appeal 0") < text.index("Appeal 1")
    assert "it is late" in text


def decisions(count, by):
    return [make_decision(by=by) for _ in range(count)]


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_list_of_appeals_asks_the_same_questions(client, first, second, waiting, django_assert_num_queries):
    for decision in decisions(waiting, first):
        appeals.appeal(decision, by=decision.person, text="No.")
    as_(client, second).get("/moderation/appeals/")

    with django_assert_num_queries(13):
        client.get("/moderation/appeals/")


PAGES = ["/moderation/appeals/", "/moderation/figures/", "/moderation/people/ines/"]
POSTS = [f"/moderation/people/ines/{do}/" for do in ("note", "limit", "lift/1")]


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_for_those_who_may_not_decide_there_is_nothing_here(client, appeal, role):
    as_(client, make_user(role=role))

    answers = [client.get(address) for address in [*PAGES, reverse("moderation:appeal", args=[appeal.pk])]]
    answers += [client.post(address) for address in [*POSTS, reverse("moderation:appeal", args=[appeal.pk])]]

    assert {answer.status_code for answer in answers} == {404}


def test_a_visitor_is_asked_to_sign_in(client, appeal):
    addresses = [*PAGES, reverse("moderation:appeal", args=[appeal.pk]), appeal.decision.get_absolute_url()]

    assert all(client.get(one)["Location"].startswith("/accounts/login/?next=/moderation/") for one in addresses)
