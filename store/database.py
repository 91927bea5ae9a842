"""What the reader did, in TinyDB: the only module that sees a table or a document of it."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from store import naming, saved_searches
from store.aliases import Namings
from store.answers import Restoration
from store.atomic import stamp
from store.documents import NOTHING
from store.dump import Dump
from store.errors import TagFileError
from store.history import (
    LISTS,
    Step,
    as_step,
    did,
    differences,
    in_order,
    tagged_by,
    written,
)
from store.pending import Pending, Snapshot, codes_in
from store.plans import Change, Plan
from store.record import Record
from store.renaming import NamingPlan, Present
from store.restoring import restore
from store.saved_searches import SavedSearch, named, searches_in, with_search
from store.storage import AtomicStorage, Version
from store.tables import InPlaceTables
from store.tag_text import Lines, Tables
from store.tags import Facet
from store.travel import travel


@dataclass(frozen=True, slots=True)
class Saved:
    """A change that is on disk."""

    label: str
    """What it did: `+Europe`, `undo of +Europe`."""
    records: Mapping[str, Record]
    """The records that changed, as they are now; an empty one is no longer in the file."""
    at: datetime
    """When, in local time with its offset."""
    before: str
    """The stamp of the file that it was made on."""
    after: str
    """The stamp of the file that holds it."""
    written: Mapping[str, bytes] = field(default_factory=dict)
    """The changes of the history that it wrote, by number, as they stand in the file."""
    of_vocabulary: bool = False
    """Is another tag, name or letter in the vocabulary?"""


def _now() -> datetime:
    return datetime.now().astimezone()


def _login() -> str:
    import getpass  # it imports the terminal's modules

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the environment, none in /etc/passwd
        return "reader"


class Database:
    """The tag file: every change is on disk, in one piece, before its method returns.

    Any thread may call any method. Reading takes no lock. A change takes the lock of the file,
    looks at what is there now, and waits at most five seconds for another process. Every method
    that changes raises LockedError if that is too short, and TagFileError if the file is damaged
    or could not be saved, which then is as it was.
    """

    def __init__(self, path: Path, *, user: str = "", now: Callable[[], datetime] = _now) -> None:
        """Open and create nothing yet.

        Args:
            path: The tag file; its folder is made by the first save.
            user: Whose changes `undo` takes back; the login's name if empty.
            now: The time, in local time with its offset.
        """
        self.path = path
        self._user = user or _login()
        self._now = now
        self._storage = AtomicStorage(path, today=lambda: now().date())
        self._snapshot: Snapshot | None = None

    def expect(self) -> None:
        """Take it for a loss if there is no file: there was one before."""
        self._storage.is_expected = True

    def records(self) -> dict[str, Record]:
        """The record of every article with which the reader did something, as of now.

        Raises:
            TagFileError: The file is damaged, gone, of a newer grtui, or cannot be read.
        """
        return dict(self._current().records)

    def letters(self) -> dict[Facet, dict[str, str]]:
        """The saved letter of each tag, by the tag's folded name.

        Raises:
            TagFileError: As in `records`.
        """
        saved = self._current().table("letters")
        return {
            facet: codes_in(saved.document(facet.value)) if facet.value in saved else {}
            for facet in Facet
        }

    def namings(self) -> Namings:
        """What the reader changed in the vocabulary.

        Raises:
            TagFileError: As in `records`.
        """
        saved = self._current().table(naming.TABLE)
        return {
            facet: naming.naming_of(saved.document(facet.value) if facet.value in saved else {})
            for facet in Facet
        }

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, by name.

        Raises:
            TagFileError: As in `records`.
        """
        return searches_in(self._current().table(saved_searches.TABLE))

    def save_search(self, name: str, query: str) -> tuple[Saved, SavedSearch, SavedSearch | None]:
        """Save a search under a name; returns it, too, and the one that had the name before.

        Raises:
            GrtuiError: It has no name, or there is nothing to search for.
        """
        with self._changing() as pending:
            there = searches_in(pending.snapshot.table(saved_searches.TABLE))
            search = with_search(name, query, there)
            document = saved_searches.document_of(search)
            pending.put_documents(saved_searches.TABLE, {search.name: document})
        return self._saved(f"@{search.name}", pending), search, named(name, there)

    def forget_search(self, name: str) -> tuple[Saved, SavedSearch | None]:
        """Remove a saved search; returns it, too, or None where there was none."""
        with self._changing() as pending:
            there = searches_in(pending.snapshot.table(saved_searches.TABLE))
            if search := named(name, there):
                pending.put_documents(saved_searches.TABLE, {search.name: None})
        return self._saved(f"@{name}", pending), search

    def history(self, limit: int | None = None) -> list[Step]:
        """The changes of all users, newest first.

        Raises:
            TagFileError: As in `records`.
        """
        return [as_step(document) for _, document in islice(self._current().history(), limit)]

    def tagged_last(self, besides: Container[str]) -> str | None:
        """The key of the article, `besides` some, whose tags this user changed last.

        Raises:
            TagFileError: As in `records`.
        """
        for _, change in self._current().history():
            if change.get("user") == self._user and not change.get("undone"):
                for key, done in did(change):
                    if key not in besides and any(one.field in LISTS for one in done):
                        return key
        return None

    def tagged_by(self, key: str) -> dict[tuple[str, str], Step]:
        """The change that gave or took each tag of a record last, by field and folded name.

        Raises:
            TagFileError: As in `records`.
        """
        changes = self._current().table("history")
        wanted = key.encode()
        # Most changes are of other articles, and to read one of 100,000 of them takes 50 ms.
        lines = changes.lines
        own = [number for number in in_order(changes) if wanted in lines[number]]
        return tagged_by(key, map(changes.document, reversed(own)))

    def history_lines(self) -> Mapping[str, bytes]:
        """The written changes by number, as they stand in the file.

        Raises:
            TagFileError: As in `records`.
        """
        return self._current().table("history").lines

    def steps_since(self, before: Mapping[str, bytes]) -> list[Step]:
        """What was done, undone and redone since the written changes were others, newest first.

        Raises:
            TagFileError: As in `records`.
        """
        changes, old = self._current().table("history"), Lines(dict(before), in_order=True)
        steps = []
        for number in reversed(in_order(changes)):
            if before.get(number) == changes.lines[number]:
                continue
            step = as_step(changes.document(number))
            was = as_step(old.document(number)) if number in before else None
            if was is None or (was.when, was.user, was.label) != (step.when, step.user, step.label):
                steps.append(step)
            elif step.undone != was.undone:
                again = "undo" if step.undone else "redo"
                steps.append(replace(step, label=f"{again} of {step.label}"))
        return steps

    def edit(
        self,
        label: str,
        keys: Sequence[str],
        change: Change,
        *,
        letters: Mapping[Facet, Mapping[str, str]] = {},
    ) -> Saved:
        """Change the records of articles, and keep in the history what really changed.

        `change` gets a key and the record (an empty one where there is none) and returns it as it
        shall be. Another path alone is saved, but is no step of the history. New letters are saved
        with the change (or alone, if there are no keys); one that the file has is never changed,
        and one that another tag got meanwhile is left out.
        """
        return self.edit_as(keys, lambda *_: Plan(label, change), letters=letters)

    def edit_as(
        self,
        keys: Sequence[str],
        plan: Callable[[Mapping[str, Record], Namings], Plan],
        *,
        letters: Mapping[Facet, Mapping[str, str]] = {},
    ) -> Saved:
        """Edit as `plan` decides from the records by key and the vocabulary, under the lock."""
        with self._changing() as pending:
            before = {key: pending.record(key) for key in keys}
            label, change, _ = plan(before, pending.namings())
            pending.put_records({key: change(key, record) for key, record in before.items()})
            self._add_step(label, pending, before)
            if pending.changed or not keys:
                pending.put_letters(letters)
        return self._saved(label, pending)

    def change_vocabulary(
        self,
        plan: Callable[[Present], NamingPlan],
        *,
        letters: Mapping[Facet, Mapping[str, str]] = {},
    ) -> Saved:
        """Change the vocabulary as `plan` decides from what is there, under the lock.

        Letters that tags have without being saved are saved along, so that they stay.

        Raises:
            GrtuiError: As `plan` does; nothing was changed.
        """
        with self._changing() as pending:
            pending.put_letters(letters)
            codes = {facet: pending.codes(facet) for facet in Facet}
            documents = {facet: pending.naming_document(facet) for facet in Facet}
            label, changes = plan(Present(documents, codes, pending.snapshot.records))
            pending.put_vocabulary(changes)
            self._add_step(label, pending, {})
        return self._saved(label, pending)

    def move(
        self,
        moves: Mapping[str, str],
        paths: Mapping[str, str] = {},
        copies: Iterable[tuple[str, str]] = (),
    ) -> Saved:
        """Give the records of articles whose files have new bytes to the new keys.

        The record of an old key is joined with the one of its new key, if there is one. The
        history has the new keys from then on, so that undo goes on working; the move itself is no
        step of it. `paths` says where the file of a key is now. `copies` are the old keys of
        records that go to one more key each, to which no change of the history belongs.
        """
        current = self._current()
        if not current.version.tables:
            return self._saved("moved", Pending(current))
        with self._changing() as pending:
            with self._telling_damage():
                pending.move({old: new for old, new in moves.items() if old != new}, copies)
            pending.put_records(
                {key: replace(pending.record(key), path=path) for key, path in paths.items()}
            )
        return self._saved("moved", pending)

    def tables(self) -> Tables | None:
        """Everything that is in the file, for looking at; None where there is no file.

        Raises:
            TagFileError: As in `records`.
        """
        version = self._current().version
        return version.tables if version.stamp else None

    def restoration(self, dump: Dump, *, replaces: bool) -> Restoration:
        """What `restore` would change, as of now.

        Raises:
            TagFileError: As in `records`, unless `restore` would mend that.
        """
        whole = self._whole(dump, replaces)
        return whole or restore(dump, Pending(self._current()), replaces=replaces)

    def restore(self, label: str, dump: Dump, *, replaces: bool) -> tuple[Saved, Restoration]:
        """Bring back what is in a dump, as one change of which `store.restoring` says what it does.

        Where there is no file, all becomes as in the dump, the history too. So it does with
        `replaces` where the file is damaged, of a newer grtui or gone; a damaged one is put aside.
        """
        if whole := self._whole(dump, replaces):
            return self._start_over(label, dump, whole)
        with self._changing() as pending:
            done = restore(dump, pending, replaces=replaces)
            is_step = self._add_step(label, pending, pending.snapshot.records)
        return self._saved(label, pending), done._replace(is_step=is_step)

    def _whole(self, dump: Dump, replaces: bool) -> Restoration | None:
        """What restoring changes where nothing is there to join it with; None where there is."""
        try:
            is_there = bool(self._current().version.stamp)
        except TagFileError as error:
            if not replaces:
                raise
            is_gone = not stamp(self._storage.path)
            return Restoration(len(dump.records), is_first=is_gone, damage=str(error))
        return None if is_there else Restoration(len(dump.records), is_first=True)

    def _start_over(self, label: str, dump: Dump, whole: Restoration) -> tuple[Saved, Restoration]:
        now = self._now()
        version, aside = self._storage.start_over(
            dump.tables, now=now, check=lambda found: Snapshot.of(found, None)
        )
        self._snapshot = Snapshot(version, dict(dump.records))
        saved = Saved(label, dump.records, now, "", version.stamp)
        return saved, whole._replace(aside=aside)

    def undo(self, *, rest: bool = False, only: str = "") -> Saved | None:
        """Take back this user's last change; None where there is none.

        With `rest`, the articles on which it has been changed again since are passed over. Where
        `only` is the number of a step, it is that one, whatever came after it.

        Raises:
            HistoryError: What it changed has been changed again since; nothing was done.
        """
        return self._travel(back=True, rest=rest, only=only)

    def redo(self, *, rest: bool = False) -> Saved | None:
        """Make the change again that this user took back last; None where there is none.

        Raises:
            HistoryError: As in `undo`.
        """
        return self._travel(back=False, rest=rest)

    def _add_step(self, label: str, pending: Pending, before: Mapping[str, Record]) -> bool:
        """Keep in the history what really changed, if anything did."""
        changed = pending.changed.items()
        steps = {key: differences(before.get(key, NOTHING), now) for key, now in changed}
        steps = {key: done for key, done in steps.items() if done}
        if steps or pending.vocabulary:
            step = written(self._now(), self._user, label, steps, pending.vocabulary)
            pending.add_change(step)
        return bool(steps or pending.vocabulary)

    def _travel(self, *, back: bool, rest: bool, only: str = "") -> Saved | None:
        if not self._current().table("history"):
            return None
        with self._changing() as pending, self._telling_damage():
            label = travel(pending, self._user, back=back, rest=rest, only=only)
        return None if label is None else self._saved(label, pending)

    def _saved(self, label: str, pending: Pending) -> Saved:
        before = pending.snapshot.version.stamp
        after = pending.saved or before
        now, of_vocabulary = self._now(), bool(pending.vocabulary)
        return Saved(label, pending.changed, now, before, after, pending.written, of_vocabulary)

    @contextmanager
    def _changing(self) -> Iterator[Pending]:
        with self._storage.changing() as draft:
            pending = Pending(self._snapshot_of(draft.before))
            yield pending
            self._put(pending)
        if draft.saved:
            pending.saved = draft.saved.stamp
            # What was just written is not read again.
            records = pending.snapshot.records | pending.changed
            for key in [key for key, record in pending.changed.items() if record == NOTHING]:
                records.pop(key)
            self._snapshot = Snapshot(draft.saved, records)
            lines = self._snapshot.table("history").lines
            numbers = pending.tables.get("history", {}).keys() & lines.keys()
            pending.written = {number: lines[number] for number in numbers}

    def _put(self, pending: Pending) -> None:
        tables = InPlaceTables(self._storage)
        try:
            for name, documents in pending.tables.items():
                tables.put(name, documents)
        except TypeError as error:  # half of a surrogate pair
            raise TagFileError(f"NOT saved: {error}.") from error

    def _current(self) -> Snapshot:
        return self._snapshot_of(self._storage.version())

    def _snapshot_of(self, version: Version) -> Snapshot:
        last = self._snapshot
        if last is None or last.version is not version:
            with self._telling_damage():
                self._snapshot = last = Snapshot.of(version, last)
        return last

    @contextmanager
    def _telling_damage(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise self._storage.damaged(str(error)) from error
