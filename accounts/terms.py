"""The terms of the site: which version counts, who accepted it and when, and how old they say they are at least.

No date of birth is asked or kept: the fact is enough. The text itself is a page that an administrator writes, at the
address /terms/.
"""

from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.models import SiteSettings, TermsAcceptance

PAGE = "terms"  # its slug


@dataclass(frozen=True)
class Asked:
    version: str = ""
    minimum_age: int = 0

    def fields(self):
        """The boxes to tick, by name; none if the site asks for nothing."""
        boxes = {}
        if self.minimum_age:
            boxes["age"] = _box(
                _("I am at least %(years)d years old") % {"years": self.minimum_age},
                _("Who is younger cannot have an account here. Everything can be read without one."),
            )
        if self.version:
            boxes["terms"] = _box(
                _("I accept the terms of %(version)s") % {"version": self.version},
                _("Without that you cannot write here. Everything can be read."),
                format_html('<a href="{}" target="_blank">{}</a>', reverse("page", args=[PAGE]), _("Read the terms")),
            )
        return boxes

    def keep(self, user):
        """Once for each version and age; again is the same row."""
        if self.version or self.minimum_age:
            TermsAcceptance.objects.get_or_create(user=user, version=self.version, minimum_age=self.minimum_age)

    def lacks(self, said):
        """Is something asked that these acceptances, as (version, age), do not say?"""
        of_terms = not self.version or self.version in {version for version, _age in said}
        return not of_terms or self.minimum_age > max((age for _version, age in said), default=0)

    @property
    def shown(self):
        """What a form with these boxes carries along."""
        return f"{self.version}/{self.minimum_age}"


def asked() -> Asked:
    site = SiteSettings.load()
    return Asked(site.terms_version, site.minimum_age)


def needs_acceptance(user) -> bool:
    """Has this person yet to accept the terms that count now, or to say that they are old enough? Asked on posting."""
    now = asked()
    if not (now.version or now.minimum_age):
        return False
    return now.lacks(user.terms_accepted.values_list("version", "minimum_age"))


def news() -> str:
    """What is to be accepted anew, for those who have an account."""
    return _("This site has new terms.") if asked().version else _("This site asks how old its readers are.")


class TermsForm(forms.Form):
    """`shown` is what the person was shown: nobody accepts what was changed meanwhile."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, initial={"shown": asked.shown}, **kwargs)
        self.asked = asked
        self.fields |= asked.fields()

    def clean(self):
        if self.cleaned_data.get("shown") != self.asked.shown:
            raise forms.ValidationError(_("The terms have changed again meanwhile. Please read them once more."))
        return self.cleaned_data

    def keep(self, user):
        self.asked.keep(user)


def accept_ticked(user, data):
    """Keep the acceptance that came with something else, if every box is ticked; whether it did."""
    if "shown" not in data:
        return False
    form = TermsForm(data, asked=asked())
    if form.is_valid():
        form.keep(user)
    return form.is_valid()


def _box(label, missing, hint=""):
    return forms.BooleanField(label=label, help_text=hint, error_messages={"required": missing})
