"""A web server on this machine that is a bad source in as many ways as we know."""

import os
import socket
import socketserver
import struct
import threading
import zlib
from contextlib import contextmanager
from urllib.parse import unquote

PAGE = b"<!doctype html><title>Quillmouth</title><h1>Harbour opens</h1><p>" + b"word " * 400
FOREVER = 600  # tiny pieces, one every 50 ms: longer than any test


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = b"\0" * 1_000_000
    return b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()


BOMB = bomb(50)


class HostileHandler(socketserver.BaseRequestHandler):
    def handle(self):
        request = self.read_request()
        path = request.split(b" ")[1].decode().lstrip("/") if request else "nothing"
        self.server.requests.append(request)
        mode, _slash, rest = path.partition("/")
        try:
            getattr(self, mode)(rest)
        except OSError:
            pass  # the visitor hung up, as it should

    def read_request(self) -> bytes:
        request = b""
        while b"\r\n\r\n" not in request:
            block = self.request.recv(4096)
            if not block:
                return b""
            request += block
        return request

    def send(self, data: bytes):
        self.request.sendall(data)

    def answer(self, body=PAGE, *, status="200 OK", headers=(), content_type="text/html"):
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}"]
        lines += [f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
        self.send("\r\n".join(lines).encode() + body)

    def trickle(self, piece: bytes):
        for _turn in range(FOREVER):
            self.send(piece)
            if self.server.closing.wait(0.05):
                return

    def nothing(self, _rest):
        pass

    def ok(self, _rest):
        self.answer()

    def cookie(self, _rest):
        self.answer(
            b"",
            status="302 Found",
            headers=["Set-Cookie: a=b; Path=/", "Location: /ok"],
        )

    def labelled(self, rest):
        self.answer(content_type=unquote(rest))

    def hang(self, _rest):
        self.server.closing.wait(30)

    def slow_headers(self, _rest):
        self.send(b"HTTP/1.1 200 OK\r\n")
        self.trickle(b"X-A: a\r\n")

    def drip(self, _rest):
        self.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
        self.trickle(b"a")

    def huge(self, _rest):
        self.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _turn in range(200):
            self.send(b"<p>" + b"a" * 999_997)

    def announced(self, _rest):
        self.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999999\r\n\r\n")

    def bomb(self, _rest):
        self.answer(BOMB, headers=["Content-Encoding: gzip"])

    def gzip(self, _rest):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        self.answer(packer.compress(PAGE) + packer.flush(), headers=["Content-Encoding: gzip"])

    def not_gzip(self, _rest):
        self.answer(headers=["Content-Encoding: gzip"])

    def long_header(self, _rest):
        self.send(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 5_000_000 + b"\r\n\r\n")

    def many_headers(self, _rest):
        self.send(b"HTTP/1.1 200 OK\r\n" + b"X-A: a\r\n" * 50_000 + b"\r\n")

    def loop(self, _rest):
        self.answer(b"", status="302 Found", headers=["Location: /loop"])

    def nowhere(self, _rest):
        self.answer(b"", status="302 Found")

    def to(self, rest):
        status, _slash, location = rest.partition("/")
        self.answer(b"", status=f"{status} X", headers=[f"Location: {location}"])

    def meta(self, rest):
        self.answer(f'<meta http-equiv=refresh content="0; url={rest}">'.encode())

    def short(self, rest):
        """Announces a number of bytes more than it sends."""
        length = len(PAGE) + int(rest)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n"
        self.send(head.encode() + PAGE)

    def bad_chunk(self, _rest):
        self.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n")

    def reset(self, _rest):
        self.send(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nabc")
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()

    def garbage(self, _rest):
        self.send(os.urandom(4000))

    def not_http(self, _rest):
        self.send(b"SSH-2.0-quillmouth\r\n")

    def empty(self, _rest):
        self.answer(b"")

    def deep(self, _rest):
        self.answer(b"<div>" * 200_000)

    def bytes_of(self, rest):
        self.answer(bytes.fromhex(rest) + bytes(range(256)) * 4)

    def status(self, rest):
        self.answer(b"no", status=f"{rest} X", headers=["Retry-After: 3600"])

    def unchanged(self, _rest):
        self.send(b'HTTP/1.1 304 Not Modified\r\nETag: "q"\r\n\r\n')


class HostileServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), HostileHandler)
        self.closing = threading.Event()
        self.requests: list[bytes] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def url(self, path: str) -> str:
        return f"http://{self.host}/{path}"


@contextmanager
def hostile_server():
    with HostileServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()
