"""A screen that copies: to the terminal's clipboard, and into a file at the same moment."""

import asyncio
import os
from collections.abc import Callable
from functools import partial

from store import locations
from store.folder import joined, shown
from store.remembered import put
from tui import copies, wording
from tui.clipboard import clipboard_codes, encoded, why_not
from tui.copies import Copy
from tui.plain_text import paragraph_near, set_paragraph
from tui.results import in_order, opened_of
from tui.saving_screen import SAVING_AFTER
from tui.welcoming import WelcomingScreen

_CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0))))


class CopyingScreen(WelcomingScreen):
    """Copies something of the chosen article or of the marked ones."""

    @property
    def has_target(self) -> bool:
        """Is there an article that a command acts on?"""
        return self.uses_marks or bool(self.current)

    async def copy(self, text: str, what: str) -> None:
        """Copy a text to the clipboard and into a file, and say so; `what` it is: `the title`."""
        file = locations.copied_file(os.environ)
        place = wording.short_path(file)
        try:
            await asyncio.to_thread(put, file, encoded(text))
            trouble = ""
        except OSError as error:
            trouble = f"could not be written to {place}: {error.strerror or error}"
        if clipboard_codes(text, os.environ):
            self.app.copy_to_clipboard(text)
            also = f"but it {trouble}." if trouble else f"also in {place}"
            self.say(f"copied {what}, {also}", error=bool(trouble))
        elif trouble:
            why = why_not(what, os.environ)
            self.say(f"NOT copied: {why}, and {what} {trouble}.", error=True)
        else:
            why = why_not("", os.environ)
            self.say(f"copied {what}, only into {place}: {why}")

    async def action_copy_title(self) -> None:
        """Copy the title."""
        await self._copy_of_each(copies.TITLE)

    async def action_copy_body(self) -> None:
        """Copy the text."""
        await self._copy_of_each(copies.BODY)

    async def action_copy_citation(self) -> None:
        """Copy the citation as a line."""
        await self._copy_of_each(copies.CITATION)

    async def action_copy_bibtex(self) -> None:
        """Copy the citation as BibTeX."""
        await self._copy_of_each(copies.BIBTEX)

    async def action_copy_ris(self) -> None:
        """Copy the citation as RIS."""
        await self._copy_of_each(copies.RIS)

    async def action_copy_key(self) -> None:
        """Copy the key."""
        await self._copy_of_each(copies.KEY)

    async def action_copy_path(self) -> None:
        """Copy the path of the file."""
        await self._copy_made(self._paths, "the path", "the paths")

    async def action_copy_paragraph(self) -> None:
        """Copy the paragraph that one reads."""
        await self._show_now()
        view = self.article_view
        paragraph = paragraph_near(view.plain_lines, view.line, view.article)
        if paragraph:
            await self.copy(set_paragraph(paragraph), "the paragraph")
        else:
            self.say("There is no paragraph in this article.", of_article=True)

    async def _copy_of_each(self, what: Copy) -> None:
        def make(keys: tuple[str, ...]) -> list[str]:
            return [*filter(None, what.each(opened_of(self.library, keys)))]

        await self._copy_made(make, what.one, what.many, what.between)

    async def _copy_made(
        self,
        make: Callable[[tuple[str, ...]], list[str]],
        one: str,
        many: str,
        between: str = "\n",
    ) -> None:
        """Copy what is made of the articles, as far as something is."""
        await self.all_saved()
        waiting = self.set_timer(SAVING_AFTER, partial(self.say, "copying …"))
        try:
            keys = await self.ordered_target()
            texts = await asyncio.to_thread(make, keys)
        finally:
            waiting.stop()
        if not texts:
            self.say(f"There is nothing to copy: {many if len(keys) > 1 else one} cannot be found.")
        elif self.uses_marks:
            number = (
                f"{len(texts):,} of {len(keys):,}" if len(texts) < len(keys) else f"{len(keys):,}"
            )
            await self.copy(between.join(texts), f"{many} of {number} marked")
        else:
            await self.copy(between.join(texts), one)

    async def ordered_target(self) -> tuple[str, ...]:
        """The articles that a command acts on, in the order of the list."""
        order = partial(in_order, self.library, self.rows.ids, self.target)
        return await asyncio.to_thread(order)

    def _paths(self, keys: tuple[str, ...]) -> list[str]:
        folder, files = os.fsencode(self.library.folder), self.library.find.paths(keys)
        return [_pasted(joined(folder, files[key][0])) for key in keys if files.get(key)]


def _pasted(path: bytes) -> str:
    """A path as it is, unless a shell or an editor would act upon it when it is pasted."""
    text = os.fsdecode(path)
    return text if _CONTROLS.isdisjoint(text) else shown(path)
