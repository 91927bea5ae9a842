"""Where the reader was in results and in articles, so that reading goes on there another day."""

from pathlib import Path
from threading import Lock

from store.harmless import harmless_line
from store.remembered import lines_in, remember

KEPT = 500
"""How many places are remembered where nothing else is said."""


class Places:
    """Remembers a place under a name: a text file of lines `place name`.

    For a query it is an article of its result, for an article a number. It does so as
    well as it can: of two processes that write at once, one is remembered.
    """

    def __init__(self, path: Path, kept: int = KEPT) -> None:
        """Remember in a file, the newest so many."""
        self._path, self._kept = path, kept
        self._writing = Lock()
        self._read: dict[str, str] = {}
        self._stamp: tuple[int, int, int] | None = None

    def of(self, name: str) -> str | None:
        """The place that is remembered under a name."""
        return self._all().get(_plain(name))

    def put(self, name: str, place: str | None) -> None:
        """Remember a place; None where one has come to the end."""
        name = _plain(name)
        with self._writing:
            places = dict(self._all())
            if places.pop(name, None) is None and not place:
                return
            if place:
                places[name] = place
            newest = list(places.items())[-self._kept :]
            remember(self._path, [f"{place} {name}" for name, place in newest])

    def _all(self) -> dict[str, str]:
        """The places by name, the newest last; read again only where the file is another one."""
        try:
            stat = self._path.stat()
        except OSError:
            return {}
        stamp = stat.st_mtime_ns, stat.st_size, stat.st_ino
        if stamp != self._stamp:
            pairs = (line.partition(" ") for line in lines_in(self._path))
            self._read = {_plain(name): harmless_line(place) for place, _, name in pairs if place}
            self._stamp = stamp
        return self._read


def _plain(name: str) -> str:
    return " ".join(harmless_line(name).split())
