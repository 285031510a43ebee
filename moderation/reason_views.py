"""The page of ready reasons: moderators add, change and delete them, each with its trace."""

from django import forms
from django.conf.locale import LANG_INFO
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from moderation import reasons
from moderation.doors import moderators_only, whole_site_only
from moderation.models import ReasonTemplate


class ReasonForm(forms.ModelForm):
    class Meta:
        model = ReasonTemplate
        fields = ["rule", "language", "title", "text", "position"]
        help_texts = {
            "language": gettext_lazy("Its code, such as en, fr or pt-br."),
            "position": gettext_lazy("Among those for the same rule, smaller numbers come first."),
        }

    def clean_language(self):
        """Nobody would ever be offered words in a language that has no code."""
        code = self.cleaned_data["language"].strip().lower()
        if "language" in self.changed_data and code not in LANG_INFO:
            raise forms.ValidationError(_("No language is known by this code. French, for example, is fr."))
        return code


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
