"""A screen whose keys tag the chosen article."""

from functools import partial

from textual import getters, on
from textual.reactive import var

from store.library import Hint
from store.tags import Facet, Tag, fold
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

    def toggle_by_letters(self, facet: Facet, letters: str) -> None:
        """Give the tag of these letters, or take it away."""
        for hint in self.hints[facet]:
            if hint.letter == letters:
                self._toggle(facet, hint.name)

    def _toggle(self, facet: Facet, name: str) -> None:
        if self.current:
            self.save(partial(self.library.toggle, Tag(facet, name), (self.current.key,)))

    def action_pick_region(self) -> None:
        """Choose a region by typing."""
        self.picker.open(Facet.REGION, self.choices(Facet.REGION), back_to=self.focused)

    def action_pick_theme(self) -> None:
        """Choose a theme by typing."""
        self.picker.open(Facet.THEME, self.choices(Facet.THEME), back_to=self.focused)

    @on(TagPicker.Chosen)
    def _picked(self, message: TagPicker.Chosen) -> None:
        self._toggle(message.facet, message.name)

    def action_clear_regions(self) -> None:
        """Take all regions from the article."""
        self._clear(Facet.REGION)

    def action_clear_themes(self) -> None:
        """Take all themes from the article."""
        self._clear(Facet.THEME)

    def _clear(self, facet: Facet) -> None:
        if self.current:
            self.save(partial(self.library.clear, facet, (self.current.key,)))

    def action_toggle_read(self) -> None:
        """Mark the article read, or unread again."""
        if self.current:
            self.save(partial(self.library.toggle_read, (self.current.key,)))

    def mark_read(self) -> None:
        """Mark the article read."""
        if self.current:
            self.save(partial(self.library.set_read, (self.current.key,), True))

    def action_toggle_star(self) -> None:
        """Star the article, or take its star away."""
        if self.current:
            self.save(partial(self.library.toggle_star, (self.current.key,)))

    def action_undo(self) -> None:
        """Take the last change back."""
        self.save(self.library.undo)

    def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        self.save(self.library.redo)
