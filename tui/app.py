"""The application."""

import asyncio
import os
from collections import deque
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen

from store.config import UNCONFIGURED, Config
from store.errors import GrtuiError
from store.library import Library
from tui import wording
from tui.base_screen import BaseScreen
from tui.command import key_event
from tui.escape import apart
from tui.first_list import first_list
from tui.first_screen import FirstScreen
from tui.keymap import keymap_for
from tui.panes import breakpoint_of
from tui.themed_app import NOWHERE, ThemedApp
from widgets.pressing import Pressed
from widgets.too_small import fits

if TYPE_CHECKING:
    from tui.main_screen import MainScreen

CLEAR = "\x1b[H\x1b[J"
"""The code that leaves an empty screen, with the cursor at its beginning."""

MAIN_SCREEN = "tui.main_screen"
"""The module that holds all that the first screen can do without, or imports it."""

PALETTE_REST = 0.05
"""Seconds between two keys for the palette, which takes some of each for its search."""


class GrtuiApp(ThemedApp):
    """Reads and tags articles."""

    TITLE = "grtui"
    CSS_PATH = "first_screen.tcss"

    def __init__(
        self,
        library: Library,
        config: Config = UNCONFIGURED,
        environ: Mapping[str, str] = NOWHERE,
        *,
        shows_samples: bool = False,
    ) -> None:
        """Read a library, as it is configured, on the terminal that an environment tells of.

        It may be the samples, because none was named.
        """
        super().__init__(config, environ)
        self._shows_samples = shows_samples
        self._library = library
        self._commands, clashes = keymap_for(config.keys)
        self._troubles = (*config.troubles, *clashes)
        self._keys: deque[events.Key | events.Paste] = deque()
        self._takes_keys = False
        self._is_resting = False
        self._foreign: Screen[object] | None = None
        self._first: FirstScreen | None = None
        self.when_imported: Callable[[], object] = lambda: None
        """What to do as soon as all is imported, and before the main screen is made."""
        self.when_quit: Callable[[], object] = lambda: None
        """What to do as soon as everything is on disk and the end begins."""

    def on_mount(self) -> None:
        """Clear the screen for other programs."""
        self.app_suspend_signal.subscribe(self, lambda _: self._clear(), immediate=True)

    def _clear(self) -> None:
        """Leave an empty screen, where there is no other one to go back to, as in GNU screen."""
        if self._driver:
            self._driver.write(CLEAR)

    def get_default_screen(self) -> FirstScreen:
        """Start on the articles."""
        try:
            first = first_list(self._library, restores=self.config.restores)
        except GrtuiError:
            first = None  # the main screen tells why
        self._first = FirstScreen(self._library.name, self._commands, first, self.size.width)
        self._first._push_result_callback(self, None)  # Textual pops one when it switches screens
        return self._first

    def post_display_hook(self) -> None:
        """Go on as soon as the first screen is drawn."""
        first = self._first
        if first and not (first.is_drawn or self._batch_count):
            first.is_drawn = True
            self._bring_main_screen(first)

    @work
    async def _bring_main_screen(self, first: FirstScreen) -> None:
        """Let the main screen follow the first one, which answers moves until it is there."""
        await self._take_keys()
        module = await asyncio.to_thread(import_module, MAIN_SCREEN)
        self.when_imported()
        with self.batch_update():
            self._first = None
            main: MainScreen = module.MainScreen(
                self._library, self.config, self._commands, first.left
            )
            main.shows_samples = self._shows_samples
            main.more_keys_wait = bool(self._keys)  # they come before the article
            main.add_class(breakpoint_of(self.size.width))
            for path in main.css_path:  # Textual would parse again all that it has parsed
                self.stylesheet.read(path)
            await self.switch_screen(main)
        main.call_later(main.begin)
        self.call_later(self._begin_with_keys, main)

    async def _begin_with_keys(self, main: "MainScreen") -> None:
        self._tell_troubles(main)
        self._takes_keys = True
        self._fit(self.size)
        await self._take_keys()

    async def on_event(self, event: events.Event) -> None:
        """Take keys one after the other, each when what came of the one before is there.

        Textual hands a key to the focused widget's queue, from where it bubbles up to the bindings;
        the next key may overtake it. Over a slow line keys arrive in one piece (`/tide` and what
        follows), and the `t` would tag before the search line is there to take it. Keys that
        come before the list is there wait for it.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(event, events.Key):
                self._keys.extend(apart(event, self._commands.all_keys))
            else:
                self._keys.append(event)
            await self._take_keys()
        else:
            await super().on_event(event)

    def _tell_troubles(self, main: "MainScreen") -> None:
        """Say what is wrong with the configuration, until a key is pressed."""
        if self._troubles:
            first, *others = self._troubles
            more = f" And {len(others)} more: `grtui config` tells." if others else ""
            main.notice.open(first + more)  # the line below will tell what is new in the folder

    def on_resize(self, event: events.Resize) -> None:
        """Say so where there is no room, before anything is laid out without it."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Lay the sentence over all screens, or show them as they were."""
        if not self._takes_keys:
            return
        is_covered = self._is_covered
        if not fits(size) and not is_covered:
            from tui.small_screen import SmallScreen

            self.push_screen(SmallScreen())
        elif fits(size) and is_covered:
            self.pop_screen()
            for screen in (self.screen, *self._background_screens):
                screen.post_message(events.Resize(size, size))

    @property
    def _is_covered(self) -> bool:
        return isinstance(self.screen, BaseScreen) and self.screen.covers_all

    @property
    def _background_screens(self) -> list[Screen[object]]:
        """The screens that follow the terminal's size below the one on top.

        Laid out in a few cells they would lose the place in the article, and more.
        """
        return [] if self._is_covered else super()._background_screens

    @on(BaseScreen.RedrawAsked)
    def _draw_afresh(self) -> None:
        self._clear()
        self._draw_all_again()

    @on(Driver.SignalResume)
    def _draw_all_again(self) -> None:
        """Draw the screen that the shell had: Textual does only where the size is another one."""
        self.screen.refresh(layout=True)

    @on(Pressed)
    def _press(self, message: Pressed) -> None:
        """Let a click be the keys that were clicked, after those that came before."""
        for key in message.keys:
            self.post_message(key_event(key))

    async def _take_keys(self) -> None:
        if self._first:
            self._first.take_moves(self._keys)
        while self._keys and self._takes_keys and not self._is_resting:
            self._fit(self.size)  # another screen may have come since
            if isinstance(self.screen, BaseScreen):
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

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text to the clipboard of the terminal, also through tmux and GNU screen."""
        from tui.clipboard import clipboard_codes

        self._clipboard = text
        if self._driver:
            self._driver.write(clipboard_codes(text, os.environ))

    async def action_quit(self) -> None:
        """Quit once everything is on disk; stay where something could not be saved."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen) and not await screen.may_quit():
                screen.say(f"{screen.message} {wording.LEAVE_ALL_THE_SAME}", error=True)
                return
        if isinstance(main := self.screen_stack[0], BaseScreen):
            await main.remember_place()
        self._takes_keys = False
        self._clear()
        self.when_quit()
        self.exit()
