"""Where the reader was the last time, so that it opens there: a text file of two lines."""

from pathlib import Path

from store.harmless import harmless_line
from store.remembered import lines_in, remember


class LastTime:
    """Remembers the query that was listed, and the key of the article that was chosen.

    It does so as well as it can: of two readers, the one that was used last is remembered.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> tuple[str, str]:
        """The query and the key; both empty where nothing is remembered."""
        query, key, *_ = [*map(harmless_line, lines_in(self._path)), "", ""]
        return query, key

    def put(self, query: str, key: str) -> None:
        """Remember them, where that is possible."""
        remember(self._path, [harmless_line(query), harmless_line(key)])
