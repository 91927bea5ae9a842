"""The tags of one facet with their numbers, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from store.tags import Facet
from widgets.list_line import ASIDE, ELSEWHERE, HERE, fit
from widgets.listed_tag import ListedTag
from widgets.tag_line import Measures, heading, measured, tag_line

HEADING = 1
"""How many lines the heading takes."""

Line = tuple[ListedTag, Measures, bool]
"""A tag, the measures of its line, and whether it is the chosen one."""


class TagTable(Widget, can_focus=True):
    """A heading, and the tags below it with a cursor.

    It draws again only the lines that are not as they were.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    TagTable {
        & > .table--aside { background: $block-cursor-blurred-background; color: $foreground; }
        & > .table--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .table--dim { text-style: dim; }
        & > .table--heading { text-style: bold; }
        & > .table--key { color: $text-accent; text-style: bold; }
        & > .table--bar { color: $text-accent; }
        & > .table--remark { color: $text-warning; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {
        "table--aside",
        "table--cursor",
        "table--dim",
        "table--heading",
        "table--key",
        "table--bar",
        "table--remark",
    }

    cursor: var[int] = var(0)
    """The line of the chosen tag, from 0."""

    top: var[int] = var(0)
    """The first line in sight."""

    @dataclass
    class Chosen(Message):
        """The cursor came to another tag, by the mouse too."""

    def __init__(self, facet: Facet) -> None:
        super().__init__(id=facet.value)
        self.facet = facet
        self.tags: Sequence[ListedTag] = ()
        """The tags, in order."""
        self.nothing = ""
        """What to say where there is no tag."""
        self._heading = ("", "")
        self._is_empty = True
        self._measures = Measures(1)
        self._base = Style()
        self._drawn: dict[int, Line | None] = {}

    @property
    def current(self) -> ListedTag | None:
        """The tag under the cursor."""
        return self.tags[self.cursor] if self.cursor < len(self.tags) else None

    def show(self, tags: Sequence[ListedTag], cursor: int, nothing: str = "") -> None:
        """Show other tags, with the cursor on a line of them."""
        self.tags, self.nothing = tags, nothing
        self.set_reactive(TagTable.cursor, self.validate_cursor(cursor))
        self.set_reactive(TagTable.top, self._top_for(self.top))
        self._measure()
        self._draw_changed()

    @property
    def name_width(self) -> int:
        """Columns for a name."""
        return self._measures.name

    def move(self, lines: int) -> None:
        """Move the cursor down by lines, or up where negative."""
        self.cursor += lines

    @property
    def page(self) -> int:
        """How many tags there is room for."""
        return max(1, self.size.height - HEADING)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a tag."""
        return max(0, min(cursor, len(self.tags) - 1))

    def watch_cursor(self) -> None:
        """Draw the line that lost the cursor and the one that has it now; scroll if need be."""
        self.set_reactive(TagTable.top, self._top_for(self.top))
        self._draw_changed()
        self.post_message(self.Chosen())

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the cursor bright or dim."""
        self.refresh(Region(0, HEADING + self.cursor - self.top, self.size.width, 1))

    def on_resize(self) -> None:
        """Measure the lines anew, and keep the cursor in sight."""
        self._measure()
        self.set_reactive(TagTable.top, self._top_for(self.top))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the tag under the mouse."""
        number = self.top + event.y - HEADING
        if event.y >= HEADING and number < len(self.tags):
            self.cursor = number

    def on_mouse_scroll_down(self) -> None:
        """Move down."""
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        """Move up."""
        self.move(-3)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines."""
        self._base = self.rich_style  # which takes longer than all else of a line
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if y < HEADING:
            return self._heading_strip()
        self._drawn[y] = line = self._line_at(y)
        if line:
            return self._strip(*line)
        if not self.tags and y == HEADING + 1:
            text = fit(f"  {self.nothing}", self.size.width)
            return Strip([Segment(text, self._base + self._style("dim"))])
        return Strip.blank(self.size.width, self._base)

    def _measure(self) -> None:
        self._measures = measured(self.tags, self.size.width)

    def _draw_changed(self) -> None:
        width, before = self.size.width, self._heading
        was_empty, self._is_empty = self._is_empty, not self.tags
        if was_empty or self._is_empty:
            self._heading = heading(self.facet, self.tags, width)
            self.refresh()
            return
        self._heading = heading(self.facet, self.tags, width)
        if before != self._heading:
            self.refresh(Region(0, 0, width, HEADING))
        for y in range(HEADING, self.size.height):
            if y not in self._drawn or self._drawn[y] != self._line_at(y):
                self.refresh(Region(0, y, width, 1))

    def _line_at(self, y: int) -> Line | None:
        """What there is to draw; None for an empty line."""
        number = self.top + y - HEADING
        if number >= len(self.tags):
            return None
        return self.tags[number], self._measures, number == self.cursor

    def _top_for(self, top: int) -> int:
        """The first line in sight, nearest to `top`, that leaves no gap and shows the cursor."""
        top = max(min(top, self.cursor), self.cursor - self.page + 1)
        return max(0, min(top, len(self.tags) - self.page))

    def _heading_strip(self) -> Strip:
        name, rest = heading(self.facet, self.tags, self.size.width)
        segments = [
            Segment(name, self._base + self._style("heading")),
            Segment(rest, self._base + self._style("dim")),
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self._base)

    def _strip(self, one: ListedTag, measures: Measures, is_current: bool) -> Strip:
        cursor, base, style = ELSEWHERE, self._base, self._style
        if is_current:
            cursor, name = (HERE, "cursor") if self.has_focus else (ASIDE, "aside")
            base, style = self.get_component_rich_style(f"table--{name}"), self._uncoloured
        parts = tag_line(one, measures, cursor=cursor, style=style)
        # What stands side by side in one style is one piece: each costs bytes on the line.
        segments = [
            Segment("".join(text for text, _ in pieces), base + style)
            for style, pieces in groupby(parts, key=itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"table--{name}", partial=True)

    def _uncoloured(self, name: str) -> Style:
        """What of a style is no colour: the cursor's line has colours of its own."""
        style = self._style(name)
        return Style(bold=style.bold, underline=style.underline)
