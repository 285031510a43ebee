"""What reporters and moderators fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.rules import Rule
from moderation.models import ReasonTemplate

DECISIONS = ("approve", "remove", "dismiss", "restore", "hold")


class ReportForm(forms.Form):
    rule = forms.ChoiceField(choices=Rule, error_messages={"required": _("Say which rule it breaks.")})
    text = forms.CharField(
        max_length=1000,
        required=False,
        error_messages={"max_length": _("Up to 1,000 characters, please; this has %(show_value)d.")},
    )


class DecisionForm(forms.Form):
    """`seen`: the last decision that the card showed, so that two moderators notice each other; `edits`: how often
    the author had edited what it showed, so that nobody approves words that they have not read. `template`: a ready
    reason, whose rule and words count where none are given."""

    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])
    rule = forms.ChoiceField(choices=Rule, required=False)
    words = forms.CharField(max_length=1000, required=False)
    template = forms.ModelChoiceField(ReasonTemplate.objects, required=False)
    seen = forms.IntegerField(required=False)
    edits = forms.IntegerField(required=False)

    def clean(self):
        super().clean()
        said = self.cleaned_data
        ready = said.get("template")
        if ready:
            said["rule"] = said.get("rule") or ready.rule
            said["words"] = said.get("words") or (ready.text if said["rule"] == ready.rule else "")
        if said.get("decision") == "remove" and not said.get("rule"):
            self.add_error("rule", _("Name the rule; its author will read it."))


class ClipDecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[(name, name) for name in ("dismiss", "withdraw")])
    rule = forms.ChoiceField(choices=Rule, required=False)
    words = forms.CharField(max_length=400, required=False)
    seen = forms.IntegerField(required=False)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("decision") == "withdraw" and not self.cleaned_data.get("rule"):
            self.add_error("rule", _("Name the rule; it stands where the clip stood."))


class LockForm(forms.Form):
    because = forms.CharField(max_length=200, required=False)
