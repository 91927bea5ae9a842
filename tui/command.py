"""What a command is: its keys, its words and the action it runs."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding
from textual.events import Key

from tui.key_names import key_named, shown_chord, shown_key


def key_event(shown: str) -> Key:
    """The pressing of a key, by how it is shown."""
    character = " " if shown == "space" else shown
    is_character = len(character) == 1 and character.isascii()
    return Key(key_named(shown), character if is_character else None)


class Command(NamedTuple):
    """Something the reader can ask for, by key or from the palette."""

    name: str
    """What names it, in words joined by `-`."""
    keys: str
    """The keys that run it, comma-separated, in Textual's names; a space joins a chord's.

    Empty where it runs from the palette alone.

    The last key `*` stands for the letter of a tag, or of a saved search.
    """
    title: str
    """What the palette calls it."""
    help: str
    """One sentence for the help screen, the palette and the README."""
    group: str
    """The heading it stands under in the help screen and the README."""
    hint: str = ""
    """The word for the status line, where it is one of the few that stand there."""
    needs: str = ""
    """The screen's attribute that must hold something for it to run, where there is one."""
    pane: str = ""
    """The pane that must have the focus, `list` or `article`, where it is not for both."""
    takes: str = ""
    """What may follow its name on the command line: `query`, `changes`, `region`, `file` …"""

    @property
    def action(self) -> str:
        """The name of the action method, less `action_`."""
        return self.name.replace("-", "_")

    @property
    def key_list(self) -> tuple[str, ...]:
        """The keys and chords, one by one."""
        return tuple(key.strip() for key in self.keys.split(",") if key.strip())

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as they are printed: `r /`, `ctrl+d`, `↓`."""
        return tuple(map(shown_chord, self.key_list))

    @property
    def listed_keys(self) -> tuple[str, ...]:
        """The keys as a table of all commands has them: `:find` where there is none to press."""
        return self.shown_keys or (f":{self.name}",)

    @property
    def first_key(self) -> str:
        """The first key to press, as it is printed: `r` for `r letter`; empty where none is."""
        return shown_key(self.key_list[0].split()[0]) if self.key_list else ""

    @property
    def bindings(self) -> list[Binding]:
        """The command's single keys as Textual binds them; its chords are the screen's work."""
        keys = [key for key in self.key_list if " " not in key]
        return [Binding(",".join(keys), self.action, self.title, show=False)] if keys else []


MOVE, READ, TAG, MANY, FIND, OUT, REST, IN_SPRINT, TAGS = (
    "Moving",
    "Reading",
    "Tagging",
    "Many at once",
    "Finding",
    "Getting things out",
    "The rest",
    "In a sprint",
    "Among all tags",
)
"""The headings that commands stand under."""


def groups(commands: Iterable[Command]) -> dict[str, list[Command]]:
    """The commands under their headings, both in the order of the help."""
    result: dict[str, list[Command]] = {}
    for command in commands:
        result.setdefault(command.group, []).append(command)
    return result
