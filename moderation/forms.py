"""What reporters and moderators fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.rules import Rule


class ReportForm(forms.Form):
    rule = forms.ChoiceField(choices=Rule, error_messages={"required": _("Say which rule it breaks.")})
    text = forms.CharField(
        max_length=1000,
        required=False,
        error_messages={"max_length": _("Up to 1,000 characters, please; this has %(show_value)d.")},
    )


class DecisionForm(forms.Form):
    """`seen`: the last decision that the card showed, so that two moderators notice each other; `edits`: how often
    the author had edited what it showed, so that nobody approves words that they have not read."""

    decision = forms.ChoiceField(choices=[(name, name) for name in ("approve", "remove", "dismiss", "restore")])
    rule = forms.ChoiceField(choices=Rule, required=False)
    words = forms.CharField(max_length=1000, required=False)
    seen = forms.IntegerField(required=False)
    edits = forms.IntegerField(required=False)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("decision") == "remove" and not self.cleaned_data.get("rule"):
            self.add_error("rule", _("Name the rule; its author will read it."))
