"""Words on the screen that do, where they are clicked, what their key does."""

from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
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


def key_word(key: str, does: str, of_key: Style, of_does: Style) -> Text:
    """A key and what it does, which a click does too, unless there are several to choose from."""
    text = Text.assemble((key, of_key), (f" {does}" if does else "", of_does))
    if " " not in key:
        text.stylize(pressing(key))
    return text


class Pressable(Widget):
    """Tells which keys were clicked."""

    def on_click(self, event: events.Click) -> None:
        """Press the keys under the mouse."""
        if keys := event.style.meta.get(_KEYS):
            event.stop()
            self.post_message(Pressed(keys))
