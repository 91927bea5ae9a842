"""A screen that walks from match to match, and from one article of a kind to the next."""

import asyncio
from collections.abc import Callable, Sequence

from tui.finding import FindingScreen

Looks = Callable[[Sequence[int]], int | None]
"""Gives the first of some articles that is of a kind, if any is."""


class WalkingScreen(FindingScreen):
    """Goes to the next match; without a search to the next unread article, or one without tags."""

    async def action_next_match(self) -> None:
        """To the next hit of a find, or match of the search; without either, unread article."""
        await self._step(1)

    async def action_previous_match(self) -> None:
        """To the one before."""
        await self._step(-1)

    async def _step(self, step: int) -> None:
        await self._show_now()
        if self.find:
            if not await self._comes_into_sight():
                self.step_found(step)
        elif self.search_text:
            await self._step_match(step)
        else:
            await self._go_to_first(self.library.first_unread, step, "are read.")

    async def _step_match(self, step: int) -> None:
        if self.article_view.step_hit(step):
            self.say("")
            return
        if not 0 <= self.article_list.cursor + step < len(self.article_list.rows):
            self.say("There are no more matches." if step > 0 else "There are no matches before.")
            return
        self._opens_at_last = step < 0
        self._go_on(step)
        try:
            await self._show_now()
        finally:
            self._opens_at_last = False

    async def action_next_lacking(self) -> None:
        """To the next article that lacks a region or a theme."""
        await self._go_to_first(self.library.first_lacking, 1, "have a region and a theme.")

    async def action_previous_lacking(self) -> None:
        """To the previous article that lacks a region or a theme."""
        await self._go_to_first(self.library.first_lacking, -1, "have a region and a theme.")

    async def _go_to_first(self, looks: Looks, step: int, none: str) -> None:
        """Go to the next article of a kind, or to the one before; else say how all others are."""
        if step > 0:
            await self.list_all()
        ids, cursor = self.rows.ids, self.article_list.cursor
        await self.all_saved()
        found = await asyncio.to_thread(
            looks, ids[cursor + 1 :] if step > 0 else ids[:cursor][::-1]
        )
        if found is None:
            self.say(f"All articles {'below' if step > 0 else 'above'} {none}")
        elif found in self.rows.ids:
            self.say("")
            self._go_on(self.rows.ids.index(found) - self.article_list.cursor)
