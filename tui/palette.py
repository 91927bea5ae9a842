"""The commands, in Textual's command palette."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.command import Command
from tui.commands import OF_LETTERS
from tui.keyed_screen import KeyedScreen


class Commands(Provider):
    """Offers each command that can run now."""

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
        for command in self._possible():
            yield DiscoveryHit(
                Content(_with_keys(command)),
                partial(self._run, command),
                text=command.title,
                help=command.help,
            )

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


def _with_keys(command: Command) -> str:
    keys = ", ".join(command.shown_keys)
    return f"{command.title}  ({keys})" if keys else command.title
