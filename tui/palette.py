"""The commands, and Textual's command palette that offers them."""

from collections.abc import Iterator
from functools import partial

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, SimpleProvider
from textual.content import Content
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider
from textual.widgets import Input

from tui.command import MOVE, Command
from tui.commands import OF_LETTERS
from tui.keyed_screen import KeyedScreen

TITLE_WIDTH = 30
"""Columns for the title of a command."""


class Palette(CommandPalette):
    """Closes once, also where an escape comes between enter and what that chose."""

    def on_mount(self) -> None:
        """Let the cursor not blink: each blink is traffic."""
        self.query_one(Input).cursor_blink = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it; Textual would close whatever is on top."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Commands(SystemCommandsProvider):
    """Offers each command that can run now, and after them those of the application."""

    @property
    def _keyed(self) -> KeyedScreen[object]:
        screen = self.screen
        assert isinstance(screen, KeyedScreen), "Only such a screen has this palette."
        return screen

    def _possible(self) -> Iterator[Command]:
        screen = self._keyed
        return (
            command
            for command in screen.keymap.main
            if command.name not in OF_LETTERS and screen.check_action(command.action, ())
        )

    async def _run(self, command: Command) -> None:
        """Run a command as its key does, which tells what goes wrong."""
        await self._keyed.run(command.action, self._keyed)

    async def discover(self) -> Hits:
        """Every command, before the reader types."""
        # Who moves a line does so by its key, and looks here for something else.
        for command in sorted(self._possible(), key=lambda one: one.group == MOVE):
            yield DiscoveryHit(
                Content(_with_keys(command)),
                partial(self._run, command),
                text=command.title,
                help=command.help,
            )
        async for hit in super().discover():
            yield hit

    async def search(self, query: str) -> Hits:
        """The commands that match what the reader typed."""
        matcher = self.matcher(query)
        for command in self._possible():
            if score := matcher.match(_with_keys(command)):
                yield Hit(
                    score,
                    matcher.highlight(_with_keys(command)),
                    partial(self._run, command),
                    help=command.help,
                )
        async for hit in super().search(query):
            yield hit


def themes(screen: Screen[object]) -> SimpleProvider:
    """Offers the colours that there are; Textual's own provider may lack its base here."""
    app = screen.app
    names = sorted(app.available_themes)
    return SimpleProvider(screen, [(name, partial(setattr, app, "theme", name)) for name in names])


def _with_keys(command: Command) -> str:
    """The title, and the keys in a column of their own."""
    return f"{command.title:<{TITLE_WIDTH}} {', '.join(command.shown_keys)}".rstrip()
