"""What changes would do to many articles, before they are made."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive

from widgets.overlay import Overlay

GAP = 3
"""Blank columns between two changes."""


class PreviewLine(Overlay):
    """The scope, the changes with their counts, and the keys that end it; over the last lines."""

    DEFAULT_CSS = """
    PreviewLine {
        max-height: 50%;
    }
    """

    scope: reactive[str] = reactive("", layout=True)
    """The articles that it is for, in words."""
    changes: reactive[Sequence[str]] = reactive[Sequence[str]]((), layout=True)
    """What each change would do, in words."""

    add_keys = "r t"
    """The keys that give more tags."""

    def open(self, scope: str, changes: Sequence[str]) -> None:
        """Show what changes would do."""
        self.scope, self.changes = scope, changes
        self.show_above()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the changes take, and one for the keys."""
        return len(self._lines(width)) + 1

    def render(self) -> Text:
        """Set the changes side by side, and the keys below."""
        lines = [*self._lines(self.size.width), self._keys()]
        lines[0].stylize(self.style("key"), 0, len(self.scope))
        for line in lines:
            line.truncate(self.size.width, overflow="ellipsis")
        return Text("\n", no_wrap=True, end="").join(lines)

    def _keys(self) -> Text:
        """The keys that end it or go on with it, and what they do, as there is room."""
        make, leave = ("enter", "make it"), ("esc", "leave it")
        does = "add to it, again: take it back", "add to it"
        choices = [*((make, (self.add_keys, adds), leave) for adds in does), (make, leave)]
        for keys in choices:
            line = self.keys_line(keys)
            if cell_len(line.plain.rstrip()) <= self.size.width:
                break
        return line

    def _lines(self, width: int) -> list[Text]:
        scope = Text(self.scope)
        lines = [scope]
        for change in self.changes or ("nothing would change",):
            is_full = lines[-1].cell_len + GAP + cell_len(change) > width
            if is_full and (lines[1:] or scope.plain != self.scope):
                lines.append(Text(" " * len(self.scope)))
            lines[-1].append(" " * GAP + change)
        return lines
