"""A line to type in whose answer may be wrong: then it says so, and stays."""

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from widgets.completing_line import CompletingLine, Offers
from widgets.key_words import KeyWords
from widgets.still_input import StillInput


class AnsweredLine(CompletingLine):
    """What it is for, what is typed, and above it what may be meant, or what is wrong with it."""

    DEFAULT_CSS = """
    AnsweredLine {
        background: $panel;
        padding: 0 1;
        & Horizontal { height: 1; }
        & Static { width: auto; }
        & #scope { color: $text-accent; text-style: bold; }
        & #trouble { color: $text-error; width: 100%; display: none; }
        & Input, & Input:focus { background: $panel; }
        &.-wrong #trouble { display: block; }
        &.-wrong Offers { display: none; }
    }
    """
    BINDINGS = [Binding("escape", "close", show=False, priority=True)]

    DOES = "run it"
    """What enter does."""

    def __init__(self) -> None:
        super().__init__()
        self._told = ""

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Offers()
        yield Static(id="trouble", markup=False)
        with Horizontal():
            yield Static(id="scope", markup=False)
            yield StillInput(select_on_focus=False)
            yield KeyWords((("tab", "complete"), ("enter", self.DOES), ("esc", "leave it")))

    def begin(self, scope: str, text: str, *, back_to: Widget | None) -> None:
        """Let a line be typed that goes on from a text.

        Args:
            scope: What it is for, in words.
            text: What stands in the line at first.
            back_to: Where the focus goes when it closes.
        """
        self.query_one("#scope", Static).update(scope)
        self.query_one(Offers).begin = cell_len(scope) + 1
        self.begin_choices()
        self.put(text, cursor=len(text))
        self.show(back_to)
        self.tell_typed()

    def complain(self, trouble: str) -> None:
        """Say what is wrong with the line."""
        self._told = self.typed
        self.query_one("#trouble", Static).update(Text(trouble))
        self.add_class("-wrong")

    def tell_typed(self, *, asks: bool = True) -> None:
        """Tell what stands in the line; what was wrong is over."""
        self._told = self.typed
        self.remove_class("-wrong")
        super().tell_typed(asks=asks)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what stands in the line, unless enter has overtaken the news of it."""
        event.stop()
        if self.typed != self._told:
            self.tell_typed()
