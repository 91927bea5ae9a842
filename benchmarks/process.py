"""A process and those below it: what they use, and their end. Linux tells of them, macOS not."""

import os
import re
import signal
import time
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
CAN_TELL = (PROC / "self/status").exists()
"""Does the system tell what other processes use?"""

_CPU_TIME = 2
"""CPUCLOCK_SCHED of the kernel: what clock_getcpuclockid(3) makes of a process id."""


def hear_signals() -> None:
    """Let what is run from here end by the signals that end a program in a terminal.

    A shell that runs a program in the background has it ignore some of them, as nohup does, and so
    would all that it runs.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("SIGHUP", "SIGQUIT"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def family(pid: int) -> list[int]:
    """A process, and all that are below it."""
    try:
        tasks = [task / "children" for task in (PROC / str(pid) / "task").iterdir()]
        children = [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:  # It has just ended.
        return [pid]
    return [pid, *(each for child in children for each in family(child))]


def kill(pid: int) -> None:
    """End a process, and all that are below it: they are stopped first, so that no more come."""
    stopped: set[int] = set()
    while new := {*family(pid)} - stopped:
        for each in new:
            _send(each, signal.SIGSTOP)
        stopped |= new
    for each in stopped:
        _send(each, signal.SIGKILL)


def _send(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def cpu_seconds(pid: int) -> float | None:
    """The processor time of all threads so far, also of those that have ended; None on macOS."""
    return sum(map(_cpu, family(pid))) if CAN_TELL else None


def _cpu(pid: int) -> float:
    try:
        return time.clock_gettime((~pid << 3) | _CPU_TIME)
    except OSError:
        return 0.0


def resident(pid: int) -> int:
    """The bytes of memory, with what is shared with others (RSS); 0 on macOS."""
    return sum(_told(each, "status", "VmRSS") for each in family(pid)) * 1024


def writes(pid: int) -> int:
    """How often it has called write(2) or the like so far, for files and terminals; 0 on macOS."""
    return sum(_told(each, "io", "syscw") for each in family(pid))


def _told(pid: int, file: str, field: str) -> int:
    """The number in a field of a file of /proc; 0 where the process has just ended."""
    try:
        text = (PROC / str(pid) / file).read_text()
    except OSError:
        return 0
    found = re.search(rf"^{field}:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0
