"""A pane with a page of lines: it scrolls, and keeps the words in sight at any width."""

from dataclasses import dataclass
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from widgets import page_places
from widgets.article_page import room
from widgets.lines import Lines
from widgets.measure import MEASURE, columns
from widgets.quiet_focus import QuietFocus

ROOM_FOR_OVERLAP = 10
"""From this height on two lines of a page are on the next one, too, below that one."""


class PageView(QuietFocus, can_focus=True):
    """A head and a text in lines, of which only those in sight are drawn.

    What they say is its subclass's.
    """

    ALLOW_SELECT = False  # there would only be the widget's name to select

    top: var[int] = var(0)
    """The first line in sight."""

    measure: var[int | None] = var[int | None](MEASURE)
    """The widest line of text, in columns; None for all that the pane has room for."""

    is_centred: var[bool] = var(False)
    """Does the text stand in the middle of the pane?"""

    @dataclass
    class Moved(Message):
        """Another part of the article is in sight."""

    def __init__(self, *, measure: int | None = MEASURE) -> None:
        """Set lines so wide at most; None for all that there is room for."""
        super().__init__()
        self.set_reactive(PageView.measure, measure)
        self._base = Style()
        self._head = self._text = Lines(())
        self._in_sight: list[Text | None] = []
        self._strips: dict[int, tuple[Style, Strip]] = {}
        self._set_for = 0  # columns
        self._is_due = False  # to be set as soon as there are columns
        self._anchor = (0, 0)  # a top line, and the place that it stands for

    @property
    def percent(self) -> int:
        """How much of the article has been in sight, from 0 to 100."""
        return min(100, 100 * (self.top + self.size.height) // max(1, self._length))

    @property
    def _length(self) -> int:
        """How many lines there are."""
        return len(self._head) + len(self._text)

    @property
    def is_at_end(self) -> bool:
        """Is the article's last line in sight?"""
        return self.top >= self._last_top

    @property
    def room(self) -> int:
        """The columns there are for text."""
        return room(self.size.width)

    @property
    def plain_lines(self) -> list[str]:
        """All lines of the page."""
        return [*self._head.plain_lines(), *self._text.plain_lines()]

    @property
    def columns(self) -> int:
        """The columns that the widest line of text may have now."""
        return columns(self.measure, self.room)

    @property
    def place(self) -> int:
        """Where in the text one is, at any width (see `page_places.place_of`); 0 at the top."""
        top, place = self._anchor
        if self.top == top:  # that of a narrow line is not quite that of a wide one
            return place
        above = self.top - len(self._head)
        return page_places.place_of(above, self._text) if above > 0 else 0

    def scroll_lines(self, lines: int) -> None:
        """Scroll down by lines, or up where negative."""
        self.top += lines

    def scroll_paragraphs(self, step: int) -> None:
        """Bring the next paragraph to the top of the pane, or the one before."""
        head = len(self._head)
        if step < 0:
            line = page_places.paragraph_before(self._text, self.top - head)
            self.top = 0 if line is None else head + line
        elif (line := page_places.next_paragraph(self._text, self.top - head)) is not None:
            self.top = head + line

    def page_down(self) -> bool:
        """Show the next page, the last lines of this one on top of it; False at the end."""
        if self.is_at_end:
            return False
        self.top += self._page
        return True

    def page_up(self) -> None:
        """Show the page before, its last lines the first of this one."""
        self.top -= self._page

    @property
    def _page(self) -> int:
        height = self.size.height
        return max(1, height - (2 if height >= ROOM_FOR_OVERLAP else 1))

    def validate_top(self, top: int) -> int:
        """Keep the page full."""
        return max(0, min(top, self._last_top))

    def watch_top(self) -> None:
        """Draw the lines that are in sight now."""
        self.draw()

    def on_mount(self) -> None:
        """Set the page anew when the theme's colours change."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.set_lines())

    def on_resize(self) -> None:
        """Set the page for the new width, or fill the new height."""
        if self.size.width not in (0, self._set_for):
            self.set_anew()
            return
        if self._is_due:
            self.set_lines()
        if self.top == self._anchor[0] or self.top > self._last_top:
            self._put_on_top(self.place)  # where all of it is in sight, too, it stays this place
        self.draw()

    def watch_measure(self) -> None:
        """Set the page for the new width."""
        self.set_anew()

    def watch_is_centred(self) -> None:
        """Set the page with another margin."""
        self.set_anew()

    def set_anew(self) -> None:
        """Set the page for another width, with the same words on top."""
        place = self.place
        self.set_lines()
        if place:
            self.go_to_place(place)

    def set_lines(self) -> None:
        """Set the page as soon as there is room for it."""
        raise NotImplementedError

    def go_to_place(self, place: int) -> None:
        """Bring a place to the top of the pane (see `place`)."""
        self._put_on_top(place)
        self.draw()

    def _put_on_top(self, place: int) -> None:
        line = len(self._head) + page_places.line_at(place, self._text) if place else 0
        self.set_reactive(PageView.top, self.validate_top(line))
        self._anchor = self.top, place

    def on_mouse_scroll_down(self) -> None:
        """Scroll down."""
        self.scroll_lines(3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll up."""
        self.scroll_lines(-3)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines."""
        self._base = self.rich_style  # which takes longer than all else of a line
        return super().render_lines(crop)

    @property
    def _last_top(self) -> int:
        return max(0, self._length - self.size.height)

    def draw(self, *, tells: bool = True) -> None:
        """Draw the lines again that are not as they were: the fewer, the sooner they are there.

        `Moved` tells of it, unless who asked for it knows.
        """
        before, self._in_sight = self._in_sight, [*map(self.line_at, range(self.size.height))]
        # A new row below the last line is none as well, and may have been drawn with an old one.
        for y, (old, new) in enumerate(zip_longest(before, self._in_sight, fillvalue=...)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))
        if tells:
            self.post_message(self.Moved())

    def line_at(self, y: int) -> Text | None:
        """The line in a row of the pane; None below the last one."""
        number = self.top + y
        return self._line(number) if number < self._length else None

    def _line(self, number: int) -> Text:
        head = len(self._head)
        return self._head[number] if number < head else self._text[number - head]

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line, width, number = self.line_at(y), self.size.width, self.top + y
        if line is None:
            return Strip.blank(width, self._base)
        base, strip = self._strips.get(number, (None, None))
        is_plain = line is self._line(number)  # else it is marked as the one that one is at
        # Between two resizes it may have been drawn for another width than it was set for.
        is_same = base == self._base and is_plain
        if strip is None or not is_same or strip.cell_length != width:
            strip = self._strip_of(line).adjust_cell_length(width, self._base)
            if is_plain:
                self._strips[number] = self._base, strip
        return strip

    def _strip_of(self, line: Text) -> Strip:
        if not line.spans and line.plain:  # as most are; to render it takes ten times as long
            style = line.style if isinstance(line.style, Style) else Style()
            return Strip([Segment(line.plain, style + self._base)])
        text = line.copy()
        text.stylize_before(self._base)
        return Strip(text.render(self.app.console))

    def style(self, name: str) -> Style:
        """A style by its name: that of the component class `page--name`."""
        return self.get_component_rich_style(f"page--{name}", partial=True)
