"""The articles of a folder and what the reader did with them: the one door to the store."""

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from store import locations, plans
from store.answers import Backup, Done, Found, News, Restoration
from store.article import ArticleRow
from store.cache import DamagedError
from store.changes import near, typed_change
from store.errors import LibraryError, NotFoundError, TagFileError
from store.folder import shown
from store.following import Follower
from store.index import Index, Known
from store.locations import why_read_only
from store.opening import Opened, open_known
from store.parser import parse
from store.plans import Plan, Planner, Preview, TagChange, previewed
from store.record import Record
from store.refresh import Progress, Refresh, Refreshed
from store.tags import Facet, Tag
from store.vocabulary import Hint, hints, letters, spelled

if TYPE_CHECKING:
    from store.checking import Checked, Report
    from store.database import Saved
    from store.dump import Dump
    from store.history import Step

T = TypeVar("T")


class Library:
    """Every article of a folder. Thread-safe: any method may be called from any thread.

    What another process does to the tag file shows in the next search.
    """

    def __init__(self, folder: Path, tag_file: Path, index: Index) -> None:
        self._folder = folder
        self._index = index
        self._tags = Follower(tag_file, index)
        # A thread that holds the second never takes the first.
        self._editing = threading.Lock()
        self._obstacle = ""
        self._refreshing = threading.Lock()

    @classmethod
    def open(cls, folder: Path, *, tag_file: Path | None = None, cache: Path | None = None) -> Self:
        """Open a folder's index and tag file; looks at no article (see `refresh`).

        Args:
            folder: The articles' folder.
            tag_file: The tag file, if it is not to be where `locations.tag_file` says.
            cache: The folder of the index, if it is not to be `$XDG_CACHE_HOME/grtui`.

        Raises:
            LibraryError: The folder is missing, not a folder, or cannot be read.
        """
        folder = folder.absolute()
        try:
            os.scandir(folder).close()
        except OSError as error:
            raise LibraryError(_unusable(folder, error)) from error
        index = Index(locations.index_file(folder, os.environ, cache))
        return cls(folder, locations.tag_file(folder, os.environ, tag_file), index)

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    @property
    def folder(self) -> Path:
        """Where the articles are."""
        return self._folder

    @property
    def tag_file(self) -> Path:
        """Where what the reader does is saved."""
        return self._tags.path

    @property
    def name(self) -> str:
        """The folder's own name."""
        return shown(os.fsencode(self._folder.name)) or "/"

    @property
    def shown_folder(self) -> str:
        """Where the articles are, in a form that can be shown."""
        return shown(os.fsencode(self._folder))

    def refresh(
        self,
        report: Callable[[Progress], None] = lambda progress: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Refreshed:
        """Bring the index up to date with the folder.

        Commits in small batches, so that `search` finds articles as they come, and calls `report`
        at most some ten times a second; returns early when `stop()`.
        """
        with self._refreshing:
            try:
                return self._look_through(report, stop)
            except DamagedError as damage:
                self._index.renew(damage)
                return self._look_through(report, stop)

    def check(self, report: "Report", *, rebuild: bool = False) -> "Checked":
        """Read every file and the tag file afresh, and tell how all is, after a refresh.

        With `rebuild` the index is built again first. Calls `report` some ten times a second.
        """
        from store.checking import Check  # with TinyDB, which no other look at articles needs

        root = os.fsencode(self._folder)
        return Check(root, self.tag_file, self._index, self.refresh, report).run(rebuild=rebuild)

    def search(self, query: str = "", *, typing: bool = False, limit: int | None = None) -> Found:
        """The articles that a query finds, newest first; with `typing` its last word is a prefix.

        Raises:
            QueryError: The query cannot be understood.
        """
        tree = parse(query, typing=typing)

        def look() -> Found:
            self._tags.trouble()
            ids = self._index.search(tree, limit)
            return Found(ids, self._index.unread_among(ids))

        return self._filled(look)

    def unread_among(self, ids: Sequence[int]) -> int:
        """How many of the articles are unread."""
        return self._filled(lambda: self._index.unread_among(ids))

    def news(self) -> News:
        """What is new in the tag file since the last call, but for what this process saved.

        Costs a look at the file's time, unless something is new.
        """
        if not self._editing.acquire(blocking=False):
            return News(False, self._obstacle)  # a save of this process is no news
        try:
            changed, self._obstacle = False, why_read_only(self.tag_file) or self._dangling()
            changed = self._filled(self._tags.catch_up)
            if not self._folder.is_dir():
                self._obstacle = f"The folder {self.shown_folder} is gone."
        except (TagFileError, LibraryError) as error:
            self._obstacle = str(error)
        finally:
            self._editing.release()
        return News(changed, self._obstacle)

    def trouble(self) -> tuple[str, ...]:
        """What is wrong with the tag file, a sentence each; searches go on without it."""
        return self._filled(self._tags.trouble)

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The list lines of articles, in the order of `ids`; ids that are no more are left out."""
        return self._filled(lambda: self._index.rows(ids))

    def ids(self, keys: Iterable[str]) -> dict[str, int]:
        """The row ids of keys, as far as they are in the index."""
        wanted = list(keys)
        return self._filled(lambda: self._index.ids(wanted))

    def keys(self, ids: Sequence[int]) -> list[str]:
        """The keys of articles, in the order of `ids`; ids that are no more are left out."""
        return self._filled(lambda: self._index.keys(ids))

    def tag_counts(self, query: str = "") -> dict[Tag, int]:
        """How many of the articles that a query finds bear each tag: by facet, most used first.

        Raises:
            QueryError: The query cannot be understood.
        """
        found = self.search(query)
        return self._filled(lambda: self._index.tags_among(found.ids))

    def open_article(self, key: str) -> Opened:
        """Read an article from its file; one that cannot be read is an Article with a warning.

        Raises:
            NotFoundError: The library has no article of that key.
        """
        rows = self.rows(list(self.ids([key]).values())) if key.isascii() else []
        if not rows:
            raise NotFoundError(f"There is no article {key} in {self.shown_folder}.")
        paths, record = self._filled(
            lambda: (self._index.paths_of([key]).get(key, []), self._index.record(key))
        )
        return open_known(os.fsencode(self._folder), paths, rows[0], record)

    def vocabulary(self, facet: Facet) -> tuple[Hint, ...]:
        """Every known or used tag of a facet, by name, each with a letter of its own."""
        return self._filled(lambda: hints(self._index, facet))

    def change(self, changes: Sequence[TagChange], keys: Sequence[str]) -> Done:
        """Give tags to articles and take tags from them, as one change.

        A name is written as the publisher or the first article that bears it spells it.

        Raises:
            GrtuiError: A tag has no name.
            TagFileError: It could not be saved; nothing was changed.
        """
        made = [replace(one, tag=self._spelled(one.tag)) for one in changes]
        return self._edit(plans.changing(made), keys, [one.tag for one in made if one.gives])

    def typed_changes(self, texts: Iterable[str]) -> list[TagChange]:
        """The changes that texts ask for, see `store.changes`.

        Raises:
            GrtuiError: A text is no change, or does not say which tag.
        """
        names = self._names()
        return [typed_change(text, names) for text in texts]

    def meant(self, tag: Tag) -> str | None:
        """The tag that one may have meant by one that no article has; None where it is known."""
        return near(tag, self._names())

    def preview(self, changes: Sequence[TagChange], keys: Sequence[str]) -> Preview:
        """What changes would do to articles."""
        known = self._known(keys)
        return previewed(changes, {key: known[key] for key in keys if key in known})

    def toggle(self, tag: Tag, keys: Sequence[str]) -> Done:
        """Give a tag to all of the articles, or take it from all if all have it.

        Raises:
            GrtuiError: As in `change`.
        """
        tag = self._spelled(tag)
        return self._edit(plans.toggling(tag), keys, [tag])

    def clear(self, facet: Facet, keys: Sequence[str]) -> Done:
        """Take all tags of a facet from the articles."""
        return self._edit(plans.clearing(facet), keys)

    def set_read(self, keys: Sequence[str], read: bool) -> Done:
        """Mark articles read or unread."""
        return self._edit(plans.marking_read(read), keys)

    def toggle_read(self, keys: Sequence[str]) -> Done:
        """Mark articles read, or unread if all of them are read."""
        return self._edit(plans.marking_read(None), keys)

    def toggle_star(self, keys: Sequence[str]) -> Done:
        """Star articles, or take their stars if all of them have one."""
        return self._edit(plans.toggling_star(), keys)

    def undo(self, *, rest: bool = False) -> Done | None:
        """Take the user's last change back; None where there is none.

        With `rest`, articles on which it has been changed again since are passed over.

        Raises:
            HistoryError: What it changed has been changed again since; nothing was done.
        """
        with self._editing:
            return self._done(self._tags.database().undo(rest=rest))

    def redo(self, *, rest: bool = False) -> Done | None:
        """Make the change again that the user took back last; None where there is none.

        Raises:
            HistoryError: As in `undo`.
        """
        with self._editing:
            return self._done(self._tags.database().redo(rest=rest))

    def history(self, limit: int | None = None) -> list["Step"]:
        """The changes of all users, newest first.

        Raises:
            TagFileError: The tag file cannot be read.
        """
        return self._tags.database().history(limit)

    def dump(self) -> bytes:
        """Everything that is in the tag file as text, one record a line (see `store.dump`).

        Raises:
            TagFileError: There is no tag file, or it cannot be read.
        """
        from store.dump import text_of

        tables = self._tags.database().tables()
        if tables is None:
            raise TagFileError(f"There is no tag file {self.tag_file}: nothing was tagged yet.")
        return text_of(tables)

    def restoration(self, dump: "Dump", *, replaces: bool = False) -> Restoration:
        """What `restore` would change.

        Raises:
            TagFileError: As in `restore`.
        """
        return self._tags.database().restoration(dump, replaces=replaces)

    def restore(self, dump: "Dump", name: str = "", *, replaces: bool = False) -> Restoration:
        """Join what is in a dump with what is here, or put it in the place of that.

        `undo` takes it back. Where there is no tag file, all becomes as it is in the dump.

        Args:
            dump: What `store.dump.read` made of a text.
            name: What the history calls it.
            replaces: Do records that are only here go? A damaged tag file is put aside then.

        Raises:
            TagFileError: The tag file cannot be used, or saved; nothing was changed.
        """
        self._check_place()
        label = f"restore of {name}" if name else "restore"
        with self._editing:
            saved, restoration = self._tags.database().restore(label, dump, replaces=replaces)
            self._told(saved)
        return restoration

    def backups(self) -> list[Backup]:
        """The copies of earlier tag files beside the tag file, the newest first."""
        from store.backups import backups

        return backups(Path(os.path.realpath(self.tag_file)))

    # The tag file

    def _dangling(self) -> str:
        """Which link leads nowhere, as a sentence; a link to a file yet to be made is none."""
        links = [path for path in (self.tag_file, self.tag_file.parent) if path.is_symlink()]
        folder = Path(os.path.realpath(self.tag_file)).parent
        if not links or folder.is_dir():
            return ""
        link, place = (shown(os.fsencode(path)) for path in (links[0], folder))
        return f"{link} is a link, but where it leads there is no folder {place}."

    def _check_place(self) -> None:
        # Or a tag file would be made where there is nothing.
        if not self._folder.is_dir():
            raise TagFileError(f"NOT saved: the folder {self.shown_folder} is gone.")
        if why := self._dangling():
            raise TagFileError(f"NOT saved: {why}")

    def _edit(self, planner: Planner, keys: Iterable[str], new: Iterable[Tag] = ()) -> Done:
        """Change the records of articles, and save all letters along with them."""
        self._check_place()
        known = self._known(keys)
        if not known:
            return Done(planner({}, {})[0], (), datetime.now().astimezone())

        def plan(records: Mapping[str, Record]) -> Plan:
            label, change = planner(known, records)

            def change_one(key: str, record: Record) -> Record:
                after = change(key, record)
                return record if after == record else replace(after, path=known[key].path)

            return label, change_one

        with self._editing:
            given = self._filled(
                lambda: {facet: letters(self._index, facet, new) for facet in Facet}
            )
            return self._told(self._tags.database().edit_as(list(known), plan, letters=given))

    def _names(self) -> dict[Facet, list[str]]:
        return {facet: [hint.name for hint in self.vocabulary(facet)] for facet in Facet}

    def _spelled(self, tag: Tag) -> Tag:
        return self._filled(lambda: spelled(self._index, tag))

    def _known(self, keys: Iterable[str]) -> dict[str, Known]:
        wanted = list(keys)
        return self._filled(lambda: self._index.known(wanted))

    def _done(self, saved: "Saved | None") -> Done | None:
        return self._told(saved) if saved else None

    def _told(self, saved: "Saved") -> Done:
        def show() -> None:
            self._tags.trouble()
            # An undo may bring back the record of an article without a file.
            if new := saved.records.keys() - self._index.ids(saved.records).keys():
                self._index.list_missing(new)

        try:
            self._filled(show)
        except LibraryError:
            pass  # It is saved, and the next search tries again to show it.
        self._tags.note(saved)
        return Done(saved.label, tuple(saved.records), saved.at)

    def _move(
        self,
        moves: Mapping[str, str],
        paths: Mapping[str, str],
        copies: Iterable[tuple[str, str]],
    ) -> None:
        self._tags.database().move(moves, paths, copies)
        self._tags.trouble()

    # The index

    def _look_through(
        self, report: Callable[[Progress], None], stop: Callable[[], bool]
    ) -> Refreshed:
        self._tags.trouble()
        root = os.fsencode(self._folder)
        return Refresh(root, self._index, self._move, report, stop).run()

    def _filled(self, use: Callable[[], T]) -> T:
        """Use the index; if it is damaged, fill a new one first."""
        try:
            return use()
        except DamagedError as damage:
            self._index.renew(damage)
            self.refresh()
            return use()


def _unusable(folder: Path, error: OSError) -> str:
    place = shown(os.fsencode(folder))
    match error:
        case FileNotFoundError():
            return f"There is no folder {place}: give the folder that holds the articles."
        case NotADirectoryError():
            return f"{place} is a file: give the folder that holds the articles."
        case PermissionError():
            return f"The folder {place} may not be read: ask its owner for the right to."
    return f"The folder {place} cannot be read: {error.strerror}."
