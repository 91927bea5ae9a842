"""A screen with a line in which one types what to find in the article."""

from textual import on

from store.answers import Found
from store.library import Library
from store.marks import Marks
from store.text_marks import TextMarks
from tui.last_time import LastTimeScreen
from tui.library_screen import Search
from tui.rows import LazyRows
from widgets.article_view import Sight
from widgets.find_line import FindLine


class FindingScreen(LastTimeScreen):
    """Marks what is found in the article as one types, until `esc` or another search."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.find_line = FindLine()
        self.find = ""
        """What is looked for in the article, if anything."""
        self._find_marks = TextMarks("")
        self._found_before = "", Sight(0, unfolded=False, hit=-1)

    @property
    def shown_marks(self) -> Marks:
        """What is marked in the article: what is looked for there, or else the search."""
        return self._find_marks if self.find else super().shown_marks

    @property
    def ends_find(self) -> bool:
        """Does `esc` end a find?"""
        return bool(self.find) and self._is_reading

    async def action_search(self) -> None:
        """Search; in the article find something there."""
        if self._is_reading:
            await self.action_find()
        else:
            await self.action_search_anywhere()

    async def action_find(self) -> None:
        """Find something in the article."""
        self.action_enter_article()
        await self._show_now()
        self._found_before = self.find, self.article_view.sight
        await self.have(self.find_line)
        self.find_line.open(self.find, back_to=self.article_view)
        self._tell_found()

    async def action_search_anywhere(self) -> None:
        """Search, also from within the article."""
        await super().action_search()

    @on(FindLine.Typed)
    def _find_as_typed(self, message: FindLine.Typed) -> None:
        # It may come when other letters have followed, or the line was left.
        if self.find_line.is_open and message.text == self.find_line.typed:
            self._find(message.text)

    def _find(self, text: str) -> None:
        if text != self.find:
            before, sight = self._found_before
            self._look_for(text)
            if text.strip():
                self.article_view.find(self.shown_marks, sight)
            else:
                sight = sight._replace(hit=-1) if before else sight
                self.article_view.look_back(self.shown_marks, sight)
        self._tell_found()

    def _look_for(self, text: str) -> None:
        self.find = text if text.strip() else ""
        self._find_marks = TextMarks(text)

    def _tell_found(self) -> None:
        view = self.article_view
        found = f"{view.hit + 1} of {view.hits_told}" if view.hits else "nothing found"
        self.find_line.tell(found if self.find else "")

    async def action_keep_find(self) -> None:
        """Leave the line with what was found marked."""
        text = self.find_line.typed
        self._find(text)
        if self.find and not self.article_view.hits:
            await self.action_drop_find()
            self.say(f"{text.strip()} is not in this article.", of_article=True)
            return
        self.find_line.close()
        self._marks_changed()

    async def action_drop_find(self) -> None:
        """Leave the line, and go back to what was marked and in sight before."""
        before, sight = self._found_before
        self._look_for(before)
        self.article_view.look_back(self.shown_marks, sight)
        self.find_line.close()
        self._marks_changed()

    def action_end_find(self) -> None:
        """Mark what the search found again; what was said of the hits goes with them."""
        self._look_for("")
        if self.speaks_of_article:
            self.say("")
        self.article_view.mark(self.shown_marks, hit=None)
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.refresh_bindings()
        self._cut_snippet()
        self.show_status()

    def step_found(self, step: int) -> None:
        """Go to the next hit, or to the one before; around the end to the other one."""
        view = self.article_view
        if not view.hits:
            words = f"{self.find.strip()} is not in this article; esc ends the find."
            self.say(words, of_article=True)
        elif view.step_hit(step):
            self.say("")
        else:
            view.go_to_hit(0 if step > 0 else -1)
            end, other = ("last", "first") if step > 0 else ("first", "last")
            self.say(f"That was the {end} match; on from the {other}.", of_article=True)

    def list_result(
        self, search: Search, rows: LazyRows, found: Found, *, choose: str | None = None
    ) -> None:
        """List a result; what another search finds is marked in the place of a find."""
        if search.query != self.search_text:
            self._look_for("")
        super().list_result(search, rows, found, choose=choose)
