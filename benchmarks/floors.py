"""What any application of this kind costs: a bare one, and lists as Textual has them."""

import sys

from benchmarks import bare, figures, measuring, stock_list
from benchmarks.figures import Figures
from benchmarks.measuring import shows
from benchmarks.reader import MOVES, Reader
from benchmarks.terminal import Terminal


def run_bare(reader: Reader) -> Figures:
    """Start the bare application, press a key as soon as there is a text, and quit; start again."""
    with _running(reader, "bare") as terminal:
        began = measuring.start_and_press(terminal, bare.SHOWN, bare.KEY, shows(bare.ANSWER))
        measuring.settle(terminal)
        found = figures.leaving(measuring.leave(terminal, bare.QUIT))
    with _running(reader, "bare") as terminal:
        measuring.start(terminal, shows(bare.SHOWN))
        return found | figures.answering(began) | figures.settled(terminal)


def run_list(reader: Reader, kind: str, count: int) -> Figures:
    """Start a list, and move."""
    with _running(reader, "stock_list", kind, str(count)) as terminal:
        began = measuring.start(terminal, shows(stock_list.line(1)))
        found = figures.settled(terminal)
        moves = [measuring.react(terminal, stock_list.DOWN) for _ in range(MOVES)]
    return {"visible": began.visible or 0.0, **found, **figures.reactions("move", moves)}


def _running(reader: Reader, module: str, *arguments: str) -> Terminal:
    argv = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    return Terminal(argv, environ=reader.environ)
