"""The list of the articles that were found: one line an article, only those in sight drawn."""

from collections.abc import Container, Hashable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from store.article import ArticleRow
from store.marks import NO_MARKS, Marks
from store.tags import Facet
from widgets.line_list import LineList
from widgets.list_line import PLAIN, Letters, Spans, list_line

STRIPS_KEPT = 400
"""How many lines are kept as they were drawn."""

Line = tuple[ArticleRow, Spans, bool, bool]
"""An article, what was found in its title, whether it is the chosen one, whether it is marked."""


class ArticleList(LineList):
    """The articles, one to a line, with a cursor.

    It draws the lines in sight and asks `rows` for no others; moving the cursor within the window
    draws two lines again.
    """

    DEFAULT_CSS = """
    ArticleList {
        & > .list--unread { color: $text-accent; }
        & > .list--star { color: $text-warning; }
        & > .list--warning { color: $text-error; }
        & > .list--note { color: $text-accent; }
        & > .list--mark { color: $text-accent; text-style: bold; }
        & > .list--added { color: $text-success; text-style: bold underline; }
        & > .list--match { color: $text-warning; text-style: bold underline; }
    }
    """
    COMPONENT_CLASSES = {
        "list--unread",
        "list--star",
        "list--warning",
        "list--note",
        "list--mark",
        "list--added",
        "list--match",
    }

    rows: var[Sequence[ArticleRow]] = var[Sequence[ArticleRow]](())
    """The articles; a lazy sequence will do."""

    letters: var[Letters] = var[Letters](lambda: {facet: {} for facet in Facet})
    """The letter of each tag, by facet and folded name."""

    nothing: var[str] = var("")
    """What to say where there is no article."""

    marks = NO_MARKS
    """What is marked in the titles."""

    marked: Container[str] = frozenset()
    """The keys of the articles that are marked for the next change."""

    range_start: int | None = None
    """The line at which a range of marks begins that goes to the cursor."""

    @dataclass
    class Chosen(Message):
        """The cursor came to another article, or the article under it changed."""

        row: ArticleRow | None
        """None where the list is empty."""

    class Entered(Message):
        """The mouse asks for the article itself."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: dict[int, Line] = {}
        self._strips: dict[tuple[Hashable, ...], Strip] = {}
        self._is_focus_new = False

    @property
    def lines_there(self) -> int:
        """How many articles there are."""
        return len(self.rows)

    @property
    def current(self) -> ArticleRow | None:
        """The article under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(
        self,
        rows: Sequence[ArticleRow],
        cursor: int,
        marks: Marks = NO_MARKS,
        *,
        top: int | None = None,
    ) -> None:
        """Show other articles.

        Args:
            rows: The articles.
            cursor: The line of the cursor.
            marks: What is marked in titles.
            top: The first line in sight, if the cursor's line is not to stay where it is.
        """
        before, offset = self.current, self.cursor - self.top
        self.marks = marks
        self.set_reactive(ArticleList.rows, rows)
        self.set_reactive(ArticleList.cursor, max(0, min(cursor, len(rows) - 1)))
        top = self.cursor - offset if top is None else top
        # Before the first layout nobody knows how many lines there is room for.
        self.set_reactive(ArticleList.top, self.top_for(top) if self.size.height else 0)
        self._draw_changed()
        if self.current != before or before is None:
            self.post_message(self.Chosen(self.current))

    def mark(self, marked: Container[str], range_start: int | None) -> None:
        """Show which articles are marked, and where a range begins."""
        self.marked, self.range_start = marked, range_start
        self._draw_changed()

    def _draw_changed(self) -> None:
        """Draw the lines again that are not as they were: the fewer, the sooner they are there."""
        if not (self._drawn and self.rows):
            self.refresh()
            return
        for y in range(self.size.height):
            if self._drawn.get(y) != self._to_draw(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def _to_draw(self, y: int) -> Line | None:
        """What there is to draw; None for an empty line."""
        number = self.line_at(y)
        if number is None:
            return None
        row = self.rows[number]
        is_marked = row.key in self.marked or number in self.span
        return row, self.marks.spans("title", row.title), number == self.cursor, is_marked

    @property
    def span(self) -> range:
        """The lines of the range that goes to the cursor."""
        if self.range_start is None:
            return range(0)
        return range(min(self.range_start, self.cursor), max(self.range_start, self.cursor) + 1)

    def redraw(self, keys: Container[str]) -> None:
        """Draw articles again that are in sight, because something about them has changed."""
        for number in range(self.top, min(self.top + self.page, len(self.rows))):
            if self.rows[number].key in keys:
                self.draw_line(number)

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the line that lost the cursor and the one that has it now; scroll if need be."""
        top = self.top_for(self.top) if self.size.height else self.top
        if top == self.top and self.range_start is not None:
            self._draw_changed()
        elif top == self.top:
            self.draw_line(before)
            self.draw_line(after)
        else:
            # Half a page at once, so that a held key does not send the whole list at each line.
            step = self.page // 2 if abs(after - before) == 1 else 0
            self.top = self.top_for(top + (step if top > self.top else -step))
        self.post_message(self.Chosen(self.current))

    def watch_top(self) -> None:
        """Draw everything."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw lines anew from now on."""
        super().notify_style_update()
        self._strips.clear()

    def watch_letters(self) -> None:
        """Draw everything."""
        self._strips.clear()
        self.refresh()

    def watch_nothing(self) -> None:
        """Draw the sentence, if it is in sight."""
        if not self.rows:
            self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight, once there is room again where the list was hidden."""
        if self.size.height:
            self.top = self.top_for(self.top)

    def on_click(self, event: events.Click) -> None:
        """Choose the article under the mouse; go into it where it is chosen already."""
        line = self.line_at(event.y)
        was_new, self._is_focus_new = self._is_focus_new, False
        if line is None:
            return
        if event.chain > 1 or (line == self.cursor and not was_new):
            self.post_message(self.Entered())
        self.cursor = line

    def on_focus(self, event: events.Focus) -> None:  # Textual calls that of the base, too
        """Let the first click on the chosen line be one for the list."""
        self._is_focus_new = True

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, line = self.size.width, self._to_draw(y)
        if line is not None:
            self._drawn[y] = line
            return self._strip(*line)
        self._drawn.pop(y, None)
        if not self.rows and self.nothing:
            lines = Text(self.nothing).wrap(self.app.console, max(1, width - 3))
            number = y - (len(lines) < self.size.height)  # a blank one above, if there is room
            if 0 <= number < len(lines):
                style = self.style("dim")
                return self.strip_of([("  ", PLAIN), (lines[number].plain, style)], self._base)
        return Strip.blank(width, self._base)

    def _strip(self, row: ArticleRow, hits: Spans, is_current: bool, is_marked: bool) -> Strip:
        cursor, base, style = self.look(is_current=is_current)
        look = row, tuple(hits), is_marked, cursor, base, self.size.width
        if look not in self._strips:
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            parts = list_line(
                row,
                self.size.width,
                self.letters,
                cursor=cursor,
                style=style,
                hits=hits,
                is_marked=is_marked,
            )
            self._strips[look] = self.strip_of(parts, base)
        return self._strips[look]
