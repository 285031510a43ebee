"""Rules for new leads: what they match, in which order, and that nobody can make them slow."""

import time

import pytest
from django.urls import reverse

from curation.intake.feeds import actions
from curation.intake.rules import Matcher, apply_rules
from curation.models import Lead, LeadRule
from tests.factories import make_feed, make_lead, make_user
from tests.markup import select

pytestmark = pytest.mark.django_db


def matches(kind, pattern, title, summary=""):
    return Matcher(LeadRule(kind=kind, pattern=pattern)).takes(Lead(title=title, summary=summary))


@pytest.mark.parametrize(
    ("pattern", "title", "taken"),
    [
        ("tide", "The tide turns", True),
        ("tide", "The TIDE turns", True),
        ("tide", "High tides", False),
        ("tide", "Betide", False),
        ("tide table", "The tide table for Thursday", True),
        ("tide table", "The table of the tide", False),
        ("frost, tide", "The tide", True),
        ("l’été", "Vive l'été", True),
        ("straße", "Die STRASSE", True),
        ("潮汐", "今日潮汐表", True),
        ("(a+)+$", "aaaa", False),
        (",", "anything", False),
    ],
)
def test_words_are_found_as_whole_words_in_any_spelling(pattern, title, taken):
    assert matches("word", pattern, title) is taken
    assert matches("word", pattern, "Other", summary=title) is taken


@pytest.mark.parametrize(
    ("pattern", "title", "taken"),
    [
        ("HARBO*R", "the harbour", True),
        ("eel*pass|tide", "Tide", True),
        ("e?l", "eel", True),
        ("^tide$", "tide", False),
    ],
)
def test_patterns_have_stars_and_question_marks_and_no_more(pattern, title, taken):
    assert matches("pattern", pattern, title) == taken


@pytest.mark.parametrize("pattern", ["*a" * 150, "?*" * 150, "(a|a)*" * 50, "a" * 300])
@pytest.mark.parametrize("kind", ["word", "pattern"])
def test_no_rule_is_slow_whatever_it_says(kind, pattern):
    start = time.process_time()

    matches(kind, pattern, "a" * 400, "a" * 2000)

    assert time.process_time() - start < 0.3


def test_rules_act_in_their_order_and_what_is_dismissed_goes_no_further():
    otto = make_user(role="editor")
    rules = [
        LeadRule.objects.create(position=0, kind="word", pattern="harbour", action="star"),
        LeadRule.objects.create(position=1, kind="word", pattern="weather", action="dismiss"),
        LeadRule.objects.create(position=2, kind="always", action="assign", assign_to=otto),
        LeadRule.objects.create(position=3, kind="word", pattern="notice", action="read"),
    ]
    leads = [Lead(title=title) for title in ("Harbour weather", "Harbour notice", "Eels")]

    hits = apply_rules(leads, rules)

    assert [(lead.state, lead.starred, lead.assigned_to, bool(lead.read_at)) for lead in leads] == [
        ("dismissed", True, None, False),
        ("waiting", True, otto, True),
        ("waiting", False, otto, False),
    ]
    assert hits == {rules[0].pk: 2, rules[1].pk: 1, rules[2].pk: 2, rules[3].pk: 1}


def test_a_rule_of_one_feed_leaves_others_alone():
    feed = make_feed()
    rule = LeadRule(kind="always", feed=feed)

    assert Matcher(rule).takes(Lead(title="x", feed=feed))
    assert not Matcher(rule).takes(Lead(title="x", feed=make_feed()))


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


def give(client, **said):
    return client.post(reverse("desk:rules"), {"kind": "word", "action": "dismiss", "do": "add", **said})


def test_a_rule_is_tried_before_it_is_made(client, ines):
    make_lead("Weather for Thursday"), make_lead("Eels")

    tried = give(client, pattern="weather", do="try")

    assert "It would have taken 1 of the last 2 leads." in select(tried, "#trial")[0].to_text()
    assert "Weather for Thursday" in select(tried, "#trial")[0].to_text()
    assert not LeadRule.objects.exists()
    assert Lead.objects.inbox().count() == 2


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"pattern": " , "}, "Give at least one word."),
        ({"kind": "pattern", "pattern": "*|*"}, "Give a pattern with some letters in it."),
        ({"pattern": "x", "action": "assign"}, "Say to whom."),
    ],
)
def test_a_rule_that_says_nothing_is_refused(client, ines, said, sentence):
    answer = give(client, **said)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_rules_are_made_moved_and_deleted(client, ines):
    for word in ("one", "two", "three"):
        give(client, pattern=word)
    one, two, three = LeadRule.objects.all()

    client.post(reverse("desk:rule-do", args=[three.pk]), {"do": "up"})
    client.post(reverse("desk:rule-do", args=[one.pk]), {"do": "up"})
    client.post(reverse("desk:rule-do", args=[two.pk]), {"do": "delete"})

    assert list(LeadRule.objects.values_list("pattern", flat=True)) == ["one", "three"]
    assert one.made_by == ines


def test_every_lead_needs_no_words(client, ines):
    give(client, kind="always", pattern="forgotten words", action="star")

    assert LeadRule.objects.get().pattern == ""


def test_a_rule_that_somebody_deleted_meanwhile_is_not_moved():
    rule = LeadRule.objects.create(kind="always", action="star")
    LeadRule.objects.all().delete()

    actions.move_rule(rule, -1, by=None)

    assert not LeadRule.objects.exists()


def test_rules_of_different_positions_survive_a_repeated_move():
    rules = [actions.add_rule(LeadRule(kind="always", action="star"), by=None) for _ in range(3)]

    for _ in range(5):
        actions.move_rule(rules[0], 1, by=None)

    assert list(LeadRule.objects.all()) == [rules[1], rules[2], rules[0]]
