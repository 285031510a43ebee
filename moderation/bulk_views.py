"""Many at once: choose, see exactly what will change, decide, and take it back."""

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments.models import Comment
from comments.rules import Rule
from moderation import alike, bulk, doors, queue, reasons
from moderation.doors import moderators_only
from moderation.forms import DecisionForm
from moderation.models import ReasonTemplate, Report

CHOICES = ("by", "days", "rule", "held", "like")


class BulkForm(DecisionForm):
    decision = forms.ChoiceField(choices=[("approve", "approve"), ("remove", "remove")])


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def preview(request):
    form = BulkForm(request.POST if request.method == "POST" else None)
    choice = {name: request.GET.get(name, "") for name in CHOICES}
    picks = picks_of(request.POST)
    if not form.is_valid() or not picks:
        return _preview(request, choice, form)

    said = {name: form.cleaned_data[name] for name in ("decision", "rule", "words")}
    batch = bulk.start(picks, by=request.user, **said)
    return redirect("moderation:bulk-done", batch)


@require_safe
@moderators_only
def done(request, batch):
    entry, progress = bulk.result_of(batch, request.user), bulk.progress_of(batch, request.user)
    if not entry and not progress:
        raise Http404
    left = Comment.objects.filter(pk__in=entry.data["left"]).select_related("article", "author") if entry else []
    return render(request, "moderation/bulk_done.html", {"entry": entry, "progress": progress, "left": left})


@require_POST
@moderators_only
def undo(request, batch):
    entry = bulk.result_of(batch, request.user)
    if not entry:
        raise Http404
    back, kept = bulk.undo(entry, by=request.user)
    messages.success(request, _("%(back)d taken back, %(kept)d left as they are.") % {"back": back, "kept": kept})
    return redirect("moderation:bulk-done", batch)


def picks_of(sent):
    """Number, last decision and edits of each that stayed ticked."""
    parts = [value.split(".") for value in sent.getlist("pick")[: bulk.MOST]]
    return [tuple(map(int, part)) for part in parts if len(part) == 3 and all(map(is_number, part))]


def is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 19


def _preview(request, choice, form):
    found = bulk.chosen(request.user, **choice)
    context = {"choice": choice, "form": form, "rules": Rule, "found": None, "most": bulk.MOST}
    if found is None:
        return render(request, "moderation/bulk.html", context | _offers(request.user))
    total, rows = found.count(), _rows(found, request.user)
    ready = reasons.in_language(list(ReasonTemplate.objects.all()), rows[0].author.language if rows else "")
    context |= {"found": rows, "total": total, "ready": ready, "nothing_picked": form.is_bound and form.is_valid()}
    return render(request, "moderation/bulk.html", context, status=422 if form.is_bound else 200)


def _rows(found, moderator):
    """What the preview shows of each: the words, where, and what was seen of it."""
    rows = list(queue.with_history(found.exclude(author=moderator).order_by("pk"))[: bulk.MOST])
    for row in rows:
        row.pick = f"{row.pk}.{row.history[0].pk if row.history else 0}.{len(row.revisions.all())}"
    return rows


def _offers(moderator):
    """Where there are many of a kind: by rule, by why they are held, alike, and by the same person."""
    waiting = doors.within_reach(queue.waiting(), moderator)
    reported = Report.objects.open().filter(comment__in=waiting).order_by().values("rule")
    held = waiting.filter(status="held").order_by()
    groups = alike.clusters(waiting)[:10]
    firsts = Comment.objects.in_bulk([pks[0] for pks in groups])
    return {
        "by_rule": [(Rule(row["rule"]), row["n"]) for row in reported.annotate(n=Count("pk"))],
        "by_reason": queue.counted_reasons(held.values_list("held_because").annotate(n=Count("pk"))),
        "by_person": held.values("author__username").annotate(n=Count("pk")).filter(n__gt=1).order_by("-n")[:10],
        "clusters": [(firsts[pks[0]], len(pks)) for pks in groups if pks[0] in firsts],
    }
