"""See the package."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from common.client import client_address, is_prefetch, is_program
from common.public import COUNT_HEADER, IN_ENVIRON, Shown
from common.readings import readings
from common.stamps import Snapshot, table

from .gate import Gate, Key
from .page import Headers, Page, StartResponse
from .shelf import Flights, Shelf, Some

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
PRIVATE = "private, no-store"
PATHS_TO_REMEMBER = 4_096
# The field of a form. What people write about it has no such bracket, or in JSON no such quotation mark.
FORM_TOKEN = re.compile(rb'<input[^<>]*\sname="csrfmiddlewaretoken"')
VARIES_BY = {"accept-encoding", "cookie"}

figures: Counter[str] = Counter()  # hits, misses, bypasses, pages, bytes of this process; for /healthz?full


class Answer:
    """What the application says: held until we know whether it is a page."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self.status, self.headers, self.refused = "", Headers(), False
        self.body = application(environ, self._start)

    def _start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    def header(self, name: str) -> str:
        return ", ".join(value for known, value in self.headers if known.lower() == name)

    def personal_headers(self) -> Headers:
        """What a view called public is not when something personal was added to it on the way out."""
        kept = [(name, value) for name, value in self.headers if name != COUNT_HEADER]
        if not (self.refused or "set-cookie" in {name.lower() for name, _ in kept}):
            return kept
        return [(name, PRIVATE if name == "Cache-Control" else value) for name, value in kept]

    def read(self) -> bytes:
        try:
            return b"".join(self.body)
        finally:
            self.close()

    def again(self, body: bytes) -> "Answer":
        """The same answer, read once and refused by the store."""
        self.body, self.refused = [body], True
        return self

    def close(self) -> None:
        if close := getattr(self.body, "close", None):
            close()


class PageStore:
    def __init__(self, application: Application) -> None:
        self._application = application
        self._gate, self._table, self._readings = Gate(), table(), readings()
        # Whoever works on the templates wants to see them as they are.
        self._shelf = Shelf(0 if settings.DEBUG else settings.PAGE_STORE_BYTES, self._table)
        self._flights = Flights()
        self._never_public = Some(PATHS_TO_REMEMBER)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = self._gate.key(environ)
        if key is None:
            return self._bypass(environ, start_response)
        page = self._shelf.fresh(key)
        if page is None:
            return self._miss(key, environ, start_response)
        return self._hit(page, environ, start_response)

    def _hit(self, page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        figures["hits"] += 1
        if page.article:
            self._count(page.article, environ)
        return page.answer(environ, start_response, "hit")

    def _miss(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if key.path in self._never_public:
            return self._render(key, environ, start_response)
        if not self._flights.lead(key, lambda: self._shelf.fresh(key)):
            page = self._shelf.fresh(key)
            if page:
                return self._hit(page, environ, start_response)
            return self._render(key, environ, start_response)
        try:
            return self._render(key, environ, start_response)
        finally:
            self._flights.land(key)

    def _bypass(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        figures["bypasses"] += 1
        return self._pass_on(Answer(self._application, environ), environ, start_response, "bypass")

    def _render(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        figures["misses"] += 1
        inner = environ | {"REQUEST_METHOD": "GET", "QUERY_STRING": key.query}
        before = self._table.snapshot()
        answer = Answer(self._application, inner)
        shown = inner.get(IN_ENVIRON)
        if not shown:
            self._never_public.add(key.path)
        if not shown or not is_public(answer, shown):
            return self._pass_on(answer, environ, start_response, "miss")
        body = answer.read()
        if FORM_TOKEN.search(body):
            logger.error("A public page carries a form's token and is not stored: %s", key.path)
            return self._pass_on(answer.again(body), environ, start_response, "miss")
        page = Page(answer.status, answer.headers, body)
        page.article = int(answer.header("x-count-article") or 0) if page.status.startswith("200") else None
        self._keep(key, page, shown, before)
        if page.article:
            self._count(page.article, environ)
        return page.answer(environ, start_response, "miss")

    def _keep(self, key: Key, page: Page, shown: Shown, before: Snapshot) -> None:
        if not (shown.keys and shown.known_query and key.fits):
            return
        page.until = shown.until.timestamp() if shown.until else None
        page.stamps = before.of(shown.keys)
        if self._table.settled(page.stamps):
            self._shelf.put(key, page)
            figures["pages"], figures["bytes"] = len(self._shelf), self._shelf.bytes
        else:
            self._flights.try_again(key)

    def _pass_on(self, answer: Answer, environ: Environ, start_response: StartResponse, how: str) -> Iterable[bytes]:
        """As Django made it, for this client alone."""
        article = answer.header("x-count-article")
        if article and answer.status[:3] in ("200", "304"):
            self._count(int(article), environ)
        start_response(answer.status, [*answer.personal_headers(), ("X-Store", how)])
        if environ["REQUEST_METHOD"] == "HEAD":
            answer.close()
            return []
        return answer.body

    def _count(self, article: int, environ: Environ) -> None:
        """Never a reason not to answer."""
        agent = environ.get("HTTP_USER_AGENT", "")
        if environ["REQUEST_METHOD"] != "GET" or is_program(agent) or is_prefetch(environ):
            return
        try:
            self._readings.count(reader=f"{client_address(environ)}\n{agent}", article=article)
        except OSError:
            logger.exception("A reading of article %s could not be counted.", article)


def is_public(answer: Answer, shown: Shown) -> bool:
    """Did the view mark it, and has nothing personal been added on the way out?"""
    names = {name.lower() for name, _ in answer.headers}
    varies = {part.strip().lower() for part in answer.header("vary").split(",")}
    if "set-cookie" in names or "content-encoding" in names:
        return False
    return answer.status[:3] == str(shown.public_status) and varies - {""} <= VARIES_BY
