"""The line in which commands are typed by their names."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.widget import Widget

from widgets.answered_line import AnsweredLine
from widgets.completing_line import CompletingLine


class CommandLine(AnsweredLine):
    """A colon and a command; what is done with it is the screen's `enter_command`."""

    BINDINGS = [Binding("enter", "screen.enter_command", show=False, priority=True)]

    @dataclass
    class Typed(CompletingLine.Typed):
        """The line changed."""

    def open(self, *, back_to: Widget | None = None) -> None:
        """Let a command be typed."""
        self.begin(":", "", back_to=back_to)
