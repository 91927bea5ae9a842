"""The line in which one types what to find in an article."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from widgets.key_words import KeyWords
from widgets.still_input import StillInput
from widgets.typing_line import TypingLine


class FindLine(TypingLine):
    """What is looked for, and how often it is there; in the place of the last line.

    What is done with it is the screen's `keep_find` and `drop_find`.
    """

    DEFAULT_CSS = """
    FindLine {
        layout: horizontal;
        height: auto;
        padding: 0 1;
        background: $panel;
        & #find-word { width: 5; color: $text-accent; text-style: bold; }
        & #find-count { width: 17; padding: 0 0 0 2; text-align: right; }
        & Input, & Input:focus { background: $panel; padding: 0; }
    }
    """

    BINDINGS = [
        Binding("enter", "screen.keep_find", show=False, priority=True),
        Binding("escape", "screen.drop_find", show=False, priority=True),
    ]

    @dataclass
    class Typed(Message):
        """What is looked for changed."""

        text: str

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static("find", id="find-word", markup=False)
        yield StillInput(select_on_focus=False)
        yield Static(id="find-count", markup=False)
        yield KeyWords((("enter", "keep"), ("esc", "take back")))

    def open(self, text: str, *, back_to: Widget) -> None:
        """Let the reader type, in the place of `text`; the focus goes back when it closes."""
        self.field.value = text
        self.show(back_to)
        self.field.selection = Selection(0, len(text))

    def tell(self, count: str) -> None:
        """Say at the right how often it is there."""
        # Its width is fixed, as another one would lay the whole screen out anew at each key.
        self.query_one("#find-count", Static).update(count, layout=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))
