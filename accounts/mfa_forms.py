"""allauth's forms of second factors, in our words."""

import logging

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import InOurWords

logger = logging.getLogger("newsclip.accounts")


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


class _FromTheBrowser(forms.Form):
    """What comes as a passkey is anybody's: the library takes some of it apart and falls over the rest."""

    def clean_credential(self):
        return self._taken_apart(super().clean_credential)

    def _taken_apart(self, take):
        try:
            return take()
        except forms.ValidationError:
            raise
        except Exception:  # whatever a stranger wrote
            logger.info("A passkey could not be read", exc_info=True)
            raise get_adapter().validation_error("incorrect_code") from None


class PasskeyForm(_FromTheBrowser, webauthn.AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(_FromTheBrowser, webauthn.ReauthenticateWebAuthnForm):
    pass


class PasskeyAloneForm(_FromTheBrowser, webauthn.LoginWebAuthnForm):
    pass


class AddPasskeyForm(InOurWords, _FromTheBrowser, webauthn.AddWebAuthnForm):
    """Every key is made to open the account by itself, and to ask who holds it: one kind, one word for it."""

    labels = {"name": _("Name")}
    hints = {"name": _("So that you know it again, such as “phone”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        self.fields["name"].widget.attrs["maxlength"] = "60"

    def clean_credential(self):
        return self.cleaned_data["credential"]

    def clean(self):
        self.cleaned_data["passwordless"] = True
        return self._taken_apart(super().clean)


class NamePasskeyForm(InOurWords, webauthn.EditWebAuthnForm):
    labels = AddPasskeyForm.labels
    name = forms.CharField(max_length=60)
