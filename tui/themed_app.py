"""An application in the colours that are configured."""

import os
import sys
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.screen import Screen

from store.config import Config
from tui.contrast import readable, with_quiet_scrollbars
from tui.looks import ANSI, REPLACED, theme_for
from tui.subcommands.options import BY_SIGNAL
from tui.terminal_kind import is_old

if TYPE_CHECKING:
    from tui.ending_driver import EndingDriver

NOWHERE: Mapping[str, str] = MappingProxyType({})
"""The environment of a terminal of which nothing is known: it can do all."""


def _driver_class(environ: Mapping[str, str]) -> type[Driver] | None:
    """Our driver; None for Textual's, where ours cannot run or another one is asked for."""
    asked = environ.get("GRTUI_DRIVER") == "stock" or environ.get("TEXTUAL_DRIVER")
    if os.name == "nt" or asked:  # ours needs termios, which Windows has not
        return None
    driver = _driver_for(getattr(sys.__stderr__, "encoding", "utf-8"))
    if is_old(environ):
        from tui.old_terminal import for_old_terminals

        return for_old_terminals(driver)
    return driver


def _driver_for(encoding: str) -> "type[EndingDriver]":
    if encoding.lower().replace("-", "") == "utf8":
        from tui.driver import CellDriver

        return CellDriver
    from tui.ending_driver import EndingDriver

    return EndingDriver  # a character that the locale lacks may take other cells than its own


class ThemedApp(App[None]):
    """Shows its screens in a theme; another one can be tried from the palette."""

    COMMANDS: ClassVar = set()
    """The screens have them: what stands here would come before or after theirs by chance."""

    def __init__(self, config: Config, environ: Mapping[str, str] = NOWHERE) -> None:
        # With NO_COLOR Textual makes colours grey, which are colours still, unless they are ANSI's.
        ansi = True if environ.get("NO_COLOR") else None
        super().__init__(driver_class=_driver_class(environ), ansi_color=ansi)
        self.config = config
        for name in REPLACED:
            self.unregister_theme(name)
        self.register_theme(ANSI)
        self.theme = theme_for(config.theme, environ)

    def leave(self, status: int) -> None:
        """End with a status, because the terminal is gone or a signal says so."""
        self.exit(return_code=status)

    def _handle_exception(self, error: Exception) -> None:
        """End; but what fails because a signal ended it as it began is no mistake."""
        if self._exit and (self._return_code or 0) > BY_SIGNAL:
            self._close_messages_no_wait()
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End, and say once what went wrong, below the screen that is given back.

        Textual would show the values of variables too: what articles say, as it is.
        """
        from tui.crash import report

        if not self._exit_renderables:
            error = sys.exception() or self._exception
            self._exit_renderables.append(Text(report(error) if error else ""))
        self._close_messages_no_wait()

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, such that all can be read."""
        variables = super().get_css_variables()
        if self.native_ansi_color:
            return variables
        return with_quiet_scrollbars(readable(variables))

    def watch_theme(self, before: str, after: str) -> None:
        """Say how the theme is kept that was chosen in the palette."""
        if before == after or not self.is_running:
            return
        from tui.saving_screen import SavingScreen

        for screen in reversed(self.screen_stack):
            if isinstance(screen, SavingScreen):
                screen.say(f'theme = "{after}" in {self.config.shown_file} keeps it.')
                return

    def action_command_palette(self) -> None:
        """Show the palette."""
        from tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Show the colours that can be chosen."""
        from tui.palette import Palette, themes

        # Textual takes these providers, too, but its annotation does not say so.
        provider: Any = themes(self.screen)
        self.push_screen(Palette(providers=[provider], placeholder="Search for themes…"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer other colours, where there are some: all else is a command with a key."""
        if not self.no_color:
            theme = "Show the reader in other colours."
            yield SystemCommand("Theme", theme, self.action_change_theme)
