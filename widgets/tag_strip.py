"""The strip that shows the letters of a facet's tags."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive

from widgets.list_line import fit
from widgets.overlay import Overlay
from widgets.pressing import pressing
from widgets.tag_choice import TagChoice

TYPE = "type"
"""What the key does that finds all tags."""

KEYS = (("/", TYPE), ("-", "clear"), ("esc", "leave it"))
"""The keys beside letters, and what they do."""

SHARE = 80
"""Of a hundred lines of the screen, how many the strip may take."""


class TagStrip(Overlay):
    """The tags of a facet in columns, each with its letter and its state; over the last lines."""

    DEFAULT_CSS = """
    TagStrip {
        max-height: 100%;
        & > .strip--given { text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"strip--given"}

    heading: reactive[str] = reactive("", layout=True)
    choices: reactive[Sequence[TagChoice]] = reactive[Sequence[TagChoice]]((), layout=True)

    typed = ""
    """The first of the letters, where it was typed."""

    keys: Sequence[tuple[str, str]] = KEYS
    """The other keys that can be pressed, and what they do."""

    def open(
        self,
        heading: str,
        choices: Sequence[TagChoice],
        typed: str = "",
        keys: Sequence[tuple[str, str]] = KEYS,
    ) -> None:
        """Show the tags of a facet, those whose letters begin with what was typed."""
        self.keys = keys
        self.heading, self.choices, self.typed = heading, choices, typed
        self.show_above()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for the heading, and the columns; one more where some have no room."""
        fitting = self._fitting(width)
        return 1 + len(in_columns(fitting, width)) + (len(fitting) < len(self.choices))

    def _fitting(self, width: int) -> Sequence[TagChoice]:
        """The choices that there is room for on the screen: the most used ones, in their order."""
        most = max(1, self.screen.size.height * SHARE // 100 - 2)
        if len(in_columns(self.choices, width)) <= most + 1:
            return self.choices
        by_use = sorted(self.choices, key=lambda one: (one.held is None, -one.count))
        few, many = 0, len(by_use)
        while few + 1 < many:  # the most that fit
            middle = (few + many) // 2
            kept = {id(one) for one in by_use[:middle]}
            fits = len(in_columns([o for o in self.choices if id(o) in kept], width)) <= most
            few, many = (middle, many) if fits else (few, middle)
        kept = {id(one) for one in by_use[:few]}
        return [one for one in self.choices if id(one) in kept]

    def render(self) -> Text:
        """Set the tags in columns, down and then across."""
        key, dim = self.style("key"), self.style("dim")
        given = self.get_component_rich_style("strip--given", partial=True)
        text = Text(no_wrap=True, end="").append_text(self.keys_line(self.keys, self.heading))
        text.truncate(self.size.width)  # or it would be broken, and the last line be lost
        letters = max((len(choice.letter) for choice in self.choices), default=1)
        fitting = self._fitting(self.size.width)
        for line in in_columns(fitting, self.size.width):
            text.append("\n")
            for choice, width in line:
                start = len(text)
                text.append(choice.letter.rjust(letters), key)
                name = fit(choice.name, min(width, cell_len(choice.name)))
                text.append(f" {name}", given if choice.is_held else "")
                text.append(f" {choice.mark}", key)
                text.stylize(pressing(*choice.letter.removeprefix(self.typed)), start)
                text.append(" " * (width - cell_len(name) + 2))
        if rest := len(self.choices) - len(fitting):
            text.append(f"\n and {rest} more, less used", dim)
            for typing in [one for one, what in self.keys if what == TYPE]:
                text.append(": ", dim).append(typing, key).append(" finds them by typing", dim)
        return text


def in_columns(choices: Sequence[TagChoice], width: int) -> list[list[tuple[TagChoice, int]]]:
    """The choices in lines, each with the width of its name, read down and then across.

    As many columns as fit in `width` cells: a letter, the name, a mark and the blanks between them.
    """
    beside = max((len(choice.letter) for choice in choices), default=1) + 5
    for rows in range(1, len(choices) + 1):
        columns = [choices[start : start + rows] for start in range(0, len(choices), rows)]
        widths = [max(cell_len(choice.name) for choice in column) for column in columns]
        if sum(widths) + beside * len(columns) <= width or rows == len(choices):
            widths = [min(each, max(1, width - beside)) for each in widths]
            return [
                [
                    (column[row], each)
                    for column, each in zip(columns, widths, strict=True)
                    if row < len(column)
                ]
                for row in range(rows)
            ]
    return []
