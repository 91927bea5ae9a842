"""A question before something is done."""

from collections.abc import Sequence

from rich.text import Text
from textual.reactive import reactive

from widgets.overlay import Overlay


class Question(Overlay):
    """A question, and below it the keys that answer it; over the last lines."""

    DEFAULT_CSS = """
    Question {
        max-height: 50%;
    }
    """

    question: reactive[str] = reactive("", layout=True)
    keys: reactive[Sequence[tuple[str, str]]] = reactive[Sequence[tuple[str, str]]]((), layout=True)
    """The keys that answer it, each with what it does."""

    def open(self, question: str, keys: Sequence[tuple[str, str]]) -> None:
        """Ask."""
        self.question, self.keys = question, keys
        self.show_above()

    def render(self) -> Text:
        """The question, its lines broken between words, and the keys."""
        return Text(f"{self.question}\n").append_text(self.keys_line(self.keys))
