"""What the environment says about this installation, read before Django is."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from newsclip import environment


def demand_sense(environ) -> None:
    """A value that will not do stops the start, with one sentence."""
    environment.leave_out_empty(environ)
    if sentence := environment.what_is_wrong(environ):
        raise ImproperlyConfigured(sentence)


def is_https(site_url: str) -> bool:
    """Decide the profile. Plain http is for this machine alone."""
    return urlsplit(site_url).scheme == "https"


def secret_key(given: str, *, https: bool, var: Path) -> str:
    """The given key; without one, and only on this machine, a key made once and kept in var/."""
    if given:
        return given
    if https:
        raise ImproperlyConfigured("SECRET_KEY is missing. Set it to 50 or more random characters.")
    try:
        return _kept_key(var / "secret-key")
    except OSError as error:
        raise ImproperlyConfigured(
            f"NEWSCLIP_VAR={var} cannot be used ({error.strerror}). Name another folder: NEWSCLIP_VAR=/some/folder"
        ) from error


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


def from_file(env, name: str, default: str = "") -> str:
    """A secret from NAME, or from the file that NAME_FILE names."""
    path = env(f"{name}_FILE", default="")
    return Path(path).read_text().strip() if path else env(name, default=default)


def database(named: dict, sqlite: dict) -> dict:
    """The database that an address names. Another file of SQLite is used like our own: tuned, and with turns."""
    if named["ENGINE"] != sqlite["ENGINE"]:
        return named
    return {**named, **sqlite, "NAME": named["NAME"], "OPTIONS": {**sqlite["OPTIONS"], **named.get("OPTIONS", {})}}
