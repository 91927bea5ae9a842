"""P10: who loses the connection loses no tag, and leaves no process behind that lives or spins."""

import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks import process
from benchmarks.terminal import EndedError, Terminal
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.reader_kills import PATIENCE, ROOT, Given, tag_some, tags_in

GONE_AFTER = 2.0
"""Seconds after which the process is gone, where nobody else uses the machine."""

GONE_IN_A_CROWD = 10.0
"""The same in the short form, beside which other tests run."""

CPU_AFTER = 1.0
"""Seconds of processor time that the end may take; what spins takes that in one."""

HUNG_UP = 128 + signal.SIGHUP


@dataclass(frozen=True, slots=True)
class Loss:
    """A way to lose the connection."""

    name: str
    lose: Callable[[Terminal], bool]
    """Loses it: did it come to that?"""
    status: int
    shell: str = "exec"
    """What a shell does before it runs the reader."""


def hang_up(terminal: Terminal) -> bool:
    """Close the terminal: the system sends SIGHUP."""
    terminal.hang_up()
    return True


def send(number: int, terminal: Terminal) -> bool:
    os.kill(terminal.pid, number)
    return True


def freeze(number: int, terminal: Terminal) -> bool:
    """Do not read what is written until nothing can be written any more; then send a signal."""
    is_frozen = stop_reading(terminal)
    os.kill(terminal.pid, number)
    return is_frozen


def stop_reading(terminal: Terminal) -> bool:
    """Let the reader draw all again until the terminal takes nothing: did it come to that?"""
    end = time.monotonic() + PATIENCE
    own = os.open(f"/proc/{terminal.pid}/fd/2", os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        quiet = 0
        while quiet < 10 and time.monotonic() < end:
            if select.select([], [own], [], 0)[1]:
                terminal.press("\x0c" * 4)
                quiet = 0
            else:
                quiet += 1
            time.sleep(0.01)
        return quiet == 10
    finally:
        os.close(own)


SIGNALLED = Loss("SIGHUP", partial(send, signal.SIGHUP), HUNG_UP)
IGNORED = Loss("SIGHUP ignored", hang_up, HUNG_UP, 'trap "" HUP; exec')
CLOSED = Loss("closed", hang_up, HUNG_UP)
FROZEN = Loss("frozen, SIGTERM", partial(freeze, signal.SIGTERM), 128 + signal.SIGTERM)
FROZEN_TOO = Loss("frozen, SIGHUP", partial(freeze, signal.SIGHUP), HUNG_UP)

WAYS = 4


def losses(trials: int) -> list[Loss]:
    """Each way so many times; those of a frozen terminal by turns."""
    frozen = [FROZEN, FROZEN_TOO]
    return [
        loss
        for number in range(trials)
        for loss in (SIGNALLED, IGNORED, frozen[number % 2], CLOSED)
    ]


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Lose so many connections in each way, two at a time, and those of Textual's driver."""
    if not process.CAN_TELL:
        return Outcome("P10", "a lost connection", 0, 0, 0, impossible="needs /proc")
    patience = GONE_AFTER if trials >= 20 else GONE_IN_A_CROWD
    works = [
        partial(lose, losses(trials)[half::2], patience, chance.random(), place / str(half))
        for half in range(2)
    ]
    works += [partial(lose_stock, chance.random(), place / "stock")]
    *answers, control = in_children(works, patience=3000)
    breaches = [word for answer in answers for word in answer["words"]]
    slowest, cpu = (max(answer[name] for answer in answers) for name in ("slowest", "cpu"))
    return Outcome(
        "P10",
        "connection lost: gone in time, no processor time, no tag lost",
        WAYS * trials,
        sum(answer["hits"] for answer in answers),
        sum(answer["breaches"] for answer in answers),
        (Control("Textual's driver", *control),),
        "; ".join([f"the last was gone after {slowest:.2f} s, with {cpu:.2f} s of CPU", *breaches]),
    )


def lose(ways: list[Loss], patience: float, seed: float, place: Path) -> dict[str, object]:
    """Lose connections, each with a reader of its own: hits, breaches, the most that it took."""
    chance, breaches, hits = random.Random(seed), Breaches(), 0
    slowest = cpu_most = 0.0
    small_library.write(place / "articles")
    with closing(small_library.opened(place)) as library:
        contents, tags = small_library.contents(library), library.tag_file
    given: Given = {line.key: set() for line in contents.lines}
    for loss in ways:
        with reader(place, loss.shell) as terminal:
            terminal.wait_for(f" of {small_library.COUNT} ·", PATIENCE)
            terminal.press("gg")  # it opens where one was
            tag_some(terminal, contents, given, chance)
            seconds, cpu, was_hit = end_of(terminal, loss, patience)
            slowest, cpu_most, hits = max(slowest, seconds), max(cpu_most, cpu), hits + was_hit
            for words in wrong(terminal, loss, seconds, cpu, patience):
                breaches.add(f"{loss.name}: {words}")
        if (there := tags_in(tags)) != {key: names for key, names in given.items() if names}:
            breaches.add(f"{loss.name}: shown were {given}, there are {there}")
            given = {key: there.get(key, set()) for key in given}
    return {
        "hits": hits,
        "breaches": breaches.count,
        "words": breaches.words,
        "slowest": slowest,
        "cpu": cpu_most,
    }


def end_of(terminal: Terminal, loss: Loss, patience: float) -> tuple[float, float, bool]:
    """Lose a connection: how long and with what processor time the reader lived on, and a hit."""
    waited_before = cpu_of_ended()
    cpu_before = process.cpu_seconds(terminal.pid) or 0.0
    is_hit = loss.lose(terminal)
    begin = time.monotonic()
    cpu_before = process.cpu_seconds(terminal.pid) or cpu_before
    while not terminal.has_ended() and time.monotonic() < begin + patience:
        time.sleep(0.005)
    seconds = time.monotonic() - begin
    if terminal.status is None:
        return seconds, (process.cpu_seconds(terminal.pid) or 0.0) - cpu_before, is_hit
    return seconds, cpu_of_ended() - waited_before - cpu_before, is_hit


def cpu_of_ended() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def wrong(terminal: Terminal, loss: Loss, seconds: float, cpu: float, patience: float) -> list[str]:
    """What is not as it should be after the end."""
    said = []
    if terminal.status != loss.status:
        said.append(f"status {terminal.status} after {seconds:.2f} s")
    if cpu > CPU_AFTER:
        said.append(f"{cpu:.2f} s of processor time")
    if left := [pid for pid in of_session(terminal.pid) if pid != terminal.pid]:
        said.append(f"processes are left: {left}")
    if terminal.status is not None and loss.lose is not hang_up:
        terminal.wait_until_quiet(0.05)
        if not_given_back := terminal.not_given_back:
            said.append(f"not given back: {not_given_back}")
    return said


def of_session(leader: int) -> list[int]:
    """The processes of a session."""
    found = []
    for folder in process.PROC.glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(folder.name))
    return found


def reader(place: Path, shell: str = "exec", **variables: str) -> Terminal:
    """The reader on the library in `place`, run by a shell that may do something before."""
    argv = ["sh", "-c", f'{shell} "{sys.executable}" -m tui articles']
    return Terminal(argv, environ=environ(place, variables), cwd=str(place))


def environ(place: Path, variables: Mapping[str, str]) -> dict[str, str]:
    homes = {"HOME": str(place), "XDG_CACHE_HOME": str(place / "cache"), "PYTHONPATH": str(ROOT)}
    return {"PATH": os.environ["PATH"], **homes, **variables}


def lose_stock(seed: float, place: Path) -> tuple[int, int]:
    """The same with Textual's driver, once each: how many times, and how many went wrong."""
    lost = 0
    small_library.write(place / "articles")
    small_library.opened(place).close()
    ways = (IGNORED, FROZEN)
    for loss in ways:
        with reader(place, loss.shell, GRTUI_DRIVER="stock") as terminal:
            try:
                terminal.wait_for("1 of ", PATIENCE)
            except EndedError:
                continue
            seconds, cpu, _ = end_of(terminal, loss, GONE_AFTER)
            lost += bool(wrong(terminal, loss, seconds, cpu, GONE_AFTER))
    return len(ways), lost
