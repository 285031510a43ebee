import pytest

from articles.models import CategoryRole
from comments.models import Comment
from moderation import actions
from moderation.models import Decision, PersonNote, ReasonTemplate, Sanction
from tests.comments.reading import fields, page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    moderator = make_user(username="ines", role="moderator", display_name="Ines Tarrow")
    client.force_login(moderator)
    return moderator


def decide(client, comment, decision, **more):
    address = f"/moderation/{comment.pk}/decide/"
    return client.post(address, {"decision": decision, "seen": 0, **more}, follow=True)


def report(comment, by=None, **more):
    return actions.report(comment, by=by or make_user(), **{"rule": "2", **more})


def cards(client, address="/moderation/"):
    return [card.attrs["id"] for card in page(client.get(address)).query(".queue[id]")]


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/moderation/").url == "/accounts/login/?next=/moderation/"


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_for_those_who_may_not_decide_there_is_nothing_here(client, role):
    comment = make_comment(held_because="pre")
    client.force_login(make_user(role=role))

    assert client.get("/moderation/").status_code == 404
    assert client.post(f"/moderation/{comment.pk}/decide/", {"decision": "approve"}).status_code == 404
    assert Comment.objects.get().status == "held"


def test_an_empty_queue_says_so(client, moderator):
    make_comment()

    assert "Nothing waits" in client.get("/moderation/").content.decode()


def test_unlawful_ones_wait_first_then_by_weight_and_score_then_the_oldest(client, moderator):
    make_comment()
    old, new = make_comment(held_because="pre"), make_comment(held_because="pre")
    scored, reported, unlawful = make_comment(held_because="pre"), make_comment(), make_comment()
    Comment.objects.filter(pk=scored.pk).update(score=0.7)
    report(reported)
    report(unlawful, unlawful=True, good_faith=True, text="It is against the law.")

    assert cards(client) == [f"card-{one.pk}" for one in (unlawful, reported, scored, old, new)]


@pytest.mark.parametrize(("show", "shown"), [("", 3), ("held", 1), ("reported", 2), ("unlawful", 1), ("nonsense", 3)])
def test_the_queue_shows_what_is_asked_for(client, moderator, show, shown):
    make_comment(held_because="pre")
    report(make_comment())
    report(make_comment(), unlawful=True, good_faith=True, text="Against the law.")

    assert len(cards(client, f"/moderation/?show={show}")) == shown


def test_a_moderator_of_a_category_sees_and_decides_nothing_else(client, moderator):
    theirs, other = make_comment(held_because="pre"), make_comment(held_because="pre")
    CategoryRole.objects.create(user=moderator, category=theirs.article.category, role="moderator")

    assert cards(client) == [f"card-{theirs.pk}"]
    assert decide(client, other, "approve").status_code == 404
    assert client.get(f"/moderation/{other.pk}/").status_code == 404
    assert Comment.objects.held().count() == 2


def test_pages_of_the_queue_lose_and_double_nothing(client, moderator):
    article, author = make_article(), make_user()
    held = [make_comment(article, author=author, body=f"Held {n}", held_because="pre") for n in range(23)]
    Comment.objects.filter(pk__in=[held[3].pk, held[15].pk]).update(score=0.5)

    seen, address = [], "/moderation/"
    while address:
        seen += cards(client, address)
        further = page(client.get(address)).query(".pages [rel=next]")
        address = f"/moderation/{further[0].attrs['href']}" if further else ""

    by_score = [held[3], held[15], *(one for n, one in enumerate(held) if n not in (3, 15))]
    assert seen == [f"card-{one.pk}" for one in by_score]


def test_a_card_shows_why_it_is_here_and_what_surrounds_it(client, moderator):
    article = make_article("Heat from the tide")
    parent = make_comment(article, body="What was said before")
    comment = make_comment(parent=parent, body="What is judged")
    report(comment, by=make_user(display_name="Edda Roost"), rule="4", text="An advertisement, I think")

    card = page(client.get("/moderation/")).query_one(f"#card-{comment.pk}").to_text()

    for shown in [
        "Heat from the tide",
        "What was said before",
        "What is judged",
        "Edda Roost",
        "Rule 4: no advertising",
        "An advertisement, I think",
    ]:
        assert shown in card


def test_an_edit_does_not_hide_what_was_reported(client, moderator):
    comment = make_comment(body="What was reported")
    report(comment)
    comment.edit("As gentle as a lamb")

    card = page(client.get("/moderation/")).query_one(f"#card-{comment.pk}").to_text()

    assert "What was reported" in card
    assert "As gentle as a lamb" in card


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_queue_asks_the_same_questions_however_much_waits(client, moderator, waiting, django_assert_num_queries):
    for n in range(waiting):
        report(make_comment(parent=make_comment()), by=make_user(username=f"reporter-{n}"))
        make_comment(held_because="pre")
        actions.remove_comment(make_comment(), by=make_user(role="moderator"), rule="2")
    client.get("/moderation/")

    with django_assert_num_queries(29):
        client.get("/moderation/")


def test_a_moderator_approves_by_the_buttons_of_the_card(client, moderator):
    comment = make_comment(held_because="pre")
    form = page(client.get("/moderation/")).query_one(f"#card-{comment.pk} form")

    response = client.post(form.attrs["action"], {**fields(form), "decision": "approve"}, follow=True)

    assert "Approved the comment by" in response.content.decode()
    assert Comment.objects.get().is_visible


def test_removing_needs_a_rule_and_keeps_the_words(client, moderator):
    comment = make_comment(held_because="pre")

    response = decide(client, comment, "remove", words="Words that took a while")

    assert response.status_code == 422
    form = page(response).query_one(f"#card-{comment.pk} [data-remove]")
    assert fields(form)["words"].strip() == "Words that took a while"
    assert Comment.objects.get().status == "held"


def test_a_removed_comment_can_be_put_back_from_the_queue(client, moderator):
    comment = make_comment()
    report(comment)
    decide(client, comment, "remove", rule="2", words="No attacks, please.")
    form = page(client.get("/moderation/")).query_one("#removed form")

    client.post(form.attrs["action"], {**fields(form), "decision": "restore"})

    assert Comment.objects.get().is_visible


def test_the_card_of_a_removed_comment_offers_to_put_it_back_and_nothing_else(client, moderator):
    comment = make_comment()
    actions.remove_comment(comment, by=make_user(role="moderator"), rule="2")

    card = page(client.get(f"/moderation/{comment.pk}/"))

    assert [button.attrs["value"] for button in card.query(".decide button[name=decision]")] == ["restore"]


def test_a_card_without_reports_has_none_to_dismiss(client, moderator):
    comment = make_comment()

    card = page(client.get(f"/moderation/{comment.pk}/"))

    assert [button.attrs["value"] for button in card.query(".decide button[name=decision]")] == ["remove", "hold"]


def test_reports_can_be_dismissed(client, moderator):
    comment = make_comment()
    report(comment)

    decide(client, comment, "dismiss")

    assert cards(client) == []
    assert Comment.objects.get().is_visible


def test_who_comes_second_is_told_who_was_first_and_what_they_did(client, moderator):
    comment = make_comment(held_because="pre")
    actions.approve(comment, by=make_user(role="moderator", display_name="Petra Ashlock"))

    response = decide(client, comment, "remove", rule="2")

    told = page(response).query_one(".flash").to_text()
    assert "Petra Ashlock was first" in told
    assert "approved" in told
    assert Comment.objects.get().is_visible


def test_a_comment_deleted_meanwhile_is_told(client, moderator):
    comment = make_comment(held_because="pre")
    comment.delete_by_author()

    response = decide(client, comment, "approve")

    assert "Its author may have edited or deleted it" in response.content.decode()


def test_ones_own_comment_is_for_somebody_else(client, moderator):
    comment = make_comment(author=moderator, held_because="pre")

    response = decide(client, comment, "approve")

    assert "somebody else decides" in response.content.decode()
    assert not page(client.get("/moderation/")).query(f"#card-{comment.pk} form")
    assert Comment.objects.get().status == "held"


@pytest.mark.parametrize("sent", [{"decision": "burn"}, {}, {"decision": "remove", "rule": "99"}])
def test_a_decision_that_does_not_exist_changes_nothing(client, moderator, sent):
    comment = make_comment(held_because="pre")

    assert client.post(f"/moderation/{comment.pk}/decide/", sent).status_code == 422
    assert Comment.objects.get().status == "held"


def test_words_that_were_edited_since_the_card_was_shown_are_not_approved_unread(client, moderator):
    comment = make_comment(body="Harmless.", held_because="first-link")
    card = fields(page(client.get("/moderation/")).query_one(f"#card-{comment.pk} form"))
    comment.edit("Buy https://spam.example")

    late = decide(client, comment, "approve", edits=card["edits"])

    assert "Its author may have edited" in late.content.decode()
    assert Comment.objects.get().status == "held"
    assert fields(page(late).query_one(f"#card-{comment.pk} form"))["edits"] == "1"


def test_edits_do_not_hide_what_was_reported(client, moderator):
    comment = make_comment(body="First words.")
    comment.edit("Reported words.")
    report(comment)
    comment.edit("Nearly harmless.")
    comment.edit("Harmless.")

    shown = page(client.get("/moderation/")).query_one(f"#card-{comment.pk} .why").to_text()

    assert "Reported words." in shown
    assert "Nearly harmless." in shown
    assert "First words." not in shown


def test_editing_again_and_again_does_not_keep_a_comment_from_being_removed(client, moderator):
    comment = make_comment(held_because="pre")
    comment.edit("Something else.")

    decide(client, comment, "remove", rule="2", edits=0)

    assert Comment.objects.get().status == "removed"


def test_what_waits_is_counted_for_moderators_alone(client, moderator):
    from django.template import Context, Template

    make_comment(held_because="pre")
    template = Template("{% load moderation %}{% waiting_for_moderators as n %}{{ n }}")

    assert template.render(Context({"user": moderator})) == "1"
    assert template.render(Context({"user": make_user()})) == "0"


def test_a_ready_reason_gives_the_rule_and_the_words(client, moderator):
    comment = make_comment(held_because="pre")
    ready = ReasonTemplate.objects.create(rule="4", language="en", title="Adverts", text="No adverts, please.")

    decide(client, comment, "remove", template=ready.pk)

    decision = Decision.objects.get()
    assert (decision.rule, decision.words) == ("4", "No adverts, please.")


def test_a_script_gets_the_piece_that_changes(client, moderator):
    comment = make_comment(held_because="pre")
    sent = {"decision": "approve", "seen": 0}

    first = client.post(f"/moderation/{comment.pk}/decide/", sent, headers={"HX-Request": "true"})
    again = client.post(f"/moderation/{comment.pk}/decide/", sent, headers={"HX-Request": "true"})

    assert (first.status_code, again.status_code) == (200, 409)
    assert "<html" not in first.content.decode()
    assert "Undo" in first.content.decode()
    assert "was first" in again.content.decode()


def test_a_card_tells_of_limits_notes_and_how_right_a_reporter_was(client, moderator):
    comment = make_comment()
    liar = make_user(display_name="Bram Oduya")
    actions.dismiss_reports(report(make_comment(), by=liar).comment, by=moderator)
    report(comment, by=liar)
    decision = Decision.objects.create(person=comment.author, by=moderator, outcome="warned")
    Sanction.objects.create(person=comment.author, kind="warn", decision=decision)
    PersonNote.objects.create(person=comment.author, by=moderator, text="Writes in anger on Mondays.")

    card = page(client.get("/moderation/")).query_one(f"#card-{comment.pk}").to_text()

    for shown in ["right in 0 of 1", "weighs 0.67", "Warning", "Writes in anger on Mondays."]:
        assert shown in card
