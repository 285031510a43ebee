"""Sessions in the database, under keys that prove themselves.

A key is 24 random characters and 16 of a signature over them, so that a forged cookie is known as such without
asking the database: to the page store it is a visitor like any other.
"""

import time
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from hmac import compare_digest
from string import ascii_lowercase, digits
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils.crypto import get_random_string

from accounts import devices

RANDOM, SIGNATURE = 24, 16  # characters: 124 and 82 bits
ALPHABET = ascii_lowercase + digits
ABOUT, SEEN_EVERY = "about", 3600  # seconds


def signed(key: str) -> bool:
    """Did this site give out this session key? It says nothing about whether the session is still there."""
    random, signature = key[:RANDOM], key[RANDOM:]
    if len(signature) != SIGNATURE or not key.isascii():
        return False
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(compare_digest(signature, _signature(random, str(secret))) for secret in secrets)


class SessionStore(DatabaseSessions):
    """A key that is not ours is no key: `session_key` is then None, and nothing is looked up.

    What the list of one's sessions shows is kept in the session and copied into columns with each save.
    """

    @classmethod
    def get_model_class(cls):
        from accounts.models import Session  # settings name this module before there are models

        return Session

    def create_model_instance(self, data):
        row: Any = super().create_model_instance(data)
        about = data.get(ABOUT, {})
        row.user_id = data.get(USER_KEY)
        row.browser, row.system = about.get("browser", ""), about.get("system", "")
        row.begun_at, row.seen_at = _moment(about.get("begun")), _moment(about.get("seen"))
        return row

    def begin(self, user_agent: str) -> None:
        """Somebody signs in with this browser."""
        browser, system = devices.seen_in(user_agent)
        now = int(time.time())
        self[ABOUT] = {"browser": browser, "system": system, "begun": now, "seen": now}

    def see(self) -> None:
        """They are here. Written once an hour: nobody needs to know more, and each writing costs a query."""
        about = self.get(ABOUT)
        if about and time.time() - about["seen"] > SEEN_EVERY:
            self[ABOUT] = about | {"seen": int(time.time())}

    def _get_new_session_key(self) -> str:
        while True:
            random = get_random_string(RANDOM, ALPHABET)
            key = random + _signature(random, settings.SECRET_KEY)
            if not self.exists(key):
                return key

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and signed(str(key))


def _moment(seconds):
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _signature(random: str, secret: str) -> str:
    number = int.from_bytes(blake2b(random.encode(), key=_key(secret), digest_size=16).digest())
    return "".join(ALPHABET[number // 36**place % 36] for place in range(SIGNATURE))


@lru_cache(8)
def _key(secret: str) -> bytes:
    return blake2b(secret.encode(), person=b"newsclip.session", digest_size=32).digest()
