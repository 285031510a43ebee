"""What moderators are shown and told after each deed: a page, or for a script the piece of it that changes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Category
from comments.models import Comment
from comments.rules import Rule
from moderation import actions, alerts, claims, clips, doors, queue, reasons, undoing
from moderation.models import Decision

DONE = {
    Decision.Outcome.APPROVED: gettext_lazy("Approved the comment by %(name)s."),
    Decision.Outcome.REMOVED: gettext_lazy("Removed the comment by %(name)s."),
    Decision.Outcome.RESTORED: gettext_lazy("Put back the comment by %(name)s."),
    Decision.Outcome.KEPT: gettext_lazy("Kept the comment by %(name)s; the reports are dismissed."),
    Decision.Outcome.HELD: gettext_lazy("The comment by %(name)s is held. It waits for another look."),
}


def queue_page(request, cards, *, more, show):
    first = not request.GET.get("after")
    context = {
        **_of_cards(request, cards),
        "waiting": queue.waiting_count(request.user),
        "next": cards[-1].cursor if more and cards else "",
        "show": show,
        "chosen_category": request.GET.get("category", ""),
        "categories": _categories(request.user),
        "alert": alerts.open_alert(),
        "clip_reports": clips.waiting_for(request.user).count(),
        "removed": queue.cards(queue.recently_removed(request.user), request.user) if first else [],
    }
    return render(request, "moderation/queue.html", context)


def one_card(request, comments):
    card = queue.cards(comments, request.user)[0]
    context = {"card": card, "waiting": queue.waiting_count(request.user), "until": timezone.now() + claims.LASTS}
    return render(request, "moderation/card.html", {**_of_cards(request, [card]), **context, "single": True})


def nothing_left(request):
    """Every card is decided, another moderator's, or one's own; or all were skipped."""
    context = {"waiting": queue.waiting_count(request.user), "skipped": bool(request.GET.get("after"))}
    return render(request, "moderation/nothing_left.html", context | _of_cards(request, []))


def decided(request, decision):
    sentence = done(decision)
    if request.htmx:
        return _piece(request, decision.comment, sentence, "good", decision=decision)
    messages.success(request, sentence)
    return _onward(request)


def refused(request, comment, why):
    sentence = sentence_for(why)
    if request.htmx:
        return _piece(request, comment, sentence, "warn", status=409)
    messages.warning(request, sentence)
    return _onward(request)


def undone(request, decision):
    """The card again, as it was before the decision."""
    sentence = _("Taken back: the comment by %(name)s is as it was.") % {"name": decision.comment.author}
    if not request.htmx:
        messages.success(request, sentence)
        return redirect("moderation:card", decision.comment_id)
    return _card_piece(request, decision.comment, said=sentence)


def undecided(request, comment, form):
    """The card alone again, with what was typed."""
    if request.htmx:
        return _card_piece(request, comment, form=form, status=422)
    card = queue.cards(Comment.objects.filter(pk=comment.pk), request.user)[0]
    context = {"card": card, "form": form, **_of_cards(request, [card])}
    return render(request, "moderation/decide.html", context, status=422)


def sentence_for(why):
    if isinstance(why, claims.Taken):
        return _("Nothing was decided. %(who)s") % {"who": taken(why.claim)}
    if isinstance(why, actions.NotYours):
        return _("This comment is your own, so somebody else decides.")
    if isinstance(why, actions.NoReason):
        return _("Nothing was decided: everybody can read the comment, so its author needs a rule or a reason.")
    if isinstance(why, undoing.TooLate):
        return _("Not taken back: ten minutes are over, or somebody has acted since. You can decide anew.")
    return late(why)


def done(decision):
    return str(DONE[decision.outcome]) % {"name": decision.comment.author}


def taken(claim):
    words = {"who": claim.moderator, "at": date_format(timezone.localtime(claim.until), "TIME_FORMAT")}
    return _("%(who)s has this card until %(at)s.") % words


def not_claimed(why):
    return taken(why.claim) if isinstance(why, claims.Taken) else sentence_for(why)


def yours(claim):
    at = date_format(timezone.localtime(claim.until), "TIME_FORMAT")
    return _("This card is yours until %(at)s.") % {"at": at}


def not_everywhere():
    return _("This holds in all categories, so only moderators of the whole site do it. You can warn the person.")


def late(refusal):
    """Who was first, and what they decided."""
    if refusal.decision is None:
        return _(
            "Nothing was decided: the comment has changed since your card was shown. "
            "Its author may have edited or deleted it."
        )
    at = date_format(timezone.localtime(refusal.decision.at), "TIME_FORMAT")
    words = {"who": refusal.decision.decider, "what": refusal.decision.get_outcome_display(), "at": at}
    return _("%(who)s was first, at %(at)s: %(what)s. Your decision was not needed.") % words


def _onward(request):
    return redirect("moderation:next" if request.POST.get("then") == "next" else "moderation:queue")


def _piece(request, comment, sentence, kind, *, decision=None, status=200):
    context = {"comment": comment, "sentence": sentence, "kind": kind, "decision": decision}
    return render(request, "moderation/_decided.html", context, status=status)


def _card_piece(request, comment, *, form=None, said="", status=200):
    card = queue.cards(queue.by_urgency(Comment.objects.filter(pk=comment.pk)), request.user)[0]
    context = {"card": card, "form": form, "said": said, "then": request.POST.get("then", "")}
    return render(request, "moderation/_card.html", {**_of_cards(request, [card]), **context}, status=status)


def _of_cards(request, cards):
    """What every page with cards needs: the rules, the ready reasons, and the last decision while it can be undone."""
    last = Decision.objects.filter(by=request.user, comment__isnull=False).select_related("comment__author").first()
    return {
        "cards": reasons.add_to(cards),
        "rules": Rule,
        "undoable": last if last and undoing.may_undo(last, request.user) else None,
    }


def _categories(moderator):
    theirs = doors.categories_of(moderator)
    return Category.objects.all() if theirs is None else Category.objects.filter(pk__in=theirs)
