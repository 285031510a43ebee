"""What must hold before anything slow begins.

Standard library only: `make run` asks these questions before the environment exists.
"""

import errno
import fcntl
import os
import socket
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from newsclip import environment

ROOT = Path(__file__).resolve().parent.parent


class Refused(Exception):
    """One sentence that says what is wrong and what to do about it."""

    status = 1  # of the process that ends with it


class Wrong(Refused):
    """A setting has a value that will not do."""

    status = 2


def check_settings(environ: Mapping[str, str] = os.environ) -> None:
    """Raises Wrong."""
    if sentence := environment.what_is_wrong(environ):
        raise Wrong(sentence)


def var(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder that holds the state of this installation."""
    return Path(environ.get("NEWSCLIP_VAR") or ROOT / "var").resolve()


def host(environ: Mapping[str, str] = os.environ) -> str:
    """The address to listen on; loopback unless the operator says otherwise."""
    return environ.get("HOST") or "127.0.0.1"


def port(environ: Mapping[str, str] = os.environ) -> int:
    """The port to listen on, once `check_settings` has passed."""
    return int(environ.get("PORT") or "8000")


def site_url(environ: Mapping[str, str] = os.environ) -> str:
    return environ.get("SITE_URL") or f"http://127.0.0.1:{port(environ)}"


def is_public(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether people other than this machine's are expected: then there is no demo content."""
    return urlsplit(site_url(environ)).hostname not in {"127.0.0.1", "localhost", "::1"}


def check_port_is_free(address: str, number: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, number))
        except OSError as error:
            raise Refused(_why_not_bound(address, number, error)) from error


def _why_not_bound(address: str, number: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = number + 1 if number < 65535 else 8000
        return f"Port {number} is taken by another program. Stop it, or choose another port: make run PORT={other}"
    if error.errno == errno.EACCES:
        return f"Port {number} needs rights that you do not have. Choose one from 1024 up: make run PORT=8000"
    return f"Cannot listen on {address} port {number}: {error.strerror}. Check HOST and PORT."


def check_writable(folder: Path, *, setting: str) -> None:
    """Make the folder, and prove by a file that it can be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Refused(
            f"Cannot write to {folder} ({error.strerror}). "
            f"Make it writable, or name another folder with {setting}=/some/folder"
        ) from error


def lock(folder: Path) -> IO[str]:
    """Claim the state folder for as long as the returned file stays open.

    Raises Refused when another supervisor holds it.
    """
    handle = (folder / "run.lock").open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        handle.seek(0)
        owner = handle.read().strip() or "unknown"
        handle.close()
        raise Refused(
            f"Newsclip is already running on {folder} (process {owner}). Stop that one, "
            "or give this one a folder and a port of its own: make run NEWSCLIP_VAR=/some/folder PORT=8001"
        ) from error
    handle.seek(0)
    handle.truncate()
    handle.write(str(os.getpid()))
    handle.flush()
    return handle


def check(environ: Mapping[str, str] = os.environ) -> None:
    """Everything that can be known without the environment. Raises Refused."""
    check_settings(environ)
    folder = var(environ)
    check_writable(folder, setting="NEWSCLIP_VAR")
    lock(folder).close()
    check_port_is_free(host(environ), port(environ))
