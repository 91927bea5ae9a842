"""The list of the articles that were found: one line an article, only those in sight drawn."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from store.article import ArticleRow
from store.marks import NO_MARKS, Marks
from store.tags import Facet
from widgets.list_line import ASIDE, ELSEWHERE, HERE, Letters, Spans, list_line

Line = tuple[ArticleRow, Spans, bool, bool]
"""An article, what was found in its title, whether it is the chosen one, whether it is marked."""


class ArticleList(Widget, can_focus=True):
    """The articles, one to a line, with a cursor.

    It draws the lines in sight and asks `rows` for no others; moving the cursor within the window
    draws two lines again.
    """

    ALLOW_SELECT = False  # there would only be the widget's name to select

    DEFAULT_CSS = """
    ArticleList {
        & > .list--aside { background: $block-cursor-blurred-background; color: $foreground; }
        & > .list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .list--dim { text-style: dim; }
        & > .list--unread { color: $text-accent; }
        & > .list--star { color: $text-warning; }
        & > .list--warning { color: $text-error; }
        & > .list--mark { color: $text-accent; text-style: bold; }
        & > .list--added { color: $text-success; text-style: bold underline; }
        & > .list--match { color: $text-warning; text-style: bold underline; }
    }
    """
    COMPONENT_CLASSES = {
        "list--aside",
        "list--cursor",
        "list--dim",
        "list--unread",
        "list--star",
        "list--warning",
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

    cursor: var[int] = var(0)
    """The line of the chosen article, from 0."""

    top: var[int] = var(0)
    """The first line in sight."""

    @dataclass
    class Chosen(Message):
        """The cursor came to another article, or the article under it changed."""

        row: ArticleRow | None
        """None where the list is empty."""

    def __init__(self) -> None:
        super().__init__()
        self._base = Style()
        self._drawn: dict[int, Line] = {}

    @property
    def current(self) -> ArticleRow | None:
        """The article under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[ArticleRow], cursor: int, marks: Marks = NO_MARKS) -> None:
        """Show other articles, with the cursor on a line of them, and what is marked in titles."""
        before, offset = self.current, self.cursor - self.top
        self.marks = marks
        self.set_reactive(ArticleList.rows, rows)
        self.set_reactive(ArticleList.cursor, max(0, min(cursor, len(rows) - 1)))
        self.set_reactive(ArticleList.top, self._top_for(self.cursor - offset))
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
            if self._drawn.get(y) != self._line_at(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def _line_at(self, y: int) -> Line | None:
        """What there is to draw; None for an empty line."""
        number = self.top + y
        if number >= len(self.rows):
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

    def move(self, lines: int) -> None:
        """Move the cursor down by lines, or up where negative."""
        self.cursor += lines

    def redraw(self, keys: Container[str]) -> None:
        """Draw articles again that are in sight, because something about them has changed."""
        for number in range(self.top, min(self.top + self.page, len(self.rows))):
            if self.rows[number].key in keys:
                self._draw_line(number)

    @property
    def page(self) -> int:
        """How many articles there is room for."""
        return max(1, self.size.height)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an article."""
        return max(0, min(cursor, len(self.rows) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the line that lost the cursor and the one that has it now; scroll if need be."""
        top = self._top_for(self.top)
        if top == self.top and self.range_start is not None:
            self._draw_changed()
        elif top == self.top:
            self._draw_line(before)
            self._draw_line(after)
        else:
            # Half a page at once, so that a held key does not send the whole list at each line.
            step = self.page // 2 if abs(after - before) == 1 else 0
            self.top = self._top_for(top + (step if top > self.top else -step))
        self.post_message(self.Chosen(self.current))

    def watch_top(self) -> None:
        """Draw everything."""
        self.refresh()

    def watch_letters(self) -> None:
        """Draw everything."""
        self.refresh()

    def watch_nothing(self) -> None:
        """Draw the sentence."""
        self.refresh()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the cursor bright or dim."""
        self._draw_line(self.cursor)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.top = self._top_for(self.top)

    def on_click(self, event: events.Click) -> None:
        """Choose the article under the mouse."""
        if self.top + event.y < len(self.rows):
            self.cursor = self.top + event.y

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
        width, line = self.size.width, self._line_at(y)
        if line is not None:
            self._drawn[y] = line
            return self._strip(*line)
        self._drawn.pop(y, None)
        if not self.rows and self.nothing and y >= 1:
            lines = Text(self.nothing).wrap(self.app.console, max(1, width - 3))
            if y <= len(lines):
                style = self.get_component_rich_style("list--dim")
                text = Text("  ").append(lines[y - 1].plain, style)
                return Strip(text.render(self.app.console)).adjust_cell_length(width, self._base)
        return Strip.blank(width, self._base)

    def _top_for(self, top: int) -> int:
        """The first line in sight, nearest to `top`, that leaves no gap and shows the cursor."""
        top = min(top, self.cursor)
        top = max(top, self.cursor - self.page + 1)
        return max(0, min(top, len(self.rows) - self.page))

    def _draw_line(self, number: int) -> None:
        y = number - self.top
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _strip(self, row: ArticleRow, hits: Spans, is_current: bool, is_marked: bool) -> Strip:
        width, cursor, base, style = self.size.width, ELSEWHERE, self._base, self._style
        if is_current:
            cursor, name = (HERE, "cursor") if self.has_focus else (ASIDE, "aside")
            base, style = self.get_component_rich_style(f"list--{name}"), self._uncoloured
        parts = list_line(
            row, width, self.letters, cursor=cursor, style=style, hits=hits, is_marked=is_marked
        )
        # What stands side by side in one style is one piece: each costs bytes on the line.
        segments = [
            Segment("".join(text for text, _ in pieces), base + style)
            for style, pieces in groupby(parts, key=itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"list--{name}", partial=True)

    def _uncoloured(self, name: str) -> Style:
        """What of a style is no colour: the cursor's line has colours of its own."""
        style = self._style(name)
        return Style(bold=style.bold, underline=style.underline)
