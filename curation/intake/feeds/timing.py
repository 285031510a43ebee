"""When a feed is asked again. Pure: seconds in, seconds out.

A feed that had news is asked sooner the next time, one that had none later, between five minutes and a day. A
feed that fails is asked at twice the distance each time, and never sooner than its publisher says.
"""

SOONEST = 300  # seconds
LATEST = 24 * 3600
SOONER, LATER = 0.7, 1.25  # the middle is kept by a feed that has news at two looks of five
SPREAD = 0.1  # of a wait, so that feeds that were added together part


def adapted(seconds: int, *, new: int, patience: int = 0) -> int:
    """The distance between two looks from now on. `patience` is the least that the publisher asks for."""
    wanted = seconds * (SOONER if new else LATER)
    return within(max(wanted, patience))


def after_failure(seconds: int, failures: int, *, retry_after: int | None = None) -> int:
    """The wait after so many failures in a row; `retry_after` as the publisher said it, obeyed up to a day."""
    backed_off = seconds * 2 ** min(failures, 12)
    return within(max(backed_off, retry_after or 0))


def spread(seconds: int, chance: float, *, least: int = 0) -> float:
    """The wait with some jitter: `chance` in [0, 1) picks a place; never less than `least`."""
    return max(least, seconds * (1 - SPREAD + 2 * SPREAD * chance))


def within(seconds: float) -> int:
    return int(min(LATEST, max(SOONEST, seconds)))
