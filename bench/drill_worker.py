"""Kill workers in the middle of imports: every lead must end, and each draft must be made exactly once.

    make drill-worker            130 leads, three workers, one killed every one to three seconds

Works on a state folder of its own, which it removes. Prints what it saw; exit 1 if anything was lost or doubled.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "On day {n} the harbour board of Quillmouth counted {m} boats between Tollen Quay and the second sluice. "
MORE = "It asked the council for {k} crowns in May. The pilots of the ferry said that the channel was silted. "
WORDS = SENTENCE + MORE


def main() -> int:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--leads", type=int, default=130)
    said.add_argument("--workers", type=int, default=3)
    said.add_argument("--seconds", type=int, default=600, help="give up after so long")
    options = said.parse_args()
    folder = tempfile.mkdtemp(prefix="newsclip-drill-")
    try:
        return drill({**os.environ, "NEWSCLIP_VAR": folder, "LOG_LEVEL": "ERROR"}, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def drill(environ, options) -> int:
    os.environ.update(environ)
    manage(environ, "migrate", "-v0")
    manage(environ, "createcachetable", "-v0")
    make_leads(options.leads)
    workers = [start(environ) for _ in range(options.workers)]
    kills, began = 0, time.monotonic()
    try:
        while open_leads() and time.monotonic() - began < options.seconds:
            time.sleep(random.uniform(1, 3))
            kills += kill_one(workers, environ)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    return judge(options.leads, kills, time.monotonic() - began)


def manage(environ, *words):
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environ, check=True)


def start(environ):
    return subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=environ, stderr=subprocess.DEVNULL)


def kill_one(workers, environ) -> int:
    place = random.randrange(len(workers))
    workers[place].kill()
    workers[place].wait()
    workers[place] = start(environ)
    return 1


def make_leads(count):
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsclip.settings"
    import django

    django.setup()
    from articles.models import Category
    from curation.models import Lead

    Category.objects.create(name="Harbour", slug="harbour", hue="sea")
    for n in range(count):
        text = "".join(WORDS.format(n=n, m=n * 7 + i, k=(n + i) * 1000) for i in range(12))
        Lead.objects.create(text=f"The harbour, part {n}\n\n{text}").enqueue()


def open_leads() -> int:
    from curation.models import Lead

    return Lead.objects.open().count()


def judge(wanted, kills, seconds) -> int:
    from django.db.models import Count
    from django_tasks_db.models import DBTaskResult

    from articles.models import Article
    from curation.models import Lead

    states = dict(Lead.objects.values_list("state").annotate(n=Count("pk")))
    done = Lead.objects.filter(state="done")
    made, named = Article.objects.count(), done.values("article").distinct().count()
    running = DBTaskResult.objects.running().count()
    print(f"{wanted} leads, {kills} kills in {seconds:.0f} s: {states}; {made} clips, {named} of them named by a lead.")
    well = states.get("done", 0) + states.get("failed", 0) == wanted and made == named == done.count()
    print(f"{running} jobs were running at the end. {'Nothing was lost or doubled.' if well else 'NOT WELL.'}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
