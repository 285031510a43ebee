"""What people who report are shown and told."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comments import kept
from comments.rules import Rule
from comments.threads import place_of
from common.waiting import status_of
from moderation import notices
from moderation.reporting import AlreadyReported, NotYours, TooMany


def sign_in_to_report(request, place, name, key):
    kept.keep(request, place, request.POST["text"]) if request.POST.get("text") else None
    return redirect_to_login(reverse(name, args=[key]))


def kept_report(request, place):
    return {"text": kept.kept_for(request, place).get("body", "")}


def reporting(request, comment, form, refused=None):
    if comment.is_gone and not form.is_bound:
        return redirect(comment)
    own = comment.author_id == request.user.pk
    said = why_not(refused) if refused else ""
    context = {"comment": comment, "form": form, "rules": Rule, "own": own, "refused": said}
    status = status_of(request, refused, 422 if form.is_bound else 200)
    return render(request, "moderation/report.html", context, status=status)


def why_not(refused):
    sentences = {
        NotYours: _("The comment is your own. You can edit or delete it."),
        AlreadyReported: _("You have reported this comment already. A moderator will look at it."),
        TooMany: str(refused),
        notices.TooMany: _("That was a lot in an hour. Nothing is lost: please send it again a little later."),
    }
    return sentences.get(type(refused), gone())


def gone():
    return _("It is gone meanwhile, so there is nothing left to report.")


def reported(request, comment):
    kept.forget(request, f"report:{comment.pk}")
    messages.success(request, _("Thank you. A moderator will look at the comment, and you hear what became of it."))
    comment.refresh_from_db(fields=["status"])
    if not comment.is_visible:  # it was held by this report, and stands there for its author alone
        return redirect(comment.article)
    return redirect(place_of(comment, request.user))


def reporting_clip(request, article, form, refused=None):
    twice = _("You have reported this clip already. Somebody of the team will look at it.")
    sentence = refused and (str(refused) or twice)
    context = {"article": article, "form": form, "rules": Rule, "refused": sentence}
    status = status_of(request, refused, 422 if form.is_bound else 200)
    return render(request, "moderation/report_clip.html", context, status=status)


def clip_gone(request, article):
    messages.warning(request, gone())
    return redirect(article)


def reported_clip(request, article):
    kept.forget(request, f"report-clip:{article.pk}")
    messages.success(request, _("Thank you. Somebody of the team looks at the clip, and you hear what became of it."))
    return redirect(article)


def noticing(request, form, *, refused=None):
    if refused:
        form.add_error(None, why_not(refused))
    context = {"form": form, "shown": notices.stamp()}
    status = status_of(request, refused, 422 if form.is_bound else 200)
    return render(request, "moderation/notice.html", context, status=status)
