"""The statement of reasons: what a person reads of a decision about them, on its page and in the letter.

Its parts are those of Article 17 (3) of the Digital Services Act: what was decided and where it holds (a), facts and
how it came up (b), automated means (c), the ground in law (d) or in the rules (e), and what can be done about it (f).
"""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.rules import name_of
from comments.screening import explain
from moderation import grounds
from moderation.models import Decision

Outcome, FoundBy = Decision.Outcome, Decision.FoundBy

HEADLINES: dict[str, Any] = {
    Outcome.APPROVED: gettext_lazy("Your comment is visible now"),
    Outcome.HELD: gettext_lazy("Your comment is held"),
    Outcome.REMOVED: gettext_lazy("Your comment was removed"),
    Outcome.RESTORED: gettext_lazy("Your comment is back"),
    Outcome.WARNED: gettext_lazy("You have been warned"),
    Outcome.LIMITED: gettext_lazy("You may write less for a while"),
    Outcome.SUSPENDED: gettext_lazy("You cannot write for a while"),
    Outcome.BANNED: gettext_lazy("You can no longer write here"),
    Outcome.LIFTED: gettext_lazy("You may write again as before"),
    Outcome.ANNULLED: gettext_lazy("A decision about you was taken back"),
    Outcome.READ_FIRST: gettext_lazy("Your comments are read first"),
}
EFFECTS: dict[str, Any] = {
    Outcome.APPROVED: gettext_lazy("A moderator read the comment, and everybody can see it now."),
    Outcome.HELD: gettext_lazy("Nobody but you and the moderators sees the comment until it is decided."),
    Outcome.REMOVED: gettext_lazy("The comment is taken out of the thread. Replies to it stay."),
    Outcome.RESTORED: gettext_lazy("The comment stands in the thread as before, with its votes and its replies."),
    Outcome.WARNED: gettext_lazy("Nothing is limited. Further breaches may lead to a limit or a suspension."),
    Outcome.LIFTED: gettext_lazy("The limit on your account has ended."),
    Outcome.ANNULLED: gettext_lazy("There was nothing to put back: a later decision or you yourself had settled it."),
    Outcome.READ_FIRST: gettext_lazy("A moderator reads your comments before anybody else does."),
}
EFFECTS_ON_SEVERAL: dict[str, Any] = {
    Outcome.APPROVED: gettext_lazy("A moderator read them, and everybody can see them now."),
    Outcome.HELD: gettext_lazy("Nobody but you and the moderators sees them until they are decided."),
    Outcome.REMOVED: gettext_lazy("They are taken out of the threads. Replies to them stay."),
    Outcome.RESTORED: gettext_lazy("They stand in the threads as before, with their votes and their replies."),
}
STILL = gettext_lazy("You can still sign in, read, download your data, appeal, and delete your account.")
FOUND: dict[str, Any] = {
    FoundBy.OWN: gettext_lazy("A moderator came across it."),
    FoundBy.REPORT: gettext_lazy("A reader reported it."),
    FoundBy.NOTICE: gettext_lazy("Somebody sent a notice that it is unlawful."),
    FoundBy.SCREEN: gettext_lazy("An automatic screen held it."),
    FoundBy.APPEAL: gettext_lazy("You appealed, and somebody else looked at it again."),
    FoundBy.AGAIN: gettext_lazy(
        "It had been reported and stood. Whoever reported it asked for another look, which somebody else took."
    ),
    FoundBy.BEFORE: gettext_lazy("A moderator reads what is posted there, or by you, before it appears."),
}


@dataclass(frozen=True)
class Statement:
    """Sentences about one decision, in the language that is active when they are read."""

    decision: Decision

    @property
    def headline(self) -> str:
        return str(HEADLINES.get(self.decision.outcome, self.decision.get_outcome_display()))

    @property
    def effect(self) -> str:
        outcome = self.decision.outcome
        if self.decision.article_id:
            return ""  # about a clip: its own page says what became of it
        if outcome == Outcome.LIMITED:
            return " ".join([self._limit(), self._until()])
        if outcome in (Outcome.SUSPENDED, Outcome.BANNED):
            return " ".join([_("You cannot write or edit comments."), self._until(), str(STILL)])
        return str(EFFECTS.get(outcome, ""))

    @property
    def effect_on_several(self) -> str:
        """Where one letter tells of several comments."""
        return str(EFFECTS_ON_SEVERAL.get(self.decision.outcome, ""))

    @property
    def ground(self) -> str:
        if self.decision.ground == Decision.Ground.LAW:
            return _("It is held to be unlawful: %(law)s") % {"law": self.decision.law or "–"}
        named = name_of(self.decision.rule) or self._because()
        return named or str(self.decision.get_ground_display())

    @property
    def rule_link(self) -> str:
        """Where the rule stands, if the site has a page of its rules."""
        try:
            return f"{reverse('policy')}#rule-{self.decision.rule}" if self.decision.rule else ""
        except NoReverseMatch:
            return ""

    @property
    def found(self) -> str:
        found = self.decision.found_by
        if found == FoundBy.SCREEN and self.decision.was_held_because:
            found = grounds.found_in(self.decision.was_held_because)  # once all that was held was put down to it
        return str(FOUND[found])

    @property
    def automated(self) -> str:
        if self.decision.by_machine:
            return self._by_machine()
        if self.decision.by_screen:
            return _("An automatic screen brought it before a moderator. A person decided.")
        if self.decision.automated:
            return _("It was held without a person when readers’ reports weighed enough. A person decided.")
        return _("No automatic means were used, neither to find it nor to decide. A person decided.")

    @property
    def scope(self) -> str:
        return _("It holds wherever this site can be read.")

    @property
    def appeal_by(self) -> str:
        """How and until when to appeal; nothing for what takes nothing away."""
        if not self.decision.restricts:
            return ""
        until = self.decision.appeal_until
        if until is None:
            return _("This site offers no appeal of its own.")
        day = {"day": date_format(timezone.localtime(until), "DATE_FORMAT")}
        if until < timezone.now():
            return _("The time to appeal ended on %(day)s.") % day
        if self.decision.by_machine:
            return _("You may appeal once, until %(day)s. A moderator decides.") % day
        return _("You may appeal once, until %(day)s. Somebody else than the first moderator decides.") % day

    @property
    def elsewhere(self) -> str:
        if not self.decision.restricts:
            return ""
        return _(
            "In the European Union you may also turn to a certified body for out-of-court settlement "
            "(Digital Services Act, Article 21). The way to a court is open to you at any time."
        )

    def _because(self):
        """The reasons of a hold without a rule, as a sentence."""
        return capfirst("; ".join(explain(self.decision.because))) if self.decision.restricts else ""

    def _by_machine(self):
        if grounds.found_in(self.decision.because) == FoundBy.REPORT:
            return _("It was held without a person when readers’ reports weighed enough. A moderator reads it next.")
        return _("It was held without a person when it had been edited. A moderator reads it next.")

    def _limit(self):
        a_day = self.decision.sanction.a_day or 0
        return ngettext(
            "You may post %(n)d comment a day, and a moderator reads it first.",
            "You may post %(n)d comments a day, and a moderator reads each first.",
            a_day,
        ) % {"n": a_day}

    def _until(self):
        until = self.decision.sanction.until
        if until is None:
            return _("This has no end.")
        at = date_format(timezone.localtime(until), "DATETIME_FORMAT")
        return _("This ends by itself on %(at)s.") % {"at": at}
