"""Textual's driver for terminals, but it sends only what changes on the screen."""

import os
import signal
from collections.abc import Callable
from threading import Lock
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message

from tui.ending_driver import EndingDriver
from tui.looks import erases_in_colour
from tui.screen_model import ScreenModel

if TYPE_CHECKING:
    from tui.themed_app import ThemedApp


class CellDriver(EndingDriver):
    """Writes what `ScreenModel` makes of what Textual writes.

    - `App._display` writes an update between the marks of mode 2026, each in a call of its own:
      all of them go through the model.
    - `start_application_mode` and `stop_application_mode` switch to another screen and back,
      `GrtuiApp` clears it: the model does not know those codes, and begins anew.
    - A resize may cut or move what is on the screen. It is told by SIGWINCH, or in band through
      `process_message`; `App._on_resize` sets the size of what is drawn next, all of it, a moment
      later. The model begins anew with both.
    - The clipboard may be set, and modes be asked for, from another thread: one at a time.
    """

    def __init__(self, app: "ThemedApp", **options: Any) -> None:
        """Write to the terminal of the process, with the options of Textual's driver."""
        super().__init__(app, **options)
        in_colour = erases_in_colour(os.environ)
        self._model = ScreenModel(*app.size, erases_in_colour=in_colour)
        self._lock = Lock()
        self._is_stale = False

    def forget(self) -> None:
        """Send all of the next update: the screen may show something else than was sent."""
        self._is_stale = True

    def write(self, data: str) -> None:
        """Write what a text of Textual changes on the screen."""
        with self._lock:
            if self._is_stale:
                self._is_stale = False
                self._model.forget()
            self._model.resize(*self._app.size)
            if sent := self._model.update(data):
                super().write(sent)

    def start_application_mode(self) -> None:
        """Begin, and know of each resize before Textual does."""
        super().start_application_mode()
        if callable(resized := signal.getsignal(signal.SIGWINCH)):
            signal.signal(signal.SIGWINCH, self._forgetting(resized))

    def _forgetting(self, handle: Callable[[int, FrameType | None], object]) -> Any:
        def forget_and_handle(number: int, frame: FrameType | None) -> None:
            self.forget()
            # Here the next signal may come between asking for a size and telling it, which then
            # is told last, and is not so any more.
            self._loop.call_soon_threadsafe(self._follow, handle)

        return forget_and_handle

    def _follow(self, handle: Callable[[int, FrameType | None], object]) -> None:
        handle(signal.SIGWINCH, None)
        if self._app.screen_stack and self._app.size == self._get_terminal_size():
            # It was another one for a moment, in which the terminal may have cut what it shows.
            self._app.call_later(self._app.screen.refresh)

    def process_message(self, message: Message) -> None:
        """Hand on what the terminal sends, a resize in band too."""
        if isinstance(message, events.Resize):
            self.forget()
        super().process_message(message)
