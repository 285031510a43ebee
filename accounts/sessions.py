"""Sessions in the database, under keys that prove themselves.

A key is 24 random characters and 16 of a signature over them, so that a forged cookie is known as such without
asking the database: to the page store it is a visitor like any other.
"""

from functools import lru_cache
from hashlib import blake2b
from hmac import compare_digest
from string import ascii_lowercase, digits

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils.crypto import get_random_string

RANDOM, SIGNATURE = 24, 16  # characters: 124 and 82 bits
ALPHABET = ascii_lowercase + digits


def signed(key: str) -> bool:
    """Did this site give out this session key? It says nothing about whether the session is still there."""
    random, signature = key[:RANDOM], key[RANDOM:]
    if len(signature) != SIGNATURE or not key.isascii():
        return False
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(compare_digest(signature, _signature(random, str(secret))) for secret in secrets)


class SessionStore(DatabaseSessions):
    """A key that is not ours is no key: `session_key` is then None, and nothing is looked up."""

    def _get_new_session_key(self) -> str:
        while True:
            random = get_random_string(RANDOM, ALPHABET)
            key = random + _signature(random, settings.SECRET_KEY)
            if not self.exists(key):
                return key

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and signed(str(key))


def _signature(random: str, secret: str) -> str:
    number = int.from_bytes(blake2b(random.encode(), key=_key(secret), digest_size=16).digest())
    return "".join(ALPHABET[number // 36**place % 36] for place in range(SIGNATURE))


@lru_cache(8)
def _key(secret: str) -> bytes:
    return blake2b(secret.encode(), person=b"newsclip.session", digest_size=32).digest()
