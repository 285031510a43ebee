import socket

import pytest
from urllib3.util import connection


@pytest.fixture
def names(monkeypatch):
    """A name service of our own, and a list of the addresses that connections go to (none is made)."""
    answers: dict[str, list[str]] = {}
    connected: list[tuple[str, int]] = []

    def look_up(host, port, *args, **kwargs):
        if host not in answers:
            raise socket.gaierror("unknown")
        address = answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port or 80))]

    def connect(address, *args, **kwargs):
        connected.append(address)
        raise OSError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(connection, "create_connection", connect)
    answers_and_connections = type("Names", (), {"answers": answers, "connected": connected})
    return answers_and_connections
