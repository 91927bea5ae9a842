"""A program in a pseudo-terminal, with what it shows on an emulated screen."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from benchmarks import process
from benchmarks.modes import Modes
from benchmarks.screen import Screen

MODERN = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
"""What a terminal of today says of itself."""


class EndedError(Exception):
    """The program ended, or did not show in time what was waited for."""


class Terminal:
    """Runs a program in a terminal of its own.

    The screen is emulated only when it is asked for, so that the emulator takes no time from what
    is measured. What programs ask a terminal is answered at once.

    Attributes:
        pid: Its process.
        began: When it was started, by `time.perf_counter`.
        pieces: The pieces in which came what it has written, each with the time.
        modes: What it has switched on.
        status: Its exit status, once it has ended.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 40,
        environ: Mapping[str, str] | None = None,
        cwd: str | None = None,
        kind: Mapping[str, str] = MODERN,
    ) -> None:
        """Be ready to run a program in a terminal of some size and kind (TERM and the like)."""
        self._argv = list(argv)
        self._cwd = cwd
        self._window = struct.pack("HHHH", lines, columns, 0, 0)
        self._environ = {
            **(os.environ if environ is None else environ),
            **MODERN,
            **kind,
        }
        self._screen = Screen(columns, lines)
        self._emulated = 0
        self.modes = Modes()
        self.pieces: list[tuple[float, bytes]] = []
        self.status: int | None = None

    def __enter__(self) -> Self:
        self._fd, program_side = pty.openpty()
        fcntl.ioctl(program_side, termios.TIOCSWINSZ, self._window)
        self.attributes_before = termios.tcgetattr(program_side)
        self.began = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(self._fd)
                os.login_tty(program_side)
                os.chdir(self._cwd or ".")
                os.execvpe(self._argv[0], self._argv, self._environ)
            finally:
                os._exit(127)
        os.close(program_side)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.status is None:
            process.kill(self.pid)  # it may be a shell, with others below it
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def press(self, keys: str | bytes) -> float:
        """Type keys, all at once: the seconds of `time.perf_counter` at which it was done."""
        at = time.perf_counter()
        os.write(self._fd, keys.encode() if isinstance(keys, str) else keys)
        return at

    def resize(self, columns: int, lines: int) -> None:
        """Be of another size, and tell the program; what was shown before is not seen again."""
        window = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, window)
        self._emulated = len(self.pieces)
        self._screen = Screen(columns, lines)

    def wait_for(self, text: str, patience: float = 30.0) -> float:
        """Wait until a text is on the screen: the seconds of `time.perf_counter` at which it came.

        Raises:
            EndedError: It did not come.
        """
        end = time.perf_counter() + patience
        at = time.perf_counter()
        while text not in self.text:
            came = self._read(end - time.perf_counter())
            if came is None:
                raise EndedError(f"{text!r} was not shown. The screen:\n{self.text}")
            at = came
        return at

    def when(self, is_shown: Callable[[str], bool]) -> float | None:
        """At which time the screen showed something, of what has come since it was asked for last.

        The screen is looked at after each piece. The emulator takes time, so what is measured must
        have ended when this is asked.
        """
        while self._emulated < len(self.pieces):
            at, data = self.pieces[self._emulated]
            self._screen.feed(data)
            self._emulated += 1
            if is_shown(self._screen.text):
                return at
        return None

    def wait_until_quiet(self, seconds: float = 0.3, patience: float = 10.0) -> None:
        """Read until nothing has come for some seconds, or patience is at its end."""
        end = time.perf_counter() + patience
        while self._read(seconds) is not None and time.perf_counter() < end:
            pass

    def read_until(self, end: float) -> None:
        """Read until it is so late by `time.perf_counter`, or the program has ended."""
        while (left := end - time.perf_counter()) > 0 and self._read(left) is not None:
            pass

    def read(self, patience: float) -> bytes:
        """Read the next piece; nothing, where none comes."""
        return self.pieces[-1][1] if self._read(patience) is not None else b""

    def wait_for_exit(self, patience: float = 10.0) -> int:
        """Wait for the end of the program: its exit status.

        Raises:
            EndedError: It does not end.
        """
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            if self.has_ended():
                self.wait_until_quiet(0.05)
                assert self.status is not None
                return self.status
            self._read(0.002)
        raise EndedError(f"The program does not end. The screen:\n{self.text}")

    def has_ended(self) -> bool:
        """Has the program ended? It has a status then."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def wait_for_raw_input(self, patience: float = 30.0) -> None:
        """Wait until the program takes keys one by one, before it has shown anything.

        Raises:
            EndedError: It does not.
        """
        end = time.perf_counter() + patience
        while self.attributes[3] & termios.ICANON:
            if time.perf_counter() > end:
                raise EndedError("The program does not take single keys.")
            self._read(0.001)

    @property
    def attributes(self) -> list[Any]:
        """How the terminal is set: echo, single keys, and so on, as termios has it."""
        return termios.tcgetattr(self._fd)

    @property
    def is_on_alternate_screen(self) -> bool:
        """Does the program show a screen of its own, which is gone when it ends?"""
        return self.modes.is_alternate_screen_on

    @property
    def not_given_back(self) -> set[str]:
        """What is not as it was when the program was started."""
        is_changed = self.attributes != self.attributes_before
        return self.modes.left | ({"terminal attributes"} if is_changed else set())

    def kill(self) -> None:
        """End the program as a crash of the machine would."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait_for_exit()

    def hang_up(self) -> None:
        """Be gone, as a terminal is whose window is closed."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDWR)

    @property
    def written(self) -> bytes:
        """What the program has written."""
        return b"".join(data for _, data in self.pieces)

    @property
    def text(self) -> str:
        """What the screen shows now."""
        self._emulate()
        return self._screen.text

    @property
    def text_seen(self) -> str:
        """What the screen showed when it was looked at last."""
        return self._screen.text

    def _emulate(self) -> None:
        for _, data in self.pieces[self._emulated :]:
            self._screen.feed(data)
        self._emulated = len(self.pieces)

    def _read(self, patience: float) -> float | None:
        """Read what comes: when it came, or None where nothing did."""
        if not select.select([self._fd], [], [], max(0.0, patience))[0]:
            return None
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # EIO: the program is gone
            return None
        if not data:
            return None
        at = time.perf_counter()
        self.pieces.append((at, data))
        if answer := self.modes.follow(data, self._cursor):
            os.write(self._fd, answer)
        return at

    def _cursor(self) -> tuple[int, int]:
        self._emulate()
        return self._screen.cursor
