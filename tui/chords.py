"""Keys that come in twos or threes: `g g`, `r e`, `t /`, `f - a`."""

from collections.abc import Callable
from dataclasses import dataclass

from tui.command import Command
from tui.commands import CHORDS, PREFIXES


@dataclass(frozen=True, slots=True)
class Complete:
    """A chord is complete."""

    command: Command
    letters: str = ""
    """The tag's letters, where the command takes some."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The second key means nothing after the first: the chord is cancelled."""

    keys: str


def commands_after(first: str) -> dict[str, Command]:
    """The commands of chords by the key that follows the first ones, as it is printed."""
    return {
        shown.split()[-1]: command
        for (before, last), command in CHORDS.items()
        for key, shown in zip(command.key_list, command.shown_keys, strict=True)
        if before == first and key == f"{first} {last}"
    }


class Chords:
    """Follows the keys of chords, as they are pressed."""

    def __init__(self, codes: Callable[[str], frozenset[str]]) -> None:
        """Follow chords.

        Args:
            codes: Gives the letters, of tags or of saved searches, that may follow the first keys.
        """
        self._codes = codes
        self.first = ""
        """The keys of a chord that is not complete, but for letters."""
        self._letters = ""

    @property
    def letters(self) -> str:
        """The letters that were pressed of a code that is not complete."""
        return self._letters

    @property
    def pending(self) -> str:
        """The keys that were pressed of a chord that is not complete."""
        return f"{self.first} {self._letters}".replace("minus", "-").strip()

    def begins(self, key: str) -> bool:
        """Does a key begin a chord? It is followed from now on if it does."""
        if key in PREFIXES:
            self.first, self._letters = key, ""
        return key in PREFIXES

    def cancel(self) -> None:
        """Forget the keys that were pressed."""
        self.first = self._letters = ""

    def press(self, key: str, character: str | None) -> Complete | Unknown | None:
        """Take the next key: what it makes of the chord; None where more must come."""
        first = self.first
        if self.begins(f"{first} {key}"):
            return None
        if (command := CHORDS.get((first, key))) and not self._letters:
            self.cancel()
            return Complete(command)
        letters = self._letters + (character or "")
        if (command := CHORDS.get((first, "*"))) and character:
            codes = self._codes(first)
            if letters in codes:
                self.cancel()
                return Complete(command, letters)
            if any(code.startswith(letters) for code in codes):
                self._letters = letters
                return None
        self.cancel()
        return Unknown(f"{first} {letters or key}".replace("minus", "-"))
