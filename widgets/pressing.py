"""Words on the screen that do, where they are clicked, what their key does."""

from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.message import Message
from textual.widget import Widget

_KEY = "key"


@dataclass
class Pressed(Message):
    """A key was pressed by the mouse."""

    key: str
    """As it is shown: `r`, `/`, `esc`."""


def pressing(key: str) -> Style:
    """What lets a click on a text press a key; nothing where it is none, or several."""
    return Style(meta={_KEY: key}) if key and " " not in key else Style.null()


class Pressable(Widget):
    """Tells which key was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        if key := event.style.meta.get(_KEY):
            event.stop()
            self.post_message(Pressed(key))
