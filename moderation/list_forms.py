"""What moderators fill in about the lists of the screen."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comments.models import Action, Domain
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
    """`because` is what the person is told."""

    do = forms.ChoiceField(choices=[("first", "first"), ("after", "after")])
    because = forms.CharField(max_length=120, required=False)
