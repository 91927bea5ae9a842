"""Compares the files of a folder with those of the index, and holds only what differs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from store.folder import Stamp

Files = Iterable[tuple[bytes, Stamp]]
"""Files by path, in the order of the paths."""


@dataclass(slots=True)
class Compared:
    """What differs."""

    total: int = 0
    """How many files the folder has."""
    new: dict[bytes, int] = field(default_factory=dict)
    """The files that the index does not know, each with its bytes."""
    touched: dict[bytes, int] = field(default_factory=dict)
    """Those whose stamps are not as the index has them, so too."""
    missing: list[bytes] = field(default_factory=list)
    """Those of the index that were not met in the folder."""
    sizes: set[int] = field(default_factory=set)
    """The bytes that touched and missing ones had."""

    def size(self, path: bytes) -> int:
        """The bytes of a new or touched file."""
        return self.new[path] if path in self.new else self.touched[path]


def compare(walked: Files, indexed: Files) -> Compared:
    """Compare the files of a folder with those that the index has."""
    found = Compared()
    for path, before, now in _pairs(iter(walked), iter(indexed)):
        found.total += now is not None
        if before and before != now:
            found.sizes.add(before.size)
        if now is None:
            found.missing.append(path)
        elif before is None:
            found.new[path] = now.size
        elif before != now:
            found.touched[path] = now.size
    return found


def _pairs(
    walked: Iterator[tuple[bytes, Stamp]], indexed: Iterator[tuple[bytes, Stamp]]
) -> Iterator[tuple[bytes, Stamp | None, Stamp | None]]:
    """Every path of the one or the other, with its stamp in the index and in the folder."""
    old = next(indexed, None)
    for path, now in walked:
        while old and old[0] < path:
            yield *old, None
            old = next(indexed, None)
        if old and old[0] == path:
            yield path, old[1], now
            old = next(indexed, None)
        else:
            yield path, None, now
    while old:
        yield *old, None
        old = next(indexed, None)
