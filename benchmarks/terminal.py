"""A program in a pseudo-terminal, with what it shows on an emulated screen."""

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import pyte

# What pyte would print as text: private modes with an intermediate byte, and the kitty protocol.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][0-?]*[ -/]*[@-~]|\x1b\[[0-?]*[ -/]+[@-~]")


class EndedError(Exception):
    """The program ended, or did not show in time what was waited for."""


class Terminal:
    """Runs a program in a terminal of its own.

    Attributes:
        pid: Its process.
        written: What the program has written.
        pieces: The pieces in which it came, each with the time of `time.perf_counter`.
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
    ) -> None:
        self._argv = list(argv)
        self._cwd = cwd
        self._window = struct.pack("HHHH", lines, columns, 0, 0)
        self._environ = {
            **(os.environ if environ is None else environ),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
        }
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._unseen = b""
        self.written = b""
        self.pieces: list[tuple[float, bytes]] = []
        self.status: int | None = None

    def __enter__(self) -> Self:
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            if self._cwd:
                os.chdir(self._cwd)
            os.execvpe(self._argv[0], self._argv, self._environ)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, self._window)
        self.attributes_before = termios.tcgetattr(self._fd)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def press(self, keys: str) -> None:
        """Type keys, all at once."""
        os.write(self._fd, keys.encode())

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

    def when(self, is_shown: Callable[[str], bool], since: int) -> float | None:
        """At which time the screen first showed something: it is looked at after each piece.

        `since` is the number of the first piece that is not on the screen yet. The emulator takes
        time, so what is measured must have ended when this is asked.
        """
        self._unseen = b""
        for at, data in self.pieces[since:]:
            self._unseen = data
            if is_shown(self.text):
                return at
        return None

    def wait_until_quiet(self, seconds: float = 0.3, patience: float = 10.0) -> None:
        """Read until nothing has come for some seconds, or patience is at its end."""
        end = time.perf_counter() + patience
        while self._read(seconds) is not None and time.perf_counter() < end:
            pass

    def wait_for_exit(self, patience: float = 10.0) -> int:
        """Wait for the end of the program: its exit status.

        Raises:
            EndedError: It does not end.
        """
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                self.wait_until_quiet(0.05)
                return self.status
            self._read(0.01)
        raise EndedError(f"The program does not end. The screen:\n{self.text}")

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
        switches = re.findall(rb"\x1b\[\?1049([hl])", self.written)
        return bool(switches) and switches[-1] == b"h"

    def kill(self) -> None:
        """End the program as a crash of the machine would."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait_for_exit()

    @property
    def text(self) -> str:
        """What the screen shows now."""
        data, self._unseen = _UNKNOWN_TO_PYTE.sub(b"", self._unseen), b""
        self._stream.feed(self._decode(data))
        return "\n".join(line.rstrip() for line in self._screen.display)

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
        self._unseen += data
        self.written += data
        at = time.perf_counter()
        self.pieces.append((at, data))
        return at
