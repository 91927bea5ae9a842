"""The screen with all tags, where the vocabulary is put in order."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from rich.text import Text
from textual import events, on

from store.library import Library
from store.tags import Tag
from tui import vocabulary_words, wording
from tui.key_names import QUIT
from tui.keymap import DEFAULT_KEYS, Keymap
from tui.saves import Saves
from tui.saving_screen import SavingScreen
from tui.vocabulary_list import VocabularyList
from tui.vocabulary_listing import Listing, other_codes
from widgets.list_line import fit
from widgets.listed_tag import ListedTag, by_count
from widgets.tag_choice import TagChoice

NAME_COLUMNS = 30
"""How much of a name stands before a line to type in."""

Leave = Callable[[Tag | None, bool], Awaitable[None]]
"""Shows the articles again, narrowed by a tag; with whether a tag was changed."""


@dataclass(frozen=True, slots=True)
class Merging:
    """A tag, and the one that it is to become a part of."""

    one: ListedTag
    into: ListedTag

    @property
    def exchanged(self) -> "Merging":
        """The same the other way round."""
        return Merging(self.into, self.one)


class VocabularyScreen(VocabularyList):
    """Renames tags, merges them, sets their letters and removes unused ones."""

    def __init__(
        self,
        library: Library,
        saves: Saves,
        listed: Listing,
        leave: Leave,
        keymap: Keymap = DEFAULT_KEYS,
    ) -> None:
        """Show the tags that are `listed`; `leave` is called before the screen is closed."""
        super().__init__(library, saves, listed, keymap)
        self._leave = leave
        self._has_changed = False
        self._chosen: ListedTag | None = None  # the tag that a key was pressed for
        self._merging: Merging | None = None  # what is asked
        self._lettered: ListedTag | None = None  # the tag that a letter is awaited for
        self._letters = ""  # the first letter, where a second one must come

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Run what a key stands for; the answer to what is asked comes before all else."""
        if isinstance(event, events.Key) and event.key not in QUIT:
            if self._merging:
                self._answer_merging(self._merging, event.key)
                return True
            if self._lettered:
                self._take_letter(self._lettered, event)
                return True
        return await super().take(event)

    # Changes --------------------------------------------------------------------------------------

    @on(SavingScreen.Saved)
    async def _show_saved(self, message: SavingScreen.Saved) -> None:
        self._has_changed = True
        await self.list_again()
        done = message.done
        self.say(wording.saved(done) if done else message.nothing, error=bool(done and done.unseen))

    @on(SavingScreen.Failed)
    def _show_failure(self, message: SavingScreen.Failed) -> None:
        self.tell(message.error)

    def action_rename(self) -> None:
        """Type another name."""
        if one := self._choose():
            name = fit(one.name, NAME_COLUMNS).strip()
            self.prompt.open(f"rename {name} to", one.name, back_to=self.table)

    async def action_answer(self) -> None:
        """Take the name, or the filter, that was typed."""
        if self.is_filtering:
            self.keep_filter()
            return
        one, name = self._chosen, self.prompt.taken()
        assert one, "The line was opened for a tag."
        now = self.listed.find(one.facet, one.name)
        if now and now.name != one.name:
            self.say(f"{one.name} has become {now.name} meanwhile: nothing was renamed.")
            return
        other = self.listed.find(one.facet, name)
        if other and other.name != one.name:
            self._ask(Merging(one, other))
        else:
            self.save(partial(self.library.edit.rename, one.tag, name))

    def action_merge(self) -> None:
        """Merge with the tag that is nearly called so; where there is none, choose one."""
        one = self._choose()
        near = one and one.near and self.listed.find(one.facet, one.near[0])
        if one and near:
            merging = Merging(one, near)
            self._ask(merging if one.total <= near.total else merging.exchanged)
        elif one:
            self._pick_other(one)

    def _pick_other(self, one: ListedTag) -> None:
        others = [other for other in by_count(self.listed.tags[one.facet]) if other is not one]
        choices = [
            TagChoice(other.facet, other.letter, other.name, other.total, old_names=other.old_names)
            for other in others
        ]
        merges = fit(one.name, NAME_COLUMNS).strip()
        self.picker.open([one.facet], choices, merges=merges, back_to=self.table)

    def action_choose_tag(self, is_last: bool) -> None:
        """Ask whether to merge with the tag that the picker is at."""
        one, tag = self._chosen, self.picker.chosen
        self.picker.close()
        other = tag and self.listed.find(tag.facet, tag.name)
        if one and other:
            self._ask(Merging(one, other))

    def _ask(self, merging: Merging) -> None:
        self._merging = merging
        self.question.open(
            vocabulary_words.merging(merging.one, merging.into),
            (
                ("enter", "merges them"),
                ("x", "the other way"),
                ("m", "with another"),
                ("esc", "leaves them"),
            ),
        )

    def _answer_merging(self, merging: Merging, key: str) -> None:
        if key == "x":
            self._ask(merging.exchanged)
            return
        if key not in ("enter", "escape", "m"):
            self.say("Enter merges them, esc leaves them.")
            return
        self._merging = None
        self.question.close()
        self.say("")
        if key == "enter":
            rename = self.library.edit.rename
            self.save(partial(rename, merging.one.tag, merging.into.name))
        elif key == "m" and self._chosen:
            self._pick_other(self._chosen)

    def action_remove(self) -> None:
        """Remove the tag, if nobody uses it."""
        if one := self._choose():
            self.save(partial(self.library.edit.remove, one.tag))

    def action_undo(self) -> None:
        """Take the last change back."""
        self.save(self.library.edit.undo, nothing="You have nothing to take back.")

    def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        self.save(self.library.edit.redo, nothing="You have nothing to make again.")

    def _choose(self) -> ListedTag | None:
        """Keep the tag under the cursor for the keys that follow."""
        self._chosen = self.current
        return self._chosen

    # Letters --------------------------------------------------------------------------------------

    def action_set_letter(self) -> None:
        """Let the next key be the tag's letter."""
        self._lettered, self._letters = self.current, ""
        self.show_about()

    def show_about(self) -> None:
        """Show what a letter is awaited for, or what there is to know of the tag."""
        one, bar = self._lettered, self.about
        if one is None:
            super().show_about()
            return
        free = vocabulary_words.free_letters(other_codes(self.listed, one.tag))
        bar.left = Text.assemble(
            ("letter for ", bar.style("key")),
            one.name,
            (f"  {self._letters}…  ", bar.style("key")),
            (f"free: {free}   ", bar.style("dim")),
            bar.word("esc", "leave it"),
        )

    def _take_letter(self, one: ListedTag, event: events.Key) -> None:
        """Set the letter; where it begins those of others, wait for the second one."""
        letters = self._letters + (event.character or "")
        codes = other_codes(self.listed, one.tag)
        if event.key == "escape":
            self._lettered = None
        elif not event.is_printable:
            return
        elif letters not in codes and any(code.startswith(letters) for code in codes):
            self._letters = letters
        else:
            self._lettered = None
            self.save(partial(self.library.edit.set_letter, one.tag, letters))
        self.show_about()

    # Back -----------------------------------------------------------------------------------------

    async def action_narrow(self) -> None:
        """Search in the result for the tag under the cursor."""
        if one := self.current:
            if one.count:
                await self._close(one.tag)
            else:
                self.say(vocabulary_words.not_here(one))

    async def action_leave(self) -> None:
        """Go back to the articles."""
        await self._close()

    async def action_step_back(self) -> None:
        """Show all tags again; where all are shown, go back to the articles."""
        if self.filter:
            self.filter_by("")
        else:
            await self._close()

    async def _close(self, tag: Tag | None = None) -> None:
        await self._leave(tag, self._has_changed)
        self.dismiss()
