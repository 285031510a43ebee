"""The fields of the EU's database of statements of reasons, checked against its documented values.

Transcribed from https://transparency.dsa.ec.europa.eu/page/api-documentation in the edition of July 2025.
"""

import json
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from comments.rules import Rule
from moderation import disclosure, sanctions
from moderation.models import Decision
from tests.factories import make_article, make_decision, make_user

pytestmark = pytest.mark.django_db
SINGLE = {
    "decision_provision": "PARTIAL_SUSPENSION TOTAL_SUSPENSION PARTIAL_TERMINATION TOTAL_TERMINATION",
    "decision_account": "SUSPENDED TERMINATED",
    "decision_ground": "ILLEGAL_CONTENT INCOMPATIBLE_CONTENT",
    "automated_decision": "FULLY PARTIALLY NOT_AUTOMATED",
    "account_type": "BUSINESS PRIVATE",
}
VALUES = {name: {f"{name.upper()}_{value}" for value in values.split()} for name, values in SINGLE.items()}
VALUES["source_type"] = set(
    "SOURCE_ARTICLE_16 SOURCE_TRUSTED_FLAGGER SOURCE_TYPE_OTHER_NOTIFICATION SOURCE_VOLUNTARY".split()
)
VALUES["automated_detection"] = VALUES["incompatible_content_illegal"] = {"Yes", "No"}
VALUES["category"] = {
    f"STATEMENT_CATEGORY_{name}"
    for name in (
        "ANIMAL_WELFARE CONSUMER_INFORMATION CYBER_VIOLENCE CYBER_VIOLENCE_AGAINST_WOMEN "
        "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS ILLEGAL_OR_HARMFUL_SPEECH INTELLECTUAL_PROPERTY_INFRINGEMENTS "
        "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS NOT_SPECIFIED_NOTICE OTHER_VIOLATION_TC "
        "PROTECTION_OF_MINORS RISK_FOR_PUBLIC_SECURITY SCAMS_AND_FRAUD SELF_HARM UNSAFE_AND_PROHIBITED_PRODUCTS "
        "VIOLENCE"
    ).split()
}
LISTS = {
    "decision_visibility": {
        f"DECISION_VISIBILITY_{name}"
        for name in (
            "CONTENT_REMOVED CONTENT_DISABLED CONTENT_DEMOTED CONTENT_AGE_RESTRICTED CONTENT_INTERACTION_RESTRICTED "
            "CONTENT_LABELLED OTHER"
        ).split()
    },
    "content_type": {
        f"CONTENT_TYPE_{name}" for name in "APP AUDIO IMAGE PRODUCT SYNTHETIC_MEDIA TEXT VIDEO OTHER".split()
    },
    "territorial_scope": {"EU", "EEA", "EEA_no_IS"},
    "category_specification": {
        "KEYWORD_CYBER_BULLYING_INTIMIDATION",
        "KEYWORD_HIDDEN_ADVERTISEMENT",
        "KEYWORD_INAUTHENTIC_ACCOUNTS",
    },
}
DAYS = {
    "content_date",
    "application_date",
    *(f"end_date_{what}_restriction" for what in "visibility monetary service account".split()),
}
TEXTS = {
    "puid": 500,
    "decision_facts": 5000,
    "decision_ground_reference_url": 500,
    "illegal_content_legal_ground": 500,
    "illegal_content_explanation": 2000,
    "incompatible_content_ground": 500,
    "incompatible_content_explanation": 2000,
    "decision_visibility_other": 500,
    "content_type_other": 500,
}
NEEDED = "decision_ground content_type category application_date decision_facts source_type puid"
NEEDED += " automated_detection automated_decision content_date territorial_scope"


def check(fields):
    """As the documentation says: known fields, documented values, and what must stand together."""
    for name, value in fields.items():
        if name in VALUES:
            assert value in VALUES[name], name
        elif name in LISTS:
            assert value
            assert set(value) <= LISTS[name], name
        elif name in DAYS:
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", value), name
        elif name == "content_language":
            assert re.fullmatch("[A-Z]{2}", value)
        else:
            assert 0 < len(value) <= TEXTS[name], name
    assert set(NEEDED.split()) <= fields.keys()
    assert fields.keys() & {"decision_visibility", "decision_provision", "decision_account", "decision_monetary"}
    ground = "illegal" if fields["decision_ground"].endswith("ILLEGAL_CONTENT") else "incompatible"
    assert {f"{ground}_content_explanation"} <= fields.keys()
    assert ("decision_visibility_other" in fields) == (
        "DECISION_VISIBILITY_OTHER" in fields.get("decision_visibility", [])
    )
    assert ("content_type_other" in fields) == ("CONTENT_TYPE_OTHER" in fields["content_type"])


@pytest.mark.parametrize("rule", Rule.values)
@pytest.mark.parametrize("found_by", ["own", "report", "notice", "screen"])
def test_a_removal_has_the_documented_fields(rule, found_by):
    fields = disclosure.statement_of_reasons(make_decision(rule=rule, found_by=found_by))

    check(fields)
    assert fields["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_REMOVED"]
    assert (fields["automated_detection"] == "Yes") == (found_by == "screen")


def test_an_unlawful_one_names_its_law():
    fields = disclosure.statement_of_reasons(make_decision(ground="law", law="Penal Code, § 185", found_by="notice"))

    check(fields)
    assert fields["illegal_content_legal_ground"] == "Penal Code, § 185"
    assert fields["source_type"] == "SOURCE_ARTICLE_16"


@pytest.mark.parametrize("kind", ["warn", "limit", "suspend", "ban"])
def test_measures_against_accounts_have_them_too(kind):
    timed = kind in ("limit", "suspend")
    decision = sanctions.decide(
        make_user(),
        kind,
        by=make_user(role="moderator"),
        rule="2",
        words="Dear Maud.",
        until=timezone.now() + timedelta(days=3) if timed else None,
        a_day=3 if kind == "limit" else None,
    )

    fields = disclosure.statement_of_reasons(decision)

    check(fields)
    assert any(name.startswith("end_date") for name in fields) == timed


def test_a_clip_that_was_withdrawn_for_a_rule_has_them_too():
    article = make_article(language="pt-BR")
    decision = make_decision(person=None, article=article, found_by="notice", ground="law", law="§ 1", rule="3")

    fields = disclosure.statement_of_reasons(decision)

    check(fields)
    assert fields["content_language"] == "PT"


def test_nobody_is_named_in_it():
    author = make_user(username="maud", display_name="Maud Fenn")
    decision = make_decision(by=make_user(username="ines", role="moderator"), person=author, words="Dear Maud.")

    document = json.dumps(disclosure.statement_of_reasons(decision))

    assert not re.search("maud|ines|Fenn", document, re.IGNORECASE)


def test_every_restriction_has_a_kind():
    for outcome in Decision.RESTRICTING:
        assert outcome in {**disclosure.VISIBILITY, **disclosure.PROVISION, **disclosure.ACCOUNT}


def test_the_command_prints_a_line_for_each_since_a_day(capsys):
    make_decision(at=timezone.now() - timedelta(days=3))
    made = make_decision()
    make_decision(outcome="approved", rule="")

    call_command("decisions_export", since=f"{timezone.now():%Y-%m-%d}")

    assert [json.loads(line)["puid"] for line in capsys.readouterr().out.splitlines()] == [str(made.public_id)]


def test_the_command_refuses_what_is_no_day():
    with pytest.raises(CommandError):
        call_command("decisions_export", since="yesterday")


def test_the_team_reads_it_at_the_decision(client):
    decision = make_decision()
    client.force_login(make_user(role="moderator"))

    answer = client.get(f"{decision.get_absolute_url().rstrip('/')}.json")

    check(answer.json())
