"""Brings the index up to date with the folder: new, changed and vanished files."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from store import folder
from store.errors import TagFileError
from store.fill import Entry
from store.folder import Stamp, Walked
from store.index import Index
from store.opening import key_of, parsed

_BATCH_SECONDS = 0.2
"""How long the list waits for the next articles while the index is filled."""

_REPORT_SECONDS = 0.1

_SETTLED_NS = 50_000_000
"""How old a file must be before its time tells that it is unchanged: clocks of file systems tick
every 4 ms or more, and a file may be written twice within a tick."""

_MANY = 200
"""From how many new articles on, if they are a fourth of all, the index is worth tidying."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the look through the folder has come."""

    done: int
    total: int
    """In files; files whose size and time are as the index has them count as done at once."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What was new in the folder."""

    added: int = 0
    changed: int = 0
    vanished: int = 0
    troubles: tuple[str, ...] = ()
    """What could not be looked at or kept, a sentence each."""


class Refresh:
    """One look through a folder.

    New files come before changed ones, so that a changed file's old bytes, if they were moved
    elsewhere, have been seen there before it is decided that they are gone.
    """

    def __init__(
        self,
        root: bytes,
        index: Index,
        move: Callable[[Mapping[str, str], Mapping[str, str]], None],
        report: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        self._root = root
        self._index = index
        self._move = move
        self._report = report
        self._stop = stop
        self._total = self._done = 0
        self._reported = 0.0
        self._troubles: list[str] = []

    def run(self) -> Refreshed:
        """Look through the folder, as far as `stop` lets it."""
        walked = folder.walk(self._root)
        self._troubles += [_unreadable(path) for path in walked.unreadable]
        known = self._index.files()
        new = [path for path in walked.files if path not in known]
        touched = [path for path, stamp in walked.files.items() if known.get(path, stamp) != stamp]
        gone = [path for path in known if path not in walked.files and not _hidden(path, walked)]
        self._total = len(walked.files)
        self._done = self._total - len(new) - len(touched)
        self._tell(force=True)
        added = self._take_in(new)
        changed = self._take_changed(touched, gone)
        vanished = 0 if self._stop() or not gone else self._index.forget(gone)
        if added >= max(_MANY, self._total // 4):
            self._index.tidy(self._stop)
        if not self._stop():
            self._done = self._total
        self._tell(force=True)
        return Refreshed(added, changed, vanished, tuple(self._troubles))

    def _take_in(self, paths: Iterable[bytes]) -> int:
        """Index files in batches, and return how many articles are new."""
        added = 0
        batch: list[Entry] = []
        due = time.monotonic() + _BATCH_SECONDS
        for entry in self._entries(paths):
            batch.append(entry)
            if time.monotonic() >= due:
                added += self._index.add(batch)
                batch = []
                due = time.monotonic() + _BATCH_SECONDS
        return added + (self._index.add(batch) if batch else 0)

    def _entries(self, paths: Iterable[bytes]) -> Iterator[Entry]:
        for path in paths:
            if self._stop():
                return
            self._done += 1
            self._tell()
            if looked := self._look(path):
                data, stamp, key = looked
                known = self._index.ids([key])
                article = None if known else parsed(data, path)
                yield Entry(path, stamp, key, article)

    def _take_changed(self, paths: list[bytes], gone: list[bytes]) -> int:
        """Index files that were known, and return how many of them have other bytes now."""
        old = self._index.keys_of(paths)
        same, other = [], {}
        for path in paths:
            if looked := self._look(path):
                _, stamp, key = looked
                if key == old.get(path):
                    same.append(Entry(path, stamp, key, None))
                    self._done += 1
                else:
                    other[path] = key
        if same:
            self._index.add(same)
        moves = self._moves(other, old, gone)
        try:
            if moves:
                self._move(moves, {other[p]: folder.shown(p) for p in other if old[p] in moves})
        except TagFileError as error:
            # The index keeps the old keys, so that the next look tries again.
            self._troubles.append(str(error))
            other = {path: key for path, key in other.items() if old[path] not in moves}
        self._take_in(other)
        return len(other)

    def _moves(
        self, other: dict[bytes, str], old: dict[bytes, str], gone: list[bytes]
    ) -> dict[str, str]:
        """The records that go to another key: those of bytes that no file holds any more."""
        recorded = self._index.recorded({old[path] for path in other})
        left = {*other, *gone}
        held = self._index.paths_of(recorded)
        lost = {key for key in recorded if left.issuperset(held.get(key, ()))}
        return {old[path]: key for path, key in other.items() if old[path] in lost}

    def _look(self, path: bytes) -> tuple[bytes, Stamp, str] | None:
        started = time.time_ns()
        try:
            data, stamp = folder.read(folder.joined(self._root, path))
        except OSError as error:
            self._troubles.append(f"{folder.shown(path)} could not be read: {error.strerror}.")
            return None
        if stamp.mtime_ns > started - _SETTLED_NS:
            stamp = stamp._replace(mtime_ns=0)
        return data, stamp, key_of(data)

    def _tell(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if force or now - self._reported >= _REPORT_SECONDS:
            self._reported = now
            self._report(Progress(self._done, self._total))


def _unreadable(path: bytes) -> str:
    name = f"The folder {folder.shown(path)}" if path else "The library's folder"
    return f"{name} could not be read; what is known of its articles was kept."


def _hidden(path: bytes, walked: Walked) -> bool:
    """Is a file of the index in a folder that could not be read this time?"""
    return any(path.startswith(folder.joined(inside, b"")) for inside in walked.unreadable)
