"""A screen that shows what is known of an article, and lists its links."""

from dataclasses import dataclass

from textual import getters, on, work
from textual.message import Message
from textual.widget import Widget

from store.errors import GrtuiError
from store.opening import Opened
from store.record import Record
from tui.noting import NotingScreen
from widgets.info_page import Taggings
from widgets.link_list import LinkList
from widgets.links import numbered_links
from widgets.set_page import SetPage


class AboutScreen(NotingScreen):
    """Shows information in the place of the text, and copies where links lead."""

    link_list = getters.query_one(LinkList)

    @dataclass
    class TaggingsRead(Message):
        """It is known who gave and took the tags of an article."""

        key: str
        taggings: Taggings

    # Information ----------------------------------------------------------------------------------

    async def action_info(self) -> None:
        """Show what is known of the article instead of its text, or the text again."""
        view = self.article_view
        is_hidden = self.is_narrow and not self._is_reading
        if not view.shows_info:
            self.leave_article()
        view.shows_info = is_hidden or not view.shows_info
        if is_hidden:
            self.action_enter_article()
        await self._show_now()
        self._read_taggings()

    @property
    def leaves_info(self) -> bool:
        """Does `esc` go back to the text? In the list it unmarks first."""
        is_first = self._is_reading or not self.has_marks
        return self.article_view.shows_info and is_first and not self.is_typing

    def action_leave_info(self) -> None:
        """Show the text again."""
        self.article_view.shows_info = False

    def follow_record(self) -> None:
        """Show the record of the article as it is now, of which the information tells all."""
        if self.article_view.key and self.article_view.shows_info:
            self.read_article(self.article_view.key)
        else:
            super().follow_record()

    def _show(self, opened: Opened, ready: SetPage | None = None) -> None:
        super()._show(opened, ready)
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
            self.follow_record()

    async def action_read_on(self) -> None:
        """A page on, also of the information; from its end back to the text."""
        await self._show_now()
        is_hidden = self.is_narrow and not self._is_reading
        if not self.article_view.shows_info or is_hidden or not self.article_view.page_down():
            await super().action_read_on()

    async def _comes_into_sight(self) -> bool:
        """Go from the information back to the text, which is what is read."""
        showed_info, self.article_view.shows_info = self.article_view.shows_info, False
        return await super()._comes_into_sight() or showed_info

    def action_show_boilerplate(self) -> None:
        """Fold or unfold the article's tail, which is the text's."""
        self.article_view.shows_info = False
        super().action_show_boilerplate()

    async def action_sprint(self) -> None:
        """Begin a sprint, through texts."""
        self.article_view.shows_info = False
        await super().action_sprint()

    # Links ----------------------------------------------------------------------------------------

    @property
    def keyed_overlays(self) -> tuple[Widget, ...]:
        """What lies over the articles and takes all keys, of those that are open."""
        return (*super().keyed_overlays, *([self.link_list] if self.link_list.is_open else []))

    def follow_focus(self, focused: Widget | None) -> None:
        """Close the list of links when the focus has gone elsewhere."""
        if focused and focused is not self.link_list:
            self.link_list.close()
        super().follow_focus(focused)

    async def action_links(self) -> None:
        """List the links of the article, to copy where one leads."""
        await self._show_now()
        if links := numbered_links(self.article_view.article):
            self.link_list.open(links, back_to=self.focused)
        else:
            self.say("This article has no links that lead anywhere.", of_article=True)

    async def action_copy_link(self) -> None:
        """Copy where the chosen link leads; nothing is opened, as that would be on the server."""
        link = self.link_list.chosen
        self.link_list.action_leave()
        await self.copy(link.target, f"link {link.number}")
