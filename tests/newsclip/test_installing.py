"""`make run` on machines that lack something: one sentence, and an exit status that is not zero."""

import os
import runpy
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


def make_python(folder: Path, version: tuple[int, int, int]) -> Path:
    """A program that answers the two questions that are asked of a Python."""
    program = folder / "python3"
    shown, old = ".".join(map(str, version)), int(version < (3, 11))
    program.write_text(f"#!/bin/sh\ncase $2 in *print*) echo {shown};; *version_info*) exit {old};; esac\n")
    program.chmod(0o755)
    return program


def fresh_clone(folder: Path) -> Path:
    """What `make run` needs before it has anything."""
    clone = folder / "clone"
    shutil.copytree(ROOT / "requirements", clone / "requirements")
    (clone / "newsclip").mkdir()
    for name in ("__init__.py", "environment.py", "preflight.py"):
        shutil.copy(ROOT / "newsclip" / name, clone / "newsclip")
    shutil.copy(ROOT / "Makefile", clone)
    return clone


def make_run(clone: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    environ = {"PORT": str(free_port()), **environ}
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(["make", "run"], cwd=clone, env={**kept, **environ}, capture_output=True, text=True)


def test_a_python_that_is_too_old_is_named_with_its_version(tmp_path):
    old = make_python(tmp_path, (3, 9, 2))

    done = make_run(fresh_clone(tmp_path), PYTHON=str(old))

    assert done.returncode
    assert "needs Python 3.11 or newer" in done.stderr
    assert "is 3.9.2" in done.stderr


def test_a_taken_port_is_found_before_anything_slow(tmp_path):
    clone = fresh_clone(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = make_run(clone, PORT=str(other.getsockname()[1]))

    assert done.returncode
    assert "is taken by another program" in done.stderr
    assert not (clone / ".venv").exists()


def test_a_setting_that_will_not_do_is_found_before_anything_slow(tmp_path):
    done = make_run(fresh_clone(tmp_path), LANGUAGE_CODE="klingon")

    assert done.returncode == 2
    assert "LANGUAGE_CODE=klingon is none of ours" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("setting", ["NEWSCLIP_VAR", "VENV"])
def test_a_folder_that_cannot_be_written_to_is_found_before_anything_slow(tmp_path, setting):
    """A file stands where the folder should be, since root may write to everything else."""
    (tmp_path / "file").touch()

    done = make_run(fresh_clone(tmp_path), **{setting: str(tmp_path / "file" / "below" / "it")})

    assert done.returncode
    assert "Cannot write to" in done.stderr
    assert f"{setting}=" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environ", "locks"),
    [
        ({}, ["run.txt"]),
        ({"MODEL_KIND": "openai"}, ["run.txt", "model.txt"]),
        ({"DATABASE_URL": "postgres://x/y", "REDIS_URL": "redis://x"}, ["run.txt", "postgres.txt", "redis.txt"]),
    ],
)
def test_what_the_environment_names_is_installed_and_nothing_else(monkeypatch, environ, locks):
    for name in ("DATABASE_URL", "REDIS_URL", "REDIS_URL_FILE", "MODEL_KIND"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    install = runpy.run_path(str(ROOT / "requirements" / "install.py"))

    assert [lock.name for lock in install["_locks"]("run")] == locks
