"""A decision with the fields of the EU's database of statements of reasons.

https://transparency.dsa.ec.europa.eu/page/api-documentation names the fields and their values (in the edition of
July 2025); Article 24 (5) of the Digital Services Act asks for no personal data in them. Words to the author may name
people, so they stay out.
"""

from datetime import UTC

from accounts.mail import absolute
from comments.rules import Rule, name_of
from moderation.models import Decision
from moderation.statements import Statement

Outcome, FoundBy = Decision.Outcome, Decision.FoundBy

VISIBILITY = {
    Outcome.REMOVED: ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    Outcome.HELD: ["DECISION_VISIBILITY_CONTENT_DISABLED"],
    Outcome.LIMITED: ["DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"],
    Outcome.WARNED: ["DECISION_VISIBILITY_OTHER"],
    Outcome.READ_FIRST: ["DECISION_VISIBILITY_OTHER"],
}
OTHER = {
    Outcome.WARNED: "A warning about a breach of the rules.",
    Outcome.READ_FIRST: "A moderator reads what the account posts before it appears.",
}
PROVISION = {Outcome.SUSPENDED: "DECISION_PROVISION_PARTIAL_SUSPENSION"}
ACCOUNT = {Outcome.BANNED: "DECISION_ACCOUNT_TERMINATED"}
SOURCES = {FoundBy.NOTICE: "SOURCE_ARTICLE_16", FoundBy.REPORT: "SOURCE_TYPE_OTHER_NOTIFICATION"}
CATEGORIES = {
    Rule.ABOUT: ("STATEMENT_CATEGORY_OTHER_VIOLATION_TC", []),
    Rule.ATTACK: ("STATEMENT_CATEGORY_CYBER_VIOLENCE", ["KEYWORD_CYBER_BULLYING_INTIMIDATION"]),
    Rule.UNLAWFUL: ("STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH", []),
    Rule.ADVERTISING: ("STATEMENT_CATEGORY_CONSUMER_INFORMATION", ["KEYWORD_HIDDEN_ADVERTISEMENT"]),
    Rule.ONE_VOICE: ("STATEMENT_CATEGORY_SCAMS_AND_FRAUD", ["KEYWORD_INAUTHENTIC_ACCOUNTS"]),
}
ENDS = {
    Outcome.LIMITED: "end_date_visibility_restriction",
    Outcome.SUSPENDED: "end_date_service_restriction",
}


def statement_of_reasons(decision):
    """The fields as the database takes them; those that do not apply are left out."""
    fields = {
        "puid": str(decision.public_id),
        **_what(decision),
        **_ground(decision),
        **_content(decision),
        "territorial_scope": ["EEA"],
        "application_date": _day(decision.at),
        **_end(decision),
        "decision_facts": _facts(decision),
        "source_type": SOURCES.get(_found(decision), "SOURCE_VOLUNTARY"),
        "automated_detection": "Yes" if decision.automated else "No",
        "automated_decision": f"AUTOMATED_DECISION_{'FULLY' if decision.by_machine else 'NOT_AUTOMATED'}",
    }
    return {name: value for name, value in fields.items() if value not in ("", None)}


def _found(decision):
    """Another look goes back to the report, or the notice, after which it was asked for."""
    if decision.found_by != FoundBy.AGAIN:
        return decision.found_by
    followed = decision.undoes.appeals.filter(state="overturned", report__unlawful=True)
    return FoundBy.NOTICE if followed.exists() else FoundBy.REPORT


def _what(decision):
    outcome = decision.outcome
    return {
        "decision_visibility": VISIBILITY.get(outcome),
        "decision_visibility_other": OTHER.get(outcome, ""),
        "decision_monetary": None,
        "decision_provision": PROVISION.get(outcome),
        "decision_account": ACCOUNT.get(outcome),
        "account_type": "ACCOUNT_TYPE_PRIVATE",
    }


def _ground(decision):
    if decision.ground == Decision.Ground.LAW:
        return {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": decision.law or "Not named",
            "illegal_content_explanation": _facts(decision),
        }
    rules = Statement(decision).rule_link
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "decision_ground_reference_url": absolute(rules) if rules else "",
        "incompatible_content_ground": str(name_of(decision.rule)) or "House rules",
        "incompatible_content_explanation": _facts(decision),
        "incompatible_content_illegal": "No",
    }


def _content(decision):
    category, keywords = CATEGORIES.get(decision.rule, ("STATEMENT_CATEGORY_OTHER_VIOLATION_TC", []))
    about = {"category": category, "category_specification": keywords or None}
    clip = decision.comment.article if decision.comment else decision.article
    if clip is None:
        account = {"content_type": ["CONTENT_TYPE_OTHER"], "content_type_other": "User account"}
        return {**about, **account, "content_date": _day(decision.person.date_joined)}
    posted = decision.comment.created_at if decision.comment else clip.published_at or clip.created_at
    text = {"content_type": ["CONTENT_TYPE_TEXT"], "content_language": clip.language[:2].upper()}
    return {**about, **text, "content_date": _day(posted)}


def _end(decision):
    name = ENDS.get(decision.outcome)
    until = decision.sanction.until if name else None
    return {name: _day(until)} if until else {}


def _facts(decision):
    """Without people and without what they wrote."""
    subject = "a comment below a clip" if decision.comment_id else "a clip" if decision.article_id else "an account"
    rule = f" for {name_of(decision.rule)}" if decision.rule else ""
    how = {
        FoundBy.REPORT: "after a report by a reader",
        FoundBy.NOTICE: "after a notice of unlawful content",
        FoundBy.SCREEN: "after an automatic screen had found something in it",
        FoundBy.BEFORE: "in reading what is posted before it appears",
        FoundBy.AGAIN: "after somebody who had reported it asked for another look",
    }.get(decision.found_by, "on the team's own initiative")
    who = "A rule, without a person," if decision.by_machine else "A moderator"
    return f"{who} decided about {subject}{rule}, {how}: {Outcome(decision.outcome).value}."


def _day(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%d")
