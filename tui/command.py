"""What a command is: its keys, its words and the action it runs."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding
from textual.events import Key

_SHOWN = {
    "space": "space",
    "slash": "/",
    "backslash": "\\",
    "minus": "-",
    "plus": "+",
    "equals_sign": "=",
    "asterisk": "*",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "number_sign": "#",
    "colon": ":",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "lower": "a … z",
    "upper": "A … Z",
    "question_mark": "?",
    "full_stop": ".",
    "vertical_line": "|",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "page down",
    "pageup": "page up",
    "escape": "esc",
}

_NAMES = {shown: name for name, shown in _SHOWN.items()}
"""Textual's names of keys by how they are shown."""


def key_event(shown: str) -> Key:
    """The pressing of a key, by how it is shown."""
    character = " " if shown == "space" else shown
    is_character = len(character) == 1 and character.isascii()
    return Key(_NAMES.get(shown, shown), character if is_character else None)


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can ask for, by key or from the palette."""

    name: str
    """What names it, in words joined by `-`."""
    keys: str
    """The keys that run it, comma-separated, in Textual's names; a space joins a chord's.

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
    """What may follow its name on the command line: `query`, `changes`, `region`, `file` ..."""

    @property
    def action(self) -> str:
        """The name of the action method, less `action_`."""
        return self.name.replace("-", "_")

    @property
    def key_list(self) -> tuple[str, ...]:
        """The keys and chords, one by one."""
        return tuple(key.strip() for key in self.keys.split(","))

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as they are printed: `r /`, `ctrl+d`, `↓`."""
        return tuple(
            " ".join(_SHOWN.get(key, "letter" if key == "*" else key) for key in chord.split())
            for chord in self.key_list
        )

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
