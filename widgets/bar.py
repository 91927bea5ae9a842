"""A row with text at both ends."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from widgets.pressing import Pressable, key_word

GAP = 2
"""Blank columns between the parts."""

Cell = tuple[str, Style | None]
"""A character with its style."""


class Bar(Pressable):
    """One row: a text at the left, some words that may go, a text at the right.

    Where the room is short, the words go first, from the first on; then the left text is cut.
    The right text stays. Only the columns that change are drawn again.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    Bar {
        height: 1;
        padding: 0 1;
        & > .bar--dim { text-style: dim; }
        & > .bar--key { color: $text-accent; text-style: bold; }
        & > .bar--error { color: $text-error; text-style: bold; }
        & > .bar--match { text-style: bold underline not dim; }
    }
    """
    COMPONENT_CLASSES = {"bar--dim", "bar--key", "bar--error", "bar--match"}

    left: var[Text] = var(Text())
    words: var[Sequence[Text]] = var[Sequence[Text]](())
    right: var[Text] = var(Text())

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (as Textual calls it)
        super().__init__(id=id)
        self._drawn: list[Cell] | None = None

    @property
    def row(self) -> Text:
        """The row, set for the width that there is."""
        room = self.size.width - self.right.cell_len
        words = list(self.words)
        while words and self.left.cell_len + _length(words) + GAP > room:
            words.pop(0)
        left = self.left.copy()
        left.truncate(max(0, room - _length(words) - GAP), overflow="ellipsis")
        blank = room - left.cell_len - _length(words)
        parts = [left, Text(" " * max(0, blank))]
        for word in words:
            parts += [word, Text(" " * GAP)]
        row = Text(no_wrap=True, end="").join([*parts, self.right])
        row.truncate(self.size.width)
        return row

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        base = self.rich_style  # which takes longer than all else
        strip = Strip(self.row.render(self.app.console)).apply_style(base)
        return strip.adjust_cell_length(self.size.width, base)

    def watch_left(self) -> None:
        """Draw what changed."""
        self._draw_changed()

    def watch_words(self) -> None:
        """Draw what changed."""
        self._draw_changed()

    def watch_right(self) -> None:
        """Draw what changed."""
        self._draw_changed()

    def on_resize(self) -> None:
        """Draw all of it."""
        self._drawn = None

    def _draw_changed(self) -> None:
        """Draw the columns from the first to the last that are not as they were."""
        if not self.size:
            return  # all of it is drawn as soon as there is room
        before, self._drawn = self._drawn, list(_cells(self.row, self.app.console))
        if before is None:
            self.refresh()
        elif before != self._drawn:
            start = _alike(before, self._drawn)
            first = _columns(self._drawn[:start])
            most = min(len(before), len(self._drawn)) - start
            end = min(most, _alike(before[::-1], self._drawn[::-1]))
            width = self.size.width - first - _columns(self._drawn[len(self._drawn) - end :])
            self.refresh(Region(first, 0, max(1, width), 1))

    def word(self, key: str, meaning: str) -> Text:
        """A key and what it does, which a click does too."""
        return key_word(key, meaning, self.style("key"), self.style("dim"))

    def style(self, name: str) -> Style:
        """The style of `dim`, `key`, `error` or `match`."""
        return self.get_component_rich_style(f"bar--{name}", partial=True)


def _length(words: Sequence[Text]) -> int:
    return sum(word.cell_len + GAP for word in words)


def _cells(row: Text, console: Console) -> Iterator[Cell]:
    for text, style, _ in row.render(console):
        for character in text:
            yield character, style


def _alike(one: Sequence[Cell], other: Sequence[Cell]) -> int:
    """How many cells are the same at the beginning."""
    for number, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return number
    return min(len(one), len(other))


def _columns(cells: Sequence[Cell]) -> int:
    return cell_len("".join(character for character, _ in cells))
