"""A screen that shows what is known of an article: information, the reader's note, its links."""

import asyncio
from dataclasses import dataclass
from functools import partial

from textual import events, getters, on, work
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from store.drafts import Draft
from store.errors import GrtuiError
from store.library import Library
from store.opening import Opened
from store.record import Record
from tui import wording
from tui.library_screen import LibraryScreen
from tui.sprinting import SprintingScreen
from widgets.info_page import Taggings
from widgets.link_list import LinkList
from widgets.links import numbered_links
from widgets.note_field import NoteField

CLOSES = "esc once more closes it; the text is kept for c."
"""What is said where a note could not be saved."""

KEPT = "c shows the note again."
"""What is said once it is closed all the same."""


NEVER_SAVED = "This was written and never saved: esc saves it."
"""What is said of a note that an earlier time has left."""

DRAFT_AFTER = 1.0
"""Seconds after which what is written is kept, so that a lost connection loses no more."""


class AboutScreen(SprintingScreen):
    """Shows information instead of the text, lets a note be written, and lists the links."""

    note_field = getters.query_one(NoteField)
    link_list = getters.query_one(LinkList)

    @dataclass
    class TaggingsRead(Message):
        """It is known who gave and took the tags of an article."""

        key: str
        taggings: Taggings

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._draft_timer: Timer | None = None
        self._was_told = False  # that quitting loses them

    @property
    def about(self) -> tuple[NoteField, LinkList]:
        """What takes keys for itself while it is open."""
        return self.note_field, self.link_list

    @property
    def is_typing(self) -> bool:
        """Does the reader type, or choose in a list that takes the keys?"""
        return super().is_typing or any(one.is_open for one in self.about)

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Run what a key stands for; none acts on what lies below a note or the links."""
        if isinstance(event, events.Key) and self._belongs_below(event):
            return True
        return await super().take(event)

    def _belongs_below(self, event: events.Key) -> bool:
        if self.note_field.is_open and (event.is_printable or event.key == "enter"):
            return False
        active = self.active_bindings.get(event.key)
        is_ours = active is not None and active.node is self
        return is_ours and any(one.is_open for one in self.about)

    def follow_focus(self, focused: Widget | None) -> None:
        """Keep in sight what is there; a note that the focus has left is saved."""
        open_ones = [one for one in self.about if one.is_open]
        if focused and any(one in focused.ancestors_with_self for one in open_ones):
            return
        if focused and self.link_list.is_open:
            self.link_list.close()
        if focused and self.note_field.is_open:
            self.note_field.shut()
            self._save_left(self.note_field.draft)
        super().follow_focus(focused)

    async def may_quit(self) -> bool:
        """Save the notes that are not saved, and all else; the second time go without."""
        self._keep_draft()
        saved = [await self._save(draft) for draft in self.library.drafts.mine]
        if not all(saved):
            self.note_field.complain(f"{self.message} {wording.LEAVE_ALL_THE_SAME}")
            was_told, self._was_told = self._was_told, True
            return was_told
        return await super().may_quit()

    # The note -------------------------------------------------------------------------------------

    async def action_note(self) -> None:
        """Write a note on the chosen article, or change the one that is there."""
        await self.all_saved()
        if not self.current:
            return
        row = self.current
        note = (await asyncio.to_thread(self.library.record, row.key)).note
        draft = await asyncio.to_thread(self.library.drafts.of, row.key)
        self.say(NEVER_SAVED if draft else "")
        begun = draft or Draft(row.key, row.path, note, note)
        self.note_field.open(begun, row.title, back_to=self.focused)

    @on(TextArea.Changed)
    def _keep_draft_soon(self) -> None:
        if self._draft_timer is None and self.note_field.is_open:
            self._draft_timer = self.set_timer(DRAFT_AFTER, self._keep_draft)

    def _keep_draft(self) -> None:
        """Keep what is written, so that it is there again whatever happens."""
        if self._draft_timer:
            self._draft_timer.stop()
        self._draft_timer = None
        draft = self.note_field.draft
        if self.note_field.is_open and draft.text != draft.before:
            self.library.drafts.keep(draft)

    async def action_save_note(self) -> None:
        """Save the note and close it; one that cannot be saved is closed the second time."""
        field = self.note_field
        was_refused = field.is_refused
        is_saved = await self._save(field.draft)
        if not (is_saved or was_refused):
            field.complain(f"{self.message} {CLOSES}")
            return
        field.close()
        if not is_saved:
            self.say(f"{self.message} {KEPT}", error=True)

    @work(group="note")
    async def _save_left(self, draft: Draft) -> None:
        await self._save(draft)

    async def _save(self, draft: Draft) -> bool:
        """Save a note; False where that failed, which is said, and the draft is kept."""
        drafts, edit = self.library.drafts, self.library.edit
        if draft.text != draft.before:
            drafts.keep(draft)
            change = partial(
                edit.set_note, draft.key, draft.text, before=draft.before, path=draft.path
            )
            if isinstance(await self.outcome(self.save(change)), GrtuiError):
                return False
        drafts.drop(draft.key)
        self._was_told = False
        return True

    @on(LibraryScreen.Saved)
    def _show_saved_note(self) -> None:
        self._follow_record()

    @on(LibraryScreen.NewsCame)
    def _show_news_of_note(self, message: LibraryScreen.NewsCame) -> None:
        if message.news.changed:
            self._follow_record()

    def _follow_record(self) -> None:
        """Show the note as it is now, and what else the information tells of the record."""
        key = self.article_view.key
        if key and self.article_view.shows_info:
            self.read_article(key)
        elif key:
            try:
                self.article_view.remember(self.library.record(key))
            except GrtuiError as error:
                self.tell(error)

    # Information ----------------------------------------------------------------------------------

    async def action_info(self) -> None:
        """Show what is known of the article instead of its text, or the text again."""
        view = self.article_view
        is_hidden = self.is_narrow and not self._is_reading
        view.shows_info = is_hidden or not view.shows_info
        if is_hidden:
            self.action_enter_article()
        await self._show_now()
        self._read_taggings()

    def _show(self, opened: Opened) -> None:
        super()._show(opened)
        self._read_taggings()

    def _read_taggings(self) -> None:
        view = self.article_view
        if view.shows_info and view.key and view.record != Record():
            self.read_taggings(view.key)

    @work(thread=True, exclusive=True, group="taggings")
    def read_taggings(self, key: str) -> None:
        """Find out who gave and took an article's tags; `TaggingsRead` comes of it."""
        try:
            self.post_message(self.TaggingsRead(key, self.library.tagged_by(key)))
        except GrtuiError:
            pass  # a banner tells what is wrong with the tag file

    @on(TaggingsRead)
    def _show_taggings(self, message: TaggingsRead) -> None:
        if message.key == self.article_view.key:
            self.article_view.tell_taggings(message.taggings)

    async def show_names(self) -> None:
        """Show the tags as they are called now, also where the information tells of them."""
        await super().show_names()
        if self.article_view.shows_info:
            self._follow_record()

    async def action_read_on(self) -> None:
        """A page on; from the information back to the text, which is what is read."""
        if self.article_view.shows_info:
            self.article_view.shows_info = False
        else:
            await super().action_read_on()

    def action_show_boilerplate(self) -> None:
        """Fold or unfold the article's tail, which is the text's."""
        self.article_view.shows_info = False
        super().action_show_boilerplate()

    async def action_sprint(self) -> None:
        """Begin a sprint, through texts."""
        self.article_view.shows_info = False
        await super().action_sprint()

    # Links ----------------------------------------------------------------------------------------

    async def action_links(self) -> None:
        """List the links of the article, to copy where one leads."""
        await self._show_now()
        if links := numbered_links(self.article_view.article):
            self.link_list.open(links, back_to=self.focused)
        else:
            self.say("This article has no links that lead anywhere.")

    def action_copy_link(self) -> None:
        """Copy where the chosen link leads; nothing is opened, as that would be on the server."""
        link = self.link_list.chosen
        self.link_list.action_leave()
        self.copy(link.target, f"link {link.number}")

    def copy(self, text: str, what: str) -> None:
        """Copy a text to the reader's own clipboard."""
        self.app.copy_to_clipboard(text)
        self.say(f"copied {what}")
