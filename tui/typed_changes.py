"""A screen with a line in which changes of tags are typed."""

import asyncio

from textual import getters

from store.change_line import changes_in, complete_change
from store.errors import GrtuiError
from store.plans import TagChange
from tui import wording
from tui.tagging import TaggingScreen
from widgets.change_line import ChangeLine


class TypedChangesScreen(TaggingScreen):
    """Makes the changes that are typed: `+Europe -Asia +theme:History`."""

    change_line = getters.query_one(ChangeLine)

    def action_type_changes(self) -> None:
        """Type changes, the first of which gives a tag."""
        self._open_change_line("+")

    def action_type_removals(self) -> None:
        """Type changes, the first of which takes a tag."""
        self._open_change_line("-")

    def _open_change_line(self, text: str) -> None:
        keys = self.target
        scope = wording.marks(len(keys)) if self.uses_marks else "tags"
        self.change_line.open(text, scope, keys, back_to=self.focused)

    def on_change_line_typed(self, message: ChangeLine.Typed) -> None:
        """Offer what the change at the cursor may be."""
        if self.change_line.is_open and message.asks and message.text == self.change_line.typed:
            counts, former = self.tag_counts, self.former_names
            self.change_line.offer(complete_change(message.text, message.cursor, counts, former))

    async def action_enter_changes(self) -> None:
        """Make the changes; where one is wrong or doubtful, say so, and let it be mended."""
        line = self.change_line
        try:
            changes, doubt = await asyncio.to_thread(self._read, line.changes)
        except GrtuiError as error:
            line.complain(str(error))
            return
        if doubt and not line.is_sure:
            line.doubt(f"{doubt} Enter makes it all the same.")
            return
        line.close()
        await self.change_tags(changes, line.keys)

    def _read(self, text: str) -> tuple[list[TagChange], str]:
        """The changes of a text, and what is doubtful about them."""
        edit = self.library.edit
        changes = edit.typed_changes(changes_in(text))
        given = [one.tag for one in changes if one.gives]
        doubts = [wording.new_tag(tag, meant) for tag in given if (meant := edit.meant(tag))]
        return changes, " ".join(doubts)
