"""A message that is too long for one line."""

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget


class Notice(Widget):
    """A message in full, over the last lines; the next key takes it away."""

    DEFAULT_CSS = """
    Notice {
        display: none;
        height: auto;
        width: 100%;
        padding: 0 1;
        background: $panel;
        color: $text-error;
        &.-open { display: block; }
    }
    """

    message: reactive[str] = reactive("", layout=True)

    @property
    def is_open(self) -> bool:
        """Is there a message?"""
        return self.has_class("-open")

    def open(self, message: str) -> None:
        """Show a message."""
        self.message = message
        self.add_class("-open")

    def close(self) -> None:
        """Be gone."""
        self.remove_class("-open")

    def render(self) -> Text:
        """The message, its lines broken between words."""
        return Text(self.message)
