"""Reads a whole library afresh, and tells how the articles, the tag file and the index are."""

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from store import folder
from store.atomic import stamp
from store.database import Database
from store.errors import GrtuiError, TagFileError, reason
from store.folder import Stamp, Walk, shown
from store.index import Index
from store.locations import why_read_only
from store.opening import key_of, parsed
from store.record import Record
from store.refresh import Progress

T = TypeVar("T")

Report = Callable[[str, Progress], None]
"""Is told what is at work, `index` or `check`, and how far it has come."""

_BATCH = 500
"""How many files are asked of the index at once."""

_REPORT_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class TagFileState:
    """How the tag file is."""

    damage: str = ""
    """What is wrong with it, as a sentence; empty where nothing is."""
    is_there: bool = False
    records: int = 0
    changes: int = 0
    """How many changes its history keeps."""
    obstacle: str = ""
    """Why nothing can be saved in it, as a sentence; empty where it can."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """How the index is, and the files in which it is another than the folder."""

    path: str
    is_temporary: bool = False
    """Does it last only as long as this run, as its folder cannot be written?"""
    damage: str = ""
    """What is wrong with it, as a sentence; empty where nothing is."""
    changed: tuple[str, ...] = ()
    """Files with other bytes, though size, time and inode are those that the index has."""
    missing: tuple[str, ...] = ()
    """Files that it lacks."""
    surplus: tuple[str, ...] = ()
    """Files that it has, but not the folder."""
    untrue: tuple[str, ...] = ()
    """Articles of which it does not say what the tag file says."""
    waiting: tuple[str, ...] = ()
    """Files that it keeps as they were until the records that may be theirs can be moved."""

    @property
    def is_good(self) -> bool:
        """Is there no reason to build it again?"""
        return not (self.damage or self.changed or self.missing or self.surplus or self.untrue)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at everything found; paths as they are shown, and in their order."""

    articles: int
    files: int
    warned: Mapping[str, tuple[str, ...]]
    """The warnings of articles by their files."""
    duplicates: tuple[tuple[str, ...], ...]
    """The files of each article that is in more than one."""
    vanished: Mapping[str, Record]
    """By the keys of articles whose files are gone: what the reader did with them."""
    unreadable: Mapping[str, str]
    """The files and folders that could not be read, and why; "" is the library itself."""
    passed_over: Mapping[str, str]
    """What has the name of an article but is none, and why."""
    tag_file: TagFileState
    index: IndexState

    @property
    def is_well(self) -> bool:
        """Is there nothing that somebody must see to?"""
        troubles = self.unreadable or self.tag_file.damage or self.tag_file.obstacle
        return not troubles and self.index.is_good


class Check:
    """One look at everything, an article at a time.

    Nothing is written but what any look through the folder writes.
    """

    def __init__(
        self,
        root: bytes,
        tag_file: Path,
        index: Index,
        refresh: Callable[[Callable[[Progress], None]], object],
        report: Report,
    ) -> None:
        self._root = root
        self._tag_file = tag_file
        self._index = index
        self._refresh = refresh
        self._report = report
        self._reported = 0.0
        self._damage = ""  # of the index; nobody asks it any more then
        self._paths: dict[str, list[bytes]] = {}
        self._warned: dict[str, tuple[str, ...]] = {}
        self._unreadable: dict[bytes, str] = {}
        # Files whose bytes are not those that the index has of them, with their stamps.
        self._differing: dict[bytes, Stamp] = {}

    def run(self, *, rebuild: bool = False) -> Checked:
        """Bring the index up to date, or build it again, and look at everything."""
        if rebuild:
            self._asked(self._index.empty, None)
        self._asked(lambda: self._refresh(lambda state: self._report("index", state)), None)
        walk = Walk(self._root)
        walked = [path for path, _ in walk.files()]
        self._unreadable |= dict.fromkeys(walk.unreadable, "the folder may not be looked into")
        self._read(walked)
        version = stamp(self._tag_file)
        tag_file, records = self._look_at_tag_file()
        nothing = IndexState(shown(bytes(self._index.path)), self._index.is_temporary)
        index = self._asked(lambda: self._look_at_index(walked, records, version), nothing)
        files = [tuple(map(shown, paths)) for paths in self._paths.values()]
        return Checked(
            len(files),
            sum(map(len, files)),
            self._warned,
            tuple(sorted(paths for paths in files if len(paths) > 1)),
            self._vanished(records),
            {shown(path): why for path, why in sorted(self._unreadable.items())},
            {shown(path): why for path, why in sorted(walk.passed_over.items())},
            tag_file,
            replace(index, damage=self._damage) if self._damage else index,
        )

    # The articles

    def _read(self, paths: list[bytes]) -> None:
        for start in range(0, len(paths), _BATCH):
            some = paths[start : start + _BATCH]
            indexed = self._keys_of(some)
            for number, path in enumerate(some, start):
                self._tell(Progress(number, len(paths)))
                self._read_one(path, indexed.get(path))

    def _keys_of(self, paths: list[bytes]) -> dict[bytes, str]:
        return self._asked(lambda: self._index.keys_of(paths), {})

    def _read_one(self, path: bytes, indexed: str | None) -> None:
        try:
            data, found = folder.read(folder.joined(self._root, path))
        except FileNotFoundError:
            return  # somebody took it away since the walk
        except OSError as error:
            self._unreadable[path] = reason(error)
            return
        key = key_of(data)
        self._paths.setdefault(key, []).append(path)
        if key != indexed:
            self._differing[path] = found
        if warnings := parsed(data, path).warnings:
            self._warned[shown(path)] = warnings

    def _vanished(self, records: Mapping[str, Record]) -> dict[str, Record]:
        """The records of no file, but for those whose files may be where nothing can be read."""
        gone = [
            (record.path, key)
            for key, record in records.items()
            if key not in self._paths and not self._is_hidden(record.path)
        ]
        return {key: records[key] for _, key in sorted(gone)}

    def _is_hidden(self, path: str) -> bool:
        return any(
            not unread or path == shown(unread) or path.startswith(f"{shown(unread)}/")
            for unread in self._unreadable
        )

    # The tag file

    def _look_at_tag_file(self) -> tuple[TagFileState, dict[str, Record]]:
        # Not the library's own: that one does not read again what has the same size and time.
        database, obstacle = Database(self._tag_file), why_read_only(self._tag_file)
        try:
            records, _, history = database.records(), database.letters(), database.history()
        except TagFileError as error:
            return TagFileState(str(error), is_there=True, obstacle=obstacle), {}
        is_there = bool(stamp(self._tag_file))
        return TagFileState("", is_there, len(records), len(history), obstacle), records

    # The index

    def _asked(self, use: Callable[[], T], instead: T) -> T:
        """What the index answers, or something else from the moment on that it is damaged."""
        if not self._damage:
            try:
                return use()
            except GrtuiError as error:
                self._damage = str(error)
        return instead

    def _look_at_index(
        self, walked: Collection[bytes], records: Mapping[str, Record], version: str
    ) -> IndexState:
        path, is_temporary = shown(bytes(self._index.path)), self._index.is_temporary
        if flaw := self._index.flaw():
            return IndexState(path, is_temporary, flaw)
        present, known = {*walked}, dict(self._index.files())
        if self._differing or not known.keys() <= present:
            # Files may have come, gone or changed while all were read: a second look tells.
            self._refresh(lambda state: None)
            present = {path for path, _ in Walk(self._root).files()}
            known = dict(self._index.files())
            self._differing = self._still_differing(present)
        missing = self._differing.keys() - known.keys()
        changed = {path for path, found in self._differing.items() if known.get(path) == found}
        waiting = self._differing.keys() - missing - changed
        surplus = known.keys() - present
        if self._unreadable or waiting:  # what is gone may be what cannot be read or moved
            waiting, surplus = waiting | surplus, set()
        return IndexState(
            path,
            is_temporary,
            changed=_named(changed),
            missing=_named(missing),
            surplus=_named(surplus),
            untrue=self._untrue(records, version),
            waiting=_named(waiting),
        )

    def _still_differing(self, present: Iterable[bytes]) -> dict[bytes, Stamp]:
        paths = sorted(self._differing.keys() & present)
        indexed = self._index.keys_of(paths)
        differing: dict[bytes, Stamp] = {}
        for path in paths:
            try:
                data, found = folder.read(folder.joined(self._root, path))
            except OSError:
                continue  # it could be read a moment ago: somebody is at it
            if key_of(data) != indexed.get(path):
                differing[path] = found
        return differing

    def _untrue(self, records: Mapping[str, Record], version: str) -> tuple[str, ...]:
        if self._index.mirrored_stamp() != version:
            return ()  # the mirror could not be written: the next search tries again
        wrong = [key for key, record in records.items() if self._index.record(key) != record]
        if self._index.mirrored_stamp() != version:
            return ()  # another process has just changed both
        return tuple(sorted(records[key].path or key for key in wrong))

    def _tell(self, state: Progress) -> None:
        now = time.monotonic()
        if now - self._reported >= _REPORT_SECONDS:
            self._reported = now
            self._report("check", state)


def _named(paths: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(map(shown, sorted(paths)))
