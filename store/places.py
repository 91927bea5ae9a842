"""Where the reader was in the results of searches, so that work goes on there another day."""

from pathlib import Path

from store.remembered import RememberedLines

_NOWHERE = "-"


class Places:
    """Remembers for each query an article of its result: a line `key query` each."""

    def __init__(self, path: Path) -> None:
        self._lines = RememberedLines(path)

    def of(self, query: str) -> str | None:
        """The key of the article at which one was in the result of a query."""
        wanted = " ".join(query.split())
        for line in reversed(self._lines.all()):
            key, _, rest = line.partition(" ")
            if " ".join(rest.split()) == wanted:
                return None if key == _NOWHERE else key
        return None

    def put(self, query: str, key: str | None) -> None:
        """Remember an article; None where one has come to the end."""
        self._lines.add(f"{key or _NOWHERE} {query}".rstrip())
