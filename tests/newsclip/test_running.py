import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsclip import preflight, running
from newsclip.preflight import Refused, Wrong
from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
FOREVER = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "80 80", "８０"])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(Wrong, match="is not a port"):
        preflight.check_settings({"PORT": text})


def test_a_taken_port_is_refused_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]

        with pytest.raises(Refused, match=f"Port {taken} is taken"):
            preflight.check_port_is_free("127.0.0.1", taken)


def test_a_folder_that_cannot_be_written_to_is_refused_with_its_setting(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(Refused, match="NEWSCLIP_VAR="):
        preflight.check_writable(tmp_path / "file" / "var", setting="NEWSCLIP_VAR")


def test_a_second_supervisor_on_the_same_state_is_refused(tmp_path):
    with preflight.lock(tmp_path), pytest.raises(Refused, match=f"process {os.getpid()}"):
        preflight.lock(tmp_path)

    preflight.lock(tmp_path).close()


@pytest.mark.parametrize(
    ("environ", "public"),
    [
        ({}, False),
        ({"SITE_URL": "http://localhost:8000"}, False),
        ({"SITE_URL": "http://[::1]:8000"}, False),
        ({"SITE_URL": "https://news.example.org"}, True),
    ],
)
def test_the_demo_is_only_for_this_machine(environ, public):
    assert preflight.is_public(environ) is public


def test_pauses_between_starts_grow_to_five_seconds():
    assert [running.back_off(failures) for failures in (1, 2, 3, 4, 5, 99)] == [0.5, 1, 2, 4, 5, 5]


def test_a_child_that_dies_is_started_again_when_its_pause_is_over():
    child = running.Child("It", [sys.executable, "-c", "raise SystemExit(3)"])
    child.look(0)
    child.process.wait()

    now = time.monotonic()
    news = child.look(now)
    child.look(now + 0.4)
    waits = child.process is None
    child.look(now + 0.5)

    assert news == "It ended (exit status 3); starting it again in 0.5 s."
    assert waits
    assert child.process is not None
    child.sweep()


def test_what_a_child_left_behind_is_swept(tmp_path):
    note = f"pathlib.Path('{tmp_path}/pid').write_text(str(subprocess.Popen({FOREVER!r}).pid))"
    script = f"import pathlib, subprocess; {note}"
    child = running.Child("It", [sys.executable, "-c", script])
    child.start()
    child.process.wait()
    left = int((tmp_path / "pid").read_text())
    assert is_running(left)

    child.sweep()

    wait_for(lambda: not is_running(left))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of this system cannot be asked to do that")
def test_children_end_with_a_parent_that_is_killed():
    script = f"""
from newsclip import running
child = running.Child("It", {FOREVER!r})
child.start()
print(child.process.pid, flush=True)
child.process.wait()
"""
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())

    parent.kill()
    parent.communicate()

    wait_for(lambda: not is_running(child))


def test_sign_ins_are_shown_in_columns():
    accounts = [
        {"role": "reader", "username": "ada", "password": "first"},
        {"role": "administrator", "username": "grace", "password": "second"},
    ]

    shown = running.welcome("http://127.0.0.1:8000", accounts)

    assert "Newsclip is ready: http://127.0.0.1:8000" in shown
    assert "Sign in at http://127.0.0.1:8000/accounts/login/" in shown
    assert "  reader         ada    first\n  administrator  grace  second\n" in shown


@pytest.mark.slow
def test_the_site_comes_up_answers_and_stops_with_all_its_processes(tmp_path):
    environ, port = own_environment(tmp_path)
    with subprocess.Popen(
        ["sh", "-c", f"trap '' INT; exec {sys.executable} -m newsclip run"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    ) as site:
        lines = read_until(site, "Newsclip is ready")
        children = children_of(site.pid)
        wait_for(lambda: json.loads(ask(port, "/healthz?full"))["ok"])  # the workers may need a moment longer

        site.send_signal(signal.SIGINT)
        last = site.communicate(timeout=30)[0]

    assert any(line.startswith("1/5") for line in lines)
    assert "Stopped. Everything is kept" in last
    assert site.returncode == 0
    assert children
    assert not any(map(is_running, children))


@pytest.mark.parametrize(
    ("setting", "value", "sentence", "status"),
    [
        ("SITE_URL", "http://news.example.org", "SITE_URL='http://news.example.org' will not do", 2),
        ("SITE_URL", "https://news.example.org", "SECRET_KEY is missing", 2),  # which the preparation finds
        ("DATABASE_URL", "postgres://a:b@127.0.0.1:1/c", "The database cannot be used", 1),
    ],
)
def test_a_setting_that_will_not_do_is_told_in_a_sentence(tmp_path, setting, value, sentence, status):
    environ, _port = own_environment(tmp_path)

    done = subprocess.run(
        [sys.executable, "-m", "newsclip", "run"],
        cwd=ROOT,
        env={**environ, setting: value},
        capture_output=True,
        text=True,
    )

    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def own_environment(folder: Path) -> tuple[dict[str, str], int]:
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return {**kept, "NEWSCLIP_VAR": str(folder), "PORT": str(port)}, port


def read_until(process, text: str) -> list[str]:
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            return lines
    raise AssertionError("".join(lines))


def ask(port: int, path: str) -> bytes:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as response:
            return response.read()


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_running(pid: int) -> bool:
    """A zombie has ended; it only waits to be counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(holds, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
