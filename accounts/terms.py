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
        """Once for each version; again is the same row."""
        if self.version or self.minimum_age:
            TermsAcceptance.objects.get_or_create(
                user=user, version=self.version, defaults={"minimum_age": self.minimum_age}
            )


def asked() -> Asked:
    site = SiteSettings.load()
    return Asked(site.terms_version, site.minimum_age)


def needs_acceptance(user) -> bool:
    """Has this person yet to accept the terms that count now? To be asked before they post."""
    version = SiteSettings.load().terms_version
    return bool(version) and not user.terms_accepted.filter(version=version).exists()


class TermsForm(forms.Form):
    """`shown` is the version that the person was shown: nobody accepts what was changed meanwhile."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, initial={"shown": asked.version}, **kwargs)
        self.asked = asked
        self.fields |= asked.fields()

    def clean(self):
        if self.cleaned_data.get("shown") != self.asked.version:
            raise forms.ValidationError(_("The terms have changed again meanwhile. Please read them once more."))
        return self.cleaned_data

    def keep(self, user):
        self.asked.keep(user)


def accept_ticked(user, data):
    """Keep the acceptance that came with something else, if every box is ticked; whether it did."""
    form = TermsForm(data, asked=asked())
    ticked = "shown" in data and form.is_valid()
    if ticked:
        form.keep(user)
    return ticked


def _box(label, missing, hint=""):
    return forms.BooleanField(label=label, help_text=hint, error_messages={"required": missing})
