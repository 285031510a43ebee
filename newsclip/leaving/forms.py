"""Forms of one's own account: the name, the picture, the way out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import avatars, renaming
from accounts.forms import Choices
from accounts.models import User


class LeavingForm(forms.Form):
    how = forms.ChoiceField(
        label=_("What becomes of your comments"),
        choices=[
            (User.Farewell.ERASE, _("Delete them: “Deleted by its author” stands in their place")),
            (User.Farewell.ANONYMISE, _("Keep their words, by “Somebody who left”")),
        ],
        widget=Choices,
        error_messages={"required": _("Choose what becomes of your comments.")},
    )
    sure = forms.BooleanField(
        label=_("I know that nobody can bring any of it back"),
        error_messages={"required": _("Tick this if you are sure.")},
    )


class RenamingForm(forms.Form):
    username = forms.CharField(
        label=_("Username"),
        max_length=30,
        help_text=_("3 to 30 letters and digits, with . - or _ between them. It stands in the address of your page."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )

    def rename(self, person):
        try:
            renaming.rename(person, self.cleaned_data["username"])
        except renaming.NotPossible as reason:
            self.add_error("username", str(reason))
        return not self.errors


class AvatarForm(forms.Form):
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 5 MB. We cut it square and keep nothing but its pixels."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )

    def put(self, person):
        try:
            avatars.put(person, self.cleaned_data["picture"], by=person)
        except avatars.BadAvatar as reason:
            self.add_error("picture", str(reason))
        return not self.errors
