"""A list of lines with a cursor, of which only those in sight are drawn."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from widgets.list_line import ASIDE, ELSEWHERE, HERE, Part, Styles
from widgets.quiet_focus import QuietFocus

FAR = 1 << 40
"""So many lines on is the last one."""


class LineList(QuietFocus, can_focus=True):
    """Lines with a cursor that stays on one of them and in sight.

    What the lines are, and how they look, is its subclass's.
    """

    ALLOW_SELECT = False  # there would only be the widget's name to select

    DEFAULT_CSS = """
    LineList {
        & > .list--aside {
            background: $block-cursor-blurred-background;
            color: $foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        & > .list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .list--dim { text-style: dim; }
    }
    """
    COMPONENT_CLASSES = {"list--aside", "list--cursor", "list--dim"}

    HEADING = 0
    """How many rows stand above the lines."""

    cursor: var[int] = var(0)
    """The chosen line, from 0."""

    top: var[int] = var(0)
    """The first line in sight."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (as Textual calls it)
        super().__init__(id=id)
        self._base = Style()
        self._styles: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        """Look at the styles again."""
        super().notify_style_update()
        self._styles.clear()

    @property
    def lines_there(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """How many lines there is room for."""
        return max(1, self.size.height - self.HEADING)

    def move(self, lines: int) -> None:
        """Move the cursor down by lines, or up where negative."""
        self.cursor += lines

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a line."""
        return max(0, min(cursor, self.lines_there - 1))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the cursor bright or dim."""
        self.draw_line(self.cursor)

    def on_mouse_scroll_down(self) -> None:
        """Move down."""
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        """Move up."""
        self.move(-3)

    def line_at(self, y: int) -> int | None:
        """The line that a row of the widget shows; None where it shows none."""
        line = self.top + y - self.HEADING
        return line if y >= self.HEADING and line < self.lines_there else None

    def top_for(self, top: int) -> int:
        """The first line in sight, nearest to `top`, that leaves no gap and shows the cursor."""
        top = min(top, self.cursor)
        top = max(top, self.cursor - self.page + 1)
        return max(0, min(top, self.lines_there - self.page))

    def draw_line(self, line: int) -> None:
        """Draw a line again, if it is in sight."""
        y = line - self.top + self.HEADING
        if self.HEADING <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines."""
        self._base = self.rich_style  # which takes longer than all else of a line
        return super().render_lines(crop)

    def look(self, *, is_current: bool) -> tuple[str, Style, Styles]:
        """How a line looks: its first glyph, the style below all of it, and those of its parts."""
        if not is_current:
            return ELSEWHERE, self._base, self.style
        glyph, name = (HERE, "cursor") if self.has_focus else (ASIDE, "aside")
        return glyph, self.get_component_rich_style(f"list--{name}"), self._uncoloured

    def strip_of(self, parts: Sequence[Part], base: Style) -> Strip:
        """A row of parts; what stands side by side in one style is one: each costs bytes."""
        segments = [
            Segment("".join(text for text, _ in pieces), base + style)
            for style, pieces in groupby(parts, key=itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def style(self, name: str) -> Style:
        """A style by its name: that of the component class `list--name`."""
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(f"list--{name}", partial=True)
        return self._styles[name]

    def _uncoloured(self, name: str) -> Style:
        """What of a style is no colour: the cursor's line has colours of its own."""
        style = self.style(name)
        return Style(bold=style.bold, underline=style.underline)
