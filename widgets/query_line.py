"""The line in which a search is typed."""

from dataclasses import dataclass

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from widgets.still_input import StillInput


class ErrorMarker(Highlighter):
    """Marks the part of a query that cannot be understood."""

    span: tuple[int, int] = (0, 0)

    def highlight(self, text: Text) -> None:
        """Underline the part, in red."""
        text.stylize(Style(color="red", underline=True, bold=True), *self.span)


class QueryLine(Horizontal):
    """A slash, the query, and what it found; shown while one types."""

    DEFAULT_CSS = """
    QueryLine {
        height: 1;
        padding: 0 1;
        display: none;
        & #slash { width: 2; color: $text-accent; text-style: bold; }
        & Input, & Input:focus {
            width: 1fr;
            height: 1;
            border: none;
            padding: 0;
            background: $background;
        }
        & #found { width: auto; padding: 0 0 0 2; text-style: dim; }
        &.-open { display: block; }
    }
    """

    @dataclass
    class Typed(Message):
        """The query changed."""

        query: str

    def __init__(self) -> None:
        super().__init__()
        self._marker = ErrorMarker()
        self._back_to: Widget | None = None

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static("/", id="slash", markup=False)
        yield StillInput(highlighter=self._marker, select_on_focus=False)
        yield Static(id="found", markup=False)

    @property
    def is_open(self) -> bool:
        """Is the reader typing?"""
        return self.has_class("-open")

    def open(self, query: str, *, back_to: Widget | None = None) -> None:
        """Let the reader go on from a query; the focus goes back when it closes."""
        self._back_to = back_to
        self.add_class("-open")
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = query
        field.cursor_position = len(query)
        self.screen.set_focus(field)

    def close(self) -> None:
        """Be gone, and give the focus back."""
        self.shut()
        self.screen.set_focus(self._back_to)

    def shut(self) -> None:
        """Be gone; the focus is elsewhere already."""
        self.remove_class("-open")

    def holds(self, widget: Widget) -> bool:
        """Is a widget a part of this one?"""
        return self in widget.ancestors_with_self

    @property
    def query_text(self) -> str:
        """What was typed."""
        return self.query_one(Input).value

    def tell(self, found: str) -> None:
        """Say at the right what the query found."""
        self.query_one("#found", Static).update(found)

    def mark(self, start: int, end: int) -> None:
        """Mark a part of the query as wrong; nothing where `start` is `end`."""
        self._marker.span = (start, end)
        self.query_one(Input).refresh()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.mark(0, 0)
        self.post_message(self.Typed(event.value))
