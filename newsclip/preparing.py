"""The first run, and the short way through it of every later one."""

import hashlib
import io
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db import connection

from newsclip import preflight

DEMO_WANTED = settings.VAR / "demo-wanted"  # stays until the demo is whole, so that an interrupted first run goes on
STATIC_FINGERPRINT = settings.VAR / "static-fingerprint"


def prepare(out: OutputWrapper) -> None:
    """Everything between a clone and a site that can start, telling its progress. Safe to run again at any time."""
    steps: list[tuple[str, Callable[[], object]]] = [
        ("Settings and secret key", check_settings),
        ("Database", make_database),
        ("Static files", collect_static),
        ("Demo content and accounts", load_demo),
    ]
    for number, (what, step) in enumerate(steps, start=1):
        started = time.monotonic()
        out.write(f"{number}/{len(steps) + 1}  {what} … ", ending="")
        out.flush()
        said = step()
        out.write(f"{said or 'done'} ({time.monotonic() - started:.1f} s)")
    out.write(f"{len(steps) + 1}/{len(steps) + 1}  Starting the site and its worker …")
    out.flush()


def check_settings() -> None:
    call_command("check", stdout=io.StringIO())


def make_database() -> None:
    if connection.vendor == "sqlite":
        keep_private(Path(str(settings.DATABASES["default"]["NAME"])), settings.VAR / "mail")
    if _is_new() and not preflight.is_public():
        DEMO_WANTED.touch()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def keep_private(database: Path, letters: Path) -> None:
    """Other users of the machine read neither the database, with its sessions, nor the links in the letters.

    SQLite gives its other files the rights of the first. Pictures and static files stay open to a web server.
    """
    database.touch(0o600)
    for path in database.parent.glob(f"{database.name}*"):
        path.chmod(0o600)
    letters.mkdir(0o700, exist_ok=True)
    letters.chmod(0o700)


def _is_new() -> bool:
    return "django_migrations" not in connection.introspection.table_names()


def collect_static() -> str:
    """Copy, hash and compress, unless nothing changed since the last time."""
    fingerprint = _static_fingerprint()
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if manifest.exists() and STATIC_FINGERPRINT.exists() and STATIC_FINGERPRINT.read_text() == fingerprint:
        return "unchanged"
    call_command("collectstatic", interactive=False, verbosity=0)
    STATIC_FINGERPRINT.write_text(fingerprint)
    return ""


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = (storage.path(path), storage.get_modified_time(path), storage.size(path))
            digest.update(f"{facts}\n".encode())
    return digest.hexdigest()


def load_demo() -> str:
    if not DEMO_WANTED.exists():
        return "kept as it is"
    progress = sys.stdout if sys.stdout.isatty() else io.StringIO()
    logging.disable(logging.INFO)  # what its leads have in common is no news, and would break the line of progress
    try:
        call_command("demo", stdout=progress)
    finally:
        logging.disable(logging.NOTSET)
    DEMO_WANTED.unlink()
    return ""
