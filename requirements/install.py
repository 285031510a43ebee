"""Make the environment that a command needs, or find it ready: `install.py run` or `install.py dev`.

Standard library only. Installs exactly the locked versions, each proved by its hash, with uv where that is present
and works, otherwise with pip. A copy of the lock inside the environment says that it is complete.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.dont_write_bytecode = True

from newsclip import preflight  # noqa: E402  (found only after the line above)


def main(kind: str) -> None:
    venv = Path(os.environ.get("VENV") or ROOT / ".venv").resolve()
    locks = _locks(kind)
    if _is_complete(venv, kind, locks):
        return
    if kind == "run":
        preflight.check()
    preflight.check_writable(venv.parent, setting="VENV")

    started = time.monotonic()
    _make(venv)
    _install(venv, locks)
    _stamp(venv, kind).write_bytes(_text(locks))
    say(f"Environment ready in {time.monotonic() - started:.0f} s.")


def _locks(kind: str) -> list[Path]:
    folder = ROOT / "requirements"
    if kind == "dev":
        return [folder / "dev.txt"]
    postgres = os.environ.get("DATABASE_URL", "").startswith(("postgres:", "postgresql:", "psql:", "pgsql:"))
    redis = bool(os.environ.get("REDIS_URL") or os.environ.get("REDIS_URL_FILE"))
    model = bool(os.environ.get("MODEL_KIND"))
    wanted = {"run": True, "postgres": postgres, "redis": redis, "model": model}
    return [folder / f"{name}.txt" for name, is_wanted in wanted.items() if is_wanted]


def _is_complete(venv: Path, kind: str, locks: list[Path]) -> bool:
    """Everything of a run is also in the environment for development."""
    stamps = [_stamp(venv, kind), _stamp(venv, "dev")] if kind == "run" else [_stamp(venv, kind)]
    wanted = [_text(locks), _text(_locks("dev"))]
    current = any(stamp.exists() and stamp.read_bytes() == text for stamp, text in zip(stamps, wanted, strict=False))
    return current and _works(venv)


def _stamp(venv: Path, kind: str) -> Path:
    return venv / f"installed-{kind}.txt"


def _text(locks: list[Path]) -> bytes:
    return b"".join(lock.read_bytes() for lock in locks)


def _python(venv: Path) -> Path:
    return venv / "bin" / "python"


def _works(venv: Path) -> bool:
    return _python(venv).exists() and _quiet([str(_python(venv)), "-c", "import pip"])


def _make(venv: Path) -> None:
    if _works(venv):
        return
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"Making the environment in {venv} (Python {version}) …")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], capture_output=True, text=True)
    if done.returncode:
        detail = (done.stdout + done.stderr).strip().splitlines()
        raise preflight.Refused(
            "Python cannot make a virtual environment; install its venv and pip "
            f"(Debian: apt install python3-venv python3-pip). It said: {detail[-1] if detail else 'nothing'}"
        )


def _install(venv: Path, locks: list[Path]) -> None:
    """By uv if it can; a private index that only pip knows of is a reason why it cannot."""
    count = _text(locks).count(b"==")
    say(f"Installing {count} packages, each locked and proved by its hash (only the first time) …")
    named = [word for lock in locks for word in ("-r", str(lock))]
    if _uv_works() and _quiet(["uv", "pip", "install", "--python", str(_python(venv)), "--require-hashes", *named]):
        return
    _pip_install(venv, named, count)


def _uv_works() -> bool:
    return shutil.which("uv") is not None and _quiet(["uv", "--version"])


def _pip_install(venv: Path, named: list[str], count: int) -> None:
    command = [str(_python(venv)), "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", *named]
    last: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        assert pip.stdout is not None
        seen = 0
        for line in pip.stdout:
            last = [*last[-19:], line]
            if line.startswith("Collecting"):
                seen += 1
                _show_progress(seen, count)
            elif line.startswith("Installing collected"):
                say("\r  unpacking …" + " " * 20)
    if pip.returncode:
        raise preflight.Refused(
            "".join(last) + "pip could not install the requirements; what it said is above. "
            "Check the network, then run the same command again: it continues where it stopped."
        )


def _show_progress(seen: int, count: int) -> None:
    if sys.stdout.isatty():
        print(f"\r  {seen} of {count}", end="", flush=True)
    elif seen % 20 == 0:
        say(f"  {seen} of {count}")


def _quiet(command: list[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except preflight.Refused as reason:
        print(reason, file=sys.stderr)
        sys.exit(reason.status)
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the same command again to continue.")
