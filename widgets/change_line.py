"""The line in which changes of tags are typed."""

import re
from dataclasses import dataclass

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from widgets.answered_line import AnsweredLine
from widgets.completing_line import CompletingLine

_TWO_SIGNS = re.compile(r"^[+-](?=[+-])")


class ChangeLine(AnsweredLine):
    """Changes of tags; what is done with them is the screen's `enter_changes`."""

    DOES = "make it"
    BINDINGS = [Binding("enter", "screen.enter_changes", show=False, priority=True)]

    @dataclass
    class Typed(CompletingLine.Typed):
        """The line changed."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[str, ...] = ()
        """The articles that the changes are for."""
        self._asked = ""

    def open(
        self, text: str, scope: str, keys: tuple[str, ...], *, back_to: Widget | None = None
    ) -> None:
        """Let changes be typed that go on from a text, for articles that are called `scope`."""
        self.keys = keys
        self.begin(scope, text, back_to=back_to)

    @property
    def changes(self) -> str:
        """What was typed; the sign that stands there already may be typed again."""
        return _TWO_SIGNS.sub("", self.typed)

    @property
    def is_sure(self) -> bool:
        """Has it been asked whether the line is right as it is?"""
        return self._asked == self.typed

    def doubt(self, trouble: str) -> None:
        """Say what is doubtful; enter once more makes it all the same."""
        self.complain(trouble)
        self._asked = self.typed

    def tell_typed(self, *, asks: bool = True) -> None:
        """Tell what stands in the line; it is not sure any more."""
        self._asked = ""
        super().tell_typed(asks=asks)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave the sign out that was typed again, and tell what stands in the line."""
        if self.changes != self.typed:
            self.put(self.changes, cursor=len(self.changes))
        super().on_input_changed(event)
