"""Migrations take longer than most tests, so a migrated SQLite database is kept in pytest's cache and copied.

It goes by all that makes it: whoever changes a migration, or what one calls, migrates anew. Of several processes that
begin at once, one migrates and the others wait for it. A continuous integration that clones afresh has none at first.
"""

import fcntl
import os
import shutil
from hashlib import sha256
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
CALLED = ["requirements/dev.txt", "accounts/names.py", "articles/search/tokens.py", "moderation/reasons.*"]


class Template:
    def __init__(self, folder: Path):
        self.path = folder / f"{fingerprint()}.sqlite3"
        self.lock = (folder / "lock").open("w")

    def lay(self) -> bool:
        """Copied to where the tests look for it; False: there is none, and this process is the one to make it."""
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        if there := self.path.exists():
            target = Path(connection.settings_dict["TEST"]["NAME"])
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.path, target)
        return there

    def keep(self) -> None:
        if not self.path.exists():
            for old in self.path.parent.glob("*.sqlite3"):
                old.unlink()
            whole = self.path.with_suffix(f".{os.getpid()}")
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(whole)])
            whole.replace(self.path)
        self.lock.close()  # the next process may go on


def fingerprint() -> str:
    files = [*ROOT.glob("*/migrations/*.py"), *(path for each in CALLED for path in ROOT.glob(each))]
    found = sha256()
    for path in sorted(files):
        found.update(f"{path.relative_to(ROOT)} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()[:16]
