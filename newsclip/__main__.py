"""`python -m newsclip run` runs the site; every other word is a management command, as with manage.py.

Where a setting will not do, one sentence says so, and the exit status is 2.
"""

import os
import sys

from newsclip import preflight, running
from newsclip.preflight import Wrong


def main() -> None:
    if sys.argv[1:] == ["run"]:
        read_dotenv()
        sys.exit(running.run())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsclip.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["newsclip" if sys.argv[0].endswith("__main__.py") else sys.argv[0], *sys.argv[1:]])
    except ImproperlyConfigured as reason:
        print(reason, file=sys.stderr)
        sys.exit(Wrong.status)


def read_dotenv() -> None:
    """The parent and its children read one `.env`; what the shell says comes first."""
    import environ

    environ.Env.read_env(preflight.ROOT / ".env")


if __name__ == "__main__":
    main()
