"""A line in which a short answer is typed."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.input import Selection

from widgets.still_input import StillInput
from widgets.typing_line import TypingLine


class Prompt(TypingLine):
    """A question, and a line for the answer; over the last line."""

    DEFAULT_CSS = """
    Prompt {
        layout: horizontal;
        height: 1;
        padding: 0 1;
        background: $panel;
        & Static { width: auto; color: $text-accent; text-style: bold; }
        & #prompt-keys { color: $foreground; text-style: dim; }
        & Input, & Input:focus { background: $panel; }
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

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static(id="prompt-question", markup=False)
        yield StillInput(select_on_focus=False)
        yield Static("enter save · esc leave it", id="prompt-keys", markup=False)

    def open(self, question: str, answer: str = "", *, back_to: Widget | None = None) -> None:
        """Ask a question, with an answer to begin with; the focus goes back when it closes."""
        self.query_one("#prompt-question", Static).update(question)
        self.field.value = answer
        self.show(back_to)
        self.field.selection = Selection(0, len(answer))  # what is typed takes its place

    def action_answer(self) -> None:
        """Give the answer as it stands."""
        answer = self.field.value
        self.close()
        self.post_message(self.Answered(answer))
