"""A screen for working through a result, one article at a time."""

import asyncio
from functools import partial

from textual import events, getters, on

from store.answers import Done
from store.errors import GrtuiError, HistoryError
from store.library import Library
from store.tags import Facet
from tui import wording
from tui.library_screen import LibraryScreen
from tui.narrowing import NarrowingScreen
from tui.saves import Change
from tui.sprint import Changed, Sprint, Went
from widgets.sprint_strip import SprintStrip
from widgets.tag_choice import TagChoice


class SprintingScreen(NarrowingScreen):
    """Shows one article large and the letters of both facets; each key does its work at once.

    A letter in lower case is a theme, one in upper case a region.
    """

    sprint_strip = getters.query_one(SprintStrip)

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.sprint: Sprint | None = None
        """The sprint that is on, if any."""
        self._is_silent = False

    @property
    def uses_marks(self) -> bool:
        """Do commands act on marked articles? In a sprint they act on the one in sight."""
        return self.sprint is None and super().uses_marks

    async def action_sprint(self) -> None:
        """Begin a sprint at the chosen article, or go on where one was left in this result."""
        self.keep_range()
        await self.list_all()
        key = await asyncio.to_thread(self.library.sprints.of, self.search_text)
        line = self.rows.line_of(key) if key else None
        self.sprint = Sprint()
        self.add_class("-sprint")
        self.set_focus(self.article_view)
        is_elsewhere = line is not None and line != self.article_list.cursor
        if line is not None:
            self.article_list.cursor = line
        self.say("This goes on where the sprint was left." if is_elsewhere else "")
        await self.show_letters()
        self.show_place()

    async def take_in_sprint(self, event: events.Key) -> None:
        """Run what a key stands for in a sprint."""
        if action := self.keymap.sprint_actions.get(event.key):
            await self.run(action, self)
        elif event.character and event.character.isascii() and event.character.isalpha():
            await self._toggle_by_letter(event.character)
        else:
            key = event.character or event.key
            self.say(f"{key} is no key of a sprint; {self._key('sprint-leave')} leaves it.")

    def _key(self, name: str) -> str:
        """The key of a sprint's command."""
        return self.keymap.shown(name, "sprint")

    async def _toggle_by_letter(self, letter: str) -> None:
        for facet in Facet:
            for code in self.codes_of(facet):
                if sprint_letter(facet, code) == letter:
                    await self.toggle_by_letters(facet, code)
                    return
        facet = Facet.REGION if letter.isupper() else Facet.THEME
        key = self._key("sprint-type")
        self.say(f"No {facet} has the letter {letter.lower()}; {key} finds all by typing.")

    async def action_sprint_done(self) -> None:
        """Mark the article read, and go to the next."""
        change = ""
        if self.current and self.current.key and not self.current.is_read:
            done = await self._silently(partial(self.library.edit.set_read, self.target, True))
            if not isinstance(done, Done):
                return
            change = done.step
        await self._go_to_next(is_done=True, change=change)

    async def action_sprint_skip(self) -> None:
        """Go to the next article as this one is."""
        await self._go_to_next(is_done=False)

    async def _silently(self, change: Change) -> Done | GrtuiError | None:
        """Make a change that is no step of its own; why it failed, which is said, where it did."""
        await self.all_saved()  # what was asked for before is a step
        self._is_silent = True
        try:
            return await self.outcome(self.save(change))
        finally:
            self._is_silent = False

    async def _go_to_next(self, *, is_done: bool, change: str = "") -> None:
        await self.all_saved()  # each change is a step before the one that leaves its article
        if not (self.sprint and self.current):
            return
        self.sprint.go(self.current.key, is_done=is_done, change=change)
        if self.article_list.cursor + 1 < len(self.rows):
            self.article_list.move(1)
            await self._remember(self.current.key)
            self.say("")
        else:
            await self._remember(None)
            self._end()

    async def action_sprint_back(self) -> None:
        """Take the last step back: a change of this article, or go back to the one before."""
        await self.all_saved()
        if not (self.sprint and self.sprint.steps):
            self.say("This is where the sprint began.")
            return
        step = self.sprint.steps[-1]
        outcome: object = None
        if step.change:
            undo = partial(self.library.edit.undo, only=step.change)
            outcome = await self._silently(undo)
            if isinstance(outcome, GrtuiError) and not isinstance(outcome, HistoryError):
                return  # it can still be taken back
        self.sprint.take_back()
        if isinstance(step, Went):
            if (line := self.rows.line_of(step.key)) is not None:
                self.article_list.cursor = line
            await self._remember(step.key)
            if not isinstance(outcome, GrtuiError):
                self.say("")

    async def action_sprint_type(self) -> None:
        """Choose a tag of either facet by typing, or make a new one."""
        await self.pick(list(Facet))

    def action_sprint_page(self) -> None:
        """A page on in the article."""
        if not self.article_view.page_down():
            done = self._key("sprint-done")
            self.say(f"This is the end of the article: {done} is done with it.")

    async def action_sprint_leave(self) -> None:
        """Leave the sprint; it goes on here the next time."""
        if self.current:
            await self._remember(self.current.key)
        self._end()

    async def _remember(self, key: str | None) -> None:
        await asyncio.to_thread(self.library.sprints.put, self.search_text, key)

    def _end(self) -> None:
        sprint, self.sprint = self.sprint, None
        self.remove_class("-sprint")
        self.set_focus(self.article_list)
        if sprint:
            self.say(wording.sprint_ended(sprint.done, sprint.skipped, sprint.pace))
        self.show_place()

    @on(LibraryScreen.Saved)
    def _note_change(self, message: LibraryScreen.Saved) -> None:
        if self.sprint and message.done and message.done.step and not self._is_silent:
            self.sprint.steps.append(Changed(message.done.step))

    async def show_letters(self) -> None:
        """Show the letters, and how the article has each tag."""
        if self.sprint is None:
            return
        choices = await self.choices(list(Facet), self.target)
        self.sprint_strip.offer(
            [
                TagChoice(
                    one.facet, sprint_letter(one.facet, one.letter), one.name, one.count, one.held
                )
                for one in choices
            ]
        )


def sprint_letter(facet: Facet, letter: str) -> str:
    """The key that a tag has in a sprint; empty where its letter is not one of the lower case.

    >>> sprint_letter(Facet.REGION, "e"), sprint_letter(Facet.THEME, "e")
    ('E', 'e')
    """
    if len(letter) != 1 or not letter.islower():
        return ""
    return letter.upper() if facet is Facet.REGION else letter
