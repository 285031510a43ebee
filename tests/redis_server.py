"""A Redis of our own on a free loopback port, for the tests of the grown size; gone afterwards."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 10  # seconds
# Nothing is written to the disk, and each test process has a database of its own.
OPTIONS = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", "64"]


@contextmanager
def redis_server(port: int) -> Iterator[str]:
    """Yields its address; an empty one, and a loud sentence, where there is no redis-server."""
    program = shutil.which("redis-server")
    if program is None:
        print("NO REDIS HERE: the cache of these tests is the database. Debian: apt-get install redis-server")
        yield ""
        return
    server = subprocess.Popen([program, "--port", str(port), *OPTIONS], stdout=subprocess.DEVNULL, cwd="/tmp")
    try:
        _wait_for(port)
        print(f"Redis on port {port}, for these tests only.", flush=True)
        yield f"redis://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Redis did not come up on port {port}")
