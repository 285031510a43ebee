"""The forms with which people come in: with a password of this site, or with an account elsewhere."""

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.socialaccount import forms as elsewhere
from allauth.socialaccount.internal.flows.signup import redirect_to_signup as remember_sign_up
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.shortcuts import redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from accounts import invitations, terms, traps
from accounts.forms import NEW_PASSWORD, InOurWords
from accounts.models import User

HONEYPOT = settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD
WITHOUT = gettext_lazy("Without one we mail you a code whenever you sign in.")
USERNAME = {"maxlength": "30", "autocapitalize": "none", "spellcheck": "false"}


class _Joining(InOurWords):
    """What every form of joining asks: the terms and the age, where the site has such; and that a person fills it."""

    labels = {"email": gettext_lazy("E-mail address"), "username": gettext_lazy("Username")}
    hints = {
        "email": gettext_lazy("Other readers do not see it. We send you a link to confirm it."),
        "username": gettext_lazy(
            "3 to 30 letters and digits, with . - or _ between them. It stands beside what you say."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= USERNAME
        self.asked = terms.asked()
        self.fields |= self.asked.fields()
        self.fields["opened"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=traps.opened_now)

    def clean(self):
        super().clean()
        found = traps.judge(self.data.get(self.add_prefix("opened"), ""), quickest=settings.SIGN_UP_SECONDS)
        if found:
            self._ask_again(found)
        return self.cleaned_data

    def _ask_again(self, found):
        """Never dropped in silence: whoever is a person after all sends it a second time, with all that was typed.

        Where something else is to be mended it comes a second time anyway, and nobody need hear of this.
        """
        if found is not traps.Found.QUICK:
            self.data = {**dict(self.data.items()), self.add_prefix("opened"): traps.opened_now()}
        if self.errors:
            return
        if "password1" in self.fields:
            self.fields["password1"].widget.render_value = True
        self.add_error(None, found.words)

    def try_save(self, request):
        try:
            return super().try_save(request)
        except invitations.Spent:
            return None, redirect("invitation-spent")
        except IntegrityError:
            return None, self._overtaken(request)

    def _overtaken(self, request):
        """Somebody took the name or the address since it was looked at; after a double click, that were they.

        As with every address that is known, the answer does not tell. The form sees a name that is taken by itself.
        """
        if User.objects.filter(email=User.objects.normalize_email(self.cleaned_data["email"])).exists():
            return get_adapter().respond_email_verification_sent(request, None)
        if getattr(request, "was_overtaken", False):
            raise  # it was something else
        request.was_overtaken = True
        return request.resolver_match.func(request)

    def keep_what_was_agreed(self, user):
        self.asked.keep(user)


class SignupForm(_Joining, allauth.SignupForm):
    labels = _Joining.labels | {
        "password1": gettext_lazy("Password"),
        HONEYPOT: gettext_lazy("Leave this empty"),
    }
    hints = _Joining.hints | {"password1": format_lazy("{} {}", NEW_PASSWORD, WITHOUT)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[HONEYPOT].widget = forms.TextInput({"tabindex": "-1", "autocomplete": "off"})

    @property
    def honeypot(self):
        return self[HONEYPOT]

    def get_context(self):
        """The honeypot stands apart: whoever sees the page does not see it."""
        context = super().get_context()
        shown = [pair for pair in context["fields"] if pair[0].name != self.honeypot.name]
        return context | {"fields": shown}

    def try_save(self, request):
        """An address that is known takes as long as a new one."""
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1"))
        return super().try_save(request)


class SignupFromElsewhereForm(_Joining, elsewhere.SignupForm):
    """They have proved who they are elsewhere; here they choose their name, and agree to what everybody agrees to."""

    def _overtaken(self, request):
        remember_sign_up(request, self.sociallogin)
        return super()._overtaken(request)
