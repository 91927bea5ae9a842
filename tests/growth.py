"""How work grows with its input, told from two sizes in one run and not in seconds."""

import time
from collections.abc import Callable

TIMES = 8
"""How much larger the large input is."""

LIMIT = 3 * TIMES
"""Linear work takes some `TIMES` as long, quadratic work `TIMES` ** 2."""

ATTEMPTS = 6

_TICK = 1e-4
"""Seconds below which the clock of the processor tells nothing."""


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Does work on a size take at most a few times as long as its share on an eighth of it?

    A busy machine makes single measurements longer, never shorter: the shortest of each size count,
    and it is measured again until they agree or all attempts are used up.
    """
    small = large = float("inf")
    for _ in range(ATTEMPTS):
        small = min(small, _seconds(work, size // TIMES), _seconds(work, size // TIMES))
        large = min(large, _seconds(work, size))
        if large <= LIMIT * max(small, _TICK):
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
