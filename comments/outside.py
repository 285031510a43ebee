"""An outside scorer that the operator names: asked about each comment, signed, with a deadline.

It is sent `{"id", "text", "language", "standing"}` and answers `{"hold": true, "score": 0.9, "reasons": ["…"]}`, of
which `score` and `reasons` may be missing. Whatever goes wrong, the comment is posted as the rules alone have it.
"""

import hashlib
import hmac
import json
import logging
import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from common.fetching import FetchError, Policy, read_address, send
from common.text import normalise

log = logging.getLogger(__name__)

SIGNATURE = "X-Newsclip-Signature"
LARGEST = 10_000  # bytes of an answer
REASONS, REASON_LENGTH = 5, 100  # that are kept of an answer
LEFT_ALONE = 30  # seconds after a failure: people who post do not wait for it again and again
AWAY = "outside-scorer-away"


class Nonsense(ValueError):
    """An answer that is none."""


@dataclass(frozen=True)
class Opinion:
    hold: bool
    value: float | None = None
    reasons: tuple[str, ...] = ()


def is_asked() -> bool:
    return bool(settings.SCORER_URL and settings.SCORER_SECRET)


def host() -> str:
    return urlsplit(settings.SCORER_URL).hostname or ""


def ask(article, *, by, body: str, key=None) -> Opinion | None:
    """What it thinks of this comment. None: it was not asked, or did not answer in time and in words that we know."""
    if not is_asked() or by.is_team:
        return None
    try:
        return None if cache.get(AWAY) else _heard(article, by=by, body=body, key=key)
    except Exception:  # a cache that is away, too, must not lose a comment
        log.exception("The outside scorer could not be asked, and the rules decide.")
        return None


def _heard(article, *, by, body, key):
    asked = {
        "id": str(uuid.uuid5(key, f"{article.pk} {body}") if key else uuid.uuid4()),  # the same when sent again
        "text": body,
        "language": article.language,
        "standing": by.standing,
    }
    try:
        return read(_answer_to(json.dumps(asked).encode()))
    except (FetchError, Nonsense) as failed:
        log.warning("The outside scorer is left alone for %s s, and the rules decide. %s", LEFT_ALONE, failed)
        cache.set(AWAY, True, LEFT_ALONE)
        return None


def read(answer: bytes) -> Opinion:
    """Raises Nonsense."""
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        raise Nonsense("It answered with something that is no JSON.") from None
    if not isinstance(said, dict) or not isinstance(said.get("hold"), bool):
        raise Nonsense("Its answer does not say whether to hold.")
    value, reasons = said.get("score"), said.get("reasons", [])
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1):
        raise Nonsense("Its score is no number from 0 to 1.")
    if not isinstance(reasons, list) or not all(isinstance(reason, str) for reason in reasons):
        raise Nonsense("Its reasons are no list of texts.")
    kept = [normalise(reason)[:REASON_LENGTH].strip() for reason in reasons[:REASONS]]
    return Opinion(said["hold"], value, tuple(f"outside:{reason}" for reason in kept if reason))


def signature(body: bytes, at: int) -> str:
    """`t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>" in hexadecimal>`."""
    made = hmac.new(settings.SCORER_SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256)
    return f"t={at},v1={made.hexdigest()}"


def _answer_to(body):
    """The operator named its host, so that one may also be private; no other is, and it is never left for another."""
    target = read_address(settings.SCORER_URL)
    return send(
        target.url,
        body,
        headers={"Content-Type": "application/json", SIGNATURE: signature(body, int(time.time()))},
        accept=frozenset({"application/json"}),
        max_bytes=LARGEST,
        deadline=settings.SCORER_TIMEOUT,
        policy=Policy(open_hosts=frozenset({f"{target.host}:{target.port}"})),
    ).body
