"""What one answer of the page store costs, in this process, without a server: `python bench/store.py`.

Prints microseconds per answer, the median of five rounds. The page is of the size of an article with fifty
comments; the state is in a folder of its own.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
FOLDER = tempfile.TemporaryDirectory(prefix="newsclip-bench-")
os.environ["NEWSCLIP_VAR"] = FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "newsclip.settings"

import django  # noqa: E402

django.setup()

from common import stamps  # noqa: E402
from common.public import IN_ENVIRON, Shown  # noqa: E402
from common.readings import readings  # noqa: E402
from newsclip.store import PageStore  # noqa: E402

ROUNDS, ANSWERS = 5, 5_000
BODY = b"".join(b"<p>Comment %d: a few words about the harbour and its %d ships.</p>" % (n, n * 7) for n in range(350))
KEYS = {f"tag:{number}" for number in range(30)}
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
VISITOR = {
    "REQUEST_METHOD": "GET",
    "SCRIPT_NAME": "",
    "PATH_INFO": "/articles/harbour-opens-to-walkers/",
    "QUERY_STRING": "",
    "SERVER_PORT": "8000",
    "HTTP_HOST": "127.0.0.1:8000",
    "HTTP_USER_AGENT": BROWSER,
    "HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd",
    "REMOTE_ADDR": "203.0.113.5",
    "wsgi.url_scheme": "http",
}


def application(environ, start_response):
    environ[IN_ENVIRON] = Shown(keys=KEYS, public_status=200)
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("X-Count-Article", "17")])
    return [BODY]


def main():
    store = PageStore(application)
    etag = dict(headers_of(store, VISITOR))["ETag"]
    print(f"{len(BODY):,} bytes, {len(b''.join(store(VISITOR, ignore))):,} compressed; µs:")
    report("hit, gzip, counted before", lambda: store(VISITOR, ignore))
    report("hit, 304", lambda: store(VISITOR | {"HTTP_IF_NONE_MATCH": etag}, ignore))
    report("hit, another cookie", lambda: store(VISITOR | {"HTTP_COOKIE": "theme=dark; csrftoken=abc"}, ignore))
    report("hit, a tracker in the query", lambda: store(VISITOR | {"QUERY_STRING": "utm_source=letter"}, ignore))
    report("hit, another reader each time", with_other_readers(store))
    report("hit after a move elsewhere", lambda: (stamps.move("article:99"), store(VISITOR, ignore)))
    report("bypass (a POST), without Django", lambda: store(VISITOR | {"REQUEST_METHOD": "POST"}, ignore))
    report("miss, without Django", lambda: (stamps.move("tag:7"), store(VISITOR, ignore)), answers=200)
    report("a move", lambda: stamps.move("tag:7"))
    report("a marked commit of three keys", commit)
    report("draining the readings", readings().drain, answers=50)


def with_other_readers(store):
    addresses = (f"198.51.{number >> 8 & 255}.{number & 255}" for number in range(10**9))
    return lambda: store(VISITOR | {"REMOTE_ADDR": next(addresses)}, ignore)


def commit():
    table = stamps.table()
    table.clear(table.mark([1, 2, 3]))


def report(what, work, *, answers=ANSWERS):
    rounds = [seconds(work, answers) / answers * 1e6 for _ in range(ROUNDS)]
    print(f"  {what:<34} {statistics.median(rounds):8.1f}")


def seconds(work, times):
    started = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - started


def headers_of(store, environ):
    said = []
    store(dict(environ), lambda status, headers: said.extend(headers))
    return said


def ignore(status, headers):
    pass


if __name__ == "__main__":
    main()
