"""Where one is in what is listed."""

from typing import NamedTuple


class Place(NamedTuple):
    """A search, the article that was chosen in its result, and the first line in sight."""

    query: str = ""
    key: str = ""
    top: int = 0
