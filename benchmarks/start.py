"""How long from the command to a list that answers keys, beside a bare Textual application.

Run it with `make bench`. The runs of both are interleaved, so that what else the machine does
meets both; the figures are medians, and what counts is their ratio.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.library import write_library
from benchmarks.terminal import Terminal

RUNS = 15
COUNT = 1000


def start_time(argv: list[str], shown: str, key: str, then: str, environ: dict[str, str]) -> float:
    """Milliseconds until `shown` is on the screen and `key` has brought `then`."""
    begin = time.perf_counter()
    with Terminal(argv, environ=environ) as terminal:
        terminal.wait_for(shown)
        terminal.press(key)
        at = terminal.wait_for(then)
    return (at - begin) * 1000


def main() -> None:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as place:
        articles = Path(place, "articles")
        write_library(articles, COUNT)
        environ = {**os.environ, "XDG_CACHE_HOME": place, "XDG_DATA_HOME": place}
        reader = [sys.executable, "-m", "tui", str(articles)]
        bare = [sys.executable, "-m", "benchmarks.bare"]
        first = start_time(reader, f"of {COUNT:,} ·", "j", "2 of 1,000 ·", environ)
        pairs = [
            (
                start_time(bare, "line 20", "\x1b[F", "line 999", environ),
                start_time(reader, "1 of 1,000 ·", "j", "2 of 1,000 ·", environ),
            )
            for _ in range(RUNS)
        ]
    floor, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(ours / floor for floor, ours in pairs)
    print(f"first start, {COUNT:,} articles to index: {first:.0f} ms")
    print(f"bare Textual application with one list: {floor:.0f} ms (median of {RUNS})")
    print(f"grtui with {COUNT:,} articles:            {ours:.0f} ms (median of {RUNS})")
    print(f"ratio of each pair, median:             {ratio:.2f}")


if __name__ == "__main__":
    main()
