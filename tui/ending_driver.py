"""Textual's driver for terminals, but it gives the terminal back at once, whatever ends it."""

import os
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, TextIO

from textual.drivers.linux_driver import LinuxDriver

from tui.leaving import ENDING, Limit, Signals, give_back_at_once
from tui.subcommands.options import BY_SIGNAL, discard
from tui.terminal_codes import TerminalCodes
from tui.terminal_size import terminal_size

if TYPE_CHECKING:
    from tui.themed_app import ThemedApp

GONE = BY_SIGNAL + signal.SIGHUP
"""The exit status where the terminal is gone."""


class EndingDriver(LinuxDriver):
    """Ends the process in 1.5 s, whatever hangs, and leaves what is typed then to the shell.

    - Textual's thread for keys sees only when its waiting is over that it shall end, and waits once
      more then: that takes up to 200 ms, and keys that come meanwhile are lost.
    - It dies of a byte that is not UTF-8: https://github.com/Textualize/textual/issues/6456.
    - It spins when the terminal is gone: https://github.com/Textualize/textual/pull/6690. Here that
      ends the application, also where SIGHUP is ignored (`nohup`).
    - Signals that end a process leave the terminal as the application has it:
      https://github.com/Textualize/textual/issues/1171. Here they end the application.
    - What is to be written waits in a queue, and the application with it where nobody reads it
      (https://github.com/Textualize/textual/pull/1104); so `Limit` sees to the end.
    - SIGTSTP and SIGCONT are handled in the middle of what they interrupt, the queue too, and
      SIGCONT without a stop begins a second time and forgets how the terminal was. Here the loop
      does what they ask for. What is written while another program has the terminal fills the
      queue for ever; here it is left out.

    What Textual mends can go one by one.
    """

    _app: "ThemedApp"

    def __init__(self, app: "ThemedApp", **options: Any) -> None:
        """Use the terminal of the process, with the options of Textual's driver."""
        super().__init__(app, **options)
        self._ends, self._end = os.pipe()
        self._context = copy_context()
        self._signals: Signals | None = None
        self._limit: Limit | None = None
        self._is_given_back = False
        self._is_ending = False
        self._is_suspending = False
        if self._file:
            self._file = _Output(self._file, self)  # type: ignore[assignment]

    # The beginning and the end

    def start_application_mode(self) -> None:
        """Begin, unless there is to be an end."""
        if self._is_ending:
            return
        if self._signals is None:
            self._signals = Signals(self._hear)
        self._is_given_back = False
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._is_given_back = self._is_suspended  # the shell has not put it in front

    @property
    def _is_suspended(self) -> bool:
        return self._key_thread is None

    def stop_application_mode(self) -> None:
        """Give the terminal back, soon, unless it is already."""
        if self._is_given_back:
            return
        if not (self._is_suspending or self._is_ending):
            self._limit = self._new_limit(self._app.return_code or 0)
        super().stop_application_mode()
        if not self._is_suspending:
            self.close()  # Textual would first take down all that is on the screen

    def close(self) -> None:
        """Write what is left."""
        if self._is_given_back:
            return
        super().close()
        self._is_given_back = True
        if self._limit and self._limit.spare():  # the end of what was written, too
            give_back_at_once(self.fileno, None)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def write(self, data: str) -> None:
        """Write, while the terminal is ours."""
        if not self._is_given_back:
            super().write(data)

    # The end from outside

    def leave(self, status: int) -> None:
        """End the application, and the process in time; may be called from any thread."""
        if self._is_ending:
            return
        self._is_ending = True
        self._limit = self._new_limit(status)
        self._soon(self._app.leave, status)

    def _soon(self, do: Callable[..., object], *arguments: object) -> None:
        """Do something in the application's thread, unless that has come to its end."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(do, *arguments, context=self._context)

    def _new_limit(self, status: int) -> Limit:
        return Limit(status, self.fileno, self._give_back)

    def _give_back(self) -> None:
        if not self._is_given_back:
            give_back_at_once(self.fileno, self.attrs_before)

    def _hear(self, numbers: bytes) -> None:
        """Do what signals ask for, in the thread that hears them."""
        for number in ENDING:
            if number in numbers:
                self.leave(BY_SIGNAL + number)
        if self._is_ending:
            return
        if signal.SIGTSTP in numbers:
            self._soon(self._suspend)
        elif signal.SIGCONT in numbers:
            self._soon(self._continue)

    # To the shell, and back

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        self._is_suspending = True
        super().suspend_application_mode()
        self._is_suspending = False

    def _suspend(self) -> None:
        if self._is_suspended or self._is_ending or not self._signals:
            return
        self.suspend_application_mode()
        if not self._signals.stop_here():
            self._continue()

    def _continue(self) -> None:
        """Draw again, also where SIGSTOP stopped the process as it was."""
        if not (self._is_ending or not self._auto_restart):
            self._must_signal_resume = True
            if not self._is_suspended:
                self.suspend_application_mode()
            self.resume_application_mode()

    # Keys

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._soon(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Hand on what the terminal sends, until there is to be an end."""
        codes = TerminalCodes()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:  # macOS can wait for terminals with no other
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._ends, selectors.EVENT_READ)
            while True:
                for ready, _ in selector.select(codes.waits):
                    if ready.fd == self._ends:
                        os.read(self._ends, 1)
                        return
                    if not (data := self._read()):
                        self.leave(GONE)
                        return
                    for message in codes.read(decode(data)):
                        self.process_message(message)
                for message in codes.give_up():
                    self.process_message(message)

    def _read(self) -> bytes:
        """What the terminal sends; nothing where there is none any more."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def disable_input(self) -> None:
        """End the thread; once it has ended, what is typed is not for this program."""
        if self._key_thread is None:
            return
        if self._key_thread.is_alive():
            os.write(self._end, b".")
        super().disable_input()
        self._key_thread = None

    def _get_terminal_size(self) -> tuple[int, int]:
        return terminal_size()


class _Output:
    """Where Textual writes; nowhere, once the terminal is gone."""

    def __init__(self, file: TextIO, driver: EndingDriver) -> None:
        self._file = file
        self._driver = driver
        self.fileno = file.fileno

    def write(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError:
            self._end()

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            self._end()

    def _end(self) -> None:
        discard(self._file)
        self._driver.leave(GONE)
