"""What a program in a terminal does after keys: how long, how many bytes, how much of a processor.

Times are milliseconds from outside: from the moment of the key (or of the start) to that at which
a piece of what the program wrote came. The screen is emulated only when the program is silent.
"""

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.process import CAN_TELL, cpu_seconds, writes
from benchmarks.screen import SEQUENCE, whole
from benchmarks.terminal import EndedError, Terminal

Shown = Callable[[str], bool]
"""Is something on a screen, of which this is the text?"""

_QUIET, _REST = 0.25, 0.5
"""Seconds without a byte by which a reaction is over, and by which a program is at rest."""

_REACTION = 1.0
"""Seconds after which a program that has written nothing will not."""

_STILL = 0.02
"""The share of a core that a program may use when it has settled."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a program did after keys, or after its start."""

    visible: float | None
    """Milliseconds to what was waited for; None, where nothing was."""
    last: float | None
    """Milliseconds to its last byte; None, where there was none."""
    size: int
    """Its bytes."""
    cpu: float | None
    """Milliseconds of a processor; None, where the system does not tell."""


@dataclass(frozen=True, slots=True)
class Answering:
    """How soon a start shows something, and how soon it does what a key says."""

    visible: float
    answered: float


@dataclass(frozen=True, slots=True)
class Held:
    """What a program did while a key was held."""

    bytes_a_key: float
    """All bytes by all keys."""
    bytes_between: float
    """The median of the bytes that came between one key and the next."""
    lag: float
    """Milliseconds from the last key to the last byte."""


@dataclass(frozen=True, slots=True)
class Idling:
    """What a program did while nobody did anything."""

    size: int
    writes: int | None
    """How often it called write(2), to the terminal or to files."""
    cpu_share: float | None
    """The share of one core."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a program ended."""

    given_back: float | None
    """Milliseconds until it left its own screen; None, where it had none or did not."""
    gone: float
    """Milliseconds until the process was no more."""
    left: frozenset[str]
    """What of the terminal it has not given back."""


def shows(*texts: str) -> Shown:
    """All of these texts."""
    return lambda screen: all(text in screen for text in texts)


def matches(pattern: str) -> Shown:
    """A regular expression."""
    return lambda screen: re.search(pattern, screen) is not None


def start(terminal: Terminal, shown: Shown) -> Reaction:
    """Wait until a program that was just started has shown something, and is silent."""
    return _reaction(terminal, terminal.began, 0, 0.0, shown, _REST)


def react(
    terminal: Terminal,
    keys: str,
    shown: Shown | None = None,
    quiet: float = _QUIET,
    patience: float = 30.0,
) -> Reaction:
    """Press keys, and wait until something is shown and the program is silent again.

    Raises:
        EndedError: It is not shown, or was already.
    """
    terminal.wait_until_quiet(0.0)
    if shown and shown(terminal.text):
        raise EndedError(f"That is on the screen before the key:\n{terminal.text}")
    pieces, cpu = len(terminal.pieces), cpu_seconds(terminal.pid)
    at = terminal.press(keys)
    return _reaction(terminal, at, pieces, cpu, shown, quiet, patience)


def _reaction(
    terminal: Terminal,
    at: float,
    pieces: int,
    cpu: float | None,
    shown: Shown | None,
    quiet: float,
    patience: float = 60.0,
) -> Reaction:
    """What has come since a moment, of which so many pieces and seconds of a processor were."""
    visible: float | None = None
    if len(terminal.pieces) == pieces:
        terminal.read(_REACTION)
    if shown:
        visible = _first_shown(terminal, shown, quiet, patience)
    elif len(terminal.pieces) > pieces:
        terminal.wait_until_quiet(quiet, patience)
    used = cpu_seconds(terminal.pid)
    came = terminal.pieces[pieces:]
    return Reaction(
        visible=None if visible is None else _milliseconds(visible - at),
        last=_milliseconds(came[-1][0] - at) if came else None,
        size=sum(len(data) for _, data in came),
        cpu=None if used is None or cpu is None else _milliseconds(used - cpu),
    )


def start_and_press(
    terminal: Terminal, text: str, key: str, then: Shown, shown: Shown | None = None
) -> Answering:
    """Press a key as soon as a start writes a text: when that was shown, and what the key does.

    The text is looked for in what is written, as emulating the screen would take too long: if it
    comes in pieces that hide it, the key is late, and the figure too high. `shown` is what is to
    be visible, if it is more than the text.

    Raises:
        EndedError: One of them is not shown.
    """
    _read_until_written(terminal, text.encode())
    terminal.press(key)
    visible = _first_shown(terminal, shown or shows(text))
    answered = visible if then(terminal.text_seen) else _first_shown(terminal, then)
    began = terminal.began
    return Answering(_milliseconds(visible - began), _milliseconds(answered - began))


def _read_until_written(terminal: Terminal, text: bytes, patience: float = 60.0) -> None:
    """Read until a text was written, whatever its colours, or nothing comes any more."""
    plain, begun = b"", b""
    while text not in plain and time.perf_counter() < terminal.began + patience:
        data = terminal.read(_REACTION)
        if not data and plain:
            return
        data, begun = whole(begun + data)
        plain = plain[-len(text) :] + SEQUENCE.sub(b"", data)


def _first_shown(
    terminal: Terminal, shown: Shown, quiet: float = _QUIET, patience: float = 60.0
) -> float:
    """When something was first on the screen; the program is silent before it is looked for."""
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        terminal.wait_until_quiet(quiet)
        at = terminal.when(shown)
        if at is not None:
            return at
        if terminal.has_ended():
            break
    raise EndedError(f"It was not shown. The screen:\n{terminal.text}")


def hold(terminal: Terminal, key: str, count: int = 40, rate: float = 30.0) -> Held:
    """Press a key so often, so many times a second, as a keyboard does while it is held."""
    terminal.wait_until_quiet(0.0)
    pieces = len(terminal.pieces)
    began = time.perf_counter()
    presses = []
    for number in range(count):
        terminal.read_until(began + number / rate)
        presses.append(terminal.press(key))
    terminal.wait_until_quiet(_REST)
    came = terminal.pieces[pieces:]
    between = [
        sum(len(data) for at, data in came if earlier <= at < later)
        for earlier, later in pairwise(presses)
    ]
    last = max((at for at, _ in came), default=presses[-1])
    return Held(
        bytes_a_key=sum(len(data) for _, data in came) / count,
        bytes_between=statistics.median(between),
        lag=max(0.0, _milliseconds(last - presses[-1])),
    )


def settle(terminal: Terminal, patience: float = 60.0) -> None:
    """Wait until a program writes nothing, and does hardly anything, for a while."""
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        did = idle(terminal, _REST)
        if not did.size and (did.cpu_share or 0.0) < _STILL:
            return


def idle(terminal: Terminal, seconds: float) -> Idling:
    """Do nothing for some seconds."""
    terminal.wait_until_quiet(0.0)
    pieces, cpu, written = len(terminal.pieces), cpu_seconds(terminal.pid), writes(terminal.pid)
    began = time.perf_counter()
    while (left := began + seconds - time.perf_counter()) > 0:
        terminal.wait_until_quiet(left, left)
    used = cpu_seconds(terminal.pid)
    return Idling(
        size=sum(len(data) for _, data in terminal.pieces[pieces:]),
        writes=writes(terminal.pid) - written if CAN_TELL else None,
        cpu_share=None if used is None or cpu is None else (used - cpu) / seconds,
    )


def leave(terminal: Terminal, keys: str) -> Leaving:
    """Press the keys that end a program, and wait until it has.

    Raises:
        EndedError: It does not end.
    """
    terminal.wait_until_quiet(0.0)
    pieces, had_screen = len(terminal.pieces), terminal.is_on_alternate_screen
    at = terminal.press(keys)
    given_back = None
    while not terminal.has_ended():
        if time.perf_counter() > at + 10:
            raise EndedError(f"The program does not end. The screen:\n{terminal.text}")
        terminal.read(0.002)
        if had_screen and given_back is None and not terminal.is_on_alternate_screen:
            given_back = terminal.pieces[-1][0]
    gone = time.perf_counter()
    terminal.wait_until_quiet(0.02)
    if had_screen and given_back is None and len(terminal.pieces) > pieces:
        given_back = None if terminal.is_on_alternate_screen else gone  # it was sent before that
    return Leaving(
        given_back=None if given_back is None else _milliseconds(given_back - at),
        gone=_milliseconds(gone - at),
        left=frozenset(terminal.not_given_back),
    )


def _milliseconds(seconds: float) -> float:
    return seconds * 1000
