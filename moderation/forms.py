"""What reporters and moderators fill in."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import NO_ADDRESS
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
    reason, whose rule and words count where none are given. `comment`: what everybody can read is held for a reason."""

    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])
    rule = forms.ChoiceField(choices=Rule, required=False)
    words = forms.CharField(max_length=1000, required=False)
    template = forms.ModelChoiceField(
        ReasonTemplate.objects,
        required=False,
        error_messages={
            "invalid_choice": _("These ready words were deleted meanwhile. Nothing was decided; choose others.")
        },
    )
    seen = forms.IntegerField(required=False)
    edits = forms.IntegerField(required=False)

    def __init__(self, *args, comment=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.comment = comment

    def clean(self):
        super().clean()
        said = self.cleaned_data
        ready = said.get("template")
        if ready:
            said["rule"] = said.get("rule") or ready.rule
            said["words"] = said.get("words") or (ready.text if said["rule"] == ready.rule else "")
        if said.get("decision") == "remove" and not said.get("rule"):
            self.add_error("rule", _("Name the rule; its author will read it."))
        if self._holds_what_is_seen() and not said.get("rule") and not said.get("words"):
            self.add_error("rule", _("Name the rule, or say why in words; its author will read it."))

    def _holds_what_is_seen(self):
        return self.cleaned_data.get("decision") == "hold" and self.comment and self.comment.is_visible


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
    """`because` stands below the clip while it is locked."""

    do = forms.ChoiceField(choices=[("lock", "lock"), ("unlock", "unlock")])
    because = forms.CharField(max_length=200, required=False)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("do") == "lock" and not self.cleaned_data.get("because") and not self.errors:
            self.add_error("because", _("Say why the thread is locked. It stands below the clip."))


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
    email = forms.EmailField(required=False, label=_("Your e-mail address"), error_messages={"invalid": NO_ADDRESS})
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
                _("There is no clip or comment at this address that everybody can see. Copy it from the clip’s page.")
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


class AppealForm(forms.Form):
    text = forms.CharField(
        max_length=4000,
        error_messages={
            "required": _("Say why you think that the decision is wrong."),
            "max_length": _("Up to 4,000 characters, please; this has %(show_value)d."),
        },
    )


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        choices=[(state, state) for state in ("confirmed", "overturned")],
        error_messages={"required": _("Choose: the decision stands, or it is taken back.")},
    )
    words = forms.CharField(
        max_length=1000,
        error_messages={
            "required": _("Say why. The author reads it."),
            "max_length": _("Up to 1,000 characters, please; this has %(show_value)d."),
        },
    )


class ComplaintAnswerForm(AnswerForm):
    """Of somebody whose report was not followed. Where it is taken back, what they reported goes, for a rule."""

    rule = forms.ChoiceField(choices=Rule, required=False)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("state") == "overturned" and not self.cleaned_data.get("rule"):
            self.add_error("rule", _("Name the rule; its author will read it."))


class NoteForm(forms.Form):
    text = forms.CharField(
        max_length=2000,
        error_messages={
            "required": _("Write something first."),
            "max_length": _("Up to 2,000 characters, please; this has %(show_value)d."),
        },
    )


class LimitForm(forms.Form):
    """A warning, a limit, a suspension or a ban. `seen`: the last decision about the person that the page showed."""

    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in ("warn", "limit", "suspend", "ban")],
        error_messages={"required": _("Choose what to do.")},
    )
    rule = forms.ChoiceField(choices=Rule, error_messages={"required": _("Name the rule; the person will read it.")})
    words = forms.CharField(
        max_length=1000,
        error_messages={
            "required": _("Say why. The person reads it."),
            "max_length": _("Up to 1,000 characters, please; this has %(show_value)d."),
        },
    )
    days = forms.IntegerField(
        min_value=1, max_value=3650, required=False, error_messages={"invalid": _("A number of days, please.")}
    )
    a_day = forms.IntegerField(
        min_value=1, max_value=100, required=False, error_messages={"invalid": _("A number of comments, please.")}
    )
    seen = forms.IntegerField(required=False)

    def clean(self):
        super().clean()
        kind = self.cleaned_data.get("kind")
        if kind in ("limit", "suspend") and not self.cleaned_data.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say for how many days."))
        if kind == "limit" and not self.cleaned_data.get("a_day") and "a_day" not in self.errors:
            self.add_error("a_day", _("Say how many comments a day."))

    def said(self):
        """What the verbs take."""
        given = self.cleaned_data
        timed = given["kind"] in ("limit", "suspend")
        until = timezone.now() + timedelta(days=given["days"]) if timed else None
        a_day = given["a_day"] if given["kind"] == "limit" else None
        return {name: given[name] for name in ("kind", "rule", "words", "seen")} | {"until": until, "a_day": a_day}
