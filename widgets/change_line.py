"""The line in which changes of tags are typed."""

import re
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from store.completing import Completion
from widgets.completing_line import CompletingLine, Offers
from widgets.still_input import StillInput

_TWO_SIGNS = re.compile(r"^[+-](?=[+-])")


class ChangeLine(CompletingLine):
    """What it is for, the changes, and above them what may be meant, or what is wrong.

    What is done with them is the screen's `enter_changes`.
    """

    DEFAULT_CSS = """
    ChangeLine {
        background: $panel;
        padding: 0 1;
        & Horizontal { height: 1; }
        & Static { width: auto; }
        & #change-scope { color: $text-accent; text-style: bold; }
        & #change-keys { text-style: dim; }
        & #change-trouble { color: $text-error; width: 100%; display: none; }
        & Offers { padding: 0; }
        & Input, & Input:focus { background: $panel; }
        &.-wrong #change-trouble { display: block; }
        &.-wrong Offers { display: none; }
    }
    """
    BINDINGS = [
        Binding("enter", "screen.enter_changes", show=False, priority=True),
        Binding("escape", "close", show=False, priority=True),
    ]

    @dataclass
    class Typed(CompletingLine.Typed):
        """The line changed."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[str, ...] = ()
        """The articles that the changes are for."""
        self._asked = self._told = ""

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Offers()
        yield Static(id="change-trouble", markup=False)
        with Horizontal():
            yield Static(id="change-scope", markup=False)
            yield StillInput(select_on_focus=False)
            yield Static("tab complete · enter · esc", id="change-keys", markup=False)

    def open(
        self, text: str, scope: str, keys: tuple[str, ...], *, back_to: Widget | None = None
    ) -> None:
        """Let changes be typed that go on from a text.

        Args:
            text: What stands in the line at first.
            scope: What the changes are for, in words.
            keys: The articles that they are for.
            back_to: Where the focus goes when it closes.
        """
        self.keys = keys
        self.query_one("#change-scope", Static).update(scope)
        self.offer(Completion())
        self.put(text, cursor=len(text))
        self.show(back_to)
        self.tell_typed()

    @property
    def changes(self) -> str:
        """What was typed; the sign that stands there already may be typed again."""
        return _TWO_SIGNS.sub("", self.typed)

    @property
    def is_sure(self) -> bool:
        """Has it been asked whether the line is right as it is?"""
        return self._asked == self.typed

    def complain(self, trouble: str, *, asks: bool = False) -> None:
        """Say what is wrong with the line; where it `asks`, enter once more makes it so."""
        self._told = self.typed
        self._asked = self.typed if asks else ""
        self.query_one("#change-trouble", Static).update(Text(trouble))
        self.add_class("-wrong")

    def tell_typed(self, *, asks: bool = True) -> None:
        """Tell what stands in the line; what was wrong is over."""
        self._asked, self._told = "", self.typed
        self.remove_class("-wrong")
        super().tell_typed(asks=asks)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what stands in the line, unless enter has overtaken the news of it."""
        event.stop()
        if self.changes != self.typed:
            self.put(self.changes, cursor=len(self.changes))
        if self.typed != self._told:
            self.tell_typed()
