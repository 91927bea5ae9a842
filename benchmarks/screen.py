"""What a terminal shows of the bytes that were written to it: pyte, and what it lacks."""

import codecs
import re
from typing import Any

import pyte

_SEQUENCE = rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\)|[ -/]*[0-Z\\^-~])"
SEQUENCE = re.compile(_SEQUENCE, re.DOTALL)
"""A whole escape sequence (ECMA-48): CSI, a string such as OSC and DCS, or a short one."""

_BEGUN = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_](?:(?!\x07|\x1b\\).)*|[ -/]*)\Z", re.DOTALL)

# What pyte would print: private parameters, intermediate bytes, strings, keypads, character sets.
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b(?:\[[<=>][0-?]*[ -/]*[@-~]|\[[0-?]*[ -/]+[@-~]|\[\?[0-9;]*m"
    rb"|[\]PX^_].*?(?:\x07|\x1b\\)|[=>]|[()*+].)",
    re.DOTALL,
)
_COLONS = re.compile(rb"\x1b\[[0-9;]*:[0-9:;]*m")
_ALTERNATE_SCREENS = {47, 1047, 1049}


def whole(data: bytes) -> tuple[bytes, bytes]:
    """Split bytes before an escape sequence that has only begun."""
    begun = _BEGUN.search(data)
    at = begun.start() if begun else len(data)
    return data[:at], data[at:]


class Screen:
    """An emulated terminal screen."""

    def __init__(self, columns: int, lines: int) -> None:
        self._grid = _Grid(columns, lines)
        self._stream = _Stream(self._grid, strict=False)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._begun = b""

    def feed(self, data: bytes) -> None:
        """Show what was written; a sequence that has only begun waits for its end."""
        data, self._begun = whole(self._begun + data)
        data = _UNKNOWN_TO_PYTE.sub(b"", data)
        data = _COLONS.sub(lambda found: found[0].replace(b":", b";"), data)
        self._stream.feed(self._decode(data))

    @property
    def text(self) -> str:
        """Its lines, without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._grid.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """The line and the column of the cursor, from 0."""
        return self._grid.cursor.y, self._grid.cursor.x


class _Grid(pyte.Screen):
    """pyte's screen with what ncurses and others write besides: REP, SU, SD, CBT."""

    _drawn = " "

    def draw(self, data: str) -> None:
        self._drawn = data[-1:] or self._drawn
        super().draw(data)

    def repeat(self, count: int = 1, **_: Any) -> None:
        super().draw(self._drawn * (count or 1))

    def scroll_up(self, count: int = 1, **_: Any) -> None:
        self._at_the_top(self.delete_lines, count)

    def scroll_down(self, count: int = 1, **_: Any) -> None:
        self._at_the_top(self.insert_lines, count)

    def _at_the_top(self, change: Any, count: int) -> None:
        place = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        change(count or 1)
        self.cursor.x, self.cursor.y = place

    def back_tab(self, count: int = 1, **_: Any) -> None:
        for _number in range(count or 1):
            before = (stop for stop in self.tabstops if stop < self.cursor.x)
            self.cursor.x = max(before, default=0)

    def set_mode(self, *modes: int, **how: Any) -> None:
        super().set_mode(*modes, **how)
        if how.get("private") and not _ALTERNATE_SCREENS.isdisjoint(modes):
            self.erase_in_display(2)

    def report_device_attributes(self, *_: Any, **__: Any) -> None:
        """Answer nothing: `benchmarks.modes` does."""

    def report_device_status(self, *_: Any, **__: Any) -> None:
        """Answer nothing: `benchmarks.modes` does."""


class _Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "b": "repeat", "S": "scroll_up", "T": "scroll_down", "Z": "back_tab"}
    events = pyte.Stream.events | {"repeat", "scroll_up", "scroll_down", "back_tab"}
