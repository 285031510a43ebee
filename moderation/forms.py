"""What reporters and moderators fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.rules import Rule
from moderation import notices
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


class NoticeForm(forms.Form):
    """A notice of unlawful content: the place, the law, why; and who says so, unless it concerns minors."""

    place = forms.CharField(max_length=500, label=_("Where it stands: the address of the comment or clip"))
    law = forms.CharField(max_length=300, required=False, label=_("Which law it breaks, and of which country"))
    text = forms.CharField(
        max_length=4000,
        label=_("Why it is unlawful"),
        widget=forms.Textarea,
        error_messages={"required": _("Say why; without that nobody can judge it.")},
    )
    minors = forms.BooleanField(required=False)
    name = forms.CharField(max_length=120, required=False, label=_("Your name"))
    email = forms.EmailField(required=False, label=_("Your e-mail address"))
    good_faith = forms.BooleanField(error_messages={"required": _("A notice needs this statement.")})
    homepage = forms.CharField(required=False)  # people do not see it
    shown = forms.CharField(required=False)

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_place(self):
        self.subject = notices.subject_at(self.cleaned_data["place"])
        if self.subject is None:
            raise forms.ValidationError(
                _("There is no clip or comment at this address that everybody can see. Copy it from the clip's page.")
            )
        return self.cleaned_data["place"].strip()

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if not self.by and not said.get("minors"):
            for field in ("name", "email"):
                if field not in self.errors and not said.get(field):
                    self.add_error(field, _("Needed, except for offences against minors."))
        if said.get("homepage") or notices.is_hasty(said.get("shown", "")):
            self.add_error(None, _("That was faster than anybody types. Nothing is lost: please send it once more."))
