"""P11: however the reader ends or rests, the terminal is as it was."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import process
from benchmarks.terminal import EndedError, Terminal
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.lost_lines import environ, of_session
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.reader_kills import PATIENCE
from tui.crash import SENTENCE

READY = f" of {small_library.COUNT} ·"
IN_SHELL, OVER = "in the shell", "over with status"
JOBS = f"echo {IN_SHELL}; read line; fg; echo {OVER} $?"
"""What a shell does once its first job is stopped, and where the reader goes on."""

EDITOR = """#!/bin/sh
printf 'in the editor'
trap '' TERM
while :; do sleep 0.1; done
"""
"""One that does not mind to be told to end."""

Do = Callable[[Terminal], None]


@dataclass(frozen=True, slots=True)
class Ending:
    """What happens to the reader, and its status then."""

    name: str
    do: Do
    status: int = 0
    module: str = "tui"
    in_shell: str = ""
    """What a shell does once the reader is stopped or has ended; without it there is no shell."""


def press(keys: str, terminal: Terminal) -> None:
    terminal.press(keys)


def send(*numbers: int) -> Do:
    def send_to(terminal: Terminal) -> None:
        for number in numbers:
            os.kill(terminal.pid, number)

    return send_to


def stop_and_continue(terminal: Terminal) -> None:
    """Be stopped by ctrl+z and go on, look, and quit."""
    terminal.press("\x1a")
    back_from_shell(terminal)


def be_stopped(number: int, terminal: Terminal) -> None:
    """Be stopped by a signal to the reader itself, which is a job of the shell."""
    (job,) = process.family(terminal.pid)[1:]
    os.kill(job, number)
    back_from_shell(terminal)


def back_from_shell(terminal: Terminal) -> None:
    terminal.wait_for(IN_SHELL, PATIENCE)
    if left := terminal.modes.left:
        raise EndedError(f"in the shell there is {left}")
    terminal.press("\n")
    wait_until_on_screen(terminal)
    terminal.press("jq")


def wait_until_on_screen(terminal: Terminal) -> None:
    end = time.monotonic() + PATIENCE
    while not (terminal.is_on_alternate_screen and READY in terminal.text):
        terminal.wait_until_quiet(0.01, 0)
        if time.monotonic() > end:
            raise EndedError(f"nothing is drawn again:\n{terminal.text}")


def be_continued(terminal: Terminal) -> None:
    """Be told to go on without having been stopped, and quit."""
    drawn_again(terminal, partial(os.kill, terminal.pid, signal.SIGCONT))


def have_no_shell(terminal: Terminal) -> None:
    """Press ctrl+z where no shell could go on with the reader, and quit."""
    drawn_again(terminal, partial(terminal.press, "\x1a"))


def drawn_again(terminal: Terminal, do: Callable[[], object]) -> None:
    """Do what lets the reader leave its screen and begin it again, and quit then."""
    seen = len(terminal.written)
    do()
    end = time.monotonic() + PATIENCE
    while b"\x1b[?1049h" not in terminal.written[seen:] and time.monotonic() < end:
        terminal.wait_until_quiet(0.05, 0)
    wait_until_on_screen(terminal)
    terminal.press("q")


def be_in_editor(terminal: Terminal) -> None:
    """End while an editor has the terminal."""
    terminal.press("e")
    terminal.wait_for("in the editor", PATIENCE)
    os.kill(terminal.pid, signal.SIGTERM)


ENDINGS = (
    Ending("q", partial(press, "q")),
    Ending("ctrl+q", partial(press, "\x11")),
    Ending("SIGTERM", send(signal.SIGTERM), 128 + signal.SIGTERM),
    Ending("SIGINT", send(signal.SIGINT), 128 + signal.SIGINT),
    Ending("SIGTERM and SIGHUP", send(signal.SIGTERM, signal.SIGHUP), -1),
    Ending("a crash", partial(press, "\x0c"), 1, "tests.soak.breaking_reader"),
    Ending("an editor in front", be_in_editor, 128 + signal.SIGTERM),
    Ending("SIGCONT", be_continued),
    Ending("ctrl+z without a shell", have_no_shell),
    Ending("ctrl+z and fg", stop_and_continue, in_shell=JOBS),
    Ending("SIGTSTP and fg", partial(be_stopped, signal.SIGTSTP), in_shell=JOBS),
)


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """End readers in each way so many times, two at a time."""
    ways = [ending for _ in range(trials) for ending in ENDINGS]
    chance.shuffle(ways)
    works = [partial(end, ways[half::2], place / str(half)) for half in range(2)]
    bad = [Ending("SIGTERM", send(signal.SIGTERM), 128 + signal.SIGTERM)]
    works.append(partial(end, bad, place / "stock", "stock"))
    *answers, control = in_children(works, patience=3000)
    return Outcome(
        "P11",
        "an end, a stop, a crash: the terminal is given back",
        len(ways),
        sum(answer[0] for answer in answers),
        sum(answer[1] for answer in answers),
        (Control("Textual's driver", len(bad), min(control[1], len(bad))),),
        "; ".join(word for answer in answers for word in answer[2]),
    )


def end(ways: list[Ending], place: Path, driver: str = "") -> tuple[int, int, list[str]]:
    """End a reader in each way: how many ended, and what was wrong."""
    breaches, hits = Breaches(), 0
    small_library.write(place / "articles")
    small_library.opened(place).close()
    (place / "editor").write_text(EDITOR)
    (place / "editor").chmod(0o755)
    (place / "temporary").mkdir()
    for ending in ways:
        with reader(place, ending, driver) as terminal:
            try:
                terminal.wait_for(READY, PATIENCE)
                ending.do(terminal)
                status = terminal.wait_for_exit(PATIENCE)
                hits += 1
            except EndedError as error:
                breaches.add(f"{ending.name}: {str(error)[:300]}")
                continue
            for words in wrong(terminal, ending, status, place):
                breaches.add(f"{ending.name}: {words}")
    return hits, breaches.count, breaches.words


def reader(place: Path, ending: Ending, driver: str) -> Terminal:
    """The reader, as a job of a shell or without one."""
    call = f'"{sys.executable}" -m {ending.module} articles'
    shell = f"set -m; {call}; {ending.in_shell}" if ending.in_shell else f"exec {call}"
    variables = {
        "VISUAL": str(place / "editor"),
        "GRTUI_DRIVER": driver,
        "TMPDIR": str(place / "temporary"),
    }
    return Terminal(["sh", "-c", shell], environ=environ(place, variables), cwd=str(place))


def wrong(terminal: Terminal, ending: Ending, status: int, place: Path) -> Iterator[str]:
    """What is not as it should be after the end."""
    if status != ending.status and ending.status >= 0:
        yield f"status {status}"
    if not_given_back := terminal.not_given_back:
        yield f"not given back: {not_given_back}"
    if ending.in_shell and f"{OVER} 0" not in terminal.text:
        yield f"the shell did not go on:\n{terminal.text}"
    if left := [pid for pid in of_session(terminal.pid) if pid != terminal.pid]:
        yield f"processes are left: {left}"
    if left := list((place / "temporary").iterdir()):
        yield f"files are left: {left}"
    said = terminal.written.rpartition(b"\x1b[?1049l")[2].decode(errors="replace")
    if ending.module == "tui":
        if "Traceback" in said:
            yield f"a traceback:\n{said}"
    elif "KeyError" not in said or SENTENCE[:20] not in said:
        yield f"no report:\n{said}"
    elif "\x1b]" in said or "\x1b[31m" in said:
        yield f"what came from outside may act:\n{said!r}"
