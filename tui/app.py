"""The application."""

from collections import deque

from textual import events, on
from textual.app import App

from store.library import Library
from tui.keyed_screen import KeyedScreen
from tui.main_screen import MainScreen


class GrtuiApp(App[None]):
    """Reads and tags articles."""

    TITLE = "grtui"
    CSS_PATH = "grtui.tcss"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._keys: deque[events.Key | events.Paste] = deque()
        self._takes_keys = False

    def get_default_screen(self) -> MainScreen:
        """Start on the articles."""
        return MainScreen(self._library)

    async def on_event(self, event: events.Event) -> None:
        """Take keys one after the other, each when what came of the one before is there.

        Textual hands a key to the focused widget's queue, from where it bubbles up to the bindings;
        the next key may overtake it. Over a slow line keys arrive in one piece (`/tide` and what
        follows), and the `t` would tag before the search line is there to take it. Keys that
        come before the list is there wait for it.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._keys.append(event)
            await self._take_keys()
        else:
            await super().on_event(event)

    @on(MainScreen.Ready)
    async def _begin_with_keys(self) -> None:
        self._takes_keys = True
        await self._take_keys()

    async def _take_keys(self) -> None:
        while self._keys and self._takes_keys:
            event, screen = self._keys.popleft(), self.screen
            if not (isinstance(screen, KeyedScreen) and await screen.take(event)):
                await super().on_event(event)

    async def action_quit(self) -> None:
        """Quit once everything is on disk; stay where something could not be saved."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen) and not await screen.saves.all_made():
                return
        self._takes_keys = False
        self.exit()
