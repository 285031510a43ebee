"""The public log and the transparency report: the same decisions, without people, in figures that add up."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comments import posting
from comments.rules import Rule
from moderation import actions, appeals, log, transparency
from moderation.models import Decision
from tests.comments.reading import page
from tests.factories import make_article, make_comment, make_decision, make_user

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 5, 12, tzinfo=UTC)


def main(response):
    return page(response).query_one("main").to_text()


def test_the_log_shows_what_was_decided_and_nobody(client):
    author = make_user(username="maud", display_name="Maud Fenn")
    moderator = make_user(username="ines", role="moderator", display_name="Ines Tarrow")
    comment = make_comment(make_article("Heat from the tide"), author=author, body="A secret sentence.")
    actions.report(comment, by=make_user(username="edda", display_name="Edda Roost"), rule="2")
    decision = actions.remove_comment(comment, by=moderator, rule="2", words="Dear Maud, no.")
    appeals.appeal(decision, by=author, text="It was a quotation.")

    html = client.get("/moderation/log/").content.decode()

    for shown in [
        "Removed",
        "Rule 2: no attacks on persons",
        "Heat from the tide",
        "No automatic means",
        "Appealed: open",
    ]:
        assert shown in html
    for hidden in "maud Maud ines Ines edda Edda secret quotation".split():
        assert hidden not in html
    assert str(comment.get_absolute_url()) not in html


def test_a_clip_that_is_not_public_is_not_named(client):
    comment = make_comment(make_article("Heat from the tide"))
    make_decision(comment)
    with_it = client.get("/moderation/log/").content.decode()
    comment.article.withdraw("A copy.")

    assert "Heat from the tide" in with_it
    assert "Heat from the tide" not in client.get("/moderation/log/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"outcome": "removed"}, 2),
        ({"rule": "4"}, 1),
        ({"found_by": "screen"}, 1),
        ({"month": "2026-10"}, 1),
        ({"month": "2026-10", "rule": "2"}, 0),
        ({"outcome": "burnt", "month": "2026-13", "before": "x"}, 3),
    ],
)
def test_the_log_can_be_filtered(client, query, found):
    make_decision(at=NOVEMBER)
    make_decision(at=NOVEMBER - timedelta(days=30), rule="4")
    make_decision(at=NOVEMBER, outcome="approved", rule="", found_by="screen")

    assert len(page(client.get("/moderation/log/", query)).query(".log > li")) == found


def test_the_log_goes_on_where_the_page_ended(client, monkeypatch):
    monkeypatch.setattr(log, "SIZE", 2)
    comment = make_comment()
    made = [make_decision(comment, outcome=outcome) for outcome in ("removed", "restored", "removed")]

    first = page(client.get("/moderation/log/?outcome=removed"))
    both = page(client.get("/moderation/log/"))
    second = page(client.get(both.query_one('[rel="next"]').attrs["href"]))

    assert not first.query('[rel="next"]')
    assert [li.attrs["id"] for li in second.query(".log > li")] == [f"decision-{made[0].public_id}"]


@pytest.mark.parametrize("lines", [1, 3])
def test_the_log_asks_the_same_questions(client, lines, django_assert_num_queries):
    for _ in range(lines):
        decision = make_decision()
        appeals.appeal(decision, by=decision.person, text="No.")
    client.get("/moderation/log/")

    with django_assert_num_queries(6):
        client.get("/moderation/log/")


def test_the_time_to_a_decision_counts_from_the_report():
    comment = make_comment()
    report = actions.report(comment, by=make_user(), rule="2")
    decision = make_decision(comment, found_by="report", at=report.at + timedelta(hours=3))
    type(report).objects.update(decision=decision)

    assert log.Entry(log.decisions().get()).took == timedelta(hours=3)


MOMENTS = st.datetimes(datetime(2026, 9, 28), datetime(2026, 11, 25), timezones=st.just(UTC))
DECISIONS = st.fixed_dictionaries(
    {
        "at": MOMENTS,
        "outcome": st.sampled_from([one.value for one in Decision.Outcome]),
        "rule": st.sampled_from(Rule.values),
        "found_by": st.sampled_from(Decision.FoundBy.values),
        "ground": st.sampled_from(Decision.Ground.values),
    }
)


@given(st.lists(DECISIONS, max_size=8))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@time_machine.travel(datetime(2026, 11, 26, tzinfo=UTC))
def test_the_totals_of_the_report_are_those_of_the_log(django_db_blocker, facts):
    from django.db import transaction

    with transaction.atomic():
        comment, moderator = make_comment(), make_user(role="moderator")
        for fact in facts:
            make_decision(comment, by=moderator, **fact)
        by_month = {period: of_report(period) for period in months()}
        of_year = of_report(transparency.Period(2026))
        shown = Decision.objects.count()
        in_log = {period: log.within(period.span).count() for period in by_month}
        transaction.set_rollback(True)

    for period, counted in [*by_month.items(), (transparency.Period(2026), of_year)]:
        for name in ("outcome", "rule", "ground", "found_by"):
            assert sum(n for key, n in counted.items() if key.startswith(f"{name}_")) == counted["total"]
        assert counted["total"] == in_log.get(period, shown)
    assert sum(counted["total"] for counted in by_month.values()) == of_year["total"] == len(facts)


def months():
    return [transparency.Period(2026, month) for month in range(1, 13)]


def of_report(period):
    return transparency.as_document(period)["decisions"]


def test_a_report_says_what_the_law_asks_for():
    reporter, comment = make_user(), make_comment()
    report = actions.report(comment, by=reporter, rule="2")
    decision = make_decision(comment, found_by="report", ground="law", law="§ 1", at=report.at + timedelta(hours=2))
    type(report).objects.update(decision=decision)
    make_decision(outcome="approved", rule="", found_by="screen")
    make_decision(found_by="screen")
    appeals.appeal(decision, by=decision.person, text="No.")

    now = datetime.now(UTC)
    told = transparency.as_document(transparency.Period(now.year, now.month))

    assert told["notices"]["received"] == told["notices"]["decided_by_law"] == 1
    assert told["notices"]["median_hours"] == 2.0
    assert told["automatic"]["screened"] == 2
    assert told["automatic"]["error_rate"] == 0.5
    assert (told["appeals"]["total"], told["appeals"]["state_open"]) == (1, 1)


def test_the_screen_was_wrong_about_what_an_appeal_brings_back():
    ines, petra = make_user(role="moderator"), make_user(role="moderator")
    held = [make_comment(held_because="links") for _ in range(4)]
    removals = [actions.remove_comment(comment, by=ines, rule="4") for comment in held[:2]]
    actions.approve(held[2], by=ines)
    actions.hold_comment(held[3], by=ines)
    assert automatic() == (3, 1, 0.333)

    appeal = appeals.appeal(removals[0], by=held[0].author, text="No.")
    appeals.decide(appeal, by=petra, state="overturned", words="Right.")
    assert automatic() == (3, 2, 0.667)


def test_a_hold_by_the_screen_that_an_appeal_brings_back_was_wrong():
    comment = make_comment(author=make_user(date_joined="2020-01-01T00:00Z"))
    posting.edit(comment, by=comment.author, body=" ".join(f"https://{host}.example" for host in "abcd"))
    hold = Decision.objects.get()
    assert automatic() == (0, 0, None)

    appeal = appeals.appeal(hold, by=comment.author, text="No.")
    appeals.decide(appeal, by=make_user(role="moderator"), state="overturned", words="Right.")

    assert automatic() == (1, 1, 1.0)


def automatic():
    now = datetime.now(UTC)
    told = transparency.as_document(transparency.Period(now.year, now.month))["automatic"]
    return told["screened"], told["screened_wrongly"], told["error_rate"]


def test_a_month_is_one_of_utc():
    make_decision(at=datetime(2026, 10, 31, 23, 59, 59, 999999, tzinfo=UTC))
    make_decision(at=datetime(2026, 11, 1, tzinfo=UTC))

    assert of_report(transparency.Period(2026, 10))["total"] == of_report(transparency.Period(2026, 11))["total"] == 1


def test_the_three_formats_say_the_same(client):
    make_decision(at=NOVEMBER)

    document = client.get("/transparency/2026/11.json").json()
    rows = list(csv.DictReader(io.StringIO(client.get("/transparency/2026/11.csv").content.decode())))
    table = page(client.get("/transparency/2026/11/")).query("table.figures tbody tr")

    in_csv = {(row["section"], row["key"]): row["value"] for row in rows}
    flat = {(s, k): v for s, part in document.items() if isinstance(part, dict) for k, v in part.items()}
    assert in_csv == {key: "" if value is None else str(value) for key, value in flat.items()}
    assert len(table) == len(flat)
    assert document["decisions"]["total"] == 1


@pytest.mark.parametrize("address", ["/transparency/2026/13/", "/transparency/2019/", "/transparency/2026/10.csv"])
def test_there_is_no_report_of_a_time_without_the_site(client, address):
    make_decision(at=NOVEMBER)

    assert client.get(address).status_code == 404


def test_reports_are_listed_from_the_first_decision_on(client):
    make_decision(at=datetime(2025, 12, 31, tzinfo=UTC))

    text = main(client.get("/transparency/"))

    assert text.index("2026") < text.index("December 2025")
    assert "November 2025" not in text


@pytest.mark.parametrize("form", ["html", "csv", "json"])
def test_the_command_prints_a_report(form, capsys):
    make_decision(at=NOVEMBER)

    call_command("transparency_report", year=2026, month=11, format=form)

    out = capsys.readouterr().out
    assert {"html": "<!doctype html>", "csv": "period,section", "json": '"complete": '}[form] in out
    if form == "json":
        assert json.loads(out)["decisions"]["total"] == 1


def test_the_command_refuses_a_month_that_does_not_exist():
    with pytest.raises(CommandError):
        call_command("transparency_report", year=2026, month=13)


def test_figures_of_a_year_read_no_words(django_assert_num_queries):
    make_decision(words="A long letter.")

    with django_assert_num_queries(3) as asked:
        transparency.sections(transparency.Period(timezone.now().year))

    assert not any('"words"' in query["sql"] or '"body"' in query["sql"] for query in asked)
