"""A row with text at both ends."""

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

GAP = 2
"""Blank columns between the parts."""


class Bar(Widget):
    """One row: a text at the left, some words that may go, a text at the right.

    Where the room is short, the words go first, from the first on; then the left text is cut.
    The right text stays.
    """

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

    left: reactive[Text] = reactive(Text())
    words: reactive[Sequence[Text]] = reactive[Sequence[Text]](())
    right: reactive[Text] = reactive(Text())

    def render(self) -> Text:
        """Set the row for the width that there is."""
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

    def style(self, name: str) -> Style:
        """The style of `dim`, `key`, `error` or `match`."""
        return self.get_component_rich_style(f"bar--{name}", partial=True)


def _length(words: Sequence[Text]) -> int:
    return sum(word.cell_len + GAP for word in words)
