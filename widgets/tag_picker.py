"""Choosing a tag by typing some of its name."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar
from unicodedata import combining, normalize

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.fuzzy import Matcher
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from store.tags import Facet, Tag, fold
from widgets.key_words import Keys, KeyWords
from widgets.list_line import HERE
from widgets.pressing import Pressed
from widgets.still_input import StillInput
from widgets.tag_choice import TagChoice
from widgets.typing_line import TypingLine

SHOWN = 8
"""How many tags are shown at once."""

MOST_MEANT = 3
"""How many tags that are written nearly so are shown."""

NEAR = 0.7
"""From 0 to 1, how alike two names are that may be meant for each other."""


class TagMatches(Widget):
    """The tags that match, one to a line, with a cursor; the last one may be a new tag."""

    DEFAULT_CSS = """
    TagMatches {
        height: auto;
        & > .match--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .match--dim { text-style: dim; }
        & > .match--key { color: $text-accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"match--cursor", "match--dim", "match--key"}

    choices: reactive[Sequence[TagChoice]] = reactive[Sequence[TagChoice]]((), layout=True)
    meant: reactive[Sequence[TagChoice]] = reactive[Sequence[TagChoice]]((), layout=True)
    """Tags that are written nearly so, after those that match."""
    new: reactive[Sequence[Tag]] = reactive[Sequence[Tag]]((), layout=True)
    """What would be new tags, after all others."""
    cursor: reactive[int] = reactive(0)

    @property
    def tags(self) -> list[Tag]:
        """What can be chosen, in order."""
        known = [*self.choices, *self.meant]
        return [*(Tag(choice.facet, choice.name) for choice in known), *self.new]

    @property
    def chosen(self) -> Tag | None:
        """The tag under the cursor."""
        return self.tags[self.cursor] if self.tags else None

    def offer(
        self, choices: Sequence[TagChoice], meant: Sequence[TagChoice], new: Sequence[Tag]
    ) -> None:
        """Show other tags; the cursor stays on a line that there is."""
        self.choices, self.meant, self.new = choices, meant, new
        self.cursor = self.cursor

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a tag."""
        return max(0, min(cursor, len(self.tags) - 1))

    def on_click(self, event: events.Click) -> None:
        """Choose the tag under the mouse."""
        line = event.style.meta.get("line")
        if line is not None:
            self.cursor = line
            self.post_message(Pressed(("enter",)))

    def render(self) -> Text:
        """Set the window of lines around the cursor."""
        lines = [
            *(self._line(choice) for choice in self.choices),
            *(self._line(choice, is_meant=True) for choice in self.meant),
            *map(self._line_for_new, self.new),
        ]
        if self.cursor < len(lines):  # its colours are the cursor's
            lines[self.cursor] = Text(HERE + lines[self.cursor].plain[1:])
        for number, line in enumerate(lines):
            line.pad_right(max(0, self.size.width - line.cell_len))
            line.stylize(Style(meta={"line": number}))
        if self.cursor < len(lines):
            cursor = self.get_component_rich_style("match--cursor")
            lines[self.cursor].stylize(cursor)
        first = max(0, min(self.cursor - SHOWN // 2, len(lines) - SHOWN))
        return Text("\n", no_wrap=True, overflow="ellipsis").join(lines[first : first + SHOWN])

    def _line(self, choice: TagChoice, *, is_meant: bool = False) -> Text:
        dim = self.get_component_rich_style("match--dim", partial=True)
        key = self.get_component_rich_style("match--key", partial=True)
        facets = {one.facet for one in (*self.choices, *self.meant)}
        before = f"  (before: {', '.join(choice.old_names)})" if choice.old_names else ""
        return Text.assemble(
            (f" {choice.mark} ", key),
            (f"{choice.letter:<2} ", dim),
            ("did you mean  " if is_meant else "", dim),
            choice.name,
            (f"  {choice.facet}" if len(facets) > 1 else "", dim),
            (f"  {choice.count:,}{before}", dim),
            ("  enter takes it away" if choice.is_held and is_meant else "", dim),
        )

    def _line_for_new(self, tag: Tag) -> Text:
        dim = self.get_component_rich_style("match--dim", partial=True)
        return Text.assemble("   ", (f"   new {tag.facet}  ", dim), tag.name)


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
        self.facets: tuple[Facet, ...] = ()
        self.keys: tuple[str, ...] = ()
        """The articles that the choice is for."""
        self._choices: Sequence[TagChoice] = ()
        self._typed: str | None = None
        self._is_for_new = True

    def compose(self) -> ComposeResult:
        """Lay out the matches and the line."""
        yield TagMatches()
        with Horizontal(id="picker-line"):
            yield Static(id="picker-heading", markup=False)
            yield StillInput(select_on_focus=False)
            yield KeyWords()

    def open(
        self,
        facets: Sequence[Facet],
        choices: Sequence[TagChoice],
        keys: tuple[str, ...] = (),
        *,
        merges: str = "",
        back_to: Widget | None = None,
    ) -> None:
        """Let the reader choose a tag; the focus goes back when it closes.

        Args:
            facets: The facets that it may be of.
            choices: Their tags.
            keys: The articles that it is for.
            merges: The tag that it is to be merged with, where that is why; it is no new one then.
            back_to: Where the focus goes when it closes.
        """
        self.facets, self.keys = tuple(facets), keys
        self._is_for_new = not merges
        heading = f"merge {merges} into" if merges else " or ".join(self.facets)
        self.query_one("#picker-heading", Static).update(heading)
        more: Keys = () if merges else (("tab", "more"),)
        beside: Keys = (("enter", "this one"), *more, ("esc", "leave it"))
        self.query_one(KeyWords).fit(beside, self.room_beside(heading))
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
    def chosen(self) -> Tag | None:
        """The tag under the cursor, which may be a new one."""
        self._match()
        return self.query_one(TagMatches).chosen

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._match()

    def _match(self) -> None:
        """Show what matches the line as it is, which may be ahead of its messages."""
        typed = " ".join(self.typed.split())
        if typed == self._typed:
            return
        matches = self.query_one(TagMatches)
        if self._typed is not None:
            matches.cursor = 0
        known = {(one.facet, fold(name)) for one in self._choices for name in one.names}
        found = matching(typed, self._choices)
        new = [
            Tag(facet, typed)
            for facet in self.facets
            if typed and (facet, fold(typed)) not in known
        ]
        meant = [one for one in nearly(typed, self._choices) if one not in found] if new else []
        matches.offer(found, meant, new if self._is_for_new else ())
        self._typed = typed

    def action_move(self, lines: int) -> None:
        """Move among the matches."""
        self._match()
        self.query_one(TagMatches).cursor += lines


class Named(Protocol):
    """What has names."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and those it had before."""


N = TypeVar("N", bound=Named)


def matching(typed: str, choices: Sequence[N]) -> list[N]:
    """The choices that match what was typed, the best first; all where nothing was typed.

    Best is a name that begins so, then one with a word that does, then one with such letters.
    """
    if not typed:
        return list(choices)
    wanted = without_accents(typed)
    matcher = Matcher(wanted)
    ranked = []
    for choice in choices:
        ranks = [
            (not name.startswith(wanted), f" {wanted}" not in name, -score)
            for name in map(without_accents, choice.names)
            if (score := matcher.match(name))
        ]
        if ranks:
            ranked.append((min(ranks), choice))
    return [choice for _, choice in sorted(ranked, key=lambda each: each[0])]


def nearly(typed: str, choices: Sequence[TagChoice]) -> list[TagChoice]:
    """The choices that are written nearly so, the nearest first: `Hsitory` may be `History`."""
    by_name = {without_accents(name): one for one in choices for name in one.names}
    near = get_close_matches(without_accents(typed), by_name, MOST_MEANT, NEAR)
    return list(dict.fromkeys(by_name[name] for name in near))


def without_accents(name: str) -> str:
    """A name as it is compared with what was typed: `economie d'ile` for `Économie d'Île`."""
    return "".join(c for c in normalize("NFKD", fold(name)) if not combining(c))
