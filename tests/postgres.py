"""Run a command at the grown size: TEST_DATABASE_URL and TEST_REDIS_URL as given, or private servers for it.

python tests/postgres.py python -m pytest
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.redis_server import redis_server

# Nothing here needs to survive a power cut.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=100"]


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    given = {name: os.environ.get(name, "") for name in ("TEST_DATABASE_URL", "TEST_REDIS_URL")}
    with ExitStack() as servers:
        database = given["TEST_DATABASE_URL"] or servers.enter_context(cluster())
        redis = given["TEST_REDIS_URL"] or servers.enter_context(redis_server(free_port()))
        grown = {"TEST_DATABASE_URL": database, "TEST_REDIS_URL": redis}
        return subprocess.run(command, env={**os.environ, **grown}).returncode


@contextmanager
def cluster() -> Iterator[str]:
    """A PostgreSQL of our own on a free loopback port; gone afterwards."""
    programs = find_programs()
    owner = unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="newsclip-postgres-"))
    password = secrets.token_urlsafe(16)
    (folder / "password").write_text(password)
    if owner:
        for path in (folder, folder / "password"):
            shutil.chown(path, owner)
    port = free_port()
    try:
        _run([programs / "initdb", "-D", folder / "data", "-U", "newsclip", "-A", "scram-sha-256", "-E", "UTF8",
              "--locale=C.UTF-8", f"--pwfile={folder / 'password'}", "--no-sync"], owner)  # fmt: skip
        options = " ".join(f"-c {option}" for option in [*FAST, "listen_addresses=127.0.0.1", f"port={port}"])
        control = [programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
        _run([*control, "-o", f"{options} -k {folder}", "start"], owner)
        try:
            print(f"PostgreSQL {programs.parent.name} on port {port}, for these tests only.", flush=True)
            yield f"postgres://newsclip:{password}@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """The folder of the newest initdb."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    sys.exit(
        "No PostgreSQL here. Install it (Debian: apt-get install postgresql), "
        "or name one that may be written to: TEST_DATABASE_URL=postgres://user:password@host/postgres"
    )


def unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root, so root hands it to somebody else."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _run(command: list, owner: str | None) -> None:
    done = subprocess.run(list(map(str, command)), user=owner, cwd="/", stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    if done.returncode:
        sys.exit(f"{Path(str(command[0])).name} failed:\n{done.stdout}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
