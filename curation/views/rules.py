"""Rules: what is done by itself with new leads."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from curation.doors import for_curators
from curation.intake.feeds import actions
from curation.intake.feeds.forms import RuleForm
from curation.intake.rules import Matcher
from curation.models import Lead, LeadRule

TRIED_ON = 200  # the last leads
SHOWN = 8


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    form = RuleForm(request.POST or None)
    if not form.is_bound:
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    if request.POST.get("do") == "try":
        return _page(request, form, trial=_trial(form.save(commit=False)))

    actions.add_rule(form.save(commit=False), by=request.user)
    messages.success(request, _("The rule holds for leads that come from now on."))
    return redirect("desk:rules")


def _trial(rule):
    """What it would have taken of the last leads."""
    leads = list(Lead.objects.exclude(origin=Lead.Origin.DESK).select_related("feed").defer("html", "text")[:TRIED_ON])
    matcher = Matcher(rule)
    taken = [lead for lead in leads if matcher.takes(lead)]
    return {"taken": len(taken), "of": len(leads), "examples": taken[:SHOWN]}


def _page(request, form, *, trial=None, status=200):
    rules = list(LeadRule.objects.select_related("feed", "assign_to"))
    shown = {"form": form, "rules": rules, "trial": trial, "last": len(rules)}
    return render(request, "curation/rules.html", shown, status=status)


@for_curators
@require_POST
def act(request, pk):
    rule = get_object_or_404(LeadRule, pk=pk)
    do = request.POST.get("do", "")
    if do == "delete":
        actions.delete_rule(rule, by=request.user)
        messages.success(request, _("The rule is deleted. What it did stays."))
    elif do in STEPS:
        actions.move_rule(rule, STEPS[do], by=request.user)
    else:
        raise Http404
    return redirect("desk:rules")


STEPS = {"up": -1, "down": 1}
