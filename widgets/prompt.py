"""A line in which a short answer is typed."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from widgets.still_input import StillInput


class Prompt(Horizontal):
    """A question, and a line for the answer; over the last line."""

    DEFAULT_CSS = """
    Prompt {
        display: none;
        height: 1;
        width: 100%;
        padding: 0 1;
        background: $panel;
        & Static { width: auto; color: $text-accent; text-style: bold; }
        & #prompt-keys { color: $foreground; text-style: dim; }
        & Input, & Input:focus {
            width: 1fr;
            height: 1;
            border: none;
            padding: 0 1;
            background: $panel;
        }
        &.-open { display: block; }
    }
    """

    BINDINGS = [
        Binding("enter", "answer", show=False, priority=True),
        Binding("escape", "close", show=False, priority=True),
    ]

    @dataclass
    class Answered(Message):
        """An answer was given."""

        answer: str

    def __init__(self) -> None:
        super().__init__()
        self._back_to: Widget | None = None

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static(id="prompt-question", markup=False)
        yield StillInput(select_on_focus=False)
        yield Static("enter save · esc leave it", id="prompt-keys", markup=False)

    @property
    def is_open(self) -> bool:
        """Is there a question?"""
        return self.has_class("-open")

    def open(self, question: str, answer: str = "", *, back_to: Widget | None = None) -> None:
        """Ask a question, with an answer to begin with; the focus goes back when it closes."""
        self._back_to = back_to
        self.query_one("#prompt-question", Static).update(question)
        self.add_class("-open")
        field = self.query_one(Input)
        field.value = answer
        field.selection = Selection(0, len(answer))  # what is typed takes its place
        self.screen.set_focus(field)

    def shut(self) -> None:
        """Be gone; the focus is elsewhere already."""
        self.remove_class("-open")

    def holds(self, widget: Widget) -> bool:
        """Is a widget a part of this one?"""
        return self in widget.ancestors_with_self

    def action_answer(self) -> None:
        """Give the answer as it stands."""
        answer = self.query_one(Input).value
        self.action_close()
        self.post_message(self.Answered(answer))

    def action_close(self) -> None:
        """Leave without an answer, and give the focus back."""
        self.shut()
        self.screen.set_focus(self._back_to)
