"""The tags of one facet with their numbers, a line each."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from store.tags import Facet
from widgets.line_list import LineList
from widgets.list_line import fit
from widgets.listed_tag import ListedTag
from widgets.tag_line import Measures, heading, measured, tag_line

Line = tuple[ListedTag, Measures, bool]
"""A tag, the measures of its line, and whether it is the chosen one."""


class TagTable(LineList):
    """A heading, and the tags below it with a cursor.

    It draws again only the lines that are not as they were.
    """

    DEFAULT_CSS = """
    TagTable {
        & > .list--heading { text-style: bold; }
        & > .list--key { color: $text-accent; text-style: bold; }
        & > .list--bar { color: $text-accent; }
        & > .list--remark { color: $text-warning; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {
        "list--heading",
        "list--key",
        "list--bar",
        "list--remark",
    }

    HEADING = 1

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
        self._measures = Measures(1)
        self._drawn: dict[int, Line | None] = {}

    @property
    def lines_there(self) -> int:
        """How many tags there are."""
        return len(self.tags)

    @property
    def current(self) -> ListedTag | None:
        """The tag under the cursor."""
        return self.tags[self.cursor] if self.cursor < len(self.tags) else None

    def show(self, tags: Sequence[ListedTag], cursor: int, nothing: str = "") -> None:
        """Show other tags, with the cursor on a line of them."""
        was_empty, before = not self.tags, self._heading
        self.tags, self.nothing = tags, nothing
        self.set_reactive(TagTable.cursor, self.validate_cursor(cursor))
        self.set_reactive(TagTable.top, self.top_for(self.top))
        self._measure()
        if was_empty or not tags:
            self.refresh()
            return
        if before != self._heading:
            self.refresh(Region(0, 0, self.size.width, self.HEADING))
        self._draw_changed()

    @property
    def name_width(self) -> int:
        """Columns for a name."""
        return self._measures.name

    def watch_cursor(self) -> None:
        """Draw the line that lost the cursor and the one that has it now; scroll if need be."""
        self.set_reactive(TagTable.top, self.top_for(self.top))
        self._draw_changed()
        self.post_message(self.Chosen())

    def on_resize(self) -> None:
        """Measure the lines anew, and keep the cursor in sight."""
        self._measure()
        self.set_reactive(TagTable.top, self.top_for(self.top))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the tag under the mouse."""
        line = self.line_at(event.y)
        if line is not None:
            self.cursor = line

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if y < self.HEADING:
            return self._heading_strip()
        self._drawn[y] = line = self._to_draw(y)
        if line:
            return self._strip(*line)
        if not self.tags and y == self.HEADING + 1:
            text = fit(f"  {self.nothing}", self.size.width)
            return Strip([Segment(text, self._base + self.style("dim"))])
        return Strip.blank(self.size.width, self._base)

    def _measure(self) -> None:
        self._measures = measured(self.tags, self.size.width)
        self._heading = heading(self.facet, self.tags, self.size.width)

    def _draw_changed(self) -> None:
        for y in range(self.HEADING, self.size.height):
            if y not in self._drawn or self._drawn[y] != self._to_draw(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def _to_draw(self, y: int) -> Line | None:
        """What there is to draw; None for an empty line."""
        number = self.line_at(y)
        return (
            None if number is None else (self.tags[number], self._measures, number == self.cursor)
        )

    def _heading_strip(self) -> Strip:
        name, rest = self._heading
        return self.strip_of([(name, self.style("heading")), (rest, self.style("dim"))], self._base)

    def _strip(self, one: ListedTag, measures: Measures, is_current: bool) -> Strip:
        cursor, base, style = self.look(is_current=is_current)
        return self.strip_of(tag_line(one, measures, cursor=cursor, style=style), base)
