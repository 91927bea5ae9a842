"""How fast a new library is read into the index, and how soon a later start answers.

Run it with `make bench-parts`, or with `--count` articles, or on a `--library` of one's own, which
is only read: index and tag file are elsewhere.
"""

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.library import write_library
from benchmarks.process import resident
from store.library import Library

COUNT = 10_000
_TICK_SECONDS = 0.05


class Watch:
    """A thread that does something again and again while a block runs."""

    def __init__(self, look: Callable[[], object]) -> None:
        self._look = look
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(_TICK_SECONDS):
            self._look()


def fill(library: Library) -> dict[str, str]:
    """Read everything: how fast, how soon something is found, and with how much memory."""
    peak = 0
    found: list[float] = []
    begin = time.perf_counter()

    def look() -> None:
        nonlocal peak
        peak = max(peak, resident(os.getpid()))
        if not found and library.search(limit=1).ids:
            found.append(time.perf_counter() - begin)

    with Watch(look):
        added = library.refresh().added
        seconds = time.perf_counter() - begin
    return {
        f"{added:,} articles, a second": f"{added / seconds:,.0f}",
        "the first are found after": f"{found[0]:.2f} s",
        "memory of all processes, at most": f"{peak / 1e6:.0f} MB",
    }


def start(folder: Path, place: Path) -> dict[str, str]:
    """Open the library again: how soon it answers, and how long a look takes that finds nothing."""
    begin = time.perf_counter()
    with closing(Library.open(folder, tag_file=place / "tags.json", cache=place)) as library:
        library.search(limit=100)
        answered = time.perf_counter()
        library.refresh()
        looked = time.perf_counter()
    return {
        "a later start answers after": f"{(answered - begin) * 1000:.0f} ms",
        "its look finds nothing new after": f"{(looked - answered) * 1000:.0f} ms",
    }


def measure(folder: Path, place: Path) -> None:
    """Print the figures of a library."""
    with closing(Library.open(folder, tag_file=place / "tags.json", cache=place)) as library:
        figures = fill(library)
    size = sum(path.stat().st_size for path in place.glob("*.sqlite3"))
    articles = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    figures["bytes of the index / of the articles"] = f"{size / articles:.2f}"
    for name, figure in (figures | start(folder, place)).items():
        print(f"{name:38}{figure:>10}")


def main() -> None:
    """Measure a library that is there, or one that is made for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="how many articles to make")
    parser.add_argument("--library", type=Path, help="a folder of articles that is there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = chosen.library or Path(place, "articles")
        if not chosen.library:
            write_library(folder, chosen.count)
        cache = Path(place, "cache")
        cache.mkdir()
        measure(folder, cache)


if __name__ == "__main__":
    main()
