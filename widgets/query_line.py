"""The line in which a search is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from store.completing import Completion
from widgets.completing_line import CompletingLine, Offers
from widgets.still_input import StillInput

NARROW = 108
"""Below this many columns there is no room for more than a number beside the query."""

ROOM = 42
"""Columns for what the query found, from there on."""


class ErrorMarker(Highlighter):
    """Marks the part of a query that cannot be understood."""

    span: tuple[int, int] = (0, 0)
    style = Style()

    def highlight(self, text: Text) -> None:
        """Set the part in the style of errors."""
        text.stylize(self.style, *self.span)


class QueryLine(CompletingLine):
    """A slash, the query, and what it found; below it what may be meant. Shown while one types."""

    DEFAULT_CSS = """
    QueryLine {
        height: 2;
        & Horizontal { height: 1; padding: 0 1; }
        & #slash { width: auto; color: $text-accent; text-style: bold; }
        & Offers { padding: 0 1; }
        & > .query--wrong { color: $text-error; text-style: bold underline; }
        & Input, & Input:focus { padding: 0; background: $background; }
        & #found { width: 44; padding: 0 0 0 2; text-align: right; text-style: dim; }
    }
    """

    COMPONENT_CLASSES = {"query--wrong"}
    BINDINGS = [
        Binding("up", "recall(-1)", show=False, priority=True),
        Binding("down", "recall(1)", show=False, priority=True),
    ]

    @dataclass
    class Typed(CompletingLine.Typed):
        """The query changed."""

    def __init__(self) -> None:
        super().__init__()
        self._marker = ErrorMarker()
        self.within = ""
        """The search in whose result one searches; empty for all articles."""
        self.past: Sequence[str] = ()
        """The searches of earlier times, the newest last."""
        self._recalled: int | None = None
        self._typed_before = ""

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        with Horizontal():
            yield Static(id="slash", markup=False)
            yield StillInput(highlighter=self._marker, select_on_focus=False)
            yield Static(id="found", markup=False)
        yield Offers()

    def open(
        self,
        query: str,
        *,
        within: str = "",
        past: Sequence[str] = (),
        back_to: Widget | None = None,
    ) -> None:
        """Let the reader go on from a query; the focus goes back when it closes.

        Args:
            query: What stands in the line at first: what is typed replaces it, unless the cursor
                is moved before.
            within: The search in whose result is searched.
            past: The searches of earlier times, the newest last.
            back_to: Where the focus goes when it closes.
        """
        self.within, self.past = within, past
        self._recalled = None
        self.begin_choices()
        room = max(10, self.screen.size.width // 3)
        before = within if cell_len(within) <= room else set_cell_size(within, room - 1) + "…"
        slash = f"{before} / " if within else "/ "
        self.query_one("#slash", Static).update(slash)
        self.query_one(Offers).begin = cell_len(slash)
        self.put(query, cursor=len(query))
        self.show(back_to)
        self.field.selection = Selection(0, len(query))  # a new search takes its place
        self.tell_typed()

    def tell(self, found: str, number: str) -> None:
        """Say at the right what the query found; where the room is short, only the `number`."""
        while cell_len(found) > ROOM:
            found = found.rpartition(" · ")[0]
        if self.screen.size.width < NARROW:
            found = number
        # Its width is fixed, as another one would lay the whole screen out anew at each key.
        self.query_one("#found", Static).update(found, layout=False)

    def mark(self, start: int, end: int) -> None:
        """Mark a part of the query as wrong; nothing where `start` is `end`."""
        self._marker.span = (start, end)
        self._marker.style = self.get_component_rich_style("query--wrong", partial=True)
        self.field.refresh()

    def action_recall(self, step: int) -> None:
        """Put an earlier search into the line that begins with what was typed, or a later one."""
        if self._recalled is None:
            # What is selected would be replaced by the next key: it was not typed to look for.
            self._typed_before = self.typed[: min(self.field.selection)]
        begun = self._typed_before
        fitting = [query for query in self.past if query.startswith(begun) and query != begun]
        at = len(fitting) if self._recalled is None else self._recalled
        at = max(0, min(at + step, len(fitting)))
        query = fitting[at] if at < len(fitting) else begun
        self.put(query, cursor=len(query))
        self._recalled = at
        self.offer(Completion())
        self.tell_typed(asks=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._recalled = None
        self.tell_typed()

    def tell_typed(self, *, asks: bool = True) -> None:
        """Tell what is searched for; what was wrong with it is no longer marked."""
        self.mark(0, 0)
        super().tell_typed(asks=asks)
