"""Something to type in that is there only while somebody types."""

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.widgets import Input

from widgets.focus_holder import FocusHolder

LEAST = 16
"""Columns that there are for what is typed, however long all else is."""

MARGINS = 5
"""Columns around what stands in such a line, and one for the cursor."""


class TypingLine(FocusHolder):
    """A line with a field, and what belongs to it."""

    DEFAULT_CSS = """
    TypingLine {
        height: auto;
        & Input, & Input:focus { width: 1fr; min-width: 16; height: 1; border: none; padding: 0 1; }
        & Input:focus { background-tint: $foreground 0%; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "stay", show=False, priority=True),
    ]

    def room_beside(self, words: str, answer: str = "") -> int:
        """The columns that are left beside some words and what is typed."""
        taken = cell_len(words) + max(LEAST, cell_len(answer)) + MARGINS
        return self.screen.size.width - taken

    @property
    def field(self) -> Input:
        """What is typed in."""
        return self.query_one(Input)

    @property
    def typed(self) -> str:
        """What was typed."""
        return self.field.value

    def action_stay(self) -> None:
        """Do nothing: where tab completes nothing, it must not leave what is being typed."""

    def action_close(self) -> None:
        """Leave it."""
        self.close()
