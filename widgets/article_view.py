"""The pane in which an article is read."""

from bisect import bisect_left
from dataclasses import dataclass, replace

from rich.style import Style
from rich.text import Text
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from store.article import Article, ArticleRow
from store.marks import NO_MARKS, Marks
from store.opening import Opened
from store.record import Record
from widgets.article_page import Hit, Page, hits_in
from widgets.info_page import Taggings, info_lines

_NOTHING = Article()


class ArticleView(Widget, can_focus=True):
    """An article set as a page; it scrolls by lines and draws only those in sight."""

    ALLOW_SELECT = False  # there would only be the widget's name to select

    DEFAULT_CSS = """
    ArticleView {
        & > .page--title { text-style: bold; }
        & > .page--dim { text-style: dim; }
        & > .page--heading { text-style: bold; }
        & > .page--rule { text-style: dim; }
        & > .page--link { text-style: underline; }
        & > .page--added { color: $text-success; text-style: bold; }
        & > .page--removed { text-style: dim strike; }
        & > .page--warning { color: $text-warning; }
        & > .page--note { color: $text-accent; }
        & > .page--match { color: $text-warning; text-style: bold underline; }
        & > .page--hit { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES = {
        "page--title",
        "page--dim",
        "page--heading",
        "page--rule",
        "page--link",
        "page--added",
        "page--removed",
        "page--warning",
        "page--note",
        "page--match",
        "page--hit",
    }

    top: var[int] = var(0)
    """The first line in sight."""

    unfolded: var[bool] = var(False)
    """Are the notes and the boilerplate shown?"""

    shows_info: var[bool] = var(False)
    """Is there what is known of the article instead of its text?"""

    hit: var[int] = var(-1)
    """The number of the marked place that one is at, from 0; -1 where nothing is marked."""

    @dataclass
    class Moved(Message):
        """Another part of the article is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._base = Style()
        self._opened: Opened | None = None
        self._taggings: Taggings = {}
        self._top_of_text: int | None = None  # where there is none, it opens at what is marked
        self._text: list[Text] = []
        self._lines: list[Text] = []
        self._hits: list[Hit] = []
        self._marks = NO_MARKS

    @property
    def key(self) -> str | None:
        """The key of the article that is shown."""
        return self._opened.row.key if self._opened else None

    @property
    def article(self) -> Article:
        """The article that is shown; one without anything where there is none."""
        return self._opened.article if self._opened else _NOTHING

    @property
    def record(self) -> Record:
        """What the reader did with the article that is shown, as far as it was told."""
        return self._opened.record if self._opened else Record()

    @property
    def has_text(self) -> bool:
        """Is there more than what the list knows, as where the file could not be read?"""
        return bool(self.article.body)

    @property
    def percent(self) -> int:
        """How much of the article has been in sight, from 0 to 100."""
        return min(100, 100 * (self.top + self.size.height) // max(1, len(self._lines)))

    @property
    def is_at_end(self) -> bool:
        """Is the article's last line in sight?"""
        return self.top >= self._last_top

    @property
    def hits(self) -> int:
        """How many places are marked."""
        return len(self._hits)

    def show(self, opened: Opened, marks: Marks = NO_MARKS, *, at_last: bool = False) -> None:
        """Show an article, from its first marked place on or from its last.

        The same one with the same marks keeps its place.
        """
        is_same = self.key == opened.row.key
        if not is_same:
            self._taggings, self._top_of_text = {}, None
            self.set_reactive(ArticleView.top, 0)
            self.set_reactive(ArticleView.unfolded, False)
        is_marked_anew = not is_same or marks is not self._marks
        self._opened, self._marks = opened, marks
        self._set_lines(keeps_place=is_same)
        if is_marked_anew:
            self._unfold_for_hits()
            self._go_to_hit(len(self._hits) - 1 if at_last else 0)

    def mark(self, marks: Marks) -> None:
        """Mark other places in the article, and go to the first of them."""
        if self._opened is None:
            self._marks = marks
        elif marks is not self._marks:
            self.show(self._opened, marks)

    def step_hit(self, step: int) -> bool:
        """Go to the next marked place, or to one before; False where there is none."""
        self.shows_info = False
        lines = [hit[0][0] for hit in self._hits]
        bottom = self.top + self.size.height
        number = self.hit + step
        if lines and not self.top <= lines[self.hit] < bottom:  # go on from what is in sight
            above = bisect_left(lines, self.top) if step > 0 else bisect_left(lines, bottom) - 1
            number = max(number, above) if step > 0 else min(number, above)
        if not 0 <= number < len(lines):
            return False
        self._go_to_hit(number)
        return True

    def _unfold_for_hits(self) -> None:
        """Unfold the tail where only there something is marked."""
        if self._marks and not (self._hits or self.unfolded or self.shows_info):
            self.set_reactive(ArticleView.unfolded, True)
            self._set_lines()
            if not self._hits:
                self.set_reactive(ArticleView.unfolded, False)
                self._set_lines()

    def _go_to_hit(self, number: int) -> None:
        """Bring a marked place into sight, a third down the pane where it was not."""
        self.set_reactive(ArticleView.hit, number if self._hits else -1)
        if self._hits:
            line = self._hits[number][0][0]
            if not self.top <= line < self.top + self.size.height - 1:
                top = self.validate_top(line - self.size.height // 3)
                self.set_reactive(ArticleView.top, top)
        self._drawn()

    def retag(self, row: ArticleRow) -> None:
        """Show other tags of the same article; its text is not set again."""
        if self._opened is None:
            return
        before, self._opened = self._opened.row, replace(self._opened, row=row)
        if (before.regions, before.themes) != (row.regions, row.themes):
            self._set_lines(keeps_text=True, keeps_place=True)

    def remember(self, record: Record) -> None:
        """Show another note on the same article; its text is not set again."""
        if self._opened:
            before, self._opened = self.record, replace(self._opened, record=record)
            if before.note != record.note:
                self._set_lines(keeps_text=True, keeps_place=True)

    def tell_taggings(self, taggings: Taggings) -> None:
        """Show who gave and took the tags."""
        before, self._taggings = self._taggings, taggings
        if self.shows_info and before != taggings:
            self._set_lines(keeps_place=True)

    def watch_shows_info(self) -> None:
        """Show the one page or the other; the text where it was left."""
        if self.shows_info:
            self._top_of_text = self.top
            self.set_reactive(ArticleView.top, 0)
            self._set_lines()
            return
        self._set_lines()
        self._unfold_for_hits()
        if self._top_of_text is None:
            self._go_to_hit(0)
        else:
            self.top = self._top_of_text

    def clear(self) -> None:
        """Show nothing."""
        self._opened, self._lines, self._hits = None, [], []
        self.set_reactive(ArticleView.top, 0)
        self._drawn()

    def scroll_lines(self, lines: int) -> None:
        """Scroll down by lines, or up where negative."""
        self.top += lines

    def page_down(self) -> bool:
        """Show the next page, the last line of this one on top of it; False at the end."""
        if self.is_at_end:
            return False
        self.top += max(1, self.size.height - 1)
        return True

    def page_up(self) -> None:
        """Show the page before."""
        self.top -= max(1, self.size.height - 1)

    def validate_top(self, top: int) -> int:
        """Keep the page full."""
        return max(0, min(top, self._last_top))

    def watch_top(self) -> None:
        """Draw the lines that are in sight now."""
        self._drawn()

    def watch_unfolded(self) -> None:
        """Set the page with the tail, or without it, and bring it into sight."""
        folded_end = len(self._lines)
        self._set_lines()
        if self.unfolded:
            self.top = max(self.top, folded_end - 2)

    def on_mount(self) -> None:
        """Set the page anew when the theme's colours change."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._set_lines())

    def on_resize(self) -> None:
        """Set the page for the new width, with about the same words on top."""
        place = self.top / max(1, len(self._lines))
        self._set_lines()
        self.top = round(place * len(self._lines))

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

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = self.top + y
        if number >= len(self._lines):
            return Strip.blank(self.size.width, self._base)
        text = self._lines[number].copy()
        for line, start, end in self._hits[self.hit] if self._hits else ():
            if line == number:
                text.stylize(self._style("hit"), start, end)
        text.stylize_before(self._base)
        return Strip(text.render(self.app.console)).adjust_cell_length(self.size.width, self._base)

    @property
    def _last_top(self) -> int:
        return max(0, len(self._lines) - self.size.height)

    def _set_lines(self, *, keeps_text: bool = False, keeps_place: bool = False) -> None:
        """Set the page; the text under longer or shorter lists of tags may keep its place."""
        if self._opened is None or not self.size.width:
            return
        page = Page(self.size.width, self._style, self.app.console, self._marks)
        before, head = len(self._lines) - len(self._text), []
        if self.shows_info:
            self._text = info_lines(self._opened, page, self._taggings)
        else:
            head = page.head(self._opened)
            if not keeps_text:
                self._text = page.text(self.article, unfolded=self.unfolded)
        if keeps_place and self.top >= before:
            self.set_reactive(ArticleView.top, self.top + len(head) - before)
        self._lines = head + self._text
        self._hits = hits_in(self._lines)
        self.set_reactive(ArticleView.hit, min(max(self.hit, 0), len(self._hits) - 1))
        self.set_reactive(ArticleView.top, self.validate_top(self.top))
        self._drawn()

    def _drawn(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"page--{name}", partial=True)
