"""From when and until when a clip may be public, and how its comments are received."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article

MOMENT = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
NO_MOMENT = {"invalid": _("Write the moment as date and time, such as 2026-05-13 18:00.")}


class PlanForm(forms.Form):
    """Moments without a zone are read in the person's own."""

    embargo_until = forms.DateTimeField(required=False, input_formats=MOMENT, error_messages=NO_MOMENT)
    withdraw_at = forms.DateTimeField(required=False, input_formats=MOMENT, error_messages=NO_MOMENT)
    comments_close_at = forms.DateTimeField(required=False, input_formats=MOMENT, error_messages=NO_MOMENT)
    moderation = forms.ChoiceField(required=False, choices=Article.Moderation)

    def __init__(self, *args, article, **kwargs):
        self.article = article
        super().__init__(*args, **kwargs)

    @property
    def moments(self):
        return {name: self.cleaned_data[name] for name in ("embargo_until", "withdraw_at")}

    @property
    def receiving(self):
        return {name: self.cleaned_data[name] for name in ("moderation", "comments_close_at")}

    def clean_embargo_until(self):
        until = self.cleaned_data["embargo_until"]
        scheduled = self.article.scheduled_for
        if until and scheduled and scheduled < until:
            message = _("It is scheduled before that. Take it back to the drafts, or choose a later moment.")
            raise forms.ValidationError(message)
        return until

    def clean_withdraw_at(self):
        at = self.cleaned_data["withdraw_at"]
        if at and at <= timezone.now():
            raise forms.ValidationError(_("This moment has passed. Choose a later one, or withdraw it now."))
        return at

    def clean(self):
        said = self.cleaned_data
        starts = [at for at in (said.get("embargo_until"), self.article.scheduled_for) if at]
        if said.get("withdraw_at") and starts and said["withdraw_at"] <= max(starts):
            self.add_error("withdraw_at", _("It would be withdrawn before it goes out. Choose a later moment."))
        return said
