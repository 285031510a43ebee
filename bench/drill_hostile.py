"""Give the importer the worst sources that we know: each must end in one clear sentence, in time and in little memory.

    make drill-hostile ORIGIN=path/to/hostile_origin.py

ORIGIN is a program that takes a port and answers there, on this machine, in a different bad way under each path.
Every way is given as an editor gives an address; a real worker imports it. Then it polls five feeds.
Works on a state folder of its own, which it removes. Prints a table; exit 1 if a row has no sentence, took too
long, or used too much memory. Needs Linux, which knows what a process used at most.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from feed_publisher import publisher
from process_memory import Watcher

ROOT = Path(__file__).resolve().parent.parent
WAYS = (
    "hang slowhead drip huge bomb bigheader manyheaders loop chain to/http://169.254.169.254/ to/http://127.0.0.1:1/"
    " to/http://10.0.0.1/ to/file:///etc/passwd meta short badchunk rst notutf8 pdf exe garbage nothttp empty"
    " deep 404 410 429 500 503 billion xxe"
).split()
FEEDS = ("well-formed", "ill-formed", "huge", "larger-than-allowed", "endless")
GIVE_UP = 120  # seconds


@dataclass(frozen=True)
class Row:
    way: str
    seconds: float
    child: float  # megabytes
    worker: float
    sentence: str
    became: str

    def faults(self, limits) -> list[str]:
        return [
            *(["no sentence"] if not self.sentence else []),
            *([f"over {limits.seconds} s"] if self.seconds > limits.seconds else []),
            *([f"over {limits.megabytes} MB"] if max(self.child, self.worker) > limits.megabytes else []),
        ]


def main() -> int:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("origin", type=Path, help="the program that is the hostile origin")
    said.add_argument("--seconds", type=float, default=30, help="the longest that one may take")
    said.add_argument("--megabytes", type=float, default=300, help="the most memory that one may take")
    options = said.parse_args()
    if not options.origin.is_file():
        said.error(f"there is no program {options.origin}")
    folder = tempfile.mkdtemp(prefix="newsclip-drill-")
    os.environ.update(NEWSCLIP_VAR=folder, LOG_LEVEL="ERROR", FETCH_ALLOW_PRIVATE="1", MODEL_KIND="")
    try:
        return drill(options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def drill(options) -> int:
    prepare()
    with origin(options.origin) as pages, publisher() as feeds, worker() as pid:
        memory = Watcher(pid)
        import_page(memory, f"{pages}warm-up", "")
        rows = [import_page(memory, f"{pages}{way}", way) for way in WAYS]
        rows += [poll_feed(memory, f"{feeds}{name}", f"feed: {name}") for name in FEEDS]
        memory.stop()
    return judge(rows, options)


def prepare():
    for words in (["migrate", "-v0"], ["createcachetable", "-v0"]):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True)
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsclip.settings"
    import django

    django.setup()
    from accounts.models import User
    from articles.models import Category

    Category.objects.create(name="Harbour", slug="harbour", hue="sea")
    User.objects.create_user(username="ines", email="ines@quillmouth.example")


@contextmanager
def worker():
    with subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT) as running:
        try:
            yield running.pid
        finally:
            running.kill()


@contextmanager
def origin(program):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, str(program), str(port)]) as running:
        try:
            wait_until(lambda: answers(port))
            yield f"http://127.0.0.1:{port}/"
        finally:
            running.kill()


def answers(port) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_until(is_so):
    ends = time.monotonic() + GIVE_UP
    while not is_so() and time.monotonic() < ends:
        time.sleep(0.05)


def import_page(memory, url, way) -> Row:
    from accounts.models import User
    from curation.intake.lead_form import LeadForm

    form = LeadForm({"url": url})
    if not form.is_valid():
        raise ValueError(form.errors)
    memory.begin()
    began = time.monotonic()
    lead = form.save(by=User.objects.get(username="ines"))
    wait_until(lambda: not (lead.refresh_from_db() or lead.is_open))
    seconds = time.monotonic() - began
    row = Row(way, seconds, *reversed(memory.megabytes), lead.sentence, str(lead.get_state_display()))
    if lead.state == lead.State.FAILED:
        lead.dismiss()  # or it would be tried again by itself while another one is measured
    return row


def poll_feed(memory, url, way) -> Row:
    from curation.models import Feed
    from curation.tasks import ask_soon

    feed = Feed.objects.create(url=url)
    memory.begin()
    began = time.monotonic()
    ask_soon(feed)
    wait_until(feed.polls.exists)
    seconds, poll = time.monotonic() - began, feed.polls.first()
    feed.pause()
    told = f"Items taken: {poll.items}; new in the inbox: {poll.new}." if poll and not poll.sentence else ""
    said = told or (poll.sentence if poll else "")
    return Row(way, seconds, *reversed(memory.megabytes), said, "read" if told else "failed")


def judge(rows, limits) -> int:
    now = time.strftime("%Y-%m-%d", time.gmtime())
    print(f"{now}, commit {commit()}, {os.cpu_count()} cores\n")
    print("| source | seconds | child, MB | worker, MB | it | what the desk says |\n|---|--:|--:|--:|---|---|")
    for row in rows:
        figures = f"{row.seconds:.1f} | {row.child:.0f} | {row.worker:.0f}"
        print(f"| `{row.way}` | {figures} | {row.became} | {row.sentence} |")
    bad = {row.way: row.faults(limits) for row in rows if row.faults(limits)}
    print(f"\n{len(rows)} sources. " + ("NOT WELL: " + str(bad) if bad else "Each ended in a sentence, within bounds."))
    return 1 if bad else 0


def commit() -> str:
    said = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return said.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
