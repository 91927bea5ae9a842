"""Keys with what they do, at the right of a line that is typed in."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive

from widgets.pressing import Pressable, key_word

Keys = Sequence[tuple[str, str]]
"""Keys as they are shown, and what each does."""

GAP = 3
"""Blank columns between two keys."""

KEEP = (("enter", "keep"), ("esc", "show all"))
"""What ends the typing of a filter."""


class KeyWords(Pressable):
    """Keys side by side, which a click presses.

    It is as wide as they are; where it may not be, the first ones go first.
    """

    DEFAULT_CSS = """
    KeyWords {
        width: auto;
        height: 1;
        padding: 0 0 0 3;
        & > .keys--key { color: $text-accent; text-style: bold; }
        & > .keys--dim { text-style: dim; }
    }
    """
    COMPONENT_CLASSES = {"keys--key", "keys--dim"}

    keys: reactive[Keys] = reactive[Keys]((), layout=True)

    def __init__(self, keys: Keys = ()) -> None:
        super().__init__()
        self.set_reactive(KeyWords.keys, keys)

    def fit(self, keys: Keys, room: int) -> None:
        """Show the keys with what they do, or alone, or the last one, as there is room."""
        alone = [(key, "") for key, _ in keys]
        choices: Sequence[Keys] = (keys, alone, keys[-1:], alone[-1:], ())
        self.keys = next(one for one in choices if _columns(one) <= max(0, room))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The columns of all of them, also after there was room for some only."""
        return self._row(self._words()).cell_len

    def _words(self) -> list[Text]:
        key = self.get_component_rich_style("keys--key", partial=True)
        dim = self.get_component_rich_style("keys--dim", partial=True)
        return [key_word(name, does, key, dim) for name, does in self.keys]

    def render(self) -> Text:
        """Set them side by side."""
        words = self._words()
        row = self._row(words)
        while len(words) > 1 and 0 < self.size.width < row.cell_len:
            row = self._row(words := words[1:])
        return row

    def _row(self, words: Sequence[Text]) -> Text:
        row = Text(" " * GAP, end="").join(words)
        row.no_wrap = True
        return row


def _columns(keys: Keys) -> int:
    return sum(GAP + cell_len(f"{key} {does}".strip()) for key, does in keys)
