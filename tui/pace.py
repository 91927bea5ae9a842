"""When the article is drawn to which the cursor came: at once, or when the moves stop."""

from collections import deque

REST = 0.12
"""Seconds after which a move is one alone; keys that repeat come 11 to 40 times a second."""

SOONEST, LATEST = 0.03, 0.1
"""The least and the most seconds that are waited for another move."""

LATE = 0.008
"""Seconds that a move may be late, shared by the gaps that are known: later than all of them."""

_GAPS = 8
"""How many of the last gaps between moves tell when the next one is due."""


class Pace:
    """Learns from when moves come how long to wait for the next one.

    A move alone is followed at once. One of a row is followed when the next one is overdue, by the
    longest of the last gaps.

    >>> pace = Pace()
    >>> pace.wait_after(10.0), round(pace.wait_after(10.033), 3), pace.wait_after(11.0)
    (0.0, 0.041, 0.0)
    """

    def __init__(self) -> None:
        self._last = float("-inf")
        self._gaps = deque[float](maxlen=_GAPS)

    def wait_after(self, now: float) -> float:
        """How many seconds without a move there must be after one at `now`."""
        gap, self._last = now - self._last, now
        if gap > REST:
            self._gaps.clear()
            return 0.0
        self._gaps.append(gap)
        due = max(self._gaps) + LATE / len(self._gaps)
        return min(LATEST, max(SOONEST, due))
