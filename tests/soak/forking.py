"""Forked children: a process that is warm costs 4 ms, and a new interpreter 300.

The process that forks must have one thread only.
"""

import json
import os
import signal
import traceback
from collections.abc import Callable, Iterable
from typing import Any

_write = os.write  # a fault that is put into os is no fault of the report
PATIENCE = 60
"""After how many seconds a child that hangs is ended, which then is its status."""


class Child:
    """A forked process that does some work, and what it writes meanwhile."""

    def __init__(self, work: Callable[[int], object], patience: int = PATIENCE) -> None:
        """Begin `work`, which gets the descriptor to write to."""
        self.out, out = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 70
            try:
                os.close(self.out)
                signal.alarm(patience)
                work(out)
                status = 0
            except BaseException:
                _write(2, traceback.format_exc().encode())
            finally:
                os._exit(status)
        os.close(out)

    def kill(self) -> None:
        """End it as a crash of the machine would."""
        os.kill(self.pid, signal.SIGKILL)

    def rest(self) -> bytes:
        """What it has written and was not read yet, until its end."""
        pieces = []
        while piece := os.read(self.out, 1 << 16):
            pieces.append(piece)
        os.close(self.out)
        return b"".join(pieces)

    def status(self) -> int:
        """How it ended; -9 if it was killed."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def report(out: int, answer: object) -> None:
    """Write an answer as JSON, past every fault."""
    rest = json.dumps(answer).encode()
    while rest:
        rest = rest[_write(out, rest) :]


def in_child(work: Callable[[], Any], patience: int = PATIENCE) -> tuple[int, Any]:
    """Do some work in a child: its exit status, and its answer (None if it came to none)."""
    return ended(begun(work, patience))


def in_children(works: Iterable[Callable[[], Any]], patience: int = PATIENCE) -> list[Any]:
    """Do works in a child each, all at once: their answers.

    Raises:
        ChildProcessError: One did not come to its end.
    """
    answers = []
    for status, answer in [ended(child) for child in [begun(work, patience) for work in works]]:
        if status:
            raise ChildProcessError(f"a child ended with the status {status}")
        answers.append(answer)
    return answers


def begun(work: Callable[[], Any], patience: int = PATIENCE) -> Child:
    """A child that will report what `work` returns."""
    return Child(lambda out: report(out, work()), patience)


def ended(child: Child) -> tuple[int, Any]:
    """Wait for a child that reports: its exit status and its answer."""
    said = child.rest()
    status = child.status()
    return status, json.loads(said) if said and status == 0 else None
