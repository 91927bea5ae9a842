"""What lies over the last lines for as long as it is needed."""

from collections.abc import Iterable

from rich.style import Style
from rich.text import Text

from widgets.pressing import Pressable, key_word


class Overlay(Pressable):
    """Some lines of its own over others; nothing moves when it comes or goes."""

    DEFAULT_CSS = """
    Overlay {
        display: none;
        height: auto;
        width: 100%;
        padding: 0 1;
        background: $panel;
        & > .overlay--key { color: $text-accent; text-style: bold; }
        & > .overlay--dim { text-style: dim; }
        &.-open { display: block; }
    }
    """
    COMPONENT_CLASSES = {"overlay--key", "overlay--dim"}

    @property
    def is_open(self) -> bool:
        """Is it shown?"""
        return self.has_class("-open")

    def show_above(self) -> None:
        """Be there."""
        self.add_class("-open")

    def close(self) -> None:
        """Be gone."""
        self.remove_class("-open")

    def style(self, name: str) -> Style:
        """The style of `key` or `dim`."""
        return self.get_component_rich_style(f"overlay--{name}", partial=True)

    def keys_line(self, keys: Iterable[tuple[str, str]], heading: str = "") -> Text:
        """A heading, and keys with what they do, one after the other."""
        line = Text(end="")
        if heading:
            line.append(f"{heading}   ", self.style("key"))
        for key, meaning in keys:
            line.append_text(key_word(key, meaning, self.style("key"), self.style("dim")))
            line.append("   ", self.style("dim"))
        return line
