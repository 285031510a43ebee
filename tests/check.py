"""Everything that can be judged without running the site: `make check`. Two at a time, the whole list in any case."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
MANAGE = [sys.executable, "manage.py"]
FOR_TESTS = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
BEHIND_HTTPS = {
    "SITE_URL": "https://news.example.org",
    "EMAIL_URL": "smtp+tls://newsclip:secret@mail.example.org:587",
    "ALLOWED_HOSTS": "news.example.org",
    "SECRET_KEY": "only-for-this-check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "HSTS_SECONDS": "31536000",
    "HSTS_SUBDOMAINS": "true",
    "HSTS_PRELOAD": "true",
}
pages = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "templates").rglob("*.html"))]


def tool(name: str) -> str:
    """A program of this environment."""
    return str(Path(sys.executable).parent / name)


# The longest first.
CHECKS: dict[str, tuple[list[str], dict[str, str]]] = {
    "types": ([*PYTHON, "mypy", "."], {}),
    "house rules": ([*PYTHON, "pytest", "-q", "-p", "no:randomly", "tests/test_house.py"], {}),
    "imports point down": ([tool("lint-imports")], {}),
    "migrations are complete": ([*MANAGE, "makemigrations", "--check", "--dry-run"], FOR_TESTS),
    "Django's checks": ([*MANAGE, "check", "--fail-level", "WARNING"], FOR_TESTS),
    "Django's checks behind https": ([*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], BEHIND_HTTPS),
    "lint": ([*PYTHON, "ruff", "check", "."], {}),
    "formatting": ([*PYTHON, "ruff", "format", "--check", "."], {}),
    "formatting of templates": ([tool("djade"), "--check", "--target-version", "5.2", *pages], {}),
}


def main() -> int:
    with ThreadPoolExecutor(max_workers=2) as pool:
        failed = [name for name, well in pool.map(judge, CHECKS) if not well]
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nAll is well.")
    return 1 if failed else 0


def judge(name: str) -> tuple[str, bool]:
    command, extra = CHECKS[name]
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **extra}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    well = done.returncode == 0
    print(f"{'ok    ' if well else 'FAILED'}  {name} ({time.monotonic() - started:.1f} s)", flush=True)
    if not well:
        print(done.stdout, flush=True)
    return name, well


if __name__ == "__main__":
    sys.exit(main())
