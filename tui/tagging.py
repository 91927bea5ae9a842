"""A screen whose keys tag the chosen article, or the marked ones."""

import asyncio
from collections.abc import Sequence
from functools import partial

from textual.reactive import var

from store.answers import Done
from store.article import ArticleRow
from store.errors import HistoryError
from store.library import Library
from store.plans import Clearing, TagChange, TagEdit
from store.tags import Facet, Tag, fold
from store.vocabulary import Hint, former_names
from tui.collecting_screen import CollectingScreen
from widgets.tag_choice import Held, TagChoice, among
from widgets.tag_picker import TagPicker


class TaggingScreen(CollectingScreen):
    """Gives tags, read marks and stars to the chosen article or the marked ones, and takes them."""

    hints: var[dict[Facet, tuple[Hint, ...]]] = var(lambda: dict.fromkeys(Facet, ()))
    """The tags of each facet with their letters."""

    begun_on: tuple[str, ...] | None = None
    """The keys of the articles that were chosen when a chord was begun, until it ends."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.picker = TagPicker()
        self.last_edits: tuple[TagEdit, ...] = ()
        """What the last change did to tags."""

    def codes(self, first: str) -> frozenset[str]:
        """The letters of the tags that may follow a first key."""
        facet = self.keymap.facets.get(first)
        return self.codes_of(facet) if facet else frozenset()

    def codes_of(self, facet: Facet) -> frozenset[str]:
        """The letters that give the tags of a facet, those of merged ones too."""
        return frozenset(letters for hint in self.hints[facet] for letters in hint.letters)

    def take_hints(self, hints: dict[Facet, tuple[Hint, ...]]) -> None:
        """Use the letters from now on, in the list and for the keys."""
        self.hints = hints
        letters = {facet: {fold(h.name): h.letter for h in hints[facet]} for facet in Facet}
        if letters != self.article_list.letters:
            self.article_list.letters = letters
        if self.preview.is_open:
            self.count_again()
        if self.picker.is_open:
            self.call_later(lambda: self.trying(self._offer_again()))

    @property
    def tag_counts(self) -> dict[Facet, dict[str, int]]:
        """The tags of each facet, with how many articles bear them."""
        return {facet: {one.name: one.count for one in self.hints[facet]} for facet in Facet}

    @property
    def former_names(self) -> dict[Facet, dict[str, str]]:
        """The names that tags of each facet had, each with the present one."""
        return {facet: former_names(self.hints[facet]) for facet in Facet}

    async def _offer_again(self) -> None:
        self.picker.offer(await self.choices(self.picker.facets, self.picker.keys))

    async def choices(self, facets: Sequence[Facet], keys: tuple[str, ...]) -> list[TagChoice]:
        """The tags of facets, with how some articles have each."""
        held: dict[tuple[Facet, str], Held] = {}
        if self.current and keys == (self.current.key,):
            held = {
                (facet, fold(tag.name)): tag.origin
                for facet in facets
                for tag in self.current.tags(facet)
            }
        elif keys:
            number, counts = await asyncio.to_thread(self.library.edit.held, keys)
            held = {
                (tag.facet, fold(tag.name)): among(having, number) for tag, having in counts.items()
            }
        return [
            TagChoice(
                facet,
                hint.letter,
                hint.name,
                hint.count,
                held.get((facet, fold(hint.name))),
                hint.aliases,
            )
            for facet in facets
            for hint in self.hints[facet]
        ]

    @property
    def target(self) -> tuple[str, ...]:
        """The keys of the articles that a command acts on.

        They are those from when its first key was pressed: the list may change in between.
        """
        return self.targets() if self.begun_on is None else self.begun_on

    def shown(self, keys: tuple[str, ...]) -> ArticleRow | None:
        """What the screen shows of the one article of these keys, if that is how it is.

        A key does what one sees that it will do: it does not take a tag away that another has just
        given. Where the reader's own last change is still on its way, nobody has seen it.
        """
        row = self.current
        return row if row and keys == (row.key,) and self.shows_all_saved else None

    # Changes of tags ------------------------------------------------------------------------------

    async def toggle_by_letters(self, facet: Facet, letters: str) -> None:
        """Give the tag of these letters, or take it away."""
        for hint in self.hints[facet]:
            if letters in hint.letters:
                await self.toggle(Tag(facet, hint.name), self.target)

    async def toggle(self, tag: Tag, keys: tuple[str, ...]) -> None:
        """Give a tag to articles, or take it away where all of them have it."""
        edit = self.library.edit
        if not keys:
            self.say("There is no article to tag.")
        elif self.collects(keys):
            await self.collect_toggled(tag, keys)
        elif row := self.shown(keys):
            held = {fold(one.name) for one in row.tags(tag.facet) if one.counts}
            change = TagChange(tag, gives=fold(tag.name) not in held)
            self.save_for(keys, partial(edit.change, [change], keys))
        else:
            self.save_for(keys, partial(edit.toggle, tag, keys))

    async def action_pick_region(self) -> None:
        """Choose a region by typing."""
        await self.pick([Facet.REGION])

    async def action_pick_theme(self) -> None:
        """Choose a theme by typing."""
        await self.pick([Facet.THEME])

    async def pick(self, facets: Sequence[Facet]) -> None:
        """Choose a tag of some facets by typing."""
        keys = self.target
        await self.have(self.picker)
        self.picker.open(facets, await self.choices(facets, keys), keys, back_to=self.focused)

    async def action_choose_tag(self, is_last: bool) -> None:
        """Toggle the tag that the picker is at, and stay or leave."""
        if tag := self.picker.chosen:
            await self.toggle(tag, self.picker.keys)
            self.picker.clear()
        if is_last:
            self.picker.close()

    async def action_clear_regions(self) -> None:
        """Take all regions from the article."""
        await self._clear(Facet.REGION)

    async def action_clear_themes(self) -> None:
        """Take all themes from the article."""
        await self._clear(Facet.THEME)

    async def _clear(self, facet: Facet) -> None:
        keys = self.target
        if self.collects(keys):
            await self.collect_cleared(facet, keys)
            return
        row = self.shown(keys)
        names = tuple(tag.name for tag in row.tags(facet)) if row else None
        await self.change_tags([Clearing(facet, names)], keys)

    async def action_repeat(self) -> None:
        """Make the last change of tags again."""
        await self.all_saved()
        if self.last_edits:
            await self.change_tags(self.last_edits, self.target)
        else:
            self.say("There is no change of tags to repeat yet.")

    async def action_copy_tags(self) -> None:
        """Give the tags of the article that was tagged before."""
        await self.all_saved()
        keys = self.target
        tags = await asyncio.to_thread(self.library.edit.tagged_before, keys)
        if tags:
            await self.change_tags([TagChange(tag) for tag in tags], keys)
        else:
            self.say("There is no article tagged before whose tags could be copied.")

    # Marks and stars ------------------------------------------------------------------------------

    def action_toggle_read(self) -> None:
        """Mark the article read, or unread again."""
        keys = self.target
        if row := self.shown(keys):
            self.save_for(keys, partial(self.library.edit.set_read, keys, not row.is_read))
        else:
            self.save_for(keys, partial(self.library.edit.toggle_read, keys))

    def mark_read(self) -> None:
        """Mark the chosen article read, whatever is marked."""
        if self.current:
            self.save(partial(self.library.edit.set_read, (self.current.key,), True))

    def action_toggle_star(self) -> None:
        """Star the article, or take its star away."""
        keys = self.target
        if row := self.shown(keys):
            self.save_for(keys, partial(self.library.edit.set_starred, keys, not row.is_starred))
        else:
            self.save_for(keys, partial(self.library.edit.toggle_star, keys))

    # Undo -----------------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take the last change back."""
        self.save(self._undo, nothing="You have nothing to take back.")

    def action_undo_rest(self) -> None:
        """Take the last change back where nobody has changed the same since."""
        undo = partial(self.library.edit.undo, rest=True)
        self.save(undo, nothing="You have nothing to take back.")

    def _undo(self) -> Done | None:
        try:
            return self.library.edit.undo()
        except HistoryError as error:
            key = self.keymap.shown("undo-rest")
            raise HistoryError(f"{error} {key} passes over that.") from error

    def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        self.save(self.library.edit.redo, nothing="You have nothing to make again.")
