"""What stands in the place of everything on a screen without room for it."""

from textual.geometry import Size
from textual.widgets import Static

LEAST = Size(40, 10)
"""The columns and lines from which on there is room."""


class TooSmall(Static):
    """One sentence, which says how much room is needed and how much there is."""

    DEFAULT_CSS = """
    TooSmall { width: 100%; height: 100%; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def tell(self, size: Size) -> None:
        """Say how much room there is."""
        self.update(sentence(size))


def fits(size: Size) -> bool:
    """Is there room on a screen?"""
    return size.width >= LEAST.width and size.height >= LEAST.height


def sentence(size: Size) -> str:
    """How much room is needed, and how much there is.

    >>> sentence(Size(32, 8))
    'grtui needs 40 columns and 10 lines; here are 32 and 8.'
    """
    needed = f"{LEAST.width} columns and {LEAST.height} lines"
    return f"grtui needs {needed}; here are {size.width} and {size.height}."
