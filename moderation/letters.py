"""Letters and notices about decisions: the author gets the reasons, the reporter the outcome, both in their language.

They are queued in the transaction of the decision, so nobody hears of what was rolled back.
"""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import letterbox, mail
from accounts.models import Notice, SiteSettings, User
from comments.rules import name_of
from moderation import complaints
from moderation.statements import HEADLINES, Statement

Kind = Notice.Kind


def concerns_author(decision):
    """Whether it changes anything for a person: what is held and stays so does not."""
    stays_held = decision.outcome == "held" and not decision.restricts
    return decision.person_id is not None and decision.outcome in HEADLINES and not stays_held


def statement(decision):
    """To the person concerned: what was decided and why, and how to appeal."""
    if not concerns_author(decision):
        return
    mail.send(decision.person, "statement", _stated(decision))
    about = in_their_words(decision.person, lambda: _in_one_sentence(decision))
    link, key = decision.get_absolute_url(), f"decision:{decision.pk}"
    letterbox.tell(decision.person, Kind.DECISION, key, link=link, about=about, subject=decision)


def preview(decision):
    """The letter as the person would get it, of a decision that is not made yet; None for who has no address."""
    return mail.compose(decision.person, "statement", _stated(decision))


def outcome(report, decision):
    """To the reporter, short: what became of the report. Who has no account left an address."""
    link = (decision.comment or decision.article).get_absolute_url()
    until = asks_until(report)
    link = complaints.link(report) if until else link
    since = gone_since(decision)
    _write(report, {**_about(decision), "link": link, "unlawful": report.unlawful, "until": until, "since": since})
    if report.by:
        title = title_of(decision)
        key = f"report:{report.pk}:{decision.pk}"
        letterbox.tell(report.by, Kind.REPORT, key, link=link, about=title, subject=decision)


def gone_since(decision):
    """How that went meanwhile which it let stand, or put back: its status now. "" while it is as the decision says."""
    subject = decision.comment or decision.article
    gone = subject.is_gone if decision.comment else subject.status != "published"
    return subject.status if gone and decision.outcome != decision.Outcome.REMOVED else ""


def asks_until(report):
    """Until when whoever made it may ask for another look, or None."""
    return report.complaint_until if complaints.offered(report) and not hasattr(report, "complaint") else None


def taken_away(report):
    """To the reporter: nobody decided, since the author has deleted the comment, or the desk withdrawn the clip."""
    clip = report.article or report.comment.article
    link, title = (report.comment or clip).get_absolute_url(), clip.title
    said = {"outcome": report.State.GONE, "since": "", "is_clip": clip == report.article}
    _write(report, {**said, "title": title, "link": link})
    if report.by:
        letterbox.tell(report.by, Kind.REPORT, f"report:{report.pk}:gone", link=link, about=title, subject=report)


def appeal_received(appeal):
    """To the author: it has come, and until when they hear."""
    _write_about(appeal, "appeal_received", "complaint_received")


def appeal_decided(appeal):
    """To the author, or to whoever had reported it: whether it stands, and why."""
    said = _write_about(appeal, "appeal_decided", "complaint_decided")
    if appeal.by:
        about = in_their_words(appeal.by, lambda: title_of(appeal.decision) or Statement(appeal.decision).headline)
        letterbox.tell(appeal.by, Kind.APPEAL, f"appeal:{appeal.pk}", link=said["link"], about=about, subject=appeal)


def appeal_waits(appeal):
    """To the operator: nobody is there who may decide."""
    for address in operators():
        people = [appeal.by_id] if appeal.by_id else []
        mail.send(address, "appeal_waits", {"appeal": appeal, "link": "/moderation/appeals/"}, people=people)


def _write_about(appeal, to_author, to_reporter):
    """Who has no account left an address. What was said."""
    said = _about_appeal(appeal)
    if to := appeal.by or appeal.report.email:
        mail.send(to, to_reporter if appeal.report else to_author, said)
    return said


def _write(report, said):
    if to := report.by or report.email:
        mail.send(to, "report_outcome", said)


def _stated(decision):
    return {**_about(decision), "link": decision.get_absolute_url()}


def _about(decision):
    comment = decision.comment
    return {
        "outcome": decision.outcome,
        "rule": name_of(decision.rule),
        "said": decision.words,
        "title": title_of(decision),
        "is_clip": comment is None and decision.article_id is not None,
        "body": comment.body if comment and comment.status != "deleted" else "",
        "statement": Statement(decision),
    }


def _about_appeal(appeal):
    link = complaints.link(appeal.report) if appeal.report else appeal.decision.get_absolute_url()
    said = {"appeal": appeal, "decision": appeal.decision, "link": link, "title": title_of(appeal.decision)}
    return {**said, "is_clip": appeal.decision.article_id is not None}


def _in_one_sentence(decision):
    what, title = Statement(decision).headline, title_of(decision)
    return _("%(what)s (“%(title)s”).") % {"what": what, "title": title} if title else f"{what}."


def title_of(decision):
    if decision.comment:
        return decision.comment.article.title
    return decision.article.title if decision.article else ""


def operators():
    """Who runs the site: the contact address, else the administrators of all."""
    contact = SiteSettings.load().contact_email
    return [contact] if contact else User.objects.active().filter(is_superuser=True).exclude(email="")


def in_their_words(person, say):
    with translation.override(person.language or settings.LANGUAGE_CODE):
        return say()
