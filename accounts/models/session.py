"""Where somebody is signed in."""

from hashlib import blake2b
from hmac import compare_digest

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import devices


class SessionQuerySet(models.QuerySet):
    def alive(self):
        return self.filter(expire_date__gt=timezone.now())

    def end(self, but=""):
        """Sign out at once: the next request is a visitor's. `but` is the key of one that stays; how many ended."""
        return self.exclude(session_key=but or "").delete()[0]

    def held_by(self, user):
        """Those that let somebody in now. A new password ends all others, though their rows stand until they are
        seen again."""
        return [session for session in self.alive().order_by("-seen_at") if session.opens_for(user)]


class Session(AbstractBaseSession):
    """A session of Django's, with whose it is and what its owner may know it by. No address is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions", verbose_name=_("person")
    )
    browser = models.CharField(_("browser"), max_length=20, blank=True)
    system = models.CharField(_("system"), max_length=20, blank=True)
    begun_at = models.DateTimeField(_("begun"), null=True)
    seen_at = models.DateTimeField(_("last seen"), null=True)  # within the hour

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    def __str__(self):
        return devices.words(self.browser, self.system)

    @classmethod
    def get_session_store_class(cls):
        from accounts.sessions import SessionStore

        return SessionStore

    @property
    def handle(self):
        """What names it in a page: the key itself would open the account."""
        return blake2b(self.session_key.encode(), person=b"newsclip.handle", digest_size=12).hexdigest()

    def opens_for(self, user):
        known = self.get_decoded().get("_auth_user_hash", "")
        return compare_digest(known, user.get_session_auth_hash())
