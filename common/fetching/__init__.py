"""The safe fetcher: the only way by which Newsclip asks anything of an address that people or pages name.

    page = fetch("https://quillmouth.example/harbour")

Every hop is checked against private and special networks at the moment of connecting; time,
bytes, headers and redirects are bounded; what goes wrong is a `FetchError` with a sentence.
"""

from .addresses import Target, is_public, read_address
from .content import FEED_TYPES, HTML_TYPES, IMAGE_TYPES, TEXT_TYPES
from .errors import (
    BadAnswer,
    FetchError,
    Refused,
    TooLarge,
    TooSlow,
    Unreachable,
    WrongType,
)
from .journey import Fetched, Policy, fetch
from .robots import may_fetch
from .sending import send
from .turns import NotOurTurn, host_of, turn_at

__all__ = [
    "FEED_TYPES",
    "HTML_TYPES",
    "IMAGE_TYPES",
    "TEXT_TYPES",
    "BadAnswer",
    "FetchError",
    "Fetched",
    "NotOurTurn",
    "Policy",
    "Refused",
    "Target",
    "TooLarge",
    "TooSlow",
    "Unreachable",
    "WrongType",
    "fetch",
    "host_of",
    "is_public",
    "may_fetch",
    "read_address",
    "send",
    "turn_at",
]
