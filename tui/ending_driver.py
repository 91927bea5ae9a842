"""Textual's driver for terminals, but it gives the terminal back at once."""

import os
import selectors
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

_TICK = 0.1
"""Seconds after which an escape that nothing followed is the key."""


class EndingDriver(LinuxDriver):
    """Stops reading when it is told to, and leaves what is typed then to the shell.

    Textual's thread for keys sees only when its waiting is over that it shall end, and waits once
    more then: that takes up to 200 ms, and keys that come meanwhile are lost.
    """

    def __init__(
        self,
        app: "App[Any]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Use the terminal of the process."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._ends, self._end = os.pipe()

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
                    if not (data := os.read(self.fileno, 4096)):
                        selector.unregister(self.fileno)  # nothing will come any more
                    for message in parser.feed(text) if (text := decode(data)) else ():
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def disable_input(self) -> None:
        """End the thread; once it has ended, what is typed is not for this program."""
        if self._key_thread is None:
            return
        if self._key_thread.is_alive():
            os.write(self._end, b".")
        super().disable_input()
        self._key_thread = None
