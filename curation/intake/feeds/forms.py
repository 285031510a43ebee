"""The forms of feeds and rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Category
from common.wildcards import Wildcards
from curation.intake import inbox
from curation.intake.feeds.opml import MOST_BYTES
from curation.intake.feeds.timing import within
from curation.intake.rules import phrases_of
from curation.models import Feed, LeadRule

PACES = [
    (300, _("5 minutes")),
    (900, _("15 minutes")),
    (1800, _("half an hour")),
    (3600, _("an hour")),
    (4 * 3600, _("4 hours")),
    (12 * 3600, _("12 hours")),
    (24 * 3600, _("a day")),
]


class AddForm(forms.Form):
    address = forms.CharField(
        max_length=2000, error_messages={"required": _("Give the address of a feed or of a site.")}
    )

    def clean_address(self):
        return self.cleaned_data["address"].strip()


class ListForm(forms.Form):
    file = forms.FileField(error_messages={"required": _("Choose the list (OPML) that your reader wrote.")})

    def read(self) -> bytes:
        return self.cleaned_data["file"].read(MOST_BYTES + 1)


class FeedForm(forms.ModelForm):
    """What editors decide of a feed. `pace` is where the distance between two looks starts from; it adapts."""

    category = forms.ModelChoiceField(Category.objects.all(), required=False)

    class Meta:
        model = Feed
        fields = ["title", "folder", "category"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = (self.instance.seconds, _("as now, every %(n)d minutes") % {"n": round(self.instance.seconds / 60)})
        choices = [now, *((s, name) for s, name in PACES if s != self.instance.seconds)]
        self.fields["pace"] = forms.TypedChoiceField(choices=choices, coerce=int, required=False, empty_value=None)

    def save(self, commit=True):
        """Only what the form shows: the worker may be writing the rest."""
        fields = {name: self.cleaned_data[name] for name in ("title", "folder", "category")}
        if self.cleaned_data["pace"]:
            fields["seconds"] = within(self.cleaned_data["pace"])
        Feed.objects.filter(pk=self.instance.pk).update(**fields)
        return self.instance


class RuleForm(forms.ModelForm):
    class Meta:
        model = LeadRule
        fields = ["feed", "kind", "pattern", "action", "assign_to"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assign_to"] = forms.ModelChoiceField(inbox.editors(), required=False)

    def clean_pattern(self):
        kind, pattern = self.cleaned_data.get("kind"), self.cleaned_data["pattern"].strip()
        if kind == LeadRule.Kind.ALWAYS:
            return ""
        if kind == LeadRule.Kind.WORD and not phrases_of(pattern):
            raise forms.ValidationError(_("Give at least one word."))
        if kind == LeadRule.Kind.PATTERN and not Wildcards(pattern).choices:
            raise forms.ValidationError(_("Give a pattern with some letters in it."))
        return pattern

    def clean_assign_to(self):
        """Comes after the action, in the order of the form."""
        if self.cleaned_data.get("action") != LeadRule.Action.ASSIGN:
            return None
        if not self.cleaned_data["assign_to"]:
            raise forms.ValidationError(_("Say to whom."))
        return self.cleaned_data["assign_to"]
