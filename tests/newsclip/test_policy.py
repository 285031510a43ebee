from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import SiteSettings
from articles.models import Page
from comments import limits, scorer, standing, voting
from comments import policy as said
from comments.rules import Rule
from comments.standing import EARNED, RIGHTS, Standing
from moderation import sanctions
from tests.comments.reading import page
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


def policy(client):
    return page(client.get("/policy/"))


def words(client, selector="main"):
    return " ".join(policy(client).query_one(selector).to_text().split())


def test_each_rule_has_an_anchor(client):
    shown = policy(client)

    assert all(shown.query(f"#rule-{number}") for number in Rule.values)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"visible": 17}, "17 comments that stand"),
        ({"days": 12}, "an account that is 12 days old"),
        ({"active_days": 9}, "comments on 9 different days"),
        ({"removed": 4}, "at most 4 comments removed by a moderator within 30 days"),
        ({"removed_days": 44}, "within 44 days"),
    ],
)
def test_a_number_in_the_table_of_standings_is_the_number_on_the_page(client, monkeypatch, change, says):
    monkeypatch.setitem(EARNED, Standing.MEMBER, replace(EARNED[Standing.MEMBER], **change))

    assert says in words(client, "#standing-member")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"comments": {10: 7, 60: 77, 1440: 777}}, "7 in ten minutes, 77 in an hour, 777 in a day"),
        ({"edits_an_hour": 41}, "41 an hour"),
        ({"reports_a_day": 43}, "43 a day"),
        ({"links": 6}, "up to 6"),
    ],
)
def test_what_the_table_allows_is_what_the_page_says(client, monkeypatch, change, says):
    monkeypatch.setitem(RIGHTS, Standing.MEMBER, replace(RIGHTS[Standing.MEMBER], **change))

    assert says in words(client, "#standing-member")


def test_the_pace_of_the_site_is_the_pace_on_the_page(client, settings):
    settings.COMMENTS_IN_TEN_MINUTES = 2 * standing.BASE

    assert "20 in ten minutes" in words(client, "#standing-new")


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"moderation": "pre"}, "A moderator reads each comment before it appears."),
        ({"hold_first": 4}, "Until 4 comments of somebody stand"),
        ({"slow_from": 33}, "From 33 comments in 10 minutes"),
        ({"slow_seconds": 99}, "waits 99 seconds"),
        ({"close_after_days": 21}, "Comments close 21 days after"),
        ({"report_threshold": 8}, "a weight of 8"),
        ({"report_threshold": 8}, "never less than 0.25 nor more than 2"),
        ({"appeal_days": 123}, "within 123 days of the decision"),
        ({"answer_days": 5}, "answers within 5 days"),
    ],
)
def test_what_the_administrator_sets_is_what_the_page_says(client, setting, says):
    SiteSettings(pk=1, **setting).save()

    assert says in words(client)


def test_who_judges_comments_is_said(client, settings, monkeypatch):
    monkeypatch.setattr(scorer, "ENOUGH", 321)
    assert "Before 321 decisions of this site it only sorts" in words(client)
    assert "service at" not in words(client)

    settings.SCORER_URL, settings.SCORER_SECRET = "https://scorer.example/judge", "secret"
    assert "a service at scorer.example" in words(client)


def test_how_long_an_edit_is_free_is_what_the_page_says(client, monkeypatch):
    monkeypatch.setattr(said, "FREE_EDIT", timedelta(minutes=9))

    assert "Once it is 9 minutes old" in words(client)


def test_what_an_administrator_wrote_stands_above_the_rules(client):
    Page.objects.create(slug="policy", title="How we talk", body="Say what you *know*.")

    shown = policy(client)

    assert shown.query_one("h1").to_text() == "How we talk"
    assert shown.query_one(".policy em").to_text() == "know"
    assert shown.query("#rule-1")


def test_every_page_leads_to_the_house_rules_once(client):
    Page.objects.create(slug="policy", title="How we talk", body="Say what you *know*.")

    assert len(page(client.get("/")).query('footer a[href="/policy/"]')) == 1


@pytest.mark.parametrize("silent", [("ban", "suspend"), ("ban",)])
def test_whom_a_limit_keeps_from_voting_is_said_by_the_code_that_does_it(client, monkeypatch, silent):
    monkeypatch.setattr(limits, "SILENT", silent)
    suspended, admin = make_user(), make_user(role="administrator")
    sanctions.suspend(suspended, by=admin, rule="2", words="Enough.", until=timezone.now() + timedelta(days=3))
    comment = make_comment()

    try:
        voting.vote(comment, by=suspended, value=1)
        counted = True
    except voting.NotCounted as refused:
        counted = "Your vote was not counted" not in str(refused)

    said_of = {item.to_text().split(":")[0][:9]: item.to_text() for item in policy(client).query("#limits li")}
    votes = {name: "no votes" not in sentence for name, sentence in said_of.items()}
    assert votes == {"Limited": True, "Suspended": counted, "Banned": False}
    assert counted == ("suspend" not in silent)
