"""A screen with a line in which changes of tags are typed."""

import asyncio

from store.change_line import changes_in, complete_change
from store.completing import Completion
from store.errors import GrtuiError
from store.library import Library
from store.plans import TagChange
from tui import wording
from tui.tagging import TaggingScreen
from widgets.change_line import ChangeLine
from widgets.completing_line import CompletingLine


class TypedChangesScreen(TaggingScreen):
    """Makes the changes that are typed: `+Europe -Asia +theme:History`."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.change_line = ChangeLine()

    async def action_type_changes(self) -> None:
        """Type changes, the first of which gives a tag."""
        await self._open_change_line("+")

    async def action_type_removals(self) -> None:
        """Type changes, the first of which takes a tag."""
        await self._open_change_line("-")

    async def _open_change_line(self, text: str) -> None:
        await self.have(self.change_line)
        keys = self.target
        scope = wording.marks(len(keys)) if self.uses_marks else "tags"
        self.change_line.open(text, scope, keys, back_to=self.focused)

    def on_change_line_typed(self, message: ChangeLine.Typed) -> None:
        """Offer what the change at the cursor may be."""
        if self.change_line.is_open and message.asks and message.text == self.change_line.typed:
            self.change_line.offer(self._completed_change())

    def _completed_change(self) -> Completion:
        text, cursor = self.change_line.typed, self.change_line.field.cursor_position
        return complete_change(text, cursor, self.tag_counts, self.former_names)

    async def action_complete_line(self, step: int) -> None:
        """Complete the word at the cursor, also where tab came before it was known how."""
        for line in self.query(CompletingLine):
            if line.is_open and not line.is_offered:
                line.offer(await self.completion_of(line))
            if line.is_open:
                line.put_choice(step)

    async def completion_of(self, line: CompletingLine) -> Completion:
        """What the word at the cursor of a line may be."""
        return self._completed_change() if line is self.change_line else Completion()

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
