"""Deeds at the locks of one's own account, as allauth tells of them: each leaves a line in the audit trail."""

from allauth.mfa import signals
from allauth.socialaccount import signals as elsewhere
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from accounts import second_factor
from accounts.models import audit


@receiver(signals.authenticator_added)
def added(sender, request, user, authenticator, **kwargs):
    """With the first factor all other devices are signed out: whoever came in there had shown a password alone."""
    audit(user, "add second factor", by=user, kind=authenticator.type)
    factors = second_factor.held_by(user).filter(type__in=second_factor.KINDS)
    if authenticator.type in second_factor.KINDS and factors.count() == 1:
        user.sessions.end(but=request.session.session_key)


@receiver(signals.authenticator_removed)
def removed(sender, request, user, authenticator, **kwargs):
    audit(user, "remove second factor", by=user, kind=authenticator.type)


@receiver(signals.authenticator_reset)
def renewed(sender, request, user, authenticator, **kwargs):
    audit(user, "renew recovery codes", by=user)


@receiver(elsewhere.social_account_added)
def connected(sender, request, sociallogin, **kwargs):
    audit(sociallogin.user, "add account elsewhere", by=sociallogin.user, provider=sociallogin.account.provider)


@receiver(elsewhere.social_account_removed)
def disconnected(sender, request, socialaccount, **kwargs):
    audit(socialaccount.user, "remove account elsewhere", by=socialaccount.user, provider=socialaccount.provider)


@receiver(user_logged_in)
def begun(sender, request, user, **kwargs):
    """What the list of one's sessions tells."""
    request.session.begin(request.META.get("HTTP_USER_AGENT", ""))
