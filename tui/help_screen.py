"""All keys on one screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.table import Column, Table
from rich.text import Text
from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store.folding import plain
from tui.command import Command, groups
from tui.keyed_screen import KeyedScreen
from widgets.bar import Bar
from widgets.key_words import KEEP
from widgets.prompt import Prompt

KEYS_WIDTH = 18
"""Columns for the keys."""


@dataclass(frozen=True, slots=True)
class Help:
    """What the help tells of."""

    place: str
    """Where one is, in words: `in the list`."""
    now: Sequence[Command]
    """What can be done there now: it comes first."""
    not_now: Sequence[Command] = ()
    """What cannot be done for the time being."""
    elsewhere: Sequence[Command] = ()
    """What can be done in other modes and on other screens."""

    def matching(self, words: str) -> "Help":
        """The part whose keys or words have all the words in them."""
        return Help(
            self.place,
            *(
                [one for one in commands if _fits(words, one)]
                for commands in (self.now, self.not_now, self.elsewhere)
            ),
        )

    @property
    def sections(self) -> Iterator[tuple[str, Sequence[Command], bool]]:
        """Headings, each with its commands, and whether these can be done now."""
        for group, commands in groups(self.now).items():
            yield group, commands, True
        if self.not_now:
            yield "Not now", self.not_now, False
        for group, commands in groups(self.elsewhere).items():
            yield group, commands, False


def _fits(words: str, command: Command) -> bool:
    text = plain(" ".join((*command.shown_keys, command.name, command.title, command.help)))
    return all(word in text for word in plain(words).split())


class HelpScreen(KeyedScreen[None], ModalScreen[None]):
    """Lists the keys under their headings: first those that do something now."""

    DEFAULT_CSS = """
    HelpScreen {
        background: $background;
        layers: base over;
        & VerticalScroll { padding: 0 1; scrollbar-size-vertical: 1; }
        & Prompt { layer: over; dock: bottom; }
        & .help--key { color: $text-accent; text-style: bold; }
        & .help--heading { text-style: bold; }
        & .help--dim { text-style: dim; }
    }
    """
    COMPONENT_CLASSES = {"help--key", "help--heading", "help--dim"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark", "dismiss", "Close", show=False),
        Binding("escape", "step_back", show=False),
        Binding("slash", "filter", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("g,home", "scroll(-10000)", show=False),
        Binding("G,end", "scroll(10000)", show=False),
    ]

    prompt = getters.query_one(Prompt)
    pane = getters.query_one(VerticalScroll)

    def __init__(self, shown: Help) -> None:
        super().__init__()
        self._help = shown
        self._words = ""

    def compose(self) -> ComposeResult:
        """Lay out the keys."""
        yield Bar(id="title")
        with VerticalScroll():
            yield Static(id="keys", markup=False)
        yield Prompt()
        yield Bar(id="status")

    def on_mount(self) -> None:
        """Fill in the keys."""
        status = self.query_one("#status", Bar)
        keys = ("j k space b", "scroll"), ("/", "filter"), ("q", "close")
        status.words = [status.word(key, meaning) for key, meaning in keys]
        self._show("")

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Run what a key stands for; who leaves the filter by esc sees all keys again."""
        was_open = self.prompt.is_open
        is_taken = await super().take(event)
        if was_open and isinstance(event, events.Key) and event.key == "escape":
            self._show("")
        return is_taken

    def _show(self, words: str) -> None:
        self._words = words
        title, shown = self.query_one("#title", Bar), self._help.matching(words)
        title.left = Text.assemble(
            ("Keys", title.style("key")), f"  {self._help.place}", (f"   {words}", "bold")
        )
        self.query_one("#keys", Static).update(self._table(shown))
        self.pane.scroll_to(y=0, animate=False)

    def _table(self, shown: Help) -> Table:
        key, heading, dim = (
            self.get_component_rich_style(f"help--{name}", partial=True)
            for name in ("key", "heading", "dim")
        )
        table = Table.grid(
            Column(min_width=KEYS_WIDTH, no_wrap=True), Column(), padding=(0, 2, 0, 0)
        )
        for group, commands, is_now in shown.sections:
            table.add_row(Text(group, heading))
            for command in commands:
                keys = Text("  " + ", ".join(command.listed_keys), key)
                table.add_row(keys, Text(command.help, "" if is_now else dim))
            table.add_row()
        if not table.row_count:
            table.add_row(Text("No key does that."))
        return table

    def action_filter(self) -> None:
        """Show the keys that match what is typed."""
        self.prompt.open("/", keys=KEEP, back_to=self.pane)

    @on(Input.Changed)
    def _filter_as_typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.prompt.is_open:
            self._show(event.value)

    def action_answer(self) -> None:
        """Leave the line, and go on among what matches."""
        self._show(self.prompt.taken())

    def action_step_back(self) -> None:
        """Show all keys again; else close."""
        if self._words:
            self._show("")
        else:
            self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.pane.scroll_relative(y=lines, animate=False, immediate=True)

    def action_page(self, pages: float) -> None:
        """Scroll by pages, or parts of one."""
        height = self.pane.size.height
        self.action_scroll(round(pages * (height - 1)))
