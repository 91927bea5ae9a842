"""Where the reader was in the results of searches, so that work goes on there another day."""

from pathlib import Path

from store.harmless import harmless_line
from store.remembered import lines_in, rewrite

KEPT = 500
"""Of how many queries the places are remembered."""


class Places:
    """Remembers for each query an article of its result: a text file of lines `key query`.

    It does so as well as it can: of two processes that write at once, one is remembered.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, query: str) -> str | None:
        """The key of the article at which one was in the result of a query."""
        return self._all().get(_plain(query))

    def put(self, query: str, key: str | None) -> None:
        """Remember an article; None where one has come to the end."""
        places = self._all()
        places.pop(_plain(query), None)
        if key:
            places[_plain(query)] = key
        try:
            rewrite(self._path, [f"{key} {query}" for query, key in list(places.items())[-KEPT:]])
        except OSError:
            pass  # a full disk, or a home that may not be written

    def _all(self) -> dict[str, str]:
        """The keys by query, the newest last."""
        pairs = (line.partition(" ") for line in lines_in(self._path))
        return {_plain(query): harmless_line(key) for key, _, query in pairs if key}


def _plain(query: str) -> str:
    return " ".join(harmless_line(query).split())
