"""The page of ready reasons: moderators add, change and delete them, each with its trace."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from moderation import reasons
from moderation.doors import moderators_only, whole_site_only
from moderation.models import ReasonTemplate


class ReasonForm(forms.ModelForm):
    class Meta:
        model = ReasonTemplate
        fields = ["rule", "language", "title", "text", "position"]

    def clean_language(self):
        return self.cleaned_data["language"].strip().lower()


@require_safe
@moderators_only
def index(request):
    found = ReasonTemplate.objects.order_by("language", "rule", "position", "pk")
    return render(request, "moderation/reasons.html", {"reasons": found})


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
@whole_site_only
def edit(request, pk=None):
    reason = get_object_or_404(ReasonTemplate, pk=pk) if pk else None
    form = ReasonForm(request.POST if request.method == "POST" else None, instance=reason)
    if not form.is_valid():
        context = {"form": form, "reason": reason}
        return render(request, "moderation/reason.html", context, status=422 if form.is_bound else 200)

    reasons.save(form.save(commit=False), by=request.user)
    messages.success(request, _("Saved. It is ready on every card from now on."))
    return redirect("moderation:reasons")


@require_POST
@moderators_only
@whole_site_only
def delete(request, pk):
    reasons.delete(get_object_or_404(ReasonTemplate, pk=pk), by=request.user)
    messages.success(request, _("Deleted. Letters that were sent with it stay as they are."))
    return redirect("moderation:reasons")
