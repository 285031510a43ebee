"""What the page of a clip costs with 50 comments and with 10,000, rendered, not from the store.

    make bench-threads                     SQLite
    python tests/postgres.py python bench/threads.py

Threads of several shapes: as people talk, all roots, one endless chain, one root with all the answers, two hundred
conversations, these with all answers gone, and questions of which some are answered. Each round asks for every page in
another order, small and large thread one after the other; printed are medians in milliseconds (on SQLite, which works
within the process, of its processor time, whatever else the machine does), the median of the rounds' ratios to the
thread of 50, and the number of queries. Exit 1 when a thread of 10,000 takes more than 1.3 times as long, or another
number of queries. At the end permalinks, and a search within threads of long comments, whose words are looked for in
all of them: milliseconds alone. Works on a state folder of its own, or on an empty database (TEST_DATABASE_URL).
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory(prefix="newsclip-bench-")
os.environ["NEWSCLIP_VAR"] = os.environ.get("BENCH_FOLDER") or FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "newsclip.settings"
os.environ["LOG_LEVEL"] = "ERROR"
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models.functions import Random  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.models import Article  # noqa: E402
from comments import counts, searching  # noqa: E402
from comments.models import Comment  # noqa: E402
from comments.threads import ORDERS, thread_page  # noqa: E402
from newsclip import seed  # noqa: E402
from newsclip.seed.bulk import numbers_for  # noqa: E402

FEW, MANY, MOST = 50, 10_000, 1.3
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SHAPES = {
    "as people talk": None,
    "all roots": lambda said: None,
    "an endless chain": lambda said: said[-1] if said else None,
    "one root": lambda said: said[0] if said else None,
    "two hundred branches": lambda said: random.choice(said[:200]) if len(said) >= 200 else None,
    "questions, a tenth answered": lambda said: None,
    "all answers gone": lambda said: random.choice(said[:200]) if len(said) >= 200 else None,
}
SEARCHED = {"ASCII": "harbour frost ledger quay ", "other letters": "Hafenfürst Großmühle ледник 港口 "}
LETTERS = 2000  # of each searched comment
GONE, ASKED = (list(SHAPES).index(name) for name in ("all answers gone", "questions, a tenth answered"))


def main() -> int:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--rounds", type=int, default=40)
    said.add_argument("--many", type=int, default=MANY)
    options = said.parse_args()
    clips = prepare(options.many)
    print(f"{connection.vendor}, {commit()}, {time.strftime('%Y-%m-%d')}, {options.rounds} rounds")
    failed = [report(who, list(pages_of(clips)), options.rounds) for who in ("visitor", "reader")]
    for name, pair in clips.items():
        permalinks(name, pair, options.rounds)
    for name, words in SEARCHED.items():
        search(name, words, options)
    return int(any(failed))


def prepare(many):
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, check=True)
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, check=True)
    call_command("createcachetable", verbosity=0)
    if not Article.objects.filter(slug="bench-0-0").exists():
        seed.fill(users=200, articles=2 * (len(SHAPES) + len(SEARCHED)))
        writers = list(seed.people.seeded())
        clips = Article.objects.published().order_by("pk")
        for number, shape in enumerate(SHAPES.values()):
            for which, size in enumerate((FEW, many)):
                clip = clips[2 * number + which]
                fill(clip, size, shape, writers)
                Article.objects.filter(pk=clip.pk).update(slug=f"bench-{number}-{which}", comments_mode="open")
        Comment.objects.filter(article=clips[2 * GONE + 1], parent__isnull=False).update(status="deleted", body="")
        ask(clips[2 * ASKED], clips[2 * ASKED + 1])
        counts.recount()
        Comment.objects.filter(article__in=clips).update(best=Random())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    found = {clip.slug: clip for clip in Article.objects.filter(slug__startswith="bench-")}
    return {name: (found[f"bench-{n}-0"], found[f"bench-{n}-1"]) for n, name in enumerate(SHAPES)}


def fill(clip, size, shape, writers):
    if shape is None:
        seed.fill(comments=size, on=clip)
        return
    body = Comment.objects.exclude(body="").values_list("body", "body_html").first() or ("Nine.", "<p>Nine.</p>")
    rng, said = random.Random(7), []
    for pk in numbers_for(Comment, size):
        comment = Comment(pk=pk, article=clip, author=rng.choice(writers), parent=shape(said))
        comment.body, comment.body_html = body
        comment.appeared = pk
        comment.take_place()
        said.append(comment)
    Comment.objects.bulk_create(said, 1000)


def ask(*clips):
    """Every tenth of their comments is answered by the next, and the answered come first."""
    Article.objects.filter(pk__in=[clip.pk for clip in clips]).update(comments_mode="questions")
    for clip in clips:
        numbers = list(clip.comments.order_by("pk").values_list("pk", flat=True))
        clip.comments.update(kind="question")
        for asked, answer in zip(numbers[::10], numbers[1::10], strict=False):
            clip.comments.filter(pk=asked).update(answer=answer)


def pages_of(clips):
    """(shape, which page): the addresses in the thread of few and in that of many."""
    for name, (few, many) in clips.items():
        yield f"{name}", few.get_absolute_url(), many.get_absolute_url()
        if name == "as people talk":
            for order in ORDERS:
                further = thread_page(many, Nobody(), order=order).onward.partition("#")[0]
                yield f"{name}, {order}, 2nd page", f"{few.get_absolute_url()}?sort={order}", further


class Nobody:
    is_authenticated, pk = False, None


def report(who, pages, rounds):
    client = Client(headers={"user-agent": BROWSER}, SERVER_NAME="127.0.0.1")
    if who == "reader":
        client.force_login(seed.people.seeded()[0])
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    taken = {page: ([], []) for page in pages}
    for number in range(rounds + 3):
        for page in random.sample(pages, len(pages)):
            for which in random.sample((0, 1), 2):
                began = clock()
                response = client.get(page[1 + which])
                spent = clock() - began
                assert response.status_code == 200, (page, response.status_code)
                if number >= 3:
                    taken[page][which].append(spent * 1000)
    print(f"\n{who:<42}{'50':>8}{'10,000':>10}{'ratio':>8}   queries   comments   bytes")
    bad = [line(client, taken[page], *page) for page in pages]
    return any(bad)


def line(client, taken, name, few, many):
    times = [statistics.median(spent) for spent in taken]
    queries, drawn, sizes = zip(*(look(client, address) for address in (few, many)), strict=True)
    ratio = statistics.median(more / less for less, more in zip(*taken, strict=True))
    bad = ratio > MOST or queries[0] != queries[1]
    print(
        f"{name:<42}{times[0]:8.1f}{times[1]:10.1f}{ratio:8.2f}   {queries[0]:>3} {queries[1]:>3}"
        f"   {drawn[0]:>4} {drawn[1]:>4}   {sizes[0]:>6} {sizes[1]:>6}{'  !' if bad else ''}"
    )
    return bad


def look(client, address):
    with CaptureQueriesContext(connection) as asked:
        content = client.get(address).content
    return len(asked), content.count(b'<article class="comment"'), len(content)


def permalinks(name, pair, rounds):
    """To a comment half way: where on which page it stands is found, and one is sent there."""
    client, clock = Client(headers={"user-agent": BROWSER}, SERVER_NAME="127.0.0.1"), time.perf_counter
    for clip in pair:
        found, taken = clip.comments.filter(status="visible").order_by("pk"), []
        address = found[found.count() // 2].get_absolute_url()
        for _ in range(rounds):
            began = clock()
            answer = client.get(address)
            taken.append((clock() - began) * 1000)
        assert client.get(answer.url).status_code == 200
        print(f"permalink, {name}, {clip.comments.count()} comments{statistics.median(taken):8.1f} ms")


def search(name, words, options):
    """For a word that is in the oldest comment alone, and for one that is in none, below a thread of each size."""
    writers, client = list(seed.people.seeded()), Client(headers={"user-agent": BROWSER}, SERVER_NAME="127.0.0.1")
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    for size in (FEW, options.many):
        clip = Article.objects.published().exclude(slug__startswith="bench-").order_by("-pk").first()
        said = talk_at_length(clip, size, words, writers)
        Article.objects.filter(pk=clip.pk).update(slug=f"bench-{name[:5].lower()}-{size}", comment_count=size)
        for asked in ("needle", "nowhere"):
            address = f"/articles/bench-{name[:5].lower()}-{size}/comments/?q={asked}"
            taken = []
            for _ in range(options.rounds):
                began = clock()
                answer = client.get(address)
                taken.append((clock() - began) * 1000)
            hits = answer.content.count(f"/comments/{said[0].pk}/".encode())
            print(f"search, {name}, {size} comments, {asked:<8}{statistics.median(taken):8.1f} ms   {hits} found")


def talk_at_length(clip, size, words, writers):
    body = (words * (LETTERS // len(words) + 1))[:LETTERS]
    said = []
    for place, pk in enumerate(numbers_for(Comment, size)):
        comment = Comment(pk=pk, article=clip, author=random.choice(writers), body=body, body_html=f"<p>{body}</p>")
        comment.body = f"needle {body}"[:LETTERS] if place == 0 else body
        comment.appeared = pk
        comment.take_place()
        said.append(comment)
    Comment.objects.bulk_create(said, 1000)
    searching.index_many(said)
    return said


def commit():
    return subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
