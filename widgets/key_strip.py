"""The strip that shows which keys may follow the first one of a chord."""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive

from widgets.list_line import fit
from widgets.overlay import Overlay

GAP = 3
"""Blank columns between two keys with their meanings."""


class KeyStrip(Overlay):
    """Keys in columns, each with what it does; over the last lines."""

    heading: reactive[str] = reactive("", layout=True)
    keys: reactive[Mapping[str, str]] = reactive[Mapping[str, str]](dict, layout=True)
    """What each key does."""

    def open(self, heading: str, keys: Mapping[str, str]) -> None:
        """Show some keys."""
        self.heading, self.keys = heading, keys
        self.show_above()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for the heading, and those of the keys."""
        return 1 + len(self._rows(width))

    def render(self) -> Text:
        """Set the keys in columns, across and then down."""
        key = self.style("key")
        text = Text(no_wrap=True, end="", overflow="ellipsis")
        text.append_text(self.keys_line([("esc", "leave it")], self.heading))
        for row in self._rows(self.size.width):
            text.append("\n")
            for name, meaning in row:
                text.append(f"{name} ", key)
                text.append(fit(meaning, self._column - cell_len(name) - 1))
        return text

    @property
    def _column(self) -> int:
        return GAP + max((cell_len(f"{key} {does}") for key, does in self.keys.items()), default=1)

    def _rows(self, width: int) -> list[list[tuple[str, str]]]:
        across = max(1, width // self._column)
        keys = list(self.keys.items())
        return [keys[start : start + across] for start in range(0, len(keys), across)]
