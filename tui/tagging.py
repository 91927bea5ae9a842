"""A screen whose keys tag the chosen article."""

from functools import partial

from textual import getters
from textual.reactive import var

from store.answers import Done
from store.article import ArticleRow
from store.errors import HistoryError
from store.plans import TagChange
from store.tags import Facet, Tag, fold
from store.vocabulary import Hint
from tui.library_screen import LibraryScreen
from widgets.tag_choice import TagChoice
from widgets.tag_picker import TagPicker

FACET_OF = {"r": Facet.REGION, "t": Facet.THEME}
"""The facet that the first key of a chord speaks of."""


class TaggingScreen(LibraryScreen):
    """Gives tags, marks and stars to the article under the cursor, and takes them."""

    picker = getters.query_one(TagPicker)

    hints: var[dict[Facet, tuple[Hint, ...]]] = var(lambda: dict.fromkeys(Facet, ()))
    """The tags of each facet with their letters."""

    begun_on: tuple[str, ...] | None = None
    """The keys of the articles that were chosen when a chord was begun, until it ends."""

    def codes(self, first: str) -> frozenset[str]:
        """The letters of the tags that may follow a first key."""
        facet = FACET_OF.get(first)
        return frozenset(hint.letter for hint in self.hints[facet]) if facet else frozenset()

    def take_hints(self, hints: dict[Facet, tuple[Hint, ...]]) -> None:
        """Use the letters from now on, in the list and for the keys."""
        self.hints = hints
        letters = {facet: {fold(h.name): h.letter for h in hints[facet]} for facet in Facet}
        if letters != self.article_list.letters:
            self.article_list.letters = letters
        if self.picker.is_open:
            self.picker.offer(self.choices(self.picker.facet))

    def choices(self, facet: Facet) -> list[TagChoice]:
        """The tags of a facet, with how the chosen article has each."""
        tags = self.current.tags(facet) if self.current else ()
        origins = {fold(tag.name): tag.origin for tag in tags}
        return [
            TagChoice(hint.letter, hint.name, hint.count, origins.get(fold(hint.name)))
            for hint in self.hints[facet]
        ]

    @property
    def target(self) -> tuple[str, ...]:
        """The keys of the articles that a command acts on.

        They are those from when its first key was pressed: the list may change in between.
        """
        if self.begun_on is not None:
            return self.begun_on
        return (self.current.key,) if self.current and self.current.key else ()

    def shown(self, keys: tuple[str, ...]) -> ArticleRow | None:
        """What the screen shows of the one article of these keys, if that is how it is.

        A key does what one sees that it will do: it does not take a tag away that another has just
        given. Where the reader's own last change is still on its way, nobody has seen it.
        """
        row = self.current
        return row if row and keys == (row.key,) and self.shows_all_saved else None

    def toggle_by_letters(self, facet: Facet, letters: str) -> None:
        """Give the tag of these letters, or take it away."""
        for hint in self.hints[facet]:
            if hint.letter == letters:
                self._toggle(facet, hint.name, self.target)

    def _toggle(self, facet: Facet, name: str, keys: tuple[str, ...]) -> None:
        tag, edit = Tag(facet, name), self.library.edit
        if row := self.shown(keys):
            has = any(one.counts and fold(one.name) == fold(name) for one in row.tags(facet))
            self.save(partial(edit.change, [TagChange(tag, gives=not has)], keys))
        else:
            self.save(partial(edit.toggle, tag, keys))

    def action_pick_region(self) -> None:
        """Choose a region by typing."""
        self._pick(Facet.REGION)

    def action_pick_theme(self) -> None:
        """Choose a theme by typing."""
        self._pick(Facet.THEME)

    def _pick(self, facet: Facet) -> None:
        self.picker.open(facet, self.choices(facet), self.target, back_to=self.focused)

    def action_choose_tag(self, is_last: bool) -> None:
        """Toggle the tag that the picker is at, and stay or leave."""
        if name := self.picker.chosen:
            self._toggle(self.picker.facet, name, self.picker.keys)
            self.picker.clear()
        if is_last:
            self.picker.close()

    def action_clear_regions(self) -> None:
        """Take all regions from the article."""
        self._clear(Facet.REGION)

    def action_clear_themes(self) -> None:
        """Take all themes from the article."""
        self._clear(Facet.THEME)

    def _clear(self, facet: Facet) -> None:
        row = self.shown(self.target)
        names = [tag.name for tag in row.tags(facet)] if row else None
        self.save(partial(self.library.edit.clear, facet, self.target, names))

    def action_toggle_read(self) -> None:
        """Mark the article read, or unread again."""
        if row := self.shown(self.target):
            self.save(partial(self.library.edit.set_read, self.target, not row.is_read))
        else:
            self.save(partial(self.library.edit.toggle_read, self.target))

    def mark_read(self) -> None:
        """Mark the article read."""
        self.save(partial(self.library.edit.set_read, self.target, True))

    def action_toggle_star(self) -> None:
        """Star the article, or take its star away."""
        if row := self.shown(self.target):
            self.save(partial(self.library.edit.set_starred, self.target, not row.is_starred))
        else:
            self.save(partial(self.library.edit.toggle_star, self.target))

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
            raise HistoryError(f"{error} U passes over that.") from error

    def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        self.save(self.library.edit.redo, nothing="You have nothing to make again.")
