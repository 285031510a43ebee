"""What the environment may say, setting by setting, and the sentence for what it may not.

Standard library only: `make run` asks before there are packages. Addresses that may hold a password are not repeated.
"""

import math
import zoneinfo
from collections.abc import Callable, Mapping, MutableMapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

LANGUAGES = ("en", "de", "fr")
EN_US = "en-us"  # which Django takes beside them
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
YES_OR_NO = frozenset("true on ok y yes 1 false off n no 0".split())
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL", "WARN", "FATAL", "NOTSET")
POSTGRESQL = {"postgres", "postgresql", "psql", "pgsql"}
FROM_FILES = frozenset("SECRET_KEY DATABASE_URL REDIS_URL EMAIL_URL MODEL_KEY SCORER_SECRET".split())
MAIL = {"smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "memorymail", "dummymail"}

Rule = Callable[[str, str], str]  # of its name and its value: what is wrong, and what to write; "" for nothing


def what_is_wrong(environ: Mapping[str, str]) -> str:
    """The first of all, as one sentence; "" if all will do. What is empty is as if it were not there."""
    return next(filter(None, (_judged(name, rule, environ) for name, rule in RULES.items())), "")


def leave_out_empty(environ: MutableMapping[str, str]) -> None:
    """`PORT=` in a file is no port, and no mistake."""
    for name in [name for name in RULES if environ.get(name) == ""]:
        del environ[name]


def _judged(name: str, rule: Rule, environ: Mapping[str, str]) -> str:
    value = environ.get(name, "").strip()
    if value.startswith("$"):  # the name of another, as django-environ reads it
        value = environ.get(value[1:], value)
    if path := environ.get(f"{name}_FILE", "") if name in FROM_FILES else "":
        try:
            value = Path(path).read_text().strip()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no text"
            return f"{name}_FILE={path} cannot be read ({why}). Name a file that can, or set {name} itself."
    return rule(name, value) if value else ""


def _whole(least: int, most: int | None = None, *, like: int, what: str = "a whole number") -> Rule:
    def rule(name: str, text: str) -> str:
        digits = text.replace("_", "")
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else -1
        if least <= number and (most is None or number <= most):
            return ""
        span = f"from {least} to {most}" if most else f"from {least} up"
        return f"{name}={text} is not {what}. Give a number {span}, for example: {name}={like}"

    return rule


def _seconds(name: str, text: str) -> str:
    try:
        good = 0 < float(text) < math.inf
    except ValueError:
        good = False
    return "" if good else f"{name}={text} is not a number above 0. Give seconds, for example: {name}=2.5"


def _yes_or_no(name: str, text: str) -> str:
    good = text.lower().strip() in YES_OR_NO
    return "" if good else f"{name}={text} is neither yes nor no. Write {name}=true or {name}=false"


def _one_of(choices: tuple[str, ...]) -> Rule:
    def rule(name: str, text: str) -> str:
        return "" if text in choices else f"{name}={text} is none of ours. Write one of: {', '.join(choices)}"

    return rule


def _time_zone(name: str, text: str) -> str:
    known = zoneinfo.available_timezones()
    if text in known or not known:  # a machine without the list of zones cannot tell
        return ""
    near = get_close_matches(text, known, 1) or ["Europe/Berlin"]
    return f"{name}={text} is not a time zone. Write its place, for example: {name}={near[0]}"


def _site_url(name: str, text: str) -> str:
    parts = _split(text)
    if parts and parts.hostname:
        here = parts.scheme == "http" and parts.hostname in LOOPBACK
        if here or parts.scheme == "https":
            return ""
    return f"{name}={text!r} will not do: use https://your.host, or http://127.0.0.1:PORT on this machine."


def _database(name: str, text: str) -> str:
    scheme, _, rest = text.partition("://")
    if scheme in POSTGRESQL and (parts := _split(f"//{rest.rpartition('@')[2]}")):  # a password may have any letters
        return "" if parts.path.strip("/") else f"{name} names no database. Write it like: {_POSTGRESQL}"
    if scheme == "sqlite" and (parts := _split(text)):
        return _folder_of(name, Path(unquote(parts.path[1:])))
    return f"{name} is no address of PostgreSQL or SQLite. Write it like {_POSTGRESQL} or sqlite:////srv/news.sqlite3"


_POSTGRESQL = "postgres://user:password@localhost/newsclip"


def _folder_of(name: str, file: Path) -> str:
    if file.name and file.parent.is_dir():
        return ""
    where = f"{name} names a file in {file.parent}, which is no folder"
    return f"{where}. Make it, or name another: sqlite:////srv/news.sqlite3"


def _address(schemes: set[str], like: str) -> Rule:
    def rule(name: str, text: str) -> str:
        good = text.partition("://")[0] in schemes
        return "" if good else f"{name} is not an address that we know. Write it like: {like}"

    return rule


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port if "," not in parts.netloc else None  # of one host: a word there is found out only now
    except ValueError:
        return None
    return parts


def _anything(name: str, text: str) -> str:
    return ""


RULES: dict[str, Rule] = {
    "PORT": _whole(1, 65535, like=8080, what="a port"),
    "SITE_URL": _site_url,
    "WEB_WORKERS": _whole(1, like=1),
    "WEB_THREADS": _whole(1, like=4),
    "WORKERS": _whole(1, like=2),
    "DATABASE_URL": _database,
    "REDIS_URL": _address({"redis", "rediss", "unix"}, "redis://localhost:6379/0"),
    "EMAIL_URL": _address(MAIL, "smtp+tls://user:password@mail.example.org:587"),
    "LANGUAGE_CODE": _one_of((*LANGUAGES, EN_US)),
    "TIME_ZONE": _time_zone,
    "TRUSTED_PROXIES": _whole(0, like=1),
    "PAGE_STORE_BYTES": _whole(0, like=64 * 1024 * 1024),
    "COMMENTS_IN_TEN_MINUTES": _whole(0, like=10),
    "STAFF_MFA": _one_of(("required", "offered")),
    "MODEL_SECONDS": _seconds,
    "SCORER_TIMEOUT": _seconds,
    "HSTS_SECONDS": _whole(0, like=3600),
    "HSTS_SUBDOMAINS": _yes_or_no,
    "HSTS_PRELOAD": _yes_or_no,
    "DEBUG": _yes_or_no,
    "STAGING": _yes_or_no,
    "FETCH_ALLOW_PRIVATE": _yes_or_no,
    "LOG_LEVEL": _one_of(LOG_LEVELS),
    "SECRET_KEY": _anything,  # from here on: that a file which is named can be read
    "MODEL_KEY": _anything,
    "SCORER_SECRET": _anything,
}
