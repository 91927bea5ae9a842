"""All keys on one screen."""

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Column, Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.command import Command, groups
from tui.commands import MAIN
from tui.keyed_screen import KeyedScreen
from widgets.bar import Bar

KEYS_WIDTH = 18
"""Columns for the keys."""


class HelpScreen(KeyedScreen[None], ModalScreen[None]):
    """Lists the keys under their headings, from a table of commands."""

    DEFAULT_CSS = """
    HelpScreen {
        background: $background;
        & VerticalScroll { padding: 0 1; scrollbar-size-vertical: 1; }
        & .help--key { color: $text-accent; text-style: bold; }
        & .help--heading { text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"help--key", "help--heading"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "Close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("space", "page(1)", show=False),
        Binding("b", "page(-1)", show=False),
    ]

    def __init__(self, commands: Sequence[Command] = MAIN) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Lay out the keys."""
        yield Bar(id="title")
        with VerticalScroll():
            yield Static(id="keys")
        yield Bar(id="status")

    def on_mount(self) -> None:
        """Fill in the keys."""
        title, status = self.query_one("#title", Bar), self.query_one("#status", Bar)
        title.left = Text("Keys", title.style("key"))
        status.left = Text("j k space b scroll · q closes", status.style("dim"))
        self.query_one("#keys", Static).update(self._keys())

    def _keys(self) -> Table:
        key = self.get_component_rich_style("help--key", partial=True)
        heading = self.get_component_rich_style("help--heading", partial=True)
        table = Table.grid(
            Column(min_width=KEYS_WIDTH, no_wrap=True), Column(), padding=(0, 2, 0, 0)
        )
        for group, commands in groups(self._commands).items():
            table.add_row(Text(group, heading))
            for command in commands:
                keys = Text("  " + ", ".join(command.shown_keys), key)
                table.add_row(keys, Text(command.help))
            table.add_row()
        return table

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        pane = self.query_one(VerticalScroll)
        pane.scroll_relative(y=pages * (pane.size.height - 1), animate=False)
