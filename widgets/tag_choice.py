"""A tag as it is offered, with its letter and whether the article has it."""

from dataclasses import dataclass

from store.tags import Origin


@dataclass(frozen=True, slots=True)
class TagChoice:
    """A tag that can be given or taken away."""

    letter: str
    """The letter, or the letters, that toggle it."""
    name: str
    count: int
    """How many articles of the library have it."""
    origin: Origin | None
    """How the chosen article has it; None where it has not."""

    @property
    def mark(self) -> str:
        """The glyph for `origin`: `●` the file's, `+` added, `-` taken away."""
        match self.origin:
            case Origin.SOURCE:
                return "●"
            case Origin.ADDED:
                return "+"
            case Origin.REMOVED:
                return "-"
            case None:
                return " "
