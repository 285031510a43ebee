"""The forms of allauth in our words, and a person's settings."""

import zoneinfo

from allauth.account import forms as allauth
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from accounts import display_names
from accounts.models import User
from accounts.passwords import send_link

NO_ADDRESS = gettext_lazy("This is not an e-mail address.")
NEW_PASSWORD = gettext_lazy("At least eight characters. A few words in a row are easy to keep and hard to guess.")


def forgotten():
    return format_html('<a href="{}">{}</a>', reverse("account_reset_password"), _("Forgotten? We send you a link."))


class InOurWords(forms.Form):
    """Labels and hints by field name. A placeholder is no label: it vanishes as one types."""

    labels: dict = {}
    hints: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NO_ADDRESS


class LoginForm(InOurWords, allauth.LoginForm):
    labels = {
        "login": gettext_lazy("E-mail address or username"),
        "password": gettext_lazy("Password"),
        "remember": gettext_lazy("Stay signed in on this device"),
    }
    hints = {"password": lazy(forgotten, str)()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def user_credentials(self):
        """An address or a name, never both: one look-up and one check of a password, whoever it is."""
        credentials = super().user_credentials()
        if "email" in credentials:
            credentials.pop("username", None)
        return credentials

    def clean(self):
        """What is wrong stands at the password; what was typed as the name stays."""
        try:
            return super().clean()
        except forms.ValidationError as error:
            self.add_error("password", error)
            return self.cleaned_data


class AddEmailForm(InOurWords, allauth.AddEmailForm):
    labels = {"email": gettext_lazy("New address")}
    hints = {
        "email": gettext_lazy("We send a link there. The old one stays in use until you have confirmed the new one.")
    }


class ResetPasswordForm(InOurWords, allauth.ResetPasswordForm):
    labels = {"email": gettext_lazy("E-mail address")}

    def clean_email(self):
        return self.cleaned_data["email"]

    def save(self, request, **kwargs):
        send_link.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class _OnePassword(InOurWords):
    """Typing it twice helps nobody whose browser keeps it."""

    labels = {"oldpassword": gettext_lazy("Present password"), "password1": gettext_lazy("New password")}
    hints = {"password1": NEW_PASSWORD}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]


class ChangePasswordForm(_OnePassword, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(_OnePassword, allauth.SetPasswordForm):
    pass


class ResetPasswordKeyForm(_OnePassword, allauth.ResetPasswordKeyForm):
    pass


class RequestCodeForm(InOurWords, allauth.RequestLoginCodeForm):
    labels = {"email": gettext_lazy("E-mail address")}

    def clean_email(self):
        """The code goes to the address that we have on record, however the one that was typed is spelled."""
        typed = super().clean_email()
        return self._user.email if self._user else typed


class ConfirmCodeForm(InOurWords, allauth.ConfirmLoginCodeForm):
    labels = {"code": gettext_lazy("Code")}


class ReauthenticateForm(InOurWords, allauth.ReauthenticateForm):
    labels = {"password": gettext_lazy("Password")}


class Choices(forms.RadioSelect):
    template_name = "accounts/choices.html"


def languages():
    """Each by the name that its speakers give it."""
    return [
        ("", _("The site’s language")),
        *((code, get_language_info(code)["name_local"]) for code, name in settings.LANGUAGES),
    ]


def time_zones():
    names = sorted(
        name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith(("Etc/", "posix"))
    )
    return [("", _("The site’s time zone")), ("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class SettingsForm(forms.ModelForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=languages, required=False)
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=time_zones, required=False)
    scheme = forms.ChoiceField(
        label=gettext_lazy("Colours"), choices=User.Scheme.choices, required=False, widget=Choices
    )

    class Meta:
        model = User
        fields = ["display_name", "bio", "language", "time_zone", "scheme"]
        widgets = {"bio": forms.Textarea({"rows": 3, "class": "text"})}
        labels = {"display_name": gettext_lazy("Name"), "bio": gettext_lazy("About me")}
        help_texts = {
            "display_name": gettext_lazy("Stands beside what you say, in place of your username."),
            "bio": gettext_lazy("Up to 500 characters, on your page."),
        }

    def clean_display_name(self):
        """In one line, without marks that turn the direction of the text or cannot be seen."""
        name = " ".join("".join(c for c in self.cleaned_data["display_name"] if c.isprintable()).split())
        if self.instance.pk and name != self.instance.display_name:
            display_names.refuse(self.instance, name)
        return name

    def save(self, commit=True):
        said = {name: self.cleaned_data[name] for name in self.changed_data}
        changes = {name: value for name, value in said.items() if value != self.initial.get(name)}
        if changes:
            self.instance.change_profile(**changes)
        return self.instance


class MailForm(forms.ModelForm):
    """How often news comes by mail. No page shows it, so none is made old."""

    mail_notices = forms.ChoiceField(
        label=gettext_lazy("News by mail"),
        choices=[
            ("now", gettext_lazy("At once: within minutes, and never more than one letter in five minutes")),
            ("daily", gettext_lazy("Once a day: in the morning, if there is something new")),
            ("weekly", gettext_lazy("Once a week: on Monday morning, if there is something new")),
            ("none", gettext_lazy("Never")),
        ],
        widget=Choices,
        help_text=gettext_lazy("What you have read here already is not sent again."),
    )

    class Meta:
        model = User
        fields = ["mail_notices"]

    def save(self, commit=True):
        User.objects.filter(pk=self.instance.pk).update(mail_notices=self.cleaned_data["mail_notices"])
        return self.instance
