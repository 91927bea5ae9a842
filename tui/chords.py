"""Keys that come in twos or threes: `g g`, `r e`, `t /`, `f - a`."""

from collections.abc import Callable
from typing import NamedTuple

from tui.command import Command
from tui.key_names import LETTER, shown_chord, shown_key
from tui.keymap import Keymap


class Complete(NamedTuple):
    """A chord is complete."""

    command: Command
    letters: str = ""
    """The tag's letters, where the command takes some."""


class Unknown(NamedTuple):
    """The second key means nothing after the first: the chord is cancelled."""

    keys: str


class Chords:
    """Follows the keys of chords, as they are pressed."""

    def __init__(self, keymap: Keymap, codes: Callable[[str], frozenset[str]]) -> None:
        """Follow chords.

        Args:
            keymap: Has the chords.
            codes: Gives the letters, of tags or of saved searches, that may follow the first keys.
        """
        self._keymap = keymap
        self._codes = codes
        self.first = ""
        """The keys of a chord that is not complete, but for letters."""
        self.letters = ""
        """The letters that were pressed of a code that is not complete."""

    @property
    def pending(self) -> str:
        """The keys that were pressed of a chord that is not complete."""
        return f"{shown_chord(self.first)} {self.letters}".strip()

    def begins(self, key: str) -> bool:
        """Does a key begin a chord? It is followed from now on if it does."""
        is_first = key in self._keymap.prefixes
        if is_first:
            self.first, self.letters = key, ""
        return is_first

    def cancel(self) -> None:
        """Forget the keys that were pressed."""
        self.first = self.letters = ""

    def press(self, key: str, character: str | None) -> Complete | Unknown | None:
        """Take the next key: what it makes of the chord; None where more must come."""
        first = self.first
        if character and not character.isprintable():  # that of ctrl+a, of tab
            character = None
        if self.begins(f"{first} {key}"):
            return None
        if (command := self._keymap.chords.get((first, key))) and not self.letters:
            self.cancel()
            return Complete(command)
        letters = self.letters + (character or "")
        if (command := self._keymap.chords.get((first, LETTER))) and character:
            codes = self._codes(first)
            if letters in codes:
                self.cancel()
                return Complete(command, letters)
            if any(code.startswith(letters) for code in codes):
                self.letters = letters
                return None
        self.cancel()
        return Unknown(f"{shown_chord(first)} {letters or shown_key(key)}")
