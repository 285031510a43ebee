"""Before which others a background job goes, and how often it is tried.

    @task(priority=SOON)
    @tried(times=8, first=60)
    def deliver(…): …

A job runs at least once: after a crash it may run again, so each is written to be safe to run twice.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

SOON, NORMAL, LATER = 50, 0, -50  # somebody waits for it; the day's work; whenever there is time

Function = TypeVar("Function", bound=Callable[..., object])


class GiveUp(Exception):
    """To try this job again would be of no use."""


class Later(Exception):
    """It did not work now, and whoever asked has been told: try again, after `seconds` at the earliest."""

    def __init__(self, seconds: float = 0):
        self.seconds = seconds
        super().__init__(f"again after {seconds:g} s")


@dataclass(frozen=True)
class Tries:
    """`times` attempts in all; pauses of `first` seconds, then four times as long each, `most` at most."""

    times: int = 5
    first: float = 10
    most: float = 6 * 3600

    def pause(self, attempt: int) -> float:
        """Seconds to wait after this attempt (from 1); a fifth more or less, so that what failed together does
        not come again together."""
        plain = min(self.first * 4 ** min(attempt - 1, 20), self.most)
        return plain * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, guards nothing


def tried(**said: float) -> Callable[[Function], Function]:
    """Say how often a task is tried; without this five times in about a quarter of an hour."""

    def mark(function: Function) -> Function:
        function.tries = Tries(**said)  # type: ignore[attr-defined,arg-type]
        return function

    return mark


def tries_of(function: Callable[..., object]) -> Tries:
    return getattr(function, "tries", Tries())
