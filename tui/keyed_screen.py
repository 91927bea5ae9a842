"""A screen that runs what a key stands for before the next key is looked at."""

from collections.abc import Sequence

from textual import events
from textual.app import get_system_commands_provider
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input, TextArea

from store.errors import GrtuiError
from store.harmless import harmless
from tui.base_screen import BaseScreen, T
from tui.command import Command
from tui.keymap import DEFAULT_KEYS

LONGEST_LINE, LONGEST_TEXT = 2_000, 50_000
"""Characters that one paste may bring into a line, and into a note: a million take a minute."""


class KeyedScreen(BaseScreen[T]):
    """Runs what keys are bound to, and types them where a field has the focus."""

    COMMANDS = {get_system_commands_provider}

    @property
    def is_typing(self) -> bool:
        """Does the reader type in a line?"""
        return isinstance(self.focused, Input)

    keymap = DEFAULT_KEYS
    """The keys that commands have."""

    def bind_anew(self, before: Sequence[Command], after: Sequence[Command]) -> None:
        """Bind the single keys of commands as they are `after`, in the place of those `before`."""
        bound = self._bindings.key_to_bindings
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        for key in {key for old, _ in changed for key in old.key_list} & bound.keys():
            actions = {old.action for old, _ in changed if key in old.key_list}
            bound[key] = [one for one in bound[key] if one.action not in actions]
        for key, binding in BindingsMap([one for _, new in changed for one in new.bindings]):
            bound[key] = [*bound.get(key, []), binding]

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Run what a key stands for; False where it stands for nothing here."""
        field = self.focused if isinstance(self.focused, Input | TextArea) else None
        if isinstance(event, events.Paste):
            if field:
                longest = LONGEST_LINE if isinstance(field, Input) else LONGEST_TEXT
                if len(event.text) > longest:
                    self.say(f"Only the first {longest:,} characters were pasted.", error=True)
                _put(event.text[:longest], field)
            return True
        if field and event.is_printable and event.character:
            _put(event.character, field)
        elif isinstance(field, TextArea) and event.key == "enter":
            _put("\n", field)
        elif bound := self.bound_to(event.key):
            node, action = bound
            await self.run(action, node)
        else:
            return False
        return True

    def bound_to(self, key: str) -> tuple[DOMNode, str] | None:
        """The action that a key has now, and whose it is.

        As in `active_bindings`, which looks whether each action of the screen can run: that takes
        longer than to move in the list.
        """
        found: tuple[DOMNode, Binding] | None = None
        for node, bindings in self._modal_binding_chain:
            for binding in bindings.key_to_bindings.get(key, ()):
                if self.app._check_action_state(binding.action, node) is False:
                    continue
                if found is None or (binding.priority and not found[1].priority):
                    found = node, binding
        return found and (found[0], found[1].action)

    def on_key(self, event: events.Key) -> None:
        """Let a key that means nothing here mean nothing to the screen below, once that is back."""
        event.stop()

    async def have(self, part: Widget) -> None:
        """Mount a part that is there only once it is asked for: many never are."""
        if not part.is_attached:
            await self.mount(part)

    async def run(self, action: str, node: DOMNode) -> None:
        """Run an action, and tell what went wrong in it."""
        try:
            await self.app.run_action(action, node)
        except GrtuiError as error:
            self.tell(error)

    def tell(self, error: GrtuiError) -> None:
        """Say what went wrong."""
        raise NotImplementedError


def _put(text: str, field: Input | TextArea) -> None:
    """Put a text in the place of what is chosen in a field."""
    if isinstance(field, Input):
        field.replace(_one_line(text), *field.selection)
    else:
        field.replace(_lines(text), *field.selection, maintain_selection_offset=False)


def _lines(text: str) -> str:
    """A text, without what would act; blanks for tabs."""
    return harmless(text).expandtabs(4)


def _one_line(text: str) -> str:
    """The first line of a text, without what would act."""
    return harmless(text).expandtabs(1).partition("\n")[0]
