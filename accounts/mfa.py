"""Where allauth's second factors meet our house."""

import logging
import re
from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import blake2b

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

logger = logging.getLogger("newsclip.accounts")


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This did not match. Codes change every half minute: try the next one."),
        "cannot_generate_recovery_codes": gettext_lazy("Recovery codes come with a second factor. Set one up first."),
    }

    def get_totp_issuer(self):
        return settings.SITE_NAME

    def get_totp_label(self, user):
        return f"{settings.SITE_NAME}:{user.username}"

    def build_totp_svg(self, url):
        """To stand in the page itself: an element, not a document."""
        svg = re.sub(r"<\?xml.*?\?>\s*", "", super().build_totp_svg(url))
        return mark_safe(svg)  # noqa: S308  (made of squares by the library)

    def generate_authenticator_name(self, user, type):
        return _("Passkey %(number)d") % {"number": user.authenticator_set.filter(type=type).count() + 1}

    def get_public_key_credential_rp_entity(self):
        """The host of SITE_URL, whatever a request says about itself."""
        return {"id": settings.SITE_HOST, "name": settings.SITE_NAME}

    def get_public_key_credential_user_entity(self, user):
        return super().get_public_key_credential_user_entity(user) | {"name": user.username}

    # A copy of the database alone is no second factor.

    def encrypt(self, text):
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("A second factor was kept under another SECRET_KEY; see SECRET_KEY_FALLBACKS.")
            return generate_totp_secret()  # no code matches it


def _box():
    return MultiFernet([_lock(str(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


@lru_cache(8)
def _lock(secret):
    return Fernet(urlsafe_b64encode(blake2b(secret.encode(), person=b"newsclip.factor", digest_size=32).digest()))
