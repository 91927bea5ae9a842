"""The reader as it is measured: on a library that it knows, with nothing of an earlier run."""

import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import figures, measuring
from benchmarks.figures import Figures
from benchmarks.library import write_library
from benchmarks.measuring import matches, shows
from benchmarks.save import documents
from benchmarks.search import LIMIT, milliseconds
from benchmarks.terminal import Terminal
from store.library import Library
from store.opening import key_of
from store.tag_text import text_of

ROOT = Path(__file__).parent.parent

MOVES = 15
"""Moves of which each is waited for; then the key is held, over one half page of the list."""

HELD = 40
PAGES = 2
TOGGLES = 8
COMMANDS = 5
"""How often a command is run in one round."""

IDLE_SECONDS = 12.0

_QUIET = 0.5
"""Seconds: longer than what waits until keys have stopped."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader on a library, in a terminal of a size."""

    place: Path
    """The folder of everything that is kept for measuring."""
    count: int
    """How many articles there are."""
    size: tuple[int, int] = (120, 40)
    is_tagged: bool = False
    """Has somebody tagged each of the articles?"""
    variables: Mapping[str, str] = field(default_factory=dict)
    """What its environment has besides."""

    @property
    def folder(self) -> Path:
        """Where its articles are."""
        return self.place / f"articles-{self.count}"

    @property
    def tag_file(self) -> Path:
        """What is done; each has an index of its own."""
        return self.place / f"{'all' if self.is_tagged else 'none'}-tagged-{self.count}/tags.json"

    def prepare(self) -> None:
        """Write the articles, and read all of them into the index."""
        write_library(self.folder, self.count)
        self.tag_file.parent.mkdir(exist_ok=True)
        if self.is_tagged and not self._whole.exists():
            self._whole.write_bytes(text_of({"articles": _all_tagged(self.folder)}))
        self._forget()
        with closing(self.library()) as library:
            library.refresh()
            library.search(limit=1)

    def library(self) -> Library:
        """What is read, without a terminal."""
        cache = self.place / "cache" / "grtui"
        cache.mkdir(parents=True, exist_ok=True)
        return Library.open(self.folder, tag_file=self.tag_file, cache=cache)

    @property
    def _whole(self) -> Path:
        """The tag file as each run finds it."""
        return self.tag_file.with_name("whole.json")

    def _forget(self) -> None:
        """Undo what the run before did."""
        shutil.rmtree(self.place / "state", ignore_errors=True)
        if self.is_tagged:
            shutil.copy(self._whole, self.tag_file)
        else:
            self.tag_file.unlink(missing_ok=True)

    @property
    def environ(self) -> dict[str, str]:
        """That of somebody who has configured nothing."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.place / "home"),
            "XDG_CACHE_HOME": str(self.place / "cache"),
            "XDG_STATE_HOME": str(self.place / "state"),
            **self.variables,
        }

    def running(self) -> Terminal:
        """The reader in a terminal of its own, with nothing of an earlier run."""
        self._forget()
        argv = [sys.executable, "-m", "tui", str(self.folder), "--tags", str(self.tag_file)]
        columns, lines = self.size
        return Terminal(argv, columns=columns, lines=lines, environ=self.environ)

    def at(self, number: int) -> str:
        """What the screen says of the article on which the cursor is."""
        return f"{number:,} of {self.count:,}"

    def _is_listed(self, screen: str) -> bool:
        """Is the list there, and does the screen say on which article the cursor is?"""
        lines = re.findall(r"^.{0,8}\d{4}-\d\d", screen, re.MULTILINE)
        return " 1 of " in screen and len(lines) > self.size[1] / 2

    # Each of these is one run.

    def start(self) -> Figures:
        """Start it, press a key as soon as there is a list, and quit."""
        with self.running() as terminal:
            began = measuring.start_and_press(
                terminal, " 1 of ", "j", shows(" 2 of "), self._is_listed
            )  # how many there are in all is told later
            measuring.settle(terminal)
            left = measuring.leave(terminal, "q")
        return figures.answering(began) | figures.leaving(left)

    def work(self) -> Figures:
        """Start it, move, hold the key, and read on."""
        with self.running() as terminal:
            found = self._started(terminal) | self._moved(terminal)
            found |= figures.holding(measuring.hold(terminal, "j", HELD))
            terminal.wait_for(self.at(1 + MOVES + HELD))
            measuring.react(terminal, "\r", quiet=_QUIET)
            pages = [measuring.react(terminal, " ", quiet=_QUIET) for _ in range(PAGES)]
        return found | figures.reactions("page", pages)

    def moves(self) -> Figures:
        """Start it, and move."""
        with self.running() as terminal:
            return self._started(terminal) | self._moved(terminal)

    def idle(self) -> Figures:
        """Start it, and do nothing."""
        with self.running() as terminal:
            self._started(terminal)
            return figures.idling(measuring.idle(terminal, IDLE_SECONDS))

    def tag(self) -> Figures:
        """Give the first article a region and take it away again, so many times."""
        times, on_disk = [], []
        with self.running() as terminal:
            self._started(terminal)
            for number in range(TOGGLES):
                pressed = time.time()
                mark = _is_in_africa if number % 2 == 0 else _is_not_in_africa
                done = measuring.react(terminal, "ra", mark, quiet=_QUIET)
                times.append(done.visible or 0.0)
                on_disk.append((self.tag_file.stat().st_ctime - pressed) * 1000)
        return {
            "tag: visible": statistics.median(times),
            "tag: on disk": statistics.median(on_disk),
        }

    def search(self, word: str) -> Figures:
        """Search on the command line, a process each."""
        argv = [sys.executable, "-m", "tui", "search", "--library", str(self.folder)]
        argv += ["--tags", str(self.tag_file), "--limit", str(LIMIT), word]
        times = [milliseconds(argv, self.environ) for _ in range(COMMANDS)]
        return {"search": statistics.median(times)}

    def _started(self, terminal: Terminal) -> Figures:
        measuring.start(terminal, self._is_listed)
        return figures.settled(terminal)

    def _moved(self, terminal: Terminal) -> Figures:
        numbers = range(2, 2 + MOVES)
        moves = [measuring.react(terminal, "j", shows(self.at(n)), quiet=_QUIET) for n in numbers]
        return figures.reactions("move", moves)


_is_in_africa = matches(r"(?s)Region  .*\+Africa.*Theme  ")


def _is_not_in_africa(screen: str) -> bool:
    return not _is_in_africa(screen)


def _all_tagged(folder: Path) -> dict[str, dict[str, object]]:
    """What the tag file says when each article of a folder has a tag."""
    paths = sorted(folder.glob("*.txt"))
    return {
        key_of(path.read_bytes()): {**document, "path": path.name}
        for path, document in zip(paths, documents(len(paths)).values(), strict=True)
    }
