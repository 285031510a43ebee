"""A publisher of feeds for the drill: one well-formed, one ill-formed, two huge ones, one that never ends.

Answers on this machine only, in a thread of the one who asks for it.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HEAD = b'<?xml version="1.0"?><rss version="2.0"><channel><title>The Quillmouth Gazette</title>'
TAIL = b"</channel></rss>"
ITEM = "<item><title>Boats in the harbour: {n}</title><link>http://127.0.0.1/boats/{n}</link><guid>{n}</guid></item>"
ILL = (
    b"<rss><channel><title>Quillmouth & Tollen</title><item><title>The ferry &nbsp; sails <b>again</title>"
    b"<link>/ferry</link><description>On \xe9 Monday<item><title>The sluice<link>/sluice</link>"
)
FOREVER = 600  # seconds


def items(count: int) -> bytes:
    return "".join(ITEM.format(n=n) for n in range(count)).encode()


FEEDS = {
    "well-formed": lambda: HEAD + items(20) + TAIL,
    "ill-formed": lambda: ILL,
    "huge": lambda: HEAD + items(30_000) + TAIL,
    "larger-than-allowed": lambda: HEAD + items(300_000) + TAIL,
}


class Publisher(BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.strip("/")
        try:
            self.answer(name)
        except OSError:
            pass  # the visitor had enough

    def answer(self, name):
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        if name == "endless":
            self.never_end()
        else:
            self.wfile.write(FEEDS[name]())

    def never_end(self):
        self.wfile.write(HEAD)
        for n in range(FOREVER * 5):
            self.wfile.write(ITEM.format(n=n).encode())
            time.sleep(0.2)

    def log_message(self, *_words):
        pass


@contextmanager
def publisher() -> Iterator[str]:
    """The address at which it answers, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
