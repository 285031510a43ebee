"""`python -m newsclip run` runs the site; every other word is a management command, as with manage.py."""

import os
import sys

from newsclip import preflight, running


def main() -> None:
    if sys.argv[1:] == ["run"]:
        read_dotenv()
        sys.exit(running.run())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsclip.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["newsclip", *sys.argv[1:]])
    except ImproperlyConfigured as reason:
        sys.exit(str(reason))


def read_dotenv() -> None:
    """The parent and its children read one `.env`; what the shell says comes first."""
    import environ

    environ.Env.read_env(preflight.ROOT / ".env")


if __name__ == "__main__":
    main()
