"""P11: ctrl+c at any moment ends each command and the reader in silence; the tag file is whole."""

import os
import random
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.process import PROC
from benchmarks.terminal import EndedError, Terminal
from store.errors import GrtuiError
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.values import articles_in

ROOT = Path(__file__).parent.parent.parent
LATEST = 0.4
"""How long after its beginning a program is interrupted, at most, in seconds."""

PATIENCE = 20.0
A_WHILE = 3.0
"""Seconds after which a program that was not interrupted is taken for the reader."""

INTERRUPTED = {130, -signal.SIGINT}

GUARDED = ("-m", "tui")
BARE = ("-c", "from tui.cli import main; raise SystemExit(main())")
"""The command line without what it begins in."""

COMMANDS = (
    ("search", "is:unread"),
    ("search", "--format", "json", "is:unread"),
    ("count", "is:unread"),
    ("tags",),
    ("log",),
    ("check",),
    ("dump",),
    ("undo",),
    ("redo",),
    ("config",),
    ("completion", "bash"),
    ("--help",),
    ("add", "new.txt"),
    ("tag", "+Europe", "--yes", "--", "is:unread"),
    ("tag", "-Europe", "--yes", "--", "is:unread"),
)
READER = ()
"""No words at all open the reader, which is interrupted by the key."""

_OURS = re.compile(r"(tui|store|widgets)/(?!__main__|__init__)\w+\.py")
"""Our files, but for those that begin with no more than the import of the first one."""


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Interrupt so many programs, two at a time, and some without the guard beside them."""
    works = [
        partial(interrupt, GUARDED, number, random.Random(chance.random()), place / name)
        for number, name in ((trials - trials // 2, "one"), (trials // 2, "two"))
    ]
    bare = max(6, trials // 10)
    works.append(partial(interrupt, BARE, bare, random.Random(chance.random()), place / "bare"))
    *answers, control = in_children(works, patience=3000)
    return Outcome(
        "P11",
        "ctrl+c at any moment: status 130 or the signal, no traceback, the tag file whole",
        trials,
        sum(hits for hits, _, _ in answers),
        sum(count for _, count, _ in answers),
        (Control("no guard while it imports", bare, control[1]),),
        "; ".join(word for _, _, words in answers for word in words),
    )


def interrupt(
    program: Sequence[str], trials: int, chance: random.Random, place: Path
) -> tuple[int, int, list[str]]:
    """Interrupt programs: how many were, how many of them did not end well, and how."""
    small_library.write(place / "articles")
    small_library.opened(place).close()
    (place / "new.txt").write_text("A New One\n\nIts text.\n", encoding="utf-8")
    breaches, hits = Breaches(), 0
    for _ in range(trials):
        words = (
            chance.choice((*COMMANDS, READER, READER, READER))
            if program is GUARDED
            else COMMANDS[0]
        )
        after = chance.uniform(0.0, LATEST) if program is GUARDED else chance.uniform(0.02, 0.15)
        one = in_terminal if words is READER else in_pipe
        status, said = one([sys.executable, *program, *words], place, after)
        hits += status in INTERRUPTED
        if why := what_is_wrong(status, said) or wrong_tags(place):
            breaches.add(f"{' '.join(words) or 'the reader'} after {after:.3f} s: {why}")
    return hits, breaches.count, breaches.words


def environ(place: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "XDG_CACHE_HOME": str(place / "cache"),
        "GRTUI_LIBRARY": str(place / "articles"),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
    }


def in_pipe(argv: Sequence[str], place: Path, after: float) -> tuple[int | None, str]:
    """Interrupt a command and all that it has started, as a terminal would."""
    with subprocess.Popen(
        argv,
        cwd=place,
        env=environ(place),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)  # it is there until it is waited for
        try:
            _, said = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            return None, ""
    return process.returncode, said.decode(errors="replace")


def in_terminal(argv: Sequence[str], place: Path, after: float) -> tuple[int | None, str]:
    """Press ctrl+c in the reader, or before it is one."""
    with Terminal(argv, columns=80, lines=24, environ=environ(place), cwd=str(place)) as terminal:
        has_begun(terminal.pid)
        terminal.read_until(time.perf_counter() + after)
        is_key = not terminal.attributes[3] & termios.ICANON
        terminal.press("\x03")
        try:
            if is_key or (status := ended(terminal, A_WHILE)) is None:
                terminal.press("\x11")  # it was a key, which says that this leaves
                status = ended(terminal, PATIENCE)
        except OSError:  # it ended meanwhile
            status = ended(terminal, PATIENCE)
        said = terminal.written.decode(errors="replace") if "Traceback" in terminal.text else ""
        if left := terminal.not_given_back:
            return status, f"not given back: {', '.join(sorted(left))}"
        return status, said


def ended(terminal: Terminal, patience: float) -> int | None:
    """The exit status; None where it does not end."""
    try:
        return terminal.wait_for_exit(patience)
    except EndedError:
        return None


def has_begun(pid: int) -> None:
    """Wait until the terminal is that of the program: before, its keys end nothing."""
    end = time.perf_counter() + PATIENCE
    while b"tui" not in (PROC / str(pid) / "cmdline").read_bytes().split(b"\0"):
        if time.perf_counter() > end:
            return
        time.sleep(0.0005)


def what_is_wrong(status: int | None, said: str) -> str:
    """Why a program did not end as it should; a traceback of Python alone is not of this program.

    Python takes 15 ms to begin, and prints one where ctrl+c comes into its own imports.
    """
    if status is None:
        return "it does not end"
    if status not in (*INTERRUPTED, 0, 1) and not is_of_python(said):
        return f"it ended with {status}: {said[-300:]!r}"
    if said.startswith("not given back"):
        return said
    if ("Traceback" in said or "Exception ignored" in said) and not is_of_python(said):
        return said[-300:]
    return ""


def is_of_python(said: str) -> bool:
    return bool(said) and not _OURS.search(said)


def wrong_tags(place: Path) -> str:
    """Why the tag file cannot be read, if it is there."""
    path = place / "articles/.grtui/tags.json"
    try:
        if path.exists():
            articles_in(path)
    except GrtuiError as error:
        return str(error)
    return ""
