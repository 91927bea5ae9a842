"""A screen that marks articles, so that a key acts on all of them."""

import asyncio
from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from store.errors import GrtuiError
from store.library import Library
from tui import wording
from tui.library_screen import LibraryScreen
from tui.rows import LazyRows


class MarkingScreen(LibraryScreen):
    """Keeps which articles are marked, in whatever is listed."""

    @dataclass
    class UnlistedCounted(Message):
        """It is known how many of the marked articles are not among some rows."""

        rows: LazyRows
        number: int
        gone: frozenset[str]
        """The keys of those that are not in the library any more."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._marked: dict[str, None] = {}
        self.is_looking = True  # as soon as there is a screen
        """Is the folder looked through?"""
        self.unlisted = 0
        """How many of the marked articles are not listed."""

    @property
    def has_marks(self) -> bool:
        """Is any article marked, or a range open?"""
        return bool(self._marked) or self.article_list.range_start is not None

    @property
    def uses_marks(self) -> bool:
        """Do commands act on the marked articles?"""
        return self.has_marks

    @property
    def marks_in_words(self) -> str:
        """How many articles are marked, and how many of them are not listed."""
        return wording.marks(len(self._marked), len(self.article_list.span), self.unlisted)

    def targets(self) -> tuple[str, ...]:
        """The articles that a command acts on, by key: the marked ones, or else the chosen one.

        An open range is marked by that.
        """
        if self.uses_marks:
            self.keep_range()
            return tuple(self._marked)
        return (self.current.key,) if self.current and self.current.key else ()

    def keep_range(self) -> None:
        """Mark the articles of an open range."""
        if span := self.article_list.span:
            marked = self._marked
            try:
                keys = self.library.keys(self.rows.ids[span.start : span.stop])
                marked = marked | dict.fromkeys(keys)
            except GrtuiError as error:
                self.tell(error)
            self._mark(marked)

    def _mark(self, marked: dict[str, None], anchor: int | None = None) -> None:
        self._marked = marked
        if not marked:
            self.unlisted = 0
        self.article_list.mark(marked, anchor)
        self.show_place()
        self.refresh_bindings()

    def action_mark(self) -> None:
        """Mark the article, or unmark it, and go down; mark an open range."""
        if self.article_list.range_start is not None:
            self.keep_range()
        elif self.current and self.current.key:
            marked = dict(self._marked)
            if self.current.key in marked:
                del marked[self.current.key]
            else:
                marked[self.current.key] = None
            self._mark(marked)
            self.article_list.move(1)

    def action_mark_range(self) -> None:
        """Begin a range that goes to the cursor, or mark it."""
        if self.article_list.range_start is None:
            self._mark(self._marked, self.article_list.cursor)
            self.say(self._in_a_range())
        else:
            self.keep_range()
            self.say("")

    def _in_a_range(self) -> str:
        keys = self.keymap
        marks = f"{keys.shown('mark-range')} or {keys.shown('mark')}"
        tag = f"{keys.first_shown('tag-region')} and {keys.first_shown('tag-theme')}"
        leaves = keys.shown("unmark")
        return f"A range to the cursor: {marks} marks it, {tag} tag it, {leaves} leaves it."

    async def action_mark_all(self) -> None:
        """Mark all articles of the result."""
        keys = await self._all_keys()
        self._mark(self._marked | dict.fromkeys(keys))

    async def action_invert_marks(self) -> None:
        """Mark the articles of the result that are not marked, and unmark the others of it."""
        self.keep_range()
        keys = dict.fromkeys(await self._all_keys())
        others = {key: None for key in self._marked if key not in keys}
        self._mark(others | {key: None for key in keys if key not in self._marked})

    async def _all_keys(self) -> list[str]:
        await self.list_all()
        return await asyncio.to_thread(self.library.keys, self.rows.ids)

    def action_unmark(self) -> None:
        """Leave an open range; else unmark all articles."""
        if self.article_list.range_start is not None:
            self._mark(self._marked)
            self.say("")
        else:
            self._mark({})

    async def list_all(self) -> None:
        """List all that was found, where only the first of it is listed."""
        raise NotImplementedError

    def show_place(self) -> None:
        """Show where one is, and how many articles are marked."""
        raise NotImplementedError

    def count_unlisted(self) -> None:
        """Find out how many of the marked articles are not listed; `UnlistedCounted` comes of it.

        For after another result was listed.
        """
        if self._marked:
            self._count_unlisted(self.rows, tuple(self._marked))

    @work(thread=True, exclusive=True, group="unlisted")
    def _count_unlisted(self, rows: LazyRows, keys: tuple[str, ...]) -> None:
        worker = get_current_worker()
        try:
            listed, ids = {*rows.ids}, self.library.ids(keys)
            number = sum(id_ not in listed for id_ in ids.values())
            gone = frozenset(keys) - ids.keys()
        except GrtuiError:
            return  # the search tells what is wrong
        if not worker.is_cancelled:
            self.post_message(self.UnlistedCounted(rows, number, gone))

    @on(UnlistedCounted)
    def _show_unlisted(self, message: UnlistedCounted) -> None:
        if message.rows is self.rows and self._marked:
            self.unlisted = message.number
            left = {key: None for key in self._marked if key not in message.gone}
            # Until all files were looked at, some may only not be there yet.
            self._mark(self._marked if self.is_looking else left, self.article_list.range_start)
