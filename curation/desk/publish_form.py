"""When a clip is published, and why it is withdrawn."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """`at` is None for now; a moment without a zone is read in the person's own."""

    when = forms.ChoiceField(choices=[("now", _("Now")), ("later", _("Later, on this day"))])
    at = forms.DateTimeField(
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": _("Write the moment as date and time, such as 2026-05-13 18:00.")},
    )

    @classmethod
    def of(cls, article, data=None):
        """What is scheduled stays scheduled, unless somebody says now."""
        stands = "later" if article.status == article.Status.SCHEDULED else "now"
        return cls(data, initial={"when": stands})

    @property
    def notes(self):
        """Why each finding is let pass, by its fingerprint."""
        said = {
            name.removeprefix("note-"): note.strip() for name, note in self.data.items() if name.startswith("note-")
        }
        return {fingerprint: note for fingerprint, note in said.items() if note}

    def clean_at(self):
        at = self.cleaned_data["at"]
        if self.data.get("when") != "later":
            return None
        if at is None:
            raise forms.ValidationError(_("Say at which moment."))
        if at <= timezone.now():
            raise forms.ValidationError(_("This moment has passed. Choose a later one, or publish now."))
        return at


class WithdrawForm(forms.Form):
    because = forms.CharField(
        max_length=400, error_messages={"required": _("Say why. Readers who follow a link see this sentence.")}
    )
