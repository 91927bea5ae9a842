"""What a program switches on in a terminal and must switch off again, and what it asks."""

import re
from collections.abc import Callable

from benchmarks.screen import whole

Cursor = Callable[[], tuple[int, int]]
"""Tells the line and the column of the cursor, from 0."""

_SWITCH = re.compile(rb"\x1b\[\?([0-9;]+)([hl])|\x1b\[([<>])[0-9;]*u|\x1b([=>])")
_QUESTION = re.compile(
    rb"\x1b\[(?P<second>>?)0?c|\x1b\[(?P<report>[56])n|\x1b\[\?(?P<mode>\d+)\$p"
    rb"|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)|\x1b\[>0?(?P<name>q)"
)
_COLOURS = {b"10": b"ffff/ffff/ffff", b"11": b"0000/0000/0000"}

_KEYBOARD, _KEYPAD = -1, -2  # No modes: the kitty protocol's stack, and ESC = or ESC >.

NAMES = {
    47: "alternate screen",
    1047: "alternate screen",
    1049: "alternate screen",
    1: "cursor keys of an application",
    _KEYPAD: "keypad of an application",
    **dict.fromkeys((9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016), "mouse"),
    1004: "focus",
    2004: "bracketed paste",
    2026: "synchronized output",
    2048: "sizes in the input",
    _KEYBOARD: "kitty keyboard",
}
"""What is off in a terminal as it is given to a program."""

_ON = {25: "hidden cursor", 7: "no wrapping"}


class Modes:
    """The switches of a terminal, as a program leaves them."""

    def __init__(self) -> None:
        self._on = dict.fromkeys(NAMES, 0) | dict.fromkeys(_ON, 1)
        self._begun = b""

    def follow(self, data: bytes, cursor: Cursor = lambda: (0, 0)) -> bytes:
        """Read what was written, and return what a terminal answers to it."""
        data, self._begun = whole(self._begun + data)
        for found in _SWITCH.finditer(data):
            modes, how, stack, keypad = found.groups()
            if stack:
                change = 1 if stack == b">" else -1
                self._on[_KEYBOARD] = max(0, self._on[_KEYBOARD] + change)
            elif keypad:
                self._on[_KEYPAD] = keypad == b"="
            else:
                self._on |= dict.fromkeys(map(int, filter(None, modes.split(b";"))), how == b"h")
        return b"".join(_answer(question, cursor) for question in _QUESTION.finditer(data))

    @property
    def is_alternate_screen_on(self) -> bool:
        """Does the program show a screen of its own, which is gone when it ends?"""
        return any(self._on[mode] for mode in (47, 1047, 1049))

    @property
    def left(self) -> set[str]:
        """What the program has not given back."""
        switched_on = {name for mode, name in NAMES.items() if self._on[mode]}
        return switched_on | {name for mode, name in _ON.items() if not self._on[mode]}


def _answer(question: re.Match[bytes], cursor: Cursor) -> bytes:
    """What a plain xterm with 256 colours says, which knows none of the modes it is asked for."""
    if question["mode"]:
        return b"\x1b[?%s;0$y" % question["mode"]
    if question["colour"]:
        return b"\x1b]%s;rgb:%s\x1b\\" % (question["colour"], _COLOURS[question["colour"]])
    if question["report"]:
        if question["report"] == b"5":
            return b"\x1b[0n"
        line, column = cursor()
        return b"\x1b[%d;%dR" % (line + 1, column + 1)
    if question["name"]:
        return b"\x1bP>|benchmarks\x1b\\"
    return b"\x1b[>0;276;0c" if question["second"] else b"\x1b[?62;22c"
