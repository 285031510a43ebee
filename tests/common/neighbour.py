"""A process beside the test's: `python -m tests.common.neighbour FOLDER` is a site of one note, on SQLite.

It reads one command a line and answers with one line. It is the web process or the writer, as it is asked.
"""

import os
import signal
import sys
from pathlib import Path

from django.conf import settings


def configure(folder):
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "note.sqlite3"}},
        MEDIA_URL="/media/",
        PAGE_STORE_BYTES=1_000_000,
        ROOT_URLCONF=__name__,
        SECRET_KEY="of the neighbours",
        SESSION_ENGINE="accounts.sessions",
        SITE_URL="http://127.0.0.1:8000",
        STAMPS_PATH=folder / "stamps",
        STATIC_URL="/static/",
        TRUSTED_PROXIES=0,
        VIEWS_PATH=folder / "views",
    )


if __name__ == "__main__":
    sys.modules["tests.common.neighbour"] = sys.modules[__name__]
    configure(Path(sys.argv[1]))

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from common import stamps  # noqa: E402
from common.public import public_page, shows  # noqa: E402


@public_page
def note(request):
    shows(request, "note")
    return HttpResponse(read())


urlpatterns = [path("note/", note)]


def read():
    with connection.cursor() as cursor:
        return str(cursor.execute("SELECT text FROM note").fetchone()[0])


def write(text):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE note SET text = %s", [text])
    stamps.touch("note")


class Neighbour:
    """Each method is a command."""

    def __init__(self):
        from newsclip.store import PageStore

        self.store = PageStore(get_wsgi_application())

    def create(self):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("CREATE TABLE note (text)")
            cursor.execute("INSERT INTO note VALUES ('nothing')")

    def ask(self):
        from tests.newsclip.asking import ask

        answer = ask(self.store, "/note/")
        return f"{answer.text} {answer['X-Store']}"

    def write(self, text):
        with transaction.atomic():
            write(text)

    def roll_back(self, text):
        with transaction.atomic():
            write(text)
            transaction.set_rollback(True)

    def roll_back_a_part(self, text):
        with transaction.atomic():
            with transaction.atomic():
                write(text)
                transaction.set_rollback(True)
            stamps.touch("something else")

    def stop_before_moving(self, text):
        """Committed, and not a step further until the next line comes."""
        self._after_commit(lambda: (say("committed"), sys.stdin.readline()))
        self.write(text)

    def die_before_moving(self, text):
        self._after_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
        self.write(text)

    def lose_the_connection(self, text):
        """The commit arrives, its confirmation does not."""
        self._after_commit(lambda: 1 / 0)
        try:
            self.write(text)
        except ZeroDivisionError:
            connection.close()

    def _after_commit(self, happens):
        touched = stamps._touched(connection)
        commit = touched._commit

        def commit_and_more():
            commit()
            touched._commit = commit
            happens()

        touched._commit = commit_and_more


def say(text):
    print(text or "done", flush=True)


if __name__ == "__main__":
    neighbour = Neighbour()
    for line in sys.stdin:
        command, *arguments = line.split()
        say(getattr(neighbour, command)(*arguments))
