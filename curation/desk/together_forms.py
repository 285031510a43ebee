"""What people say to each other about a clip."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from curation.desk import linking, noting
from curation.desk.people import curators


class NoteForm(forms.Form):
    """`key` makes sending it twice write it once. `answers` is the number of the note that it answers."""

    body = forms.CharField(
        max_length=2000,
        error_messages={
            "required": _("Write something first."),
            "max_length": _("A note has at most 2,000 characters. Shorten it, or send it in two."),
        },
    )
    part = forms.RegexField(noting.ANCHOR, required=False, max_length=40)
    answers = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    key = forms.CharField(required=False)

    def clean_body(self):
        return self.cleaned_data["body"].replace("\r\n", "\n").replace("\r", "\n")

    def clean_key(self):
        return self.cleaned_data["key"][:64]

    @property
    def refusals(self):
        return [error for errors in self.errors.values() for error in errors]


class LinkForm(forms.Form):
    name = forms.CharField(max_length=120, error_messages={"required": _("Say for whom the link is.")})
    days = forms.IntegerField(
        min_value=1,
        max_value=linking.MOST_DAYS,
        initial=linking.DAYS,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], _("Choose between 1 and 60 days.")
        ),
    )
    may_comment = forms.BooleanField(required=False, initial=True)
    may_approve = forms.BooleanField(required=False)
    key = forms.CharField(required=False, max_length=64)


class ReviewForm(forms.Form):
    """`version` is the clip's number when the page was loaded."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2**31)
    note = forms.CharField(required=False, max_length=2000)

    def __init__(self, *args, needs_reason=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = needs_reason
        self.fields["note"].error_messages["required"] = _("Say what is to be changed; its makers read it.")


class AssignForm(forms.Form):
    """`seen` is whom the clip was with when the page was loaded."""

    to = forms.ModelChoiceField(queryset=None, required=False)
    seen = forms.IntegerField(required=False)
    back = forms.CharField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = curators()  # type: ignore[attr-defined]


def fresh_key():
    return secrets.token_urlsafe(18)
