"""What moderators' pages cost with 50 rows and with 10,000: a person's timeline, the log, the queue.

    python bench/moderators.py                          SQLite
    python tests/postgres.py python bench/moderators.py

Prints medians in milliseconds, the ratio and the numbers of queries. Works on a state folder of its own, or on an empty
database (TEST_DATABASE_URL).
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory(prefix="newsclip-bench-")
os.environ["NEWSCLIP_VAR"] = FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "newsclip.settings"
os.environ["LOG_LEVEL"] = "ERROR"
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts import roles  # noqa: E402
from accounts.models import User  # noqa: E402
from articles.models import Article  # noqa: E402
from comments.models import Comment  # noqa: E402
from moderation.models import Decision  # noqa: E402
from newsclip import seed  # noqa: E402
from newsclip.seed.bulk import numbers_for  # noqa: E402

FEW, MANY = 50, 10_000
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def main() -> int:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--rounds", type=int, default=15)
    options = said.parse_args()
    moderator, person, clip = prepare()
    pages = {
        "timeline": f"/moderation/people/{person.username}/",
        "log": "/moderation/log/",
        "queue": "/moderation/",
        "next card": "/moderation/next/",
    }
    found = {}
    for size in (FEW, MANY):
        fill(size - person.comments.filter(status="held").count(), moderator, person, clip)
        found[size] = {name: measured(moderator, address, options.rounds) for name, address in pages.items()}
    print(f"{connection.vendor}, {time.strftime('%Y-%m-%d')}, {options.rounds} rounds")
    print(f"{'':<14}{FEW:>8}{MANY:>10}{'ratio':>8}   queries")
    for name in pages:
        (few, asked), (many, more) = found[FEW][name], found[MANY][name]
        print(f"{name:<14}{few:8.1f}{many:10.1f}{many / few:8.2f}   {asked} {more}")
    return 0


def prepare():
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, check=True)
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, check=True)
    call_command("createcachetable", verbosity=0)
    seed.fill(users=20, articles=2)
    roles.install()
    moderator = User.objects.create_user("watch", "watch@quillmouth.example")
    roles.appoint(moderator, "moderator")
    return User.objects.get(pk=moderator.pk), seed.people.seeded()[1], Article.objects.published().first()


def fill(count, moderator, person, clip):
    """So many held comments, removed ones, and decisions about these."""
    now, rows = timezone.now(), []
    for place, pk in enumerate(numbers_for(Comment, 2 * count)):
        held, at = place % 2, now - timedelta(seconds=random.randrange(10**7))
        comment = Comment(pk=pk, article=clip, author=person, body=f"Nine {pk}.", body_html=f"<p>Nine {pk}.</p>")
        comment.status, comment.created_at, comment.score = ("held" if held else "removed"), at, random.random()
        comment.held_because, comment.removed_for, comment.waits_since = "pre", "2", at
        comment.fingerprint = random.getrandbits(60)
        comment.settled_at = None if held else at
        comment.take_place()
        rows.append(comment)
    Comment.objects.bulk_create(rows, 1000)
    gone = [comment for comment in rows if comment.status == "removed"]
    Decision.objects.bulk_create(
        [
            Decision(comment=one, person=person, by=moderator, outcome="removed", rule="2", at=one.created_at)
            for one in gone
        ],
        1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measured(moderator, address, rounds):
    client = Client(headers={"user-agent": BROWSER}, SERVER_NAME="127.0.0.1")
    client.force_login(moderator)
    taken = []
    for _ in range(rounds + 1):
        began = time.process_time() if connection.vendor == "sqlite" else time.perf_counter()
        response = client.get(address)
        ended = time.process_time() if connection.vendor == "sqlite" else time.perf_counter()
        assert response.status_code == 200, (address, response.status_code)
        taken.append((ended - began) * 1000)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return statistics.median(taken[1:]), len(asked)


if __name__ == "__main__":
    sys.exit(main())
