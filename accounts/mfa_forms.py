"""allauth's forms of second factors, in our words."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import InOurWords


class _WithCode(InOurWords):
    labels = {"code": _("Code")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "maxlength": "20"}


class CodeForm(_WithCode, base.AuthenticateForm):
    hints = {"code": _("Six digits from your app, or one of your recovery codes.")}


class CodeAgainForm(_WithCode, base.ReauthenticateForm):
    hints = CodeForm.hints


class AddAppForm(_WithCode, totp.ActivateTOTPForm):
    labels = {"code": _("The code that your app shows now")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):
    """Every key is made to open the account by itself, and to ask who holds it: one kind, one word for it."""

    labels = {"name": _("Name")}
    hints = {"name": _("So that you know it again, such as “phone”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        self.fields["name"].widget.attrs["maxlength"] = "60"

    def clean(self):
        self.cleaned_data["passwordless"] = True
        return super().clean()


class NamePasskeyForm(InOurWords, webauthn.EditWebAuthnForm):
    labels = AddPasskeyForm.labels
    name = forms.CharField(max_length=60)
