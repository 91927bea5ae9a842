"""Commands as they are typed by their names: `help`, `search ferry`, `42`."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from store.completing import Choice, Completion
from store.errors import GrtuiError
from tui.command import Command
from tui.commands import OF_LETTERS


class TypedCommand(NamedTuple):
    """A command, and what it is to act on."""

    command: Command
    text: str = ""


def typed_command(line: str, commands: Sequence[Command]) -> TypedCommand:
    """The command of a line; its name may be cut short as long as it can be no other's.

    Raises:
        GrtuiError: There is no such command, or it can be several.
    """
    name, _, text = line.strip().partition(" ")
    command = _called(name, commands)
    text = text.strip()
    if text and not command.takes:
        raise GrtuiError(f"{command.name} takes nothing behind its name.")
    if not text and command.name in OF_LETTERS:
        raise GrtuiError(f"{command.name} needs a {command.takes} behind its name.")
    return TypedCommand(command, text)


def _called(name: str, commands: Sequence[Command]) -> Command:
    by_name = {command.name: command for command in commands}
    if name in by_name:
        return by_name[name]
    begun = [one for one in by_name if one.startswith(name)]
    if len(begun) == 1:
        return by_name[begun[0]]
    if begun:
        raise GrtuiError(f"{name} may be {_either(begun)}.")
    if near := get_close_matches(name, by_name, 3):
        raise GrtuiError(f"There is no command {name}; did you mean {_either(near)}?")
    raise GrtuiError(f"There is no command {name}; tab shows those that there are.")


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def argument_of(line: str, commands: Iterable[Command]) -> tuple[Command, int] | None:
    """The command whose name is complete in a line, and where that begins what it acts on."""
    before = len(line) - len(line.lstrip())
    name, blank, rest = line[before:].partition(" ")
    command = next((one for one in commands if one.name == name), None)
    if not command or not blank:
        return None
    return command, before + len(name) + 1 + len(rest) - len(rest.lstrip())


def complete_name(line: str, cursor: int, commands: Iterable[Command]) -> Completion:
    """The commands that the name at the cursor may be: those that begin so come first."""
    start = len(line) - len(line.lstrip())
    begun = line[start:cursor].lower()
    names = [f"{command.name} " if command.takes else command.name for command in commands]
    fitting = [name for name in names if f"-{begun}" in f"-{name}"]
    fitting.sort(key=lambda name: not name.startswith(begun))
    end = line.find(" ", start)
    choices = tuple(Choice(name) for name in fitting if name != line[start:])
    return Completion(start, len(line) if end < 0 else end + 1, choices)
