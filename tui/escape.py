"""Escape and the next key, where the terminal sends both in one piece.

Over a slow line, and where one types fast, they come together, as alt and that key do. Textual
makes `alt+j` of escape and `j`, but of escape and enter only enter: what was to be left was run.
https://github.com/Textualize/textual/issues/6663 has it; where that is mended, `keep_escapes` goes.
"""

from collections.abc import Container, Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key

ALT = "alt+"

_of_sequence = XTermParser._sequence_to_key_events


def keep_escapes() -> None:
    """Let Textual hand on every key behind an escape as one with alt."""
    XTermParser._sequence_to_key_events = _with_alt  # type: ignore[method-assign,assignment]


def apart(key: Key, keys: Container[str]) -> tuple[Key, ...]:
    """Escape and a key, unless both together are one of `keys`.

    A terminal that tells alt from escape sends no character with it.
    """
    if key.key.startswith(ALT) and key.character and key.key not in keys:
        return Key("escape", "\x1b"), Key(key.key.removeprefix(ALT), key.character)
    return (key,)


def _with_alt(parser: XTermParser, sequence: str, alt: bool = False) -> Iterable[Key]:
    for key in _of_sequence(parser, sequence):
        # A [ or O begins a sequence that did not come to its end.
        yield Key(f"{ALT}{key.key}", key.character) if alt and sequence not in "[O" else key
