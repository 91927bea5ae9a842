"""A field of several lines that writes nothing but what changed."""

from typing import Self

from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea


class StillArea(TextArea):
    """A text area whose cursor does not blink, and that draws only the lines that changed.

    Textual's draws all lines at each key, which is 1,500 bytes over a slow line.
    """

    def __init__(self) -> None:
        self._drawn: dict[int, Strip] = {}
        self._is_due = False
        super().__init__(highlight_cursor_line=False)
        self.cursor_blink = self.match_cursor_bracket = False

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        self._drawn[y] = super().render_line(y)
        return self._drawn[y]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw again what has changed, once the key has done all that it does."""
        if regions or layout or recompose or not (repaint and self._drawn):
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        if not self._is_due:
            self._is_due = True
            self.call_later(self._draw_changed)
        return self

    def _draw_changed(self) -> None:
        self._is_due = False
        for y in range(self.size.height):
            if self._drawn.get(y) != super().render_line(y):
                super().refresh(Region(0, y, self.size.width, 1))
