"""Brings the index up to date with the folder: new, changed and vanished files."""

import time
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import NamedTuple

from store import folder, identity
from store.comparing import Compared, compare
from store.errors import BusyError, TagFileError
from store.extract import Entry
from store.folder import Walk
from store.index import Index
from store.reading import Reading, Task, Unread, read
from store.watching import RECENT_SECONDS

_BATCH_SECONDS = 0.2
"""How long the list waits for the next articles while the index is filled."""

_MOST_AT_ONCE = 500
"""Articles that are written together; nothing is reported meanwhile."""

_REPORT_SECONDS = 0.1

_MANY_FILES = 300
"""From how many files on others help to read: a process takes a tenth of a second to start."""

_MANY = 200
"""From how many new articles on, if they are a fourth of all, the index is worth tidying."""


Move = Callable[[Mapping[str, str], Mapping[str, str], Iterable[tuple[str, str]]], None]
"""Saves moves of records, where their files are, and copies of records (see `Database.move`)."""


class Progress(NamedTuple):
    """How far the look through the folder has come."""

    done: int
    total: int
    """In files; files whose size and time are as the index has them count as done at once."""


class Refreshed(NamedTuple):
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
        move: Move,
        report: Callable[[Progress], None],
        stop: Callable[[], bool],
        *,
        is_shared: bool = False,
    ) -> None:
        """Look at `root` for `index`.

        Args:
            root: The folder.
            index: What is known of it.
            move: Saves where records go.
            report: Is told how far it is.
            stop: Is asked whether to end early.
            is_shared: May the tag file speak of the articles of other folders, too? Then where a
                record's file was tells nothing about the one that is there here.
        """
        self._root = root
        self._is_shared = is_shared
        self._index = index
        self._move = move
        self._report = report
        self._stop = stop
        self._total = self._done = 0
        self._reported = 0.0
        self._unseen: list[bytes] = []
        self._unread: set[bytes] = set()
        self._found = Compared()
        self.folders: dict[bytes, int] = {}
        """When the entries of each folder had changed, as `folder.Walk` has it."""
        self._unseen_known = False
        # New files that are decided upon last, and the keys of the records that some remember.
        self._aside: list[Entry] = []
        self._remembered: dict[bytes, str] = {}
        self._troubles: list[str] = []
        self._met: list[str] = []  # records without files that stay so
        self._is_behind = False  # does the tag file not know yet where all files are?

    def run(self) -> Refreshed:
        """Look through the folder, as far as `stop` lets it."""
        walk = Walk(self._root)
        found = self._found = compare(walk.files(), self._index.files())
        self._troubles += [_unreadable(path) for path in walk.unreadable]
        new, touched, missing = [*found.new], [*found.touched], found.missing
        gone = [path for path in missing if not _hidden(path, walk)]
        self._unseen_known = len(missing) > len(gone)
        self._unseen += walk.unreadable
        self.folders = walk.folders
        self._total = found.total
        self._done = self._total - len(new) - len(touched)
        self._tell(force=True)
        if new or touched or gone:
            self._index.unsettle()
        edited = [*self._entries(touched)]
        added = self._take_in(new, {entry.key for entry in edited})
        seen = self._take_changed(edited, {*touched, *gone}, new, gone)
        added += seen.added
        stamp, is_settled = self._index.mirrored_stamp(), self._index.is_settled()
        if not (is_settled or self._stop()):
            self._reunite()
            self._tell_records_their_files()
        if added >= max(_MANY, self._total // 4):
            self._index.tidy(self._is_over)
        if not self._stop():
            if not is_settled:
                self._list_missing(walk.unreadable)
                if not (self._troubles or self._unseen_known or self._is_behind):
                    self._index.settle(stamp, self._met)
            self._note_look(walk)
            self._done = self._total
        self._tell(force=True)
        return seen._replace(added=added, troubles=tuple(self._troubles))

    def _note_look(self, walk: Walk) -> None:
        """Note that all is known, for those who ask soon (see `is_recent`)."""
        if self._troubles or self._unseen_known or self._is_behind or walk.unreadable:
            return
        at, folders = self._index.last_look()
        if folders != walk.folders or not 0 <= time.time() - at < RECENT_SECONDS / 2:
            # Another process writes the index: then the next one looks through the folder again.
            with suppress(BusyError):
                self._index.note_look(int(time.time()), walk.folders)

    def _take_in(self, paths: list[bytes], edited: Container[str]) -> int:
        """Index new files in batches, and return how many articles are new.

        What stands where a record was whose bytes are not here is left for `_take_changed`, and so
        is a copy of an edited file: if the look ended here, the next one would not know that these
        bytes are new.
        """
        lost = self._index.records_without_files() if paths else []
        at = self._never_met(lost, self._index.became(key for key, _ in lost))
        recorded = {key for key, _ in lost}
        added = 0
        batch: list[Entry] = []
        due = time.monotonic() + _BATCH_SECONDS / 2  # The first ones are wanted most.
        with closing(self._entries(paths)) as entries:
            for entry in entries:
                key = at.get(folder.shown(entry.path)) if at else None
                if key and entry.key not in recorded:
                    self._remembered[entry.path] = key
                if entry.path in self._remembered or entry.key in edited:
                    self._aside.append(entry)
                    continue
                batch.append(entry)
                if time.monotonic() >= due or len(batch) == _MOST_AT_ONCE:
                    added += self._index.add(batch)
                    batch = []
                    due = time.monotonic() + _BATCH_SECONDS
        return added + (self._index.add(batch) if batch else 0)

    def _take_changed(
        self, edited: list[Entry], left: set[bytes], new: list[bytes], gone: list[bytes]
    ) -> Refreshed:
        """Index files that were known or remembered, and forget those that are gone."""
        entries = [*self._aside, *edited]
        if self._stop():
            return Refreshed()
        self._unseen_known |= not set(self._unseen).isdisjoint(left)
        before, now = self._listings(entries, new, left)
        waiting = self._move_records(before, now)
        wait = {now[path] for path in waiting if path in now}
        entries = [
            entry
            for entry in entries
            if entry.path not in waiting and (entry.path in before or entry.key not in wait)
        ]
        changed = [entry for entry in entries if before.get(entry.path, entry.key) != entry.key]
        if entries:
            # All at once: a look that ends halfway would leave the next one another choice.
            self._index.add(entries)
        # A known file that was not seen may hold the bytes of one that is gone: the next look could
        # not tell any more that they were an article before.
        gone = [path for path in gone if path not in waiting and not self._unseen_known]
        added = len(self._remembered)
        return Refreshed(added, len(changed) - added, self._index.forget(gone) if gone else 0)

    def _listings(
        self, entries: list[Entry], new: list[bytes], left: set[bytes]
    ) -> tuple[dict[bytes, str], dict[bytes, str]]:
        """The files before this look and now, as far as they hold what edited files held or hold.

        A file that is in `entries` but not among those before was forgotten by another process
        meanwhile: it is a new one.
        """
        known = self._index.keys_of([entry.path for entry in entries]) | self._remembered
        edited = [entry for entry in entries if known.get(entry.path, entry.key) != entry.key]
        keys = {known[entry.path] for entry in edited} | {entry.key for entry in edited}
        held = self._index.paths_of(keys)
        indexed = {path: key for key, paths in held.items() for path in paths}
        before = {path: indexed[path] for path in indexed.keys() - set(new)} | self._remembered
        now = {path: indexed[path] for path in indexed.keys() - left}
        return before, now | {entry.path: entry.key for entry in entries}

    def _move_records(self, before: dict[bytes, str], now: dict[bytes, str]) -> set[bytes]:
        """Save the moves of records, and return the files that must wait for the next look."""
        recorded = set(self._index.recorded({*before.values(), *now.values()}))
        found = identity.moves(before, now, self._unseen)
        moves = {old: new for old, new in found.items() if old in recorded}
        apart = identity.copies(before, now, self._unseen)
        copies = [(old, new) for old, new in apart if old in recorded]
        paths = {now[path]: path for path in sorted(before.keys() & now.keys(), reverse=True)}
        # What is not in the index yet would not be listed at all.
        suspected = set(before.values()) if self._unseen_known else recorded
        waiting = identity.undecided(before, now, suspected) - self._remembered.keys()
        try:
            if moves:
                moved = {*moves.values(), *(new for _, new in copies)}
                self._move(moves, {new: folder.shown(paths[new]) for new in moved}, copies)
        except TagFileError as error:
            self._troubles.append(str(error))
            return waiting
        if not self._unseen:
            return set()
        self._troubles += [_undecided(path) for path in sorted(waiting & now.keys())]
        return waiting

    def _never_met(self, lost: list[tuple[str, str]], seen: Container[str]) -> dict[str, str]:
        """The records without files that no complete look has met, by where they were.

        What stands in the place of such a one may be what it became while nobody looked. Where a
        look saw that the file was gone, what comes to its place later is another article.
        """
        if self._is_shared or not lost:
            return {}
        return {path: key for key, path in lost if key not in seen}

    def _reunite(self) -> None:
        """Give the records whose bytes are nowhere to what their articles have become.

        A look moves the records that are there. Others come later under the old keys: from a
        backup, from a machine that has not seen the edit, from a change in the very moment of it.
        """
        # Elsewhere there may be files of what is lost here.
        if self._is_shared or self._unseen or self._unseen_known:
            return
        lost = self._index.records_without_files()
        became = self._index.became(key for key, _ in lost)
        moves = {key: new for key, new in became.items() if new and self._index.has_file(new)}
        if at := self._never_met(lost, became):
            paths = (path for path, _ in self._index.files())
            files = {path: shown for path in paths if (shown := folder.shown(path)) in at}
            now = self._index.keys_of(files)
            bare = {*now.values()} - {*self._index.recorded(now.values())}
            moves |= {at[files[path]]: key for path, key in now.items() if key in bare}
        self._met = [key for key, _ in lost if key not in moves]
        places = self._index.paths_of(moves.values())
        try:
            if moves:
                self._move(moves, {key: folder.shown(places[key][0]) for key in places}, ())
        except TagFileError as error:
            self._troubles.append(str(error))

    def _tell_records_their_files(self) -> None:
        """Save where the files of records are, if they were moved."""
        places: dict[str, list[str]] = {}
        last: dict[str, str] = {}
        for key, path, file in self._index.records_with_files():
            places.setdefault(key, []).append(folder.shown(file))
            last[key] = path
        moved = {key: files[0] for key, files in places.items() if last[key] not in files}
        try:
            if moved:
                self._move({}, moved, ())
        except TagFileError:
            self._is_behind = True  # The key tells which article it is; a later look tries again.

    def _list_missing(self, unreadable: Iterable[bytes]) -> None:
        """List the articles whose files are gone, but not those that nobody may look at now."""
        folders = tuple(folder.shown(folder.joined(inside, b"")) for inside in unreadable)
        files = {folder.shown(path) for path in self._unread}
        self._index.list_missing(
            key
            for key, path in self._index.unlisted_records()
            if path not in files and not path.startswith(folders)
        )

    def _entries(self, paths: Sequence[bytes]) -> Generator[Entry, None, None]:
        if len(paths) >= _MANY_FILES:
            yield from self._entries_of_many(paths)
            return
        for path in paths:
            if self._stop():
                return
            self._done += 1
            self._tell()
            yield from self._readable(read(self._root, path, self._index.has_file))

    def _entries_of_many(self, paths: Sequence[bytes]) -> Iterator[Entry]:
        from store.workers import Workers  # Most looks have no need of processes.

        task = Task(self._root, self._index.keys_with_files())
        with Workers(task, paths, self._index.dictionary) as workers:
            for readings in workers.readings():
                if self._stop():
                    return
                self._done += len(readings)
                self._tell()
                for reading in readings:
                    yield from self._readable(reading)

    def _readable(self, reading: Reading) -> Iterator[Entry]:
        """The entry of a file, unless it could not be read, which is noted."""
        if not isinstance(reading, Unread):
            yield reading
            return
        path, reason = reading
        self._unread.add(path)
        # A file that cannot be read matters if it may hold the bytes that are looked for.
        if self._found.size(path) in self._found.sizes:
            self._unseen.append(path)
        self._troubles.append(f"{folder.shown_in_short(path)} could not be read: {reason}.")

    def _is_over(self) -> bool:
        self._tell()
        return self._stop()

    def _tell(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if force or now - self._reported >= _REPORT_SECONDS:
            self._reported = now
            self._report(Progress(self._done, self._total))


def _unreadable(path: bytes) -> str:
    name = f"The folder {folder.shown_in_short(path)}" if path else "The library's folder"
    return f"{name} could not be read; what is known of its articles was kept."


def _undecided(path: bytes) -> str:
    return (
        f"{folder.shown_in_short(path)} has changed, but is listed as it was until all else can be "
        "read: its old text, and so its tags, may be there."
    )


def _hidden(path: bytes, walk: Walk) -> bool:
    """Is a file of the index in a folder that could not be read this time?"""
    return any(path.startswith(folder.joined(inside, b"")) for inside in walk.unreadable)
