"""What moderators and reporters are told after each deed."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import kept
from comments.rules import Rule
from comments.threads import place_of
from moderation import actions, queue
from moderation.models import Decision

DONE = {
    Decision.Outcome.APPROVED: gettext_lazy("Approved the comment by %(name)s."),
    Decision.Outcome.REMOVED: gettext_lazy("Removed the comment by %(name)s."),
    Decision.Outcome.RESTORED: gettext_lazy("Put back the comment by %(name)s."),
    Decision.Outcome.KEPT: gettext_lazy("Kept the comment by %(name)s; the reports are dismissed."),
}


def done(decision):
    return str(DONE[decision.outcome]) % {"name": decision.comment.author}


def late(refusal):
    """Who was first, and what they decided."""
    if refusal.decision is None:
        return _(
            "Nothing was decided: the comment has changed since your card was shown. "
            "Its author may have edited or deleted it."
        )
    at = date_format(timezone.localtime(refusal.decision.at), "TIME_FORMAT")
    words = {"who": refusal.decision.by, "what": refusal.decision.get_outcome_display(), "at": at}
    return _("%(who)s was first, at %(at)s: %(what)s. Your decision was not needed.") % words


def undecided(request, comment, form):
    """The card alone again, with what was typed."""
    found = queue.cards(type(comment).objects.filter(pk=comment.pk), request.user)
    context = {"card": found[0], "form": form, "rules": Rule}
    return render(request, "moderation/decide.html", context, status=422)


def sign_in_to_report(request, pk):
    kept.keep(request, f"report:{pk}", request.POST["text"]) if request.POST.get("text") else None
    return redirect_to_login(reverse("comment-report", args=[pk]))


def kept_report(request, pk):
    return {"text": kept.kept_for(request, f"report:{pk}").get("body", "")}


def reporting(request, comment, form, refused=""):
    if comment.is_gone and not form.is_bound:
        return redirect(comment)
    own = comment.author_id == request.user.pk
    context = {"comment": comment, "form": form, "rules": Rule, "own": own, "refused": refused}
    return render(request, "moderation/report.html", context, status=422 if form.is_bound else 200)


def not_reported(request, comment, form, refused):
    sentences = {
        actions.NotYours: _("The comment is your own. You can edit or delete it."),
        actions.AlreadyReported: _("You have reported this comment already. A moderator will look at it."),
        actions.TooMany: str(refused),
    }
    gone = _("The comment is gone meanwhile, so there is nothing left to report.")
    return reporting(request, comment, form, sentences.get(type(refused), gone))


def reported(request, comment):
    kept.forget(request, f"report:{comment.pk}")
    messages.success(request, _("Thank you. A moderator will look at the comment, and you hear what became of it."))
    return redirect(place_of(comment, request.user))
