"""A message that is too long for one line."""

from rich.text import Text
from textual.reactive import reactive

from widgets.overlay import Overlay


class Notice(Overlay):
    """A message in full, over the last lines; the next key takes it away."""

    DEFAULT_CSS = """
    Notice {
        color: $text-error;
    }
    """

    message: reactive[str] = reactive("", layout=True)

    def open(self, message: str, *, higher: bool = False) -> None:
        """Show a message, a line `higher` where something stands on that of the others."""
        self.set_class(higher, "-higher")
        self.message = message
        self.show_above()

    def render(self) -> Text:
        """The message, its lines broken between words."""
        return Text(self.message)
