"""The commands with the keys that they have, after what the configuration changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

from store.config import KEY_TABLES, KeyChange
from store.field_values import nearest
from store.harmless import harmless_line
from store.tags import Facet
from tui.command import Command
from tui.commands import MAIN, OF_LETTERS
from tui.key_names import LETTER, chord_named, shown_chord, shown_key, written_chord
from tui.sprint_commands import SPRINT
from tui.vocabulary_commands import VOCABULARY

TABLES = {"main": MAIN, "sprint": SPRINT, "tags": VOCABULARY}
"""The tables of commands as grtui comes, by the screen that they are for."""

PALETTE = "ctrl+p"
"""The key of the palette, which runs also what has no key."""

OF_FACETS = {
    Facet.REGION: ("tag-region", "pick-region", "clear-regions"),
    Facet.THEME: ("tag-theme", "pick-theme", "clear-themes"),
}
"""The commands of a facet: give by letter, by typing, and take all."""

_CLASSES = {"lower": ascii_lowercase, "upper": ascii_uppercase}
_IN_PANES = ("tab", "shift+tab")


# No slots: what is derived from the tables is kept.
@dataclass(frozen=True)
class Keymap:
    """The tables of commands, and what follows from them."""

    main: tuple[Command, ...] = MAIN
    sprint: tuple[Command, ...] = SPRINT
    vocabulary: tuple[Command, ...] = VOCABULARY

    @cached_property
    def chords(self) -> Mapping[tuple[str, str], Command]:
        """The commands that take several keys, by those before the last one, and the last one."""
        return {
            (first, last): command
            for command in self.main
            for first, _, last in (key.rpartition(" ") for key in command.key_list)
            if first
        }

    def commands_after(self, first: str) -> dict[str, Command]:
        """The commands of chords by the key that follows the first ones, as it is printed."""
        return {
            shown_key(last): command
            for (before, last), command in self.chords.items()
            if before == first
        }

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The keys that begin a chord: `r`, `f`, `f minus`."""
        return frozenset(begin for first, _ in self.chords for begin in _beginnings(first))

    @cached_property
    def facets(self) -> Mapping[str, Facet]:
        """The facet that the first keys of a chord speak of."""
        return {
            first: facet
            for facet, names in OF_FACETS.items()
            for (first, _), command in self.chords.items()
            if command.name in names
        }

    @cached_property
    def facet_keys(self) -> frozenset[str]:
        """The keys that begin a chord which speaks of a facet."""
        return frozenset(first.split()[0] for first in self.facets)

    @cached_property
    def sprint_actions(self) -> Mapping[str, str]:
        """The actions of a sprint's keys, but for letters."""
        return {
            key: command.action
            for command in self.sprint
            for key in command.key_list
            if key not in _CLASSES
        }

    @property
    def tables(self) -> Mapping[str, tuple[Command, ...]]:
        """The commands by the screen that they are for."""
        return {"main": self.main, "sprint": self.sprint, "tags": self.vocabulary}

    def hinted(self, screen: str = "main") -> list[Command]:
        """The commands that the status line of a screen names, as far as they can run."""
        return [one for one in self.tables[screen] if one.hint and one.first_key]

    @cached_property
    def all_keys(self) -> frozenset[str]:
        """The keys that mean something on some screen, of chords each."""
        return frozenset(
            key
            for table in self.tables.values()
            for command in table
            for keys in command.key_list
            for key in keys.split()
        )

    def keys_of(self, *names: str) -> frozenset[str]:
        """The keys of some commands of the main screen, of chords the first ones."""
        return frozenset(
            key.split()[0] for one in self.main if one.name in names for key in one.key_list
        )

    def shown(self, name: str, screen: str = "main") -> str:
        """The key to name in a message for a command; that of the palette where it has none."""
        keys = self._named(name, screen).shown_keys
        return keys[0] if keys else PALETTE

    def first_shown(self, name: str) -> str:
        """The first key of a command's chord, to name it in a message: `r` for `r letter`."""
        return self._named(name).first_key or PALETTE

    def _named(self, name: str, screen: str = "main") -> Command:
        return next(one for one in self.tables[screen] if one.name == name)

    def next_key(self, first: str, name: str) -> str:
        """The key of a command after the first ones of another's chord; empty where there is none.

        `-` is that of `f - letter` after `f letter`.
        """
        begins = [begin for (begin, _), one in self.chords.items() if one.name == first]
        chords = [" ".join(keys) for keys, one in self.chords.items() if one.name == name]
        after = (
            chord.removeprefix(f"{begin} ")
            for begin in begins
            for chord in chords
            if chord.startswith(f"{begin} ")
        )
        return shown_key(next(after, "").partition(" ")[0])


DEFAULT_KEYS = Keymap()
"""The keys as grtui comes."""


def keymap_for(changes: Iterable[KeyChange]) -> tuple[Keymap, tuple[str, ...]]:
    """The keys after some changes, and a sentence for each change that could not be made."""
    troubles: list[str] = []
    by_screen: dict[str, dict[str, KeyChange]] = {screen: {} for screen in TABLES}
    for change in changes:
        try:
            by_screen[change.screen][change.command] = _checked(change)
        except ValueError as error:
            end = "" if str(error).endswith("?") else "."
            troubles.append(f"{error}{end} ({change.source})")
    tables = [_changed(screen, made, troubles) for screen, made in by_screen.items()]
    return Keymap(*tables), tuple(map(harmless_line, troubles))


def _checked(change: KeyChange) -> KeyChange:
    """A change with Textual's names of its keys.

    Raises:
        ValueError: There is no such command, or it cannot have such keys.
    """
    names = {one.name: one for one in TABLES[change.screen]}
    if change.command not in names:
        near = nearest(change.command, names)
        meant = f"; did you mean `{near}`?" if near else ""
        where = KEY_TABLES[change.screen]
        raise ValueError(f"There is no command `{change.command}` for [{where}]{meant}")
    before = names[change.command]
    if set(before.key_list) & _CLASSES.keys():
        raise ValueError(f"`{change.command}` has all letters, which cannot be changed")
    if change.keys == ", ".join(map(written_chord, before.key_list)):
        return change._replace(keys=before.keys)  # also where it is a key that cannot be changed
    try:
        chords = [chord_named(one) for one in change.keys.split(",") if one.strip()]
    except ValueError as error:
        raise ValueError(f"`{change.command}` cannot have `{change.keys}`: {error}") from error
    takes_letter = change.screen == "main" and change.command in OF_LETTERS
    if not takes_letter:
        chords = [chord.replace(f" {LETTER}", " asterisk") for chord in chords]
    for chord in chords:
        _check_chord(change, chord, takes_letter=takes_letter)
    return change._replace(keys=", ".join(chords))


def _check_chord(change: KeyChange, chord: str, *, takes_letter: bool) -> None:
    keys = chord.split()
    if takes_letter and (keys[-1] != LETTER or LETTER in keys[:-1]):
        raise ValueError(f"The keys of `{change.command}` must end in ` *`, which is the letter")
    if change.screen != "main" and len(keys) > 1:
        raise ValueError(f"`{change.command}` cannot have `{change.keys}`: it takes single keys")
    if change.screen == "main" and keys[0] in _IN_PANES:
        raise ValueError(f"`{change.command}` cannot have {keys[0]}, which changes the pane")


def _changed(
    screen: str, changes: dict[str, KeyChange], troubles: list[str]
) -> tuple[Command, ...]:
    """A table after the changes that can be made together; each other one is told."""
    while changes:
        table = tuple(
            one._replace(keys=changes[one.name].keys) if one.name in changes else one
            for one in TABLES[screen]
        )
        clash = next(_clashes(table, list(changes)), None)
        if clash is None:
            return table
        name, why = clash
        change = changes.pop(name)
        before = next(one for one in TABLES[screen] if one.name == name)
        stay = ", ".join(before.shown_keys)
        troubles.append(f"{why}, so `{name}` keeps {stay}. ({change.source})")
    return TABLES[screen]


def _clashes(table: tuple[Command, ...], changed: list[str]) -> Iterator[tuple[str, str]]:
    """The changed commands whose keys are in the way of others, each with why.

    Of two that were changed it is the later one.
    """
    keys = [(key, one.name) for one in table for key in one.key_list]
    for number, (key, name) in enumerate(keys):
        for other, owner in keys[:number]:
            wrong = [one for one in changed if one in (name, owner)]
            if (key, name) != (other, owner) and wrong and (why := _in_the_way(key, other)):
                loser = wrong[-1]
                winner, its = (owner, other) if loser == name else (name, key)
                yield loser, why.format(shown_chord(its), winner)


def _in_the_way(one: str, other: str) -> str:
    """Why two commands cannot have two keys; empty where they can."""
    if one == other or _letters_of(one) & _letters_of(other):
        return "{0} is `{1}` already"
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(f"{shorter} "):
        return "{0} of `{1}` begins with the same key"
    first, _, last = one.rpartition(" ")
    begin, _, end = other.rpartition(" ")
    if first and first == begin and LETTER in (last, end):
        shadowed = end if last == LETTER else last
        if shadowed in ascii_letters + digits:
            return "{0} of `{1}` begins with the same key"
    return ""


def _letters_of(key: str) -> frozenset[str]:
    """The keys that a key stands for: in a sprint, `lower` and `upper` are all letters."""
    return frozenset(_CLASSES.get(key, (key,)))


def _beginnings(first: str) -> Iterator[str]:
    keys = first.split()
    return (" ".join(keys[:length]) for length in range(1, len(keys) + 1))
