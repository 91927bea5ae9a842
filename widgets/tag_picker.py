"""Choosing a tag by typing some of its name."""

from collections.abc import Sequence
from unicodedata import combining, normalize

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.fuzzy import Matcher
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from store.tags import Facet, fold
from widgets.still_input import StillInput
from widgets.tag_choice import TagChoice
from widgets.typing_line import TypingLine

SHOWN = 8
"""How many tags are shown at once."""


class TagMatches(Widget):
    """The tags that match, one to a line, with a cursor; the last one may be a new tag."""

    DEFAULT_CSS = """
    TagMatches {
        height: auto;
        & > .match--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        & > .match--dim { text-style: dim; }
        & > .match--key { color: $text-accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"match--cursor", "match--dim", "match--key"}

    choices: reactive[Sequence[TagChoice]] = reactive[Sequence[TagChoice]]((), layout=True)
    new_name: reactive[str] = reactive("", layout=True)
    """The name that would be a new tag, or nothing."""
    cursor: reactive[int] = reactive(0)

    @property
    def names(self) -> list[str]:
        """What can be chosen, in order."""
        return [choice.name for choice in self.choices] + [self.new_name] * bool(self.new_name)

    @property
    def chosen(self) -> str | None:
        """The name under the cursor."""
        return self.names[self.cursor] if self.names else None

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a name."""
        return max(0, min(cursor, len(self.names) - 1))

    def watch_choices(self) -> None:
        """Keep the cursor on a name where there are fewer now."""
        self.cursor = self.cursor

    def watch_new_name(self) -> None:
        """Keep the cursor on a name where there are fewer now."""
        self.cursor = self.cursor

    def render(self) -> Text:
        """Set the window of lines around the cursor."""
        lines = [*map(self._line, self.choices), *self._line_for_new_name()]
        if self.cursor < len(lines):
            cursor = self.get_component_rich_style("match--cursor")
            lines[self.cursor].pad_right(max(0, self.size.width - lines[self.cursor].cell_len))
            lines[self.cursor].stylize(cursor)
        first = max(0, min(self.cursor - SHOWN // 2, len(lines) - SHOWN))
        return Text("\n", no_wrap=True).join(lines[first : first + SHOWN])

    def _line(self, choice: TagChoice) -> Text:
        dim = self.get_component_rich_style("match--dim", partial=True)
        key = self.get_component_rich_style("match--key", partial=True)
        return Text.assemble(
            (f" {choice.mark} ", key),
            (f"{choice.letter:<2} ", dim),
            choice.name,
            (f"  {choice.count:,}", dim),
        )

    def _line_for_new_name(self) -> list[Text]:
        if not self.new_name:
            return []
        dim = self.get_component_rich_style("match--dim", partial=True)
        return [Text.assemble("    ", (" new tag  ", dim), self.new_name)]


class TagPicker(TypingLine):
    """A line to type in, with the tags that match above it.

    What is done with the choice is the screen's `choose_tag`.
    """

    DEFAULT_CSS = """
    TagPicker {
        background: $panel;
        padding: 0 1;
        & #picker-line { height: 1; }
        & #picker-line Static { width: auto; color: $text-accent; text-style: bold; }
        & #picker-line #picker-keys { color: $foreground; text-style: dim; }
        & Input, & Input:focus { background: $panel; }
    }
    """

    BINDINGS = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "screen.choose_tag(False)", show=False, priority=True),
        Binding("enter", "screen.choose_tag(True)", show=False, priority=True),
        Binding("escape", "close", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.facet = Facet.REGION
        self.keys: tuple[str, ...] = ()
        """The articles that the choice is for."""
        self._choices: Sequence[TagChoice] = ()
        self._typed: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the matches and the line."""
        yield TagMatches()
        with Horizontal(id="picker-line"):
            yield Static(id="picker-heading", markup=False)
            yield StillInput(select_on_focus=False)
            yield Static("enter this one · tab more · esc close", id="picker-keys", markup=False)

    def open(
        self,
        facet: Facet,
        choices: Sequence[TagChoice],
        keys: tuple[str, ...],
        *,
        back_to: Widget | None = None,
    ) -> None:
        """Let the reader choose a tag of a facet; the focus goes back when it closes.

        Args:
            facet: The facet.
            choices: Its tags.
            keys: The articles that it is for.
            back_to: Where the focus goes when it closes.
        """
        self.facet, self.keys = facet, keys
        self.query_one("#picker-heading", Static).update(facet.value)
        self.show(back_to)
        self._choices = choices
        self.clear()

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.value = ""
        self._match()

    def offer(self, choices: Sequence[TagChoice]) -> None:
        """Show the tags as they are now."""
        self._choices = choices
        self._typed = None
        self._match()

    @property
    def chosen(self) -> str | None:
        """The name under the cursor; that of a new tag too."""
        self._match()
        return self.query_one(TagMatches).chosen

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._match()

    def _match(self) -> None:
        """Show what matches the line as it is, which may be ahead of its messages."""
        typed = " ".join(self.field.value.split())
        if typed == self._typed:
            return
        matches = self.query_one(TagMatches)
        if self._typed is not None:
            matches.cursor = 0
        known = {fold(choice.name) for choice in self._choices}
        matches.choices = matching(typed, self._choices)
        matches.new_name = "" if not typed or fold(typed) in known else typed
        self._typed = typed

    def action_move(self, lines: int) -> None:
        """Move among the matches."""
        self._match()
        self.query_one(TagMatches).cursor += lines


def matching(typed: str, choices: Sequence[TagChoice]) -> list[TagChoice]:
    """The choices that match what was typed, the best first; all where nothing was typed.

    Best is a name that begins so, then one with a word that does, then one with such letters.
    """
    if not typed:
        return list(choices)
    wanted = without_accents(typed)
    matcher = Matcher(wanted)
    ranked = []
    for choice in choices:
        name = without_accents(choice.name)
        if score := matcher.match(name):
            ranked.append((not name.startswith(wanted), f" {wanted}" not in name, -score, choice))
    return [choice for *_, choice in sorted(ranked, key=lambda each: each[:3])]


def without_accents(name: str) -> str:
    """A name as it is compared with what was typed: `economie d'ile` for `Économie d'Île`."""
    return "".join(c for c in normalize("NFKD", fold(name)) if not combining(c))
