"""Other programs that have the terminal for a while: pagers, editors, shell commands."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from store.errors import GrtuiError, reason

AT_ONCE = 0.3
"""Seconds: what a program shows that ends sooner nobody has read."""

_NAME_BYTES = 200
"""File systems take names of 255 bytes."""


_PASSED_ON = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What ends the reader ends the program in front too, which may not have got it."""

_PATIENCE = 0.5
"""Seconds that a program has for its end once it is told to end."""


class OutsideError(GrtuiError):
    """Another program cannot be run."""


def program(
    variables: Sequence[str], usual: Sequence[str], environ: Mapping[str, str]
) -> list[str]:
    """The program that the first set variable names, with its arguments; else a usual one.

    Raises:
        OutsideError: It is not there, or the variable cannot be understood.
    """
    for variable in variables:
        if value := environ.get(variable, "").strip():
            try:
                argv = shlex.split(value)
            except ValueError as error:
                raise OutsideError(f"${variable} is {value}, which is no command.") from error
            if not argv or not shutil.which(argv[0], path=environ.get("PATH")):
                raise OutsideError(f"${variable} is {value}, but there is no such program.")
            return argv
    for name in usual:
        if shutil.which(name, path=environ.get("PATH")):
            return [name]
    raise OutsideError(f"There is no {' or '.join(usual)}: set ${variables[0]} to a program.")


@contextmanager
def private_copy(name: str, text: str) -> Iterator[Path]:
    """A file that nobody else can read and no program writes by mistake; gone afterwards.

    Raises:
        OutsideError: It cannot be made.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="grtui-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / name.encode()[-_NAME_BYTES:].decode(errors="ignore")
            path.touch(0o600)
            path.write_text(text, encoding="utf-8", errors="replace")
            path.chmod(0o400)
            yield path
    except OSError as error:
        raise OutsideError(f"No copy could be made: {error.strerror or error}.") from error


def run(argv: Sequence[str], text: str | None = None) -> int:
    """Run a program, with a text as its input or with the terminal's: its exit status.

    The terminal is as it was then, whatever the program did to it. Ctrl+c is the program's.

    Raises:
        OutsideError: It cannot be run.
    """
    begun = time.monotonic()
    data = None if text is None else text.encode("utf-8", "replace")
    with _own_signals() as end:
        with _own_terminal():
            try:
                status = _status_of(argv, data, end)
            except OSError as error:
                raise OutsideError(f"{argv[0]} could not be run: {reason(error)}.") from error
        if text is not None or time.monotonic() - begun < AT_ONCE:
            _wait_for_enter(status)
    return status


def _status_of(argv: Sequence[str], data: bytes | None, end: "_End") -> int:
    with subprocess.Popen(argv, stdin=None if data is None else subprocess.PIPE) as process:
        try:
            end.may_come()
            process.communicate(data)
        except OutsideError:
            process.terminate()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
            raise
    return process.returncode


def in_words(status: int) -> str:
    """How a program ended: `ended with status 1`."""
    return f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"


def _wait_for_enter(status: int) -> None:
    if not (sys.__stdin__ and sys.__stderr__):
        return
    sys.__stderr__.write(f"\n[{in_words(status)}; enter goes back] ")
    sys.__stderr__.flush()
    os.read(sys.__stdin__.fileno(), 1024)


class _End:
    """What ends the reader: it breaks off the waiting for a program, once that has begun."""

    def __init__(self) -> None:
        self._may_come = self._has_come = False

    def hear(self, number: int, frame: object) -> None:
        if not self._has_come:
            self._has_come = True
            self._raise()

    def may_come(self) -> None:
        """From now on there is a program to end.

        Raises:
            OutsideError: The reader is told to end, or was before.
        """
        self._may_come = True
        self._raise()

    def _raise(self) -> None:
        if self._may_come and self._has_come:
            raise OutsideError("The reader is told to end.")


@contextmanager
def _own_signals() -> Iterator[_End]:
    """Let the keys that end a program end only that, and what ends the reader end both."""
    end = _End()

    def let_it_be(number: int, frame: object) -> None:
        """Do nothing; to ignore the signal would be handed on to the program."""

    numbers = [signal.SIGINT, *([signal.SIGQUIT] if hasattr(signal, "SIGQUIT") else [])]
    before = {number: signal.signal(number, let_it_be) for number in numbers}
    for number in _PASSED_ON:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            before[number] = signal.signal(number, end.hear)
    if hasattr(signal, "SIGTSTP"):  # ctrl+z stops both, if there is a shell
        before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


@contextmanager
def _own_terminal() -> Iterator[None]:
    """Set the terminal as it was, also where the program was killed before it could."""
    if os.name == "nt" or not sys.__stdin__ or not sys.__stdin__.isatty():
        yield
        return
    import termios

    before = termios.tcgetattr(sys.__stdin__)
    try:
        yield
    finally:
        termios.tcsetattr(sys.__stdin__, termios.TCSANOW, before)
