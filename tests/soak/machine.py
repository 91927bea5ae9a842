"""What a terminal makes of a text: the states of the VT500, written out (https://vt100.net/emu/).

It knows nothing of the sanitiser's regular expressions, and looks at one character after the other.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

STRINGS = {"P": "DCS", "X": "SOS", "]": "OSC", "^": "PM", "_": "APC"}
"""The two-character beginnings of strings, without their ESC."""

EIGHT_BIT = {chr(ord(final) + 0x40): final for final in "[\\DEHMNOPVWXZ]^_"}
"""The C1 controls, each with what follows the ESC of its 7-bit form."""


class Kind(StrEnum):
    """What a part of a stream is to a terminal."""

    TEXT = "text"
    CONTROL = "control"
    SEQUENCE = "sequence"
    STRING = "string"
    UNFINISHED = "unfinished"


class Part(NamedTuple):
    """A part of what is written to a terminal: whole text, or one thing that acts."""

    kind: Kind
    written: str


def parts(text: str) -> Iterator[Part]:
    """What a text is to a terminal that takes UTF-8 and 8-bit controls, part by part."""
    at = 0
    while at < len(text):
        kind, end = _part_at(text, at)
        yield Part(kind, text[at:end])
        at = end


def _part_at(text: str, at: int) -> tuple[Kind, int]:
    one = text[at]
    if one == "\x1b" or "\x80" <= one <= "\x9f":
        return _escape(text, at)
    if one < " " or one == "\x7f":
        return Kind.CONTROL, at + 1
    end = at
    while end < len(text) and not _is_control(text[end]):
        end += 1
    return Kind.TEXT, end


def _is_control(one: str) -> bool:
    return one < " " or "\x7f" <= one <= "\x9f"


def _escape(text: str, at: int) -> tuple[Kind, int]:
    if text[at] == "\x1b":
        first, end = text[at + 1 : at + 2], at + 2
    else:
        first, end = EIGHT_BIT.get(text[at], "\\"), at + 1
    if first in STRINGS:
        return _string(text, end)
    if first == "[":
        return _until_final(text, end, "@", "~")
    if text[at] == "\x1b":
        return _until_final(text, at + 1, "0", "~")
    return Kind.SEQUENCE, end


def _until_final(text: str, at: int, lowest: str, highest: str) -> tuple[Kind, int]:
    while at < len(text):
        one = text[at]
        if lowest <= one <= highest:
            return Kind.SEQUENCE, at + 1
        if one in "\x18\x1a\x1b" or one > highest:  # broken off
            return Kind.UNFINISHED, at
        at += 1  # parameters, intermediates, and controls, which act in the midst of it
    return Kind.UNFINISHED, at


def _string(text: str, at: int) -> tuple[Kind, int]:
    while at < len(text):
        if text[at] in "\x07\x9c":
            return Kind.STRING, at + 1
        if text[at : at + 2] == "\x1b\\":
            return Kind.STRING, at + 2
        if text[at] in "\x18\x1a\x1b":
            return Kind.UNFINISHED, at
        at += 1
    return Kind.UNFINISHED, at
