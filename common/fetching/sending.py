"""Sending bytes to an address, under the same rules as fetching; an answer that leads elsewhere is an error."""

from collections.abc import Mapping
from dataclasses import dataclass

from .addresses import Target, read_address
from .errors import BadAnswer
from .journey import MAX_BYTES, REDIRECTS, Fetched, Journey, Policy, Step


@dataclass(frozen=True)
class Sending(Journey):
    """A journey of one hop that carries `body`."""

    body: bytes = b""

    def request(self, session, target: Target, headers: dict[str, str]):
        return session.post(target.url, data=self.body, headers=self.sent(headers), stream=True)

    def read(self, response, target: Target) -> Fetched:
        if response.status_code in REDIRECTS:
            raise BadAnswer(response.status_code, host=target.host)
        return super().read(response, target)  # type: ignore[return-value]


def send(
    url: str,
    body: bytes,
    *,
    accept: frozenset[str],
    headers: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    deadline: float = 20.0,
    policy: Policy | None = None,
) -> Fetched:
    """POST `body` to `url`. Raises `FetchError`, never later than `deadline` seconds; follows no redirect."""
    start = read_address(url)
    sending = Sending(
        start=start,
        named=start,
        accept=frozenset(accept),
        max_bytes=max_bytes,
        headers=dict(headers or {}),
        policy=policy or Policy.from_settings(),
        seconds=deadline,
        body=body,
    )
    return sending.go(Step(start), None)
