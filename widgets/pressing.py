"""Words on the screen that do, where they are clicked, what their key does."""

from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.message import Message
from textual.widget import Widget

_KEYS = "keys"


@dataclass
class Pressed(Message):
    """Keys were pressed by the mouse."""

    keys: tuple[str, ...]
    """As they are shown: `r`, `/`, `esc`."""


def pressing(*keys: str) -> Style:
    """What lets a click on a text press keys, one after the other."""
    return Style(meta={_KEYS: keys}) if keys else Style.null()


class Pressable(Widget):
    """Tells which keys were clicked."""

    def on_click(self, event: events.Click) -> None:
        """Press the keys under the mouse."""
        if keys := event.style.meta.get(_KEYS):
            event.stop()
            self.post_message(Pressed(keys))
