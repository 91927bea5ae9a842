"""The application."""

from collections import deque

from textual import events, on
from textual.app import App
from textual.screen import Screen

from store.library import Library
from tui import wording
from tui.keyed_screen import KeyedScreen
from tui.main_screen import MainScreen
from tui.saving_screen import SavingScreen

PALETTE_REST = 0.05
"""Seconds between two keys for the palette, which takes some of each for its search."""


class GrtuiApp(App[None]):
    """Reads and tags articles."""

    TITLE = "grtui"
    CSS_PATH = "grtui.tcss"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._keys: deque[events.Key | events.Paste] = deque()
        self._takes_keys = False
        self._is_resting = False
        self._foreign: Screen[object] | None = None

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
        while self._keys and self._takes_keys and not self._is_resting:
            if isinstance(self.screen, KeyedScreen):
                event = self._keys.popleft()
                self.screen.more_keys_wait = bool(self._keys)
                if not await self.screen.take(event):
                    await super().on_event(event)
            elif self._is_used_to(self.screen):
                await super().on_event(self._keys.popleft())
                self._rest()

    def _is_used_to(self, screen: Screen[object]) -> bool:
        """Has the palette, which is Textual's, had the time to set itself up?"""
        if screen is not self._foreign:
            self._foreign = screen
            self._rest()
        return not self._is_resting

    def _rest(self) -> None:
        """Take the next key in a moment, when the palette has done what this one asked for.

        It crashes where a page down comes before its list does, and runs what enter finds there.
        """
        self._is_resting = True
        self.set_timer(PALETTE_REST, self._go_on)

    async def _go_on(self) -> None:
        self._is_resting = False
        await self._take_keys()

    async def action_quit(self) -> None:
        """Quit once everything is on disk; stay where something could not be saved."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, SavingScreen) and not await screen.may_quit():
                screen.say(f"{screen.message} {wording.LEAVE_ALL_THE_SAME}", error=True)
                return
        self._takes_keys = False
        self.exit()
