"""Waits until a program in a terminal has nothing to do, however busy the machine is."""

import time

from benchmarks.process import PROC, family
from benchmarks.terminal import EndedError, Terminal

_ROUND = 0.03
PATIENCE = 60.0


def wait_for_rest(terminal: Terminal, rounds: int = 5) -> None:
    """Wait until a program has written nothing and no thread of it wanted to run, for so long.

    Raises:
        EndedError: That does not come.
    """
    end = time.perf_counter() + PATIENCE
    quiet = 0
    while quiet < rounds:
        if time.perf_counter() > end:
            raise EndedError(f"The program does not come to rest. The screen:\n{terminal.text}")
        is_busy = bool(terminal.read(_ROUND)) or (wants_to_run(terminal.pid))
        quiet = 0 if is_busy else quiet + 1


def wants_to_run(pid: int) -> bool:
    """Does a thread of a process, or of those below it, run or wait for its turn?"""
    for each in family(pid):
        for stat in (PROC / str(each) / "task").glob("*/stat"):
            try:
                state = stat.read_text().rpartition(")")[2].split()[0]
            except OSError:  # it has just ended
                continue
            if state in "RD":
                return True
    return False
