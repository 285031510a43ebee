"""Asks a WSGI application as a server does."""

import gzip
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote, urlsplit

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def __getitem__(self, name):
        return self.headers.get(name.lower())

    @property
    def text(self):
        return (gzip.decompress(self.body) if self["Content-Encoding"] == "gzip" else self.body).decode()


def ask(application, address, *, method="GET", secure=False, cookies=None, remote="203.0.113.5", **headers):
    """`address` is a path with its query; `headers` are written with underscores: `if_none_match="…"`."""
    given = {"host": "127.0.0.1:8000", "user_agent": BROWSER, **headers}
    if cookies:
        given["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    parts = urlsplit(address)
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": remote,
        "wsgi.url_scheme": "https" if secure else "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in given.items() if value is not None},
    }
    said = []
    chunks = application(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    [(status, answered)] = said
    names = [name.lower() for name, _ in answered]
    assert len(set(names) - {"set-cookie"}) == len([name for name in names if name != "set-cookie"]), names
    return Answer(int(status[:3]), {name.lower(): value for name, value in answered}, body)


def how(answer):
    """hit or miss, as the store says."""
    return answer["X-Store"]
