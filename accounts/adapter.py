"""Where allauth meets our house."""

import unicodedata
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts import codes, devices, invitations, mail, names, proof, traces
from accounts.models import User
from accounts.renaming import is_kept
from common.client import client_address, machine

BACK = "back"  # in the link of a letter: where the person was when they signed up


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("Address and password do not go together."),
        "username_password_mismatch": _("Name and password do not go together."),
        "too_many_login_attempts": _("Too many tries. Wait a quarter of an hour, or set a new password."),
        "enter_current_password": _("This is not your password."),
        "incorrect_code": _("This did not match. Look at the letter again, or let us send another code."),
        "incorrect_password": _("This is not your password."),
        "username_blacklisted": _("This name could be taken for the site’s own. Please choose another."),
        "duplicate_email": _("This is your address already."),
        "rate_limited": _("That was a lot in a short time. Please wait a minute."),
    }

    def is_open_for_signup(self, request):
        return invitations.may_sign_up(request)

    def save_user(self, request, user, form, commit=True):
        """What makes an account stands together or not at all. The password is hashed before: that takes long.

        Raises invitations.Spent if somebody else came in with the same invitation just now.
        """
        user = super().save_user(request, user, form, commit=False)
        if commit:
            with transaction.atomic():
                user.save()
                user.groups.add(Group.objects.get(name="reader"))
                form.keep_what_was_agreed(user)
                invitations.spend(request, user)
        return user

    def clean_username(self, username, shallow=False):
        username = names.normalised(username)
        if names.is_reserved(username):
            raise self.validation_error("username_blacklisted")
        username = super().clean_username(username, shallow)
        taken = User.objects.filter(username_key=names.skeleton(username)).exists() or is_kept(username)
        if not shallow and taken:
            raise self.validation_error("username_taken")
        return username

    def pre_login(self, request, user, **kwargs):
        """Who was made a superuser by the operator has proved enough: the mail may not be set up yet."""
        if user.is_superuser and user.email and not user.emailaddress_set.exists():
            user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request, user, **kwargs):
        traces.note(user, client_address(request.META))
        if request.resolver_match and request.resolver_match.url_name == "account_confirm_email":
            proof.note(request, user)
        return super().post_login(request, user, **kwargs)

    # Ways

    def is_safe_url(self, url):
        """Only this site's own addresses, whatever other hosts it answers to."""
        return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts={urlsplit(settings.SITE_URL).netloc})

    def respond_email_verification_sent(self, request, user):
        return redirect(_with(reverse("account_email_verification_sent"), "next", get_next_redirect_url(request)))

    def get_email_verification_redirect_url(self, email_address):
        """Another browser than the one of the sign-up: it signs in, and then goes where the person had been."""
        if self.request.user.is_authenticated:
            return self.get_login_redirect_url(self.request)
        back = self.request.GET.get(BACK, "")
        return _with(reverse("account_login"), "next", back if self.is_safe_url(back) else "")

    def get_password_change_redirect_url(self, request):
        return reverse("settings")

    # Letters

    def get_email_confirmation_url(self, request, emailconfirmation):
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return mail.absolute(_with(path, BACK, get_next_redirect_url(request)))

    def send_account_already_exists_mail(self, email):
        reset = mail.absolute(reverse("account_reset_password"))
        context = {"link": reverse("account_login"), "password_reset_url": reset}
        self.send_mail("account/email/account_already_exists", email, context)

    def send_mail(self, template_prefix, email, context):
        """allauth names its letters by a path; ours stand together in templates/email/."""
        name = template_prefix.rpartition("/")[2]
        if name in ("login_code", "unknown_account"):
            return codes.send.enqueue(email, context.get("code", ""))
        context = {"link": context.get("activate_url", ""), "email": email, **context, "device": self._device()}
        user = context.get("user") or getattr(self.request, "user", None)
        return mail.send(email, name, context, language=getattr(user, "language", ""))

    def _device(self):
        return devices.words(*devices.seen_in(self.request.META.get("HTTP_USER_AGENT", "")))

    # Limits

    def get_client_ip(self, request):
        """What limits are counted by: a keyed hash, for the counts lie in the cache and the cache may be a table."""
        return machine(client_address(request.META))

    def _get_login_attempts_cache_key(self, request, **credentials):
        """One count for an account, in whatever spelling the database takes for the same; the host has no say."""
        return login_key(credentials.get("email") or credentials.get("username") or "")


def login_key(login):
    """What the limit on guessing counts by."""
    return unicodedata.normalize("NFKC", login).upper().casefold()


class ElsewhereAdapter(DefaultSocialAccountAdapter):
    """People who come with an account elsewhere. An address that has an account here is never taken over by it."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "invalid_token": _("What the other site told us could not be read. Please try again."),
        "no_password": _("This account has no password yet. Set one first, or you could not get in any more."),
        "no_verified_email": _("Confirm your address first, or you could not get in any more."),
        "disconnect_last": _("This is your only way in. Set a password first."),
    }

    def pre_social_login(self, request, sociallogin):
        """Of what the other site tells about somebody, only the address is kept, to know the account again."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT and proof.owes_a_code(request):
            raise ImmediateHttpResponse(redirect(_with(reverse("prove"), "next", reverse("socialaccount_connections"))))
        addresses = [address.email for address in sociallogin.email_addresses]
        sociallogin.account.extra_data = {"email": addresses[0]} if addresses else {}


def _with(path, name, value):
    return f"{path}?{urlencode({name: value})}" if value else path
