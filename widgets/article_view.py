"""The pane in which an article is read."""

from dataclasses import replace
from typing import NamedTuple

from textual.reactive import var

from store.article import Article, ArticleRow
from store.marks import NO_MARKS, Marks
from store.opening import Opened
from store.record import Record
from widgets.article_page import Page
from widgets.info_page import Taggings, info_lines
from widgets.lines import Lines
from widgets.marked_view import MarkedView
from widgets.measure import MEASURE
from widgets.page_view import PageView
from widgets.set_page import PageStyles, SetPage, set_page

_NOTHING = Article()


class Sight(NamedTuple):
    """What is in sight of an article, to come back to."""

    top: int
    unfolded: bool
    hit: int


class ArticleView(MarkedView):
    """An article set as a page, with what is marked in it."""

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
    }

    unfolded: var[bool] = var(False)
    """Are the endnotes and the boilerplate shown?"""

    shows_info: var[bool] = var(False)
    """Is there what is known of the article instead of its text?"""

    unfold_key = "B"
    """The key that unfolds the endnotes and the boilerplate."""

    info_key = "i"
    """The key that goes from the information back to the text."""

    def __init__(self, *, measure: int | None = MEASURE) -> None:
        """Set articles so wide at most; None for all that there is room for."""
        super().__init__(measure=measure)
        self._opened: Opened | None = None
        self._taggings: Taggings = {}
        self._back_to: tuple[int, int] | None = None  # the place and the hit of the text
        self._marks = NO_MARKS
        self._arrival: tuple[int, int | None] | None = None  # a place and a hit to go to
        self._first_top = 0  # where it opened
        self._styles: PageStyles | None = None
        self._set: SetPage | None = None

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
    def opened(self) -> Opened | None:
        """The article that is shown, as it was opened."""
        return self._opened

    @property
    def as_set(self) -> SetPage | None:
        """What is shown, to be shown again; None where there is more or less than the text."""
        return self._set if self._set and not self._set.is_unfolded else None

    def page_for(self, marks: Marks) -> Page | None:
        """What an article with these marks would be set on now; None where there is no room."""
        if not self.size.width:
            return None
        if self._styles is None:
            names = (name.removeprefix("page--") for name in self.COMPONENT_CLASSES)
            self._styles = PageStyles({name: self.style(name) for name in names})
        return Page(
            self.size.width,
            self._styles,
            self.app.console,
            marks,
            widest=self.measure,
            is_centred=self.is_centred,
            unfold_key=self.unfold_key,
            info_key=self.info_key,
        )

    def notify_style_update(self) -> None:
        """Look at the styles again."""
        super().notify_style_update()
        self._styles = None

    @property
    def has_text(self) -> bool:
        """Is there more than what the list knows, as where the file could not be read?"""
        return bool(self.article.body)

    @property
    def place(self) -> int:
        """Where in the text one is, or will be as soon as it is shown."""
        elsewhere = self._arrival or self._back_to
        return elsewhere[0] if elsewhere else super().place

    @property
    def was_moved(self) -> bool:
        """Did the reader scroll since the article was opened, or `stay` was called?"""
        is_text = self._arrival is None and not self.shows_info
        return is_text and self.top != self._first_top

    def stay(self) -> None:
        """Count from now on whether the reader scrolls."""
        self._first_top = self.top

    @property
    def sight(self) -> Sight:
        """What is in sight."""
        return Sight(self.top, self.unfolded, self.hit)

    def show(
        self,
        opened: Opened,
        marks: Marks = NO_MARKS,
        *,
        place: int = 0,
        hit: int | None = 0,
        ready: SetPage | None = None,
    ) -> None:
        """Show an article; the same one with the same marks keeps its place.

        Args:
            opened: The article.
            marks: What is marked.
            place: Where another article opens (see `place`).
            hit: The marked place that is brought into sight, -1 for the last; None for none.
            ready: The article as it was set before, if it was.
        """
        is_same, was_moved = self.key == opened.row.key, self.was_moved
        if not is_same:
            self._taggings, self._back_to = {}, None
            self.set_reactive(PageView.top, 0)
            self.set_reactive(ArticleView.unfolded, False)
            self.set_reactive(MarkedView.hit, -1)
            self._arrival = place, hit
        is_marked_anew = marks is not self._marks
        self._opened, self._marks = opened, marks
        self._set = ready if ready or not is_same else self._set
        self.set_lines(keeps_place=is_same, tells=False)
        if is_same and is_marked_anew:
            self._go_to_marked(hit)
            if not was_moved:
                self._first_top = self.top

    def _arrive(self) -> None:
        """Go to where an article opens."""
        if self._arrival and not self.shows_info:
            (place, hit), self._arrival = self._arrival, None
            self._put_on_top(place)
            self._go_to_marked(hit, draws=False)
            self._first_top = self.top

    def _go_to_marked(self, hit: int | None, *, draws: bool = True) -> None:
        if hit is None:
            self.set_reactive(MarkedView.hit, -1)
        else:
            self._unfold_for_hits()
            self._put_hit_in_sight(hit)
        if draws:
            self.draw()

    def mark(self, marks: Marks, *, hit: int | None = 0) -> None:
        """Mark other places in the article, and go to one of them (see `show`)."""
        if self._opened is None:
            self._marks = marks
        elif marks is not self._marks:
            self.show(self._opened, marks, hit=hit)

    def find(self, marks: Marks, begin: Sight) -> None:
        """Mark other places, and go to the first from what was in sight on, or from the top."""
        self.look_back(marks, begin)
        self._unfold_for_hits()
        self.go_to_hit_from(begin.top)

    def look_back(self, marks: Marks, sight: Sight) -> None:
        """Mark other places, and go back to what was in sight of the text."""
        self.shows_info = False
        self._marks = marks
        self.set_reactive(ArticleView.unfolded, sight.unfolded)
        self.set_reactive(MarkedView.hit, sight.hit)
        self.set_lines()
        self.set_reactive(PageView.top, self.validate_top(sight.top))
        self.draw()

    def step_hit(self, step: int) -> bool:
        """Go to the next marked place of the text, or to one before; False where there is none."""
        self.shows_info = False
        return super().step_hit(step)

    def _unfold_for_hits(self) -> None:
        """Unfold the tail where only there something is marked."""
        has_tail = bool(self.article.endnotes or self.article.boilerplate)
        can_unfold = has_tail and not (self.unfolded or self.shows_info)
        if self._marks and not self._hits and can_unfold:
            self.set_reactive(ArticleView.unfolded, True)
            self.set_lines()
            if not self._hits:
                self.set_reactive(ArticleView.unfolded, False)
                self.set_lines()

    def retag(self, row: ArticleRow) -> None:
        """Show other tags of the same article; its text is not set again."""
        if self._opened is None:
            return
        before, self._opened = self._opened.row, replace(self._opened, row=row)
        if (before.regions, before.themes) != (row.regions, row.themes):
            self.set_lines(keeps_place=True)

    def remember(self, record: Record) -> None:
        """Show another note on the same article; its text is not set again."""
        if self._opened:
            before, self._opened = self.record, replace(self._opened, record=record)
            if before.note != record.note:
                self.set_lines(keeps_place=True)

    def tell_taggings(self, taggings: Taggings) -> None:
        """Show who gave and took the tags."""
        before, self._taggings = self._taggings, taggings
        if self.shows_info and before != taggings:
            self.set_lines(keeps_place=True)

    def watch_shows_info(self) -> None:
        """Show the one page or the other; the text where it was left."""
        if self.shows_info:
            self._back_to = self.place, self.hit
            self.set_reactive(PageView.top, 0)
            self.set_lines()
            return
        back_to = self._back_to if self._arrival is None else None  # else it opens only now
        self._back_to = None
        self.set_lines()
        if back_to:
            place, hit = back_to
            self.set_reactive(MarkedView.hit, min(hit, len(self._hits) - 1))
            self.go_to_place(place)

    def clear(self) -> None:
        """Show nothing."""
        self._opened, self._set, self._hits = None, None, []
        self._head = self._text = Lines(())
        self._arrival, self._back_to = None, None
        self.set_reactive(MarkedView.hit, -1)
        self.set_reactive(PageView.top, 0)
        self.draw()

    def watch_unfolded(self) -> None:
        """Set the page with the tail, or without it, and bring it into sight."""
        folded_end = self._length
        self.set_lines()
        if self.unfolded:
            self.top = max(self.top, folded_end - 2)

    def set_anew(self) -> None:
        """Set the page for another width, with the same words on top."""
        if self.shows_info:
            self.set_lines()
            return
        was_moved = self.was_moved
        super().set_anew()
        self._first_top = -1 if was_moved else self.top

    def set_lines(self, *, keeps_place: bool = False, tells: bool = True) -> None:
        """Set the page; the text under longer or shorter lists of tags may keep its place."""
        page = self.page_for(self._marks)
        self._is_due = page is None  # as a pane has no room that is not shown
        if self._opened is None or page is None:
            return
        self._set_for = page.width
        before = len(self._head)
        if self.shows_info:
            self._head = Lines(())
            self._text = info_lines(self._opened, page, self._taggings)
            self._strips, self._hits = {}, self._text.hits()
        else:
            self._set = set_page(self._opened, page, is_unfolded=self.unfolded, before=self._set)
            self._head, self._text = self._set.head, self._set.text
            self._strips, self._hits = self._set.strips, self._set.hits
        if keeps_place and self.top >= before:
            self._first_top += len(self._head) - before
            self.set_reactive(PageView.top, self.top + len(self._head) - before)
        self.set_reactive(MarkedView.hit, min(self.hit, len(self._hits) - 1))
        self.set_reactive(PageView.top, self.validate_top(self.top))
        self._arrive()
        self.draw(tells=tells)
