"""Reporting, being told that it stays, and asking for another look."""

import re

from moderation import actions, appeals
from moderation.models import Appeal

MAIL = "outside@example.org"
OVERTURNED, CONFIRMED = Appeal.State.OVERTURNED, Appeal.State.CONFIRMED


def notice(comment, by=None, **said):
    who = {} if by else {"email": MAIL, "name": "Out Sider"}
    said = {"unlawful": True, "good_faith": True, "law": "Penal code 5", "text": "A <threat>.", **who, **said}
    return actions.report(comment, by=by, rule="3", **said)


def dismissed(report, by):
    actions.dismiss_reports(report.comment, by=by)
    report.refresh_from_db()
    return report


def complained(report, text="It is a threat."):
    return appeals.complain(report, text=text)


def accept(complaint, by, words="A threat indeed.", rule="3"):
    return appeals.decide(complaint, by=by, state=OVERTURNED, words=words, rule=rule)


def key_of(letter):
    return re.search(r"/moderation/reports/by/\S+", letter.body)[0]
