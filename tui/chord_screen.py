"""A screen on which keys may come in twos or threes, and that shows what may follow the first."""

from textual import events, getters
from textual.timer import Timer

from store.errors import GrtuiError
from store.library import Library
from store.tags import Facet
from tui import wording
from tui.chords import Chords, Complete, Unknown
from tui.command_line import CommandLineScreen
from tui.commands import MAIN
from tui.key_names import LETTER, QUIT, shown_chord
from tui.keymap import DEFAULT_KEYS, OF_FACETS, Keymap
from widgets.key_strip import KeyStrip
from widgets.tag_strip import TYPE, TagStrip

STRIP_AFTER = 0.3
"""Seconds without the second key after which the strip shows what can be pressed."""


class ChordScreen(CommandLineScreen):
    """Runs what chords stand for, with the keys that are configured."""

    key_strip = getters.query_one(KeyStrip)
    strip = getters.query_one(TagStrip)

    def __init__(self, library: Library, keymap: Keymap = DEFAULT_KEYS) -> None:
        """Show a library; its commands have the keys of a keymap."""
        super().__init__(library)
        self.keymap = keymap
        self.bind_anew(MAIN, keymap.main)
        self._chords = Chords(keymap, self._letters)
        self._strip_timer: Timer | None = None

    def _letters(self, first: str) -> frozenset[str]:
        """The letters that may follow the first keys of a chord."""
        return self.codes(first) if first in self.keymap.facets else self.search_letters()

    @property
    def is_free(self) -> bool:
        """Is nothing begun that speaks of what is listed?"""
        return super().is_free and not self._chords.pending

    async def _takes_chord(self, event: events.Key) -> bool:
        """Does a key belong to a chord?"""
        if self._chords.pending and event.key in QUIT:
            self._leave_chord()
            return False
        if self._chords.pending:
            try:
                await self._end_chord_with(event)
            except GrtuiError as error:
                self.tell(error)
            if not self._chords.pending:
                self.begun_on = None
            return True
        begins = self._chords.begins(event.key)
        if begins:
            self.begun_on = self.target
            self._strip_timer = self.set_timer(STRIP_AFTER, lambda: self.trying(self._show_strip()))
        return begins

    async def _end_chord_with(self, event: events.Key) -> None:
        first = self._chords.first
        outcome = self._chords.press(event.key, event.character)
        if outcome is None:
            if self._chords.first != first or self.strip.is_open:  # another strip is due
                await self._show_strip()
            return
        self._close_strips()
        match outcome:
            case Unknown(keys) if event.key != "escape":
                self._tell_unknown(first, keys, is_letter=(event.character or "").isalpha())
            case Complete(command, "") if self.check_action(command.action, ()):
                await self.run(command.action, self)
            case Complete(_, letters) if letters and first in self.keymap.facets:
                await self.toggle_by_letters(self.keymap.facets[first], letters)
            case Complete(command, letters) if letters:
                await getattr(self, command.action)(letters)

    def _tell_unknown(self, first: str, keys: str, *, is_letter: bool = False) -> None:
        facet = self.keymap.facets.get(first)
        if facet and is_letter:
            letter = keys.removeprefix(f"{shown_chord(first)} ")
            key = self.keymap.shown(f"pick-{facet}")
            self.say(f"No {facet} has the letter {letter}; {key} finds all by typing.")
        else:
            self.say(f"{keys} is no command; {self.keymap.shown('help')} shows the keys.")

    def _leave_chord(self) -> None:
        self._chords.cancel()
        self._close_strips()
        self.begun_on = None

    def _close_strips(self) -> None:
        if self._strip_timer:
            self._strip_timer.stop()
        self.strip.close()
        self.key_strip.close()
        self.hide_searches()

    async def _show_strip(self) -> None:
        first = self._chords.first
        if facet := self.keymap.facets.get(first):
            choices = await self.choices([facet], self.target)
            letters = self._chords.letters
            choices = [one for one in choices if one.letter.startswith(letters)]
            if self._chords.first == first:  # still, as it may have taken a moment
                scope = f" on {wording.marks(len(self.target))}" if self.uses_marks else ""
                self.strip.open(f"{facet}{scope}", choices, letters, self._strip_keys(facet))
        elif command := self.keymap.chords.get((first, LETTER)):
            self.show_searches(removes=command.name == "forget-search")
        elif first:
            self._show_keys_after(first)
        self.show_status()

    def _strip_keys(self, facet: Facet) -> list[tuple[str, str]]:
        """The keys that the strip shows beside letters."""
        tag, pick, clear = OF_FACETS[facet]
        keys = (self.keymap.next_key(tag, pick), TYPE), (self.keymap.next_key(tag, clear), "clear")
        return [one for one in keys if one[0]] + [("esc", "leave it")]

    def _show_keys_after(self, first: str) -> None:
        """Show which commands the keys behind the first one are."""
        commands = self.keymap.commands_after(first)
        scope = any(command.needs == "has_target" for command in commands.values())
        marked = f" on {self.marks_in_words}" if scope and self.uses_marks else ""
        can_run = {
            key: command.title
            for key, command in commands.items()
            if self.check_action(command.action, ())
        }
        heading, can_run = wording.with_one_verb(can_run)
        self.key_strip.open(f"{heading or shown_chord(first)}{marked}", can_run)
