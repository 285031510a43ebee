"""What kind of change an edit is, asked once the clip is published."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models import Revision


class ChangeForm(forms.Form):
    """`version` is the row's number when the form was loaded. The rest is asked only of published clips."""

    version = forms.IntegerField(min_value=0, error_messages={"required": _("Load the page again, then save.")})
    kind = forms.ChoiceField(
        choices=[("", _("Choose…")), *(kind for kind in Revision.Kind.choices if kind[0])],
        error_messages={"required": _("Say whether this is a typo, an update or a correction.")},
    )
    note = forms.CharField(max_length=400, required=False)
    subject = forms.CharField(max_length=120, required=False)
    before = forms.CharField(max_length=2000, required=False)
    after = forms.CharField(max_length=2000, required=False)
    noticed_by = forms.CharField(max_length=150, required=False)

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **kwargs)
        if not article.published_at:
            self.fields = {"version": self.fields["version"]}

    def clean_noticed_by(self):
        name = self.cleaned_data["noticed_by"].strip().lstrip("@")
        person = User.objects.filter(username__iexact=name).first() if name else None
        if name and person is None:
            raise forms.ValidationError(_("Nobody here is called “%(name)s”."), params={"name": name})
        return person

    def clean(self):
        if self.cleaned_data.get("kind") == Revision.Kind.CORRECTION and not self.cleaned_data.get("note"):
            self.add_error("note", _("Say in a sentence what was wrong and what is right."))
