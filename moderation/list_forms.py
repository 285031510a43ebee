"""What moderators fill in about the lists of the screen."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comments.models import Action, Domain
from comments.rules import Rule
from comments.standing import NAMES, Standing


class EntryForm(forms.Form):
    """A phrase or a host; `action` is refused where the list does not know it."""

    words = forms.CharField(max_length=300, error_messages={"required": _("There is nothing in it yet.")})
    action = forms.ChoiceField(choices=Action)
    note = forms.CharField(max_length=200, required=False)


class HostForm(EntryForm):
    action = forms.ChoiceField(choices=Domain.Action)


class LinesForm(forms.Form):
    lines = forms.CharField(max_length=2_000_000, required=False, strip=False)


class TryForm(forms.Form):
    text = forms.CharField(max_length=settings.COMMENT_MAX_LENGTH)
    standing = forms.ChoiceField(choices=[(one.value, NAMES[one]) for one in Standing])


class ReadFirstForm(forms.Form):
    """The person is told the rule and the words."""

    do = forms.ChoiceField(choices=[("first", "first"), ("after", "after")])
    rule = forms.ChoiceField(choices=Rule, required=False)
    words = forms.CharField(
        max_length=1000,
        required=False,
        error_messages={"max_length": _("Up to 1,000 characters, please; this has %(show_value)d.")},
    )

    def clean(self):
        super().clean()
        first = self.cleaned_data.get("do") == "first"
        if first and not self.cleaned_data.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Name the rule; the person will read it."))
        if first and not self.cleaned_data.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say why. The person reads it."))
