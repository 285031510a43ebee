"""The library's pages that ask once more for a password, a code or a passkey, with our way of keeping what was sent.

The library would keep the request as a whole, with the address it came from and the browser's name, in the session.
"""

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.views import BaseReauthenticateView, ReauthenticateView
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn

from accounts import suspended


class GoesOn(BaseReauthenticateView):
    """Stands behind the library's own page, which notes first that it is them."""

    def form_valid(self, form):
        if "callback" in self.request.session.get(STATE_SESSION_KEY, {}):
            return super().form_valid(form)
        return suspended.resume(self.request)


class ByPassword(ReauthenticateView, GoesOn):
    pass


class ByCode(mfa.ReauthenticateView, GoesOn):
    pass


class ByPasskey(webauthn.ReauthenticateWebAuthnView, GoesOn):
    pass
