"""A process of its own for what strangers wrote: limited in time and memory, without the site's secrets.

The site asks (`ask`), and a module that is run as `python -m …` answers (`serve`). Between them go one line of JSON,
then the bytes, and back comes JSON. Imports neither Django nor any model, since the child begins here.
"""

import json
import logging
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MEMORY = 300_000_000  # bytes of address space; what is really used stays far below
SECONDS = 15  # of the processor: the end of a child whose parent died
OUT_OF_MEMORY = {"error": "large"}

log = logging.getLogger(__name__)


class Broke(Exception):
    """The child ended without an answer."""


class TooSlow(Broke):
    """The child was not ready in time, and is no more."""


def ask(module: str, data: bytes, job: dict[str, str], *, deadline: float) -> dict:
    """What the child says of `data`, within `deadline` seconds. Raises `Broke`."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            input=json.dumps(job).encode() + b"\n" + data,
            capture_output=True,
            timeout=deadline,
            cwd=ROOT,
            env=bare_environment(),
            check=True,
        )
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise TooSlow from None
    except (subprocess.CalledProcessError, ValueError) as error:
        log.warning("%s failed: %r", module, (getattr(error, "stderr", None) or b"")[-500:])
        raise Broke from error


def bare_environment() -> dict[str, str]:
    """What Python needs to start, and none of the site's secrets."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONUTF8": "1"}


def serve(take_apart: Callable[..., dict]) -> None:
    """The child's side: answer with what `take_apart(data, **job)` returns, or that it was too much."""
    limit()
    job = json.loads(sys.stdin.buffer.readline())
    try:
        answer = take_apart(sys.stdin.buffer.read(), **job)
    except (MemoryError, RecursionError):
        answer = OUT_OF_MEMORY
    json.dump(answer, sys.stdout)


def limit() -> None:
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            pass  # not every system has this limit; the time limit of the parent remains
