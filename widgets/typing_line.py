"""Something to type in that is there only while somebody types."""

from rich.cells import cell_len
from textual.widget import Widget
from textual.widgets import Input

LEAST = 16
"""Columns that there are for what is typed, however long all else is."""

MARGINS = 5
"""Columns around what stands in such a line, and one for the cursor."""


class TypingLine(Widget):
    """Takes the focus when it comes, and gives it back when it goes."""

    DEFAULT_CSS = """
    TypingLine {
        display: none;
        height: auto;
        width: 100%;
        & Input, & Input:focus { width: 1fr; min-width: 16; height: 1; border: none; padding: 0 1; }
        & Input:focus { background-tint: $foreground 0%; }
        &.-open { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._back_to: Widget | None = None

    def room_beside(self, words: str, answer: str = "") -> int:
        """The columns that are left beside some words and what is typed."""
        taken = cell_len(words) + max(LEAST, cell_len(answer)) + MARGINS
        return self.screen.size.width - taken

    @property
    def is_open(self) -> bool:
        """Is somebody typing?"""
        return self.has_class("-open")

    @property
    def field(self) -> Input:
        """What is typed in."""
        return self.query_one(Input)

    @property
    def typed(self) -> str:
        """What was typed."""
        return self.field.value

    def show(self, back_to: Widget | None) -> None:
        """Be there; the focus goes `back_to` when it closes."""
        self._back_to = back_to
        self.add_class("-open")
        self.screen.set_focus(self.field)

    def shut(self) -> None:
        """Be gone; the focus is elsewhere already."""
        self.remove_class("-open")

    def close(self) -> None:
        """Be gone, and give the focus back."""
        self.shut()
        self.screen.set_focus(self._back_to)

    def action_close(self) -> None:
        """Leave it."""
        self.close()

    def holds(self, widget: Widget) -> bool:
        """Is a widget a part of this one?"""
        return self in widget.ancestors_with_self
