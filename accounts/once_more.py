"""The library's pages that ask once more for a password, a code or a passkey, with our way of keeping what was sent.

The library would keep the request as a whole, with the address it came from and the browser's name, in the session.
"""

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.views import BaseReauthenticateView, ReauthenticateView
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.shortcuts import redirect

from accounts import suspended


class GoesOn(BaseReauthenticateView):
    """Stands behind the library's own page, which notes first that it is them."""

    def form_valid(self, form):
        """An account elsewhere waits to be added: only who was asked for its sake, and so without `next`, adds it."""
        if not self.get_next_url() and "callback" in self.request.session.get(STATE_SESSION_KEY, {}):
            return super().form_valid(form)
        return suspended.resume(self.request)

    def passthrough_next_url(self, url):
        return suspended.address(self.request, url)


class ByPassword(ReauthenticateView, GoesOn):
    pass


class ByCode(mfa.ReauthenticateView, GoesOn):
    pass


class ByPasskey(webauthn.ReauthenticateWebAuthnView, GoesOn):
    def form_invalid(self, form):
        """Said on the same page; the library would send them to the signing in that they have behind them."""
        super().form_invalid(form)
        return redirect(suspended.address(self.request, self.request.path))
