"""A screen on which notes on articles are written."""

import asyncio
from functools import partial

from textual import events, on, work
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from store.drafts import Draft
from store.errors import GrtuiError
from store.library import Library
from tui import wording
from tui.getting_out import GettingOutScreen
from tui.library_screen import LibraryScreen
from widgets.note_field import NoteField

NEVER_SAVED = "This was written and never saved: esc saves it."
"""What is said of a note that an earlier time has left."""

DRAFT_AFTER = 1.0
"""Seconds after which what is written is kept, so that a lost connection loses no more."""


class NotingScreen(GettingOutScreen):
    """Lets a note on the chosen article be written, and saves it; what is written is not lost."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.note_field = NoteField()
        self._draft_timer: Timer | None = None
        self._drafting = asyncio.Lock()  # a draft that was dropped must not come back
        self._was_told = False  # that quitting loses a note

    @property
    def keyed_overlays(self) -> tuple[Widget, ...]:
        """What lies over the articles and takes all keys, of those that are open."""
        return (self.note_field,) if self.note_field.is_open else ()

    @property
    def is_typing(self) -> bool:
        """Does something take all keys?"""
        return super().is_typing or bool(self.keyed_overlays)

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Run what a key stands for; none acts on what lies below a note."""
        if isinstance(event, events.Key) and self._belongs_below(event):
            return True
        return await super().take(event)

    def _belongs_below(self, event: events.Key) -> bool:
        if self.note_field.is_open and (event.is_printable or event.key == "enter"):
            return False
        bound = self.bound_to(event.key) if self.keyed_overlays else None
        return bound is not None and bound[0] is self

    def follow_focus(self, focused: Widget | None) -> None:
        """Keep in sight what is there; a note that the focus has left is saved."""
        if focused and not {*self.keyed_overlays}.isdisjoint(focused.ancestors_with_self):
            return
        if focused and self.note_field.is_open:
            self.note_field.shut()
            self._save_left(self.note_field.draft)
        super().follow_focus(focused)

    async def may_quit(self) -> bool:
        """Save the notes that are not saved, and all else; the second time go without."""
        await self._keep_draft()
        saved = [await self._save(draft) for draft in self.library.drafts.mine]
        if not all(saved):
            self.note_field.complain(f"{self.message} {wording.LEAVE_ALL_THE_SAME}")
            was_told, self._was_told = self._was_told, True
            return was_told
        return await super().may_quit()

    async def action_note(self) -> None:
        """Write a note on the chosen article, or change the one that is there."""
        async with self._drafting:  # a note that was just left is saved first
            await self.all_saved()
        if not self.current:
            return
        row = self.current
        note = (await asyncio.to_thread(self.library.record, row.key)).note
        draft = await asyncio.to_thread(self.library.drafts.of, row.key)
        self.say(NEVER_SAVED if draft else "")
        begun = draft or Draft(row.key, row.path, note, note)
        await self.have(self.note_field)
        self.note_field.open(begun, row.title, back_to=self.focused)

    @on(TextArea.Changed)
    def _keep_draft_soon(self) -> None:
        if self._draft_timer is None and self.note_field.is_open:
            self._draft_timer = self.set_timer(DRAFT_AFTER, self._keep_draft_in_background)

    @work(group="note")
    async def _keep_draft_in_background(self) -> None:
        await self._keep_draft()

    async def _keep_draft(self) -> None:
        """Keep what is written, so that it is there again whatever happens."""
        if self._draft_timer:
            self._draft_timer.stop()
        self._draft_timer = None
        async with self._drafting:
            field = self.note_field
            if field.is_open and (draft := field.draft).text != draft.before:
                await asyncio.to_thread(self.library.drafts.keep, draft)

    async def action_save_note(self) -> None:
        """Save the note and close it; one that cannot be saved is closed the second time."""
        field = self.note_field
        was_refused = field.is_refused
        is_saved = await self._save(field.draft)
        if not (is_saved or was_refused):
            closes = f"esc once more closes it; the text is kept for {self.keymap.shown('note')}."
            field.complain(f"{self.message} {closes}")
            return
        field.close()
        if not is_saved:
            kept = f"{self.keymap.shown('note')} shows the note again."
            self.say(f"{self.message} {kept}", error=True)

    @work(group="note")
    async def _save_left(self, draft: Draft) -> None:
        await self._save(draft)

    async def _save(self, draft: Draft) -> bool:
        """Save a note; False where that failed, which is said, and the draft is kept."""
        drafts, edit = self.library.drafts, self.library.edit
        async with self._drafting:
            if draft.text != draft.before:
                await asyncio.to_thread(drafts.keep, draft)
                change = partial(
                    edit.set_note, draft.key, draft.text, before=draft.before, path=draft.path
                )
                if isinstance(await self.outcome(self.save(change)), GrtuiError):
                    return False
            await asyncio.to_thread(drafts.drop, draft.key)
        self._was_told = False
        return True

    @on(LibraryScreen.Saved)
    def _show_saved_note(self) -> None:
        self.follow_record()

    @on(LibraryScreen.NewsCame)
    def _show_news_of_note(self, message: LibraryScreen.NewsCame) -> None:
        if message.news.changed:
            self.follow_record()

    def follow_record(self) -> None:
        """Show the note on the article as it is now."""
        try:
            if key := self.article_view.key:
                self.article_view.remember(self.library.record(key))
        except GrtuiError as error:
            self.tell(error)
