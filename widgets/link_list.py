"""The list of an article's links, of which one can be copied."""

from collections.abc import Sequence

from rich.text import Text
from textual.binding import Binding
from textual.reactive import reactive
from textual.widget import Widget

from widgets.links import NumberedLink, link_lines
from widgets.list_line import HERE
from widgets.overlay import Overlay

SHOWN = 8
"""How many links are shown at once."""

KEYS = (("j k", "or its number choose"), ("enter", "copy the target"), ("esc", "leave it"))


class LinkList(Overlay, can_focus=True):
    """Links with a cursor, over the last lines.

    What is done with the chosen one is the screen's `copy_link`.
    """

    DEFAULT_CSS = """
    LinkList {
        & > .links--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """
    COMPONENT_CLASSES = {"links--cursor"}

    BINDINGS = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        *(Binding(str(digit), f"type({digit})", show=False) for digit in range(10)),
        Binding("enter", "screen.copy_link", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("q,L", "leave", show=False),
    ]

    links: reactive[Sequence[NumberedLink]] = reactive[Sequence[NumberedLink]]((), layout=True)
    cursor: reactive[int] = reactive(0)

    def __init__(self) -> None:
        super().__init__()
        self._back_to: Widget | None = None
        self._typed = 0

    @property
    def chosen(self) -> NumberedLink:
        """The link under the cursor."""
        return self.links[self.cursor]

    def open(self, links: Sequence[NumberedLink], *, back_to: Widget | None = None) -> None:
        """Show links; the focus goes back when it closes."""
        self._back_to, self._typed = back_to, 0
        self.links, self.cursor = links, 0
        self.show_above()
        self.screen.set_focus(self)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a link."""
        return max(0, min(cursor, len(self.links) - 1))

    def action_move(self, lines: int) -> None:
        """Move among the links."""
        self._typed = 0
        self.cursor += lines

    def action_type(self, digit: int) -> None:
        """Go to the link of that number, of which more digits may follow."""
        longer = 10 * self._typed + digit
        self._typed = longer if longer <= len(self.links) else digit
        if 0 < self._typed <= len(self.links):
            self.cursor = self._typed - 1

    def action_leave(self) -> None:
        """Be gone, and give the focus back."""
        self.close()
        self.screen.set_focus(self._back_to)

    def render(self) -> Text:
        """The window of links around the cursor, and the keys."""
        width = self.content_size.width
        lines = link_lines(self.links, width - 2, self.style("dim"))
        first = max(0, min(self.cursor - SHOWN // 2, len(lines) - SHOWN))
        shown = [
            self._with_cursor(line, width) if number == self.cursor else Text("  ") + line
            for number, line in enumerate(lines[first : first + SHOWN], first)
        ]
        keys = self.keys_line(KEYS, "links")
        return Text("\n", no_wrap=True, overflow="ellipsis").join([*shown, keys])

    def _with_cursor(self, line: Text, width: int) -> Text:
        chosen = Text(f"{HERE} {line.plain}")  # its colours are the cursor's
        chosen.pad_right(max(0, width - chosen.cell_len))
        chosen.stylize(self.get_component_rich_style("links--cursor"))
        return chosen
