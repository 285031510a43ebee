"""How counts are shown."""


def shown(count: int) -> int:
    """Exact to 99, then two significant digits, never more than there are: 1,846 → 1,800.

    A page that shows a count changes only when this changes, so a thousand readings renew it ten times.
    """
    unit = 10 ** max(0, len(str(count)) - 2)
    return count - count % unit
