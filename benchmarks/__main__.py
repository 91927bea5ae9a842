"""Measure the reader beside what others would use, print a table, and write docs/benchmarks.md.

All is driven through a terminal, from outside. The programs take turns in each round, so that what
else the machine does meets all. Libraries, mail and feeds are made once, and kept.
"""

import argparse
import datetime
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks import floors, goals, page
from benchmarks.figures import Figures
from benchmarks.machine import milliseconds_of_fixed_work
from benchmarks.peers import Peers
from benchmarks.reader import Reader
from benchmarks.search import typical_words
from benchmarks.table import Measured
from benchmarks.terminal import EndedError

ROUNDS = 7
SIZES = {1_000: goals.SMALL, 10_000: goals.OURS, 100_000: goals.LARGE}
MIDDLE = 10_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program, from its start to its end."""

    program: str
    measure: Callable[[], Figures]


def all_runs(place: Path, sizes: Sequence[int]) -> Iterator[Run]:
    """Prepare what is measured; each of these is run once in a round."""
    readers = {size: Reader(place, size) for size in sizes}
    middle = Reader(place, MIDDLE)
    for size, reader in readers.items():
        _tell(f"preparing {size:,} articles")
        reader.prepare()
        yield Run(SIZES[size], reader.start)
    yield Run(goals.BARE, lambda: floors.run_bare(middle))
    for size, reader in readers.items():
        yield Run(SIZES[size], reader.work)
        if size == MIDDLE:  # in the same minute, as their processor time is compared
            stock_driver = Reader(place, size, variables={"GRTUI_DRIVER": "stock"})
            yield Run(goals.STOCK_DRIVER, stock_driver.moves)
    if MIDDLE in sizes:
        yield from runs_of_middle(middle)


def runs_of_middle(reader: Reader) -> Iterator[Run]:
    """What is measured with one size only, and the programs of others."""
    _tell("preparing the same with tags, as mail and as a feed")
    place = reader.place
    tagged = Reader(place, MIDDLE, is_tagged=True)
    tagged.prepare()
    yield Run(goals.OURS, tagged.tag)
    yield Run(goals.OURS, reader.idle)
    yield Run(goals.SMALL_TERMINAL, Reader(place, MIDDLE, (80, 24)).work)
    yield Run(goals.OPTION_LIST, lambda: floors.run_list(reader, "OptionList", 10_000))
    yield Run(goals.LIST_VIEW, lambda: floors.run_list(reader, "ListView", 1_000))
    with closing(reader.library()) as library:
        word = typical_words(library)[1]
    peers = Peers(place / "peers", reader, word)
    peers.prepare()
    for name, run in peers.runs.items():
        yield Run(name, run)
    yield Run(goals.COMMAND, lambda: reader.search(word))


def measure(runs: Sequence[Run], rounds: int) -> tuple[Measured, list[float], list[str]]:
    """Run all of them in turn: their figures, how quiet the machine was, and what failed.

    One more round than that is made; the first does not count, as it compiles and fills caches.
    """
    measured, fixed_work, failed = Measured(), [], []
    for number in range(-1, rounds):
        if number >= 0:
            fixed_work.append(milliseconds_of_fixed_work())
        for run in runs:
            _tell(f"round {number + 1} of {rounds}: {run.program}")
            try:
                figures = run.measure()
            except EndedError as error:
                failed.append(f"{run.program} in round {number + 1}")
                _tell(f"{run.program} failed: {error}")
                continue
            if number >= 0:
                measured.add(run.program, number, figures)
    return measured, fixed_work, failed


def main() -> None:
    """Measure, print and write."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=ROUNDS, help="how many rounds count")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="of 1000,10000,100000")
    parser.add_argument("--only", default="", help="programs whose names contain this")
    parser.add_argument("--place", type=Path, default=Path(cache, "grtui-benchmarks"))
    parser.add_argument("--page", type=Path, default=page.PAGE, help="where the table is written")
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    if not set(sizes) <= set(SIZES):
        parser.error("there are libraries of 1000, 10000 and 100000 articles")
    chosen.place.mkdir(parents=True, exist_ok=True)
    runs = [run for run in all_runs(chosen.place, sizes) if chosen.only in run.program]
    measured, fixed_work, failed = measure(runs, chosen.runs)
    command = f"python -m benchmarks --runs {chosen.runs} --sizes {chosen.sizes}"
    if chosen.only:
        command += f" --only {shlex.quote(chosen.only)}"
    today = datetime.datetime.now().astimezone().date().isoformat()
    made = page.figures(measured, today, command, fixed_work, failed)
    print(made)
    text = chosen.page.read_text(encoding="utf-8") if chosen.page.exists() else ""
    chosen.page.write_text(page.with_figures(text, made), encoding="utf-8")


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
