"""A line in which a short answer is typed."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.input import Selection

from widgets.key_words import Keys, KeyWords
from widgets.still_input import StillInput
from widgets.typing_line import TypingLine


class Prompt(TypingLine):
    """A question, and a line for the answer; over the last line.

    What is done with the answer is an action of the screen.
    """

    DEFAULT_CSS = """
    Prompt {
        layout: horizontal;
        height: auto;
        padding: 0 1;
        background: $panel;
        & Static { width: auto; color: $text-accent; text-style: bold; }
        & Input, & Input:focus { background: $panel; }
    }
    """

    BINDINGS = [
        Binding("enter", "answer", show=False, priority=True),
        Binding("escape", "close", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static(id="prompt-question", markup=False)
        yield StillInput(select_on_focus=False)
        yield KeyWords()

    def __init__(self) -> None:
        super().__init__()
        self._then = ""

    def open(
        self,
        question: str,
        answer: str = "",
        *,
        keys: Keys = (("enter", "save"), ("esc", "leave it")),
        back_to: Widget | None = None,
        then: str = "answer",
    ) -> None:
        """Ask a question.

        Args:
            question: Stands before the line.
            answer: Stands in it to begin with.
            keys: What can be pressed, and what it does.
            back_to: Where the focus goes when it closes.
            then: The action of the screen that takes the answer.
        """
        self._then = then
        self.query_one("#prompt-question", Static).update(question)
        self.query_one(KeyWords).fit(keys, self.room_beside(question, answer))
        self.field.value = answer
        self.show(back_to)
        self.field.selection = Selection(0, len(answer))  # what is typed takes its place

    async def action_answer(self) -> None:
        """Let the screen take the answer."""
        await self.run_action(f"screen.{self._then}")

    def taken(self) -> str:
        """Close, and give the answer as it stands."""
        answer = self.typed
        self.close()
        return answer
