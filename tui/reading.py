"""A screen whose keys move through the list and through the article."""

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from tui.following import FollowingScreen
from tui.panes import TWO_PANES
from widgets.article_list import ArticleList
from widgets.line_list import FAR
from widgets.measure import next_measure


class ReadingScreen(FollowingScreen):
    """Moves in the pane that has the focus."""

    def follow_focus(self, focused: Widget | None) -> None:
        """Where there is room for one pane only, it is the one that has the focus."""
        super().follow_focus(focused)
        if focused is not None and not isinstance(focused, Input):
            # Who types stays where he is. Only then, as a class that changes draws all again. While
            # the screen grows, `-narrow` goes after this: without the other class the article would
            # be hidden, and the focus go to the list.
            is_read = focused is self.article_view
            if self.is_narrow or not is_read:
                self.set_class(self.is_narrow and is_read, "-reading")

    def on_resize(self) -> None:
        """See whether there is room for both panes."""
        self.follow_focus(self.focused)

    @property
    def is_narrow(self) -> bool:
        """Is there room for one pane only?"""
        return self.size.width < TWO_PANES

    @property
    def _is_reading(self) -> bool:
        return self.focused is self.article_view

    async def action_down(self) -> None:
        """A line down."""
        await self._move(1)

    async def action_up(self) -> None:
        """A line up."""
        await self._move(-1)

    async def action_half_page_down(self) -> None:
        """Half a page down."""
        await self._move(self._half_page)

    async def action_half_page_up(self) -> None:
        """Half a page up."""
        await self._move(-self._half_page)

    async def action_top(self) -> None:
        """To the first line."""
        await self._move(-FAR)

    async def action_bottom(self) -> None:
        """To the last line."""
        await self._move(FAR)

    @property
    def _half_page(self) -> int:
        pane = self.article_view if self._is_reading else self.article_list
        return max(1, pane.size.height // 2)

    async def _move(self, lines: int) -> None:
        if self._is_reading:
            await self._show_now()
            self.article_view.scroll_lines(lines)
        else:
            self._go_on(lines)

    def _go_on(self, articles: int) -> None:
        """Move in the list; the words that a search found take the place of what was said."""
        if self.marks and self.message and not self.is_error:
            self.say("")
        self.article_list.move(articles)
        self.follow_cursor()

    def action_next_article(self) -> None:
        """To the next article."""
        self._go_on(1)

    def action_previous_article(self) -> None:
        """To the previous article."""
        self._go_on(-1)

    async def action_read_on(self) -> None:
        """A page on; at the end mark the article read and go to the next."""
        if await self._comes_into_sight() or not self.current or self.article_view.page_down():
            return
        if not self.current.is_read:
            self.mark_read()
        if self.article_list.cursor + 1 == len(self.rows):
            await self.list_all()
        if self.article_list.cursor + 1 < len(self.rows):
            self.action_next_article()
        elif await self.all_saved():
            self.say("This is the last article of the result.", of_article=True)

    async def _comes_into_sight(self) -> bool:
        """Show the chosen article; False if it is in sight already, and its page can be turned."""
        await self._show_now()
        if self.is_narrow and not self._is_reading:
            self.action_enter_article()  # what is not in sight cannot be read
            return True
        return False

    async def action_page_back(self) -> None:
        """A page back."""
        if not await self._comes_into_sight():
            self.article_view.page_up()

    async def action_next_paragraph(self) -> None:
        """To the next paragraph."""
        if not await self._comes_into_sight():
            self.article_view.scroll_paragraphs(1)

    async def action_previous_paragraph(self) -> None:
        """To the paragraph before."""
        if not await self._comes_into_sight():
            self.article_view.scroll_paragraphs(-1)

    async def action_text_width(self) -> None:
        """Set the text in wider lines; from the widest on in narrow ones."""
        if await self._comes_into_sight():
            return
        view = self.article_view
        self.set_text_width(next_measure(view.measure, view.room))

    def set_text_width(self, measure: int | None) -> None:
        """Set the text so wide, None for as wide as the pane, and say what became of it."""
        view = self.article_view
        before = view.columns
        view.measure = measure
        if view.columns == before != measure:
            zen = self.keymap.shown("zen")
            self.say(f"The pane has room for {before} columns of text only; {zen} gives it more.")
        elif view.columns == view.room:
            self.say(f"text {view.columns} columns wide, as the pane is")
        else:
            self.say(f"text {view.columns} columns wide")

    def action_show_boilerplate(self) -> None:
        """Fold or unfold the article's tail."""
        self.article_view.unfolded = not self.article_view.unfolded

    def action_enter_article(self) -> None:
        """To the article."""
        self.set_focus(self.article_view)

    @on(ArticleList.Entered)
    def _enter_by_mouse(self) -> None:
        self.action_enter_article()

    def action_enter_list(self) -> None:
        """Back to the list."""
        self.set_focus(self.article_list)

    async def action_leave(self) -> None:
        """Back to the list; from there, quit."""
        if self._is_reading:
            self.action_enter_list()
        else:
            await self.app.action_quit()
