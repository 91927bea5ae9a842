"""Where one is in what is listed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A search, the article that was chosen in its result, and the first line in sight."""

    query: str = ""
    key: str = ""
    top: int = 0
