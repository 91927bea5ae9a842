"""A line to type in, with what may stand in the place of the word that is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from store.completing import Choice, Completion
from widgets.typing_line import TypingLine

BETWEEN = 3
"""Blank columns between two choices."""


class Offers(Widget):
    """What may stand in the place of the word that is typed, in one row; tab puts it there."""

    DEFAULT_CSS = """
    Offers {
        height: 1;
        & > .offers--count { text-style: dim; }
        & > .offers--chosen { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES = {"offers--count", "offers--chosen"}

    choices: reactive[Sequence[Choice]] = reactive[Sequence[Choice]](())
    chosen: reactive[int] = reactive(-1)
    """The number of the choice that was put in the line; -1 for none."""

    begin: reactive[int] = reactive(0)
    """The column below which the typed line begins."""

    def render(self) -> Text:
        """As many choices as there is room for: the first ones, or those from the chosen one on."""
        count = self.get_component_rich_style("offers--count", partial=True)
        chosen = self.get_component_rich_style("offers--chosen", partial=True)
        texts = []
        for number, choice in enumerate(self.choices):
            text = Text(choice.text, chosen if number == self.chosen else "")
            if choice.count is not None:
                text.append(f" {choice.count:,}", count)
            texts.append(text)
        up_to_chosen = sum(text.cell_len + BETWEEN for text in texts[: self.chosen + 1])
        first = self.chosen if up_to_chosen - BETWEEN > self.size.width - self.begin else 0
        row = Text(" " * self.begin).append_text(Text(" " * BETWEEN).join(texts[first:]))
        row.no_wrap, row.end = True, ""
        row.truncate(self.size.width, overflow="ellipsis")
        return row


class CompletingLine(TypingLine):
    """Completes what is typed by tab; its `Offers` show how.

    What may be meant is the screen's `complete_line` to find out, where it is not offered yet.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.complete_line(1)", show=False, priority=True),
        Binding("shift+tab", "screen.complete_line(-1)", show=False, priority=True),
    ]

    @dataclass
    class Typed(Message):
        """The line changed."""

        text: str
        cursor: int
        asks: bool
        """Is it asked what the word at the cursor may be?"""

    def __init__(self) -> None:
        super().__init__()
        self._completion = Completion()
        self._begun = ""
        self._offered: tuple[str, ...] = ()  # the lines that the choices are for

    @property
    def is_offered(self) -> bool:
        """Is it shown what may be meant by what stands there now?"""
        return self.typed in self._offered

    def begin_choices(self) -> None:
        """Show nothing that may be meant: it is not known yet."""
        self.offer(Completion())
        self._offered = ()

    def offer(self, completion: Completion) -> None:
        """Show what may stand in the place of a part of the line as it is."""
        self._completion, self._begun = completion, self.typed
        self._offered = (self.typed,)
        offers = self.query_one(Offers)
        offers.choices, offers.chosen = completion.choices, -1

    def put_choice(self, step: int) -> None:
        """Put the next choice into the line, or the one before."""
        offers, completion = self.query_one(Offers), self._completion
        if not completion.choices:
            return
        number = max(offers.chosen, -1 if step > 0 else 0) + step
        offers.chosen = number % len(completion.choices)
        text = completion.choices[offers.chosen].text
        before, after = self._begun[: completion.start], self._begun[completion.end :]
        line = before + text + after
        self._offered = (self._begun, line)
        self.put(line, cursor=len(before + text))
        # Of several choices, the key goes on to the next.
        self.tell_typed(asks=len(completion.choices) == 1)

    def put(self, text: str, *, cursor: int) -> None:
        """Let a text stand in the line."""
        with self.prevent(Input.Changed):
            self.field.value = text
        self.field.cursor_position = cursor

    def tell_typed(self, *, asks: bool = True) -> None:
        """Tell what stands in the line."""
        self.post_message(self.Typed(self.typed, self.field.cursor_position, asks))
