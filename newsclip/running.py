"""The parent of a running site: prepares it, starts web and worker, restarts what dies, stops all of it together.

Standard library only, so that the parent stays small. A signal reaches the parent alone, since each child leads a
process group of its own; a parent that is killed takes its children with it (on Linux, by the kernel).
"""

import contextlib
import ctypes
import http.client
import json
import os
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

from newsclip import preflight
from newsclip.preflight import Refused, Wrong

SECONDS_TO_FINISH = 10  # what a running request or job gets before it is killed
SECONDS_TO_ANSWER = 90  # a slow machine's first start
SECONDS_BETWEEN_LOOKS = 0.1
LONGEST_BACK_OFF = 5.0  # who is killed again and again must not keep the site away for long
STEADY_AFTER = 60.0  # a child that ran so long starts afresh in its back-off
TRIES_BEFORE_READY = 3


class Stopped(Exception):
    """A signal asked for the end."""


def run() -> int:
    """Prepare and run the site until a signal comes. Returns the exit status: 0 only if all went and ended well,
    2 where a setting will not do."""
    try:
        preflight.check_settings()
        folder = preflight.var()
        preflight.check_writable(folder, setting="NEWSCLIP_VAR")
        with preflight.lock(folder):
            preflight.check_port_is_free(preflight.host(), preflight.port())
            return Supervisor().run()
    except Refused as reason:
        print(reason, file=sys.stderr)
        return reason.status


class Child:
    """A process that is kept running, with a growing pause between attempts."""

    def __init__(self, name: str, command: list[str]):
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.failures = 0
        self.due = 0.0
        self.started = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            cwd=preflight.ROOT,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=_end_with_the_parent(),
        )
        self.started = time.monotonic()

    def status(self) -> int | None:
        """The exit status, or None while it runs."""
        return self.process.poll() if self.process else None

    def is_running(self) -> bool:
        return self.process is not None and self.status() is None

    def look(self, now: float) -> str:
        """Start it when that is due; returns a sentence if it was found dead."""
        if self.is_running():
            return ""
        if self.process is None:
            if now >= self.due:
                self.start()
            return ""
        return self._mourn(now)

    def _mourn(self, now: float) -> str:
        status = self.status()
        self.sweep()
        self.process = None
        self.failures = 1 if now - self.started > STEADY_AFTER else self.failures + 1
        pause = back_off(self.failures)
        self.due = now + pause
        return f"{self.name} ended ({_said(status)}); starting it again in {pause:g} s."

    def signal(self, number: int) -> None:
        if self.process and self.is_running():
            self.process.send_signal(number)

    def sweep(self) -> None:
        """End whatever is left of its process group."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def back_off(failures: int) -> float:
    """Seconds to wait before the next start: 0.5, 1, 2, 4, then 5."""
    return min(0.5 * 2 ** min(failures - 1, 10), LONGEST_BACK_OFF)


class Supervisor:
    def __init__(self) -> None:
        self.signals: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.web = Child("The web server", web_command())
        self.children = [self.web, *map(worker, range(int(_number("WORKERS", "2"))))]

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # nohup stays nohup. A shell has a background job ignore SIGINT, but whoever sends it to us means it.
            if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._note)
        try:
            self._prepare()
            self._start()
            self._say_ready()
            self._watch()
        except Stopped:
            killed = self._end()
            print("\nStopped. Everything is kept; run it again to go on.", flush=True)
            return 1 if killed else 0
        except BaseException:
            self._end()
            raise

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.signals.put(number)

    def _wait(self, seconds: float = SECONDS_BETWEEN_LOOKS) -> None:
        """Sleep, or wake at once by a signal. Raises Stopped when it asks for the end."""
        with contextlib.suppress(queue.Empty):
            self.signals.get(timeout=seconds)
            raise Stopped

    def _prepare(self) -> None:
        preparing = Child("Preparation", [sys.executable, "-m", "newsclip", "prepare"])
        preparing.start()
        try:
            while preparing.is_running():
                self._wait()
        except Stopped:
            preparing.signal(signal.SIGTERM)
            _wait_until(lambda: not preparing.is_running(), SECONDS_TO_FINISH)
            preparing.sweep()
            raise
        if status := preparing.status():
            why = Wrong if status == Wrong.status else Refused
            raise why("Newsclip was not started: the preparation above failed. Mend that, then run it again.")

    def _start(self) -> None:
        """All children, until the site answers."""
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while not self._answers():
            self._look_after(*self.children)
            for child in self.children:
                if child.failures >= TRIES_BEFORE_READY:
                    raise Refused(f"{child.name} does not start; the reason is above. Newsclip was stopped.")
            if time.monotonic() > deadline:
                raise Refused(f"The site did not answer within {SECONDS_TO_ANSWER} s. Newsclip was stopped.")
            self._wait()

    def _answers(self) -> bool:
        return self.web.is_running() and answers(preflight.port())

    def _watch(self) -> NoReturn:
        while True:
            self._look_after(*self.children)
            self._wait(0.5)

    def _look_after(self, *children: Child) -> None:
        for child in children:
            if news := child.look(time.monotonic()):
                print(news, file=sys.stderr, flush=True)

    def _end(self) -> list[str]:
        """Ask all, wait, then kill; a second signal does not wait. Returns what had to be killed."""
        children = [child for child in self.children if child.process]
        if children:
            print("\nStopping …", end="", flush=True)
        for child in children:
            child.signal(signal.SIGTERM)
        _wait_until(
            lambda: not any(child.is_running() for child in children) or not self.signals.empty(), SECONDS_TO_FINISH
        )
        killed = [child.name for child in children if child.is_running()]
        for child in children:
            child.sweep()
        if killed:
            print(f"Killed, since it did not end by itself: {', '.join(killed)}.", file=sys.stderr)
        return killed

    def _say_ready(self) -> None:
        print(welcome(preflight.site_url(), demo_accounts(preflight.var())), flush=True)


def worker(number: int) -> Child:
    """A slow job of one does not keep the letters of another waiting."""
    return Child(f"Background worker {number + 1}", [sys.executable, "manage.py", "worker"])


def web_command() -> list[str]:
    """Granian with what the environment says; its own parent replaces a web process that dies."""
    options = {
        "--interface": "wsgi",
        "--http": "1",
        "--host": preflight.host(),
        "--port": str(preflight.port()),
        "--workers": _number("WEB_WORKERS", "1"),
        "--blocking-threads": _number("WEB_THREADS", "4"),
        "--workers-kill-timeout": str(SECONDS_TO_FINISH - 1),
        "--log-level": "warning",
    }
    words = [word for option in options.items() for word in option]
    flags = ["--no-ws", "--respawn-failed-workers"]
    return [sys.executable, "-m", "granian", *words, *flags, "newsclip.wsgi:application"]


def _number(setting: str, default: str) -> str:
    return os.environ.get(setting) or default


def answers(port: int) -> bool:
    """Whether the site says that it is well. Behind a proxy it may answer this with a redirect, which will do."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": urlsplit(preflight.site_url()).netloc})
        return connection.getresponse().status < 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def demo_accounts(folder: Path) -> list[dict[str, str]]:
    """What the demo wrote down; empty without a demo."""
    try:
        return json.loads((folder / "demo-accounts.json").read_text())
    except (OSError, ValueError):
        return []


def welcome(address: str, accounts: list[dict[str, str]]) -> str:
    lines = ["", f"Newsclip is ready: {address}   (Ctrl-C stops it)", ""]
    if accounts:
        width = max(len(account["role"]) for account in accounts)
        name = max(len(account["username"]) for account in accounts)
        lines += [f"Sign in at {address}/accounts/login/ as"]
        lines += [f"  {a['role']:<{width}}  {a['username']:<{name}}  {a['password']}" for a in accounts]
        lines += [f"Shown again by: {_shown(sys.executable)} manage.py demo_accounts", ""]
    return "\n".join(lines)


def _shown(path: str) -> str:
    """Relative to where the person stands, if it is below."""
    return path.removeprefix(f"{Path.cwd()}{os.sep}")


def _said(status: int | None) -> str:
    if status is not None and status < 0:
        return f"killed by signal {-status}"
    return f"exit status {status}"


def _wait_until(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)


def _end_with_the_parent() -> Callable[[], None] | None:
    """What a child does first: ask the kernel for SIGTERM when its parent dies, however it dies (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)  # before the fork
    parent = os.getpid()

    def ask() -> None:
        libc.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(0)

    return ask
