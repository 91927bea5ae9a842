"""Textual's driver for terminals, but it gives the terminal back at once, whatever ends it."""

import os
import selectors
import signal
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal_size import terminal_size

if TYPE_CHECKING:
    from textual.app import App

_TICK = 0.1
"""Seconds after which an escape that nothing followed is the key."""

_BY_SIGNAL = 128
"""The exit status of what a signal ends, less its number."""


class EndingDriver(LinuxDriver):
    """Stops reading when it is told to, and leaves what is typed then to the shell.

    - Textual's thread for keys sees only when its waiting is over that it shall end, and waits once
      more then: that takes up to 200 ms, and keys that come meanwhile are lost.
    - SIGTERM ends the application as quitting does; the second one ends the process.
    - A terminal that is gone ends the process, also where SIGHUP is ignored (`nohup`). Nothing is
      lost: all that was shown as saved is on disk.
    """

    def __init__(self, app: "App[Any]", **options: Any) -> None:
        """Use the terminal of the process, with the options of Textual's driver."""
        super().__init__(app, **options)
        self._ends, self._end = os.pipe()

    def start_application_mode(self) -> None:
        """Begin, and give the terminal back where the process is told to end."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._loop.add_signal_handler(signal.SIGTERM, self._terminate)

    def _terminate(self) -> None:
        self._loop.remove_signal_handler(signal.SIGTERM)
        self._app.exit(return_code=_BY_SIGNAL + signal.SIGTERM)

    def run_input_thread(self) -> None:
        """Hand on what the terminal sends, until there is to be an end."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:  # macOS can wait for terminals with no other
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._ends, selectors.EVENT_READ)
            while True:
                for ready, _ in selector.select(_TICK):
                    if ready.fd == self._ends:
                        os.read(self._ends, 1)
                        return
                    if not (data := self._read()):
                        os._exit(_BY_SIGNAL + signal.SIGHUP)  # what is written would wait for ever
                    for message in parser.feed(text) if (text := decode(data)) else ():
                        self.process_message(message)
                for message in parser.tick():
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
