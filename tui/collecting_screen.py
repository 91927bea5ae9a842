"""A screen that shows what would change for many articles, until enter makes it one change."""

import asyncio
from collections.abc import Sequence
from functools import partial

from textual import getters, work

from store.library import Library
from store.plans import Preview, Scope, TagChange, TagEdit
from store.tags import Facet, Tag
from tui import wording
from tui.collecting import MANY, Collected
from tui.marking import MarkingScreen
from tui.saves import Change
from widgets.preview_line import PreviewLine

AT_ONCE = 5_000
"""How many articles are counted before anybody asks whether it goes on."""

COUNTING = "counting …"


class CollectingScreen(MarkingScreen):
    """Changes tags of some articles at once; for many, it collects the changes and shows them."""

    preview = getters.query_one(PreviewLine)

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._collected = Collected(())
        self._scope: Scope | None = None  # that of what is collected
        self._is_in_doubt = False  # was a key pressed that means nothing to what is collected?

    def save_for(self, keys: tuple[str, ...], change: Change) -> None:
        """Make a change of the marked articles, or of the chosen one."""
        self.save(change, marked=len(keys) if self.uses_marks else 0)

    async def change_tags(self, edits: Sequence[TagEdit], keys: tuple[str, ...]) -> None:
        """Change tags of articles; or collect it, where they are many."""
        if self.collects(keys):
            await self._collect(self._collected_for(keys).with_edits(edits))
        elif edits and keys:
            self.save_for(keys, partial(self.library.edit.change, edits, keys))

    async def collect_toggled(self, tag: Tag, keys: tuple[str, ...]) -> None:
        """Collect a tag to give; the same once more takes it, and again leaves it alone."""
        collected = self._collected_for(keys)
        scope = await self._look_at(collected)
        (now,) = (await asyncio.to_thread(scope.preview, [TagChange(tag)])).changes
        await self._collect(collected.with_toggled(tag, now.same, now.same + now.changed))

    async def collect_cleared(self, facet: Facet, keys: tuple[str, ...]) -> None:
        """Collect all tags of a facet to take; the same once more leaves them."""
        await self._collect(self._collected_for(keys).with_cleared(facet))

    def collects(self, keys: tuple[str, ...]) -> bool:
        """Are these too many articles to be changed without a look?"""
        return self.preview.is_open or len(keys) > MANY

    def _collected_for(self, keys: tuple[str, ...]) -> Collected:
        return self._collected if self.preview.is_open else Collected(keys)

    async def _look_at(self, collected: Collected) -> Scope:
        """The articles that changes are collected for, as they are now."""
        await self.all_saved()
        if len(collected.keys) > AT_ONCE:
            self.say(COUNTING)
        return await self._scope_of(collected)

    async def _scope_of(self, collected: Collected) -> Scope:
        scope = self.library.edit.scope
        self._scope = await asyncio.to_thread(scope, collected.keys, self._scope)
        return self._scope

    async def _collect(self, collected: Collected) -> None:
        """Show what the collected changes would do."""
        scope = await self._look_at(collected)
        would = await asyncio.to_thread(scope.preview, collected.edits)
        self._collected, self._is_in_doubt = collected, False
        self._show_preview(would)
        if self.message == COUNTING:
            self.say("")

    def _show_preview(self, would: Preview) -> None:
        words = [wording.previewed(one) for one in would.changes]
        self.preview.open(f"on {wording.marks(len(self._collected.keys))}", words)

    @work(exclusive=True, group="count again")
    async def count_again(self) -> None:
        """Show what the collected changes would do after others have changed something."""
        await self.trying(self._show_again())

    async def _show_again(self) -> None:
        collected = self._collected
        edits = await asyncio.to_thread(self.library.edit.spelled, collected.edits)
        scope = await self._scope_of(collected)
        would = await asyncio.to_thread(scope.preview, edits)
        if self.preview.is_open and self._collected is collected:
            self._collected = Collected(collected.keys, tuple(edits))
            self._show_preview(would)

    def action_make_collected(self) -> None:
        """Make the collected changes, as one; after a key that means nothing here, ask once."""
        if self._is_in_doubt:
            self._is_in_doubt = False
            self.say("Enter once more makes the changes.")
            return
        edits, keys = self._collected.edits, self._collected.keys
        self._close_preview()
        if edits:
            self.save(partial(self.library.edit.change, edits, keys), marked=len(keys))
        else:
            self.say("Nothing was changed.")

    def action_drop_collected(self) -> None:
        """Leave everything as it is."""
        self._close_preview()
        self.say("Nothing was changed.")

    def doubt_collected(self) -> None:
        """Say that a key means nothing here; who pressed it may not know that enter will."""
        self._is_in_doubt = True
        self.say("Enter, twice, makes the changes; esc leaves them.")

    def _close_preview(self) -> None:
        self._is_in_doubt = False
        self.preview.close()
        self._scope = None  # which may be of many articles
