"""The articles of a folder and what the reader did with them: the one door to the store."""

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from store import locations
from store.answers import Backup, Found, News
from store.article import ArticleRow
from store.errors import GrtuiError, LibraryError, NotFoundError, TagFileError
from store.finding import Finder
from store.folder import shown
from store.following import Follower
from store.index_errors import DamagedError
from store.last_time import LastTime
from store.listing import Listing
from store.parts import part
from store.watching import Watch, is_recent

if TYPE_CHECKING:
    from store.checking import Checked, Report
    from store.drafts import Drafts
    from store.editing import Editor
    from store.history import Step
    from store.index import Index
    from store.opening import Opened
    from store.places import Places
    from store.record import Record
    from store.refresh import Progress, Refreshed
    from store.tags import Facet, Tag
    from store.vocabulary import Hint

T = TypeVar("T")

PLACES_KEPT = 3000
"""In how many articles the places are remembered."""

_ATTEMPTS = 2
"""How often an index that is found damaged is built again before that is told."""

_NAMED = 3
"""How many articles with the same text are named; there may be thousands."""


class Library:
    """Every article of a folder. Thread-safe: any method may be called from any thread.

    What another process does to the tag file shows in the next search.
    """

    def __init__(self, folder: Path, tag_file: Path, listing: Listing, *, is_shared: bool) -> None:
        """Use an index and a tag file, which may be `is_shared` by several libraries."""
        self._folder = folder
        self._listing = listing
        self._is_shared = is_shared
        self._tags = Follower(tag_file, listing)
        self._refreshing = threading.Lock()
        self._lacks_articles = False  # since it was begun anew, while others ask
        self._watch = Watch(os.fsencode(folder), listing)
        self.last_time = LastTime(self._state_file("last"))
        """Where the reader was left."""
        past = self._state_file("searches")
        self.find = Finder(listing, self._tags, self._filled, past)
        """What searches, and helps to."""

    # What the first screen does not need

    @part
    def edit(self) -> "Editor":
        """What changes tags, marks and notes."""
        from store.editing import Editor

        return Editor(self._folder, self._index, self._tags, self._filled)

    @part
    def sprints(self) -> "Places":
        """Where sprints were left."""
        from store.places import Places

        return Places(self._state_file("sprints"))

    @part
    def places(self) -> "Places":
        """Where articles were left: a place by key (see `Opened.place`)."""
        from store.places import Places

        return Places(self._state_file("places"), kept=PLACES_KEPT)

    @part
    def drafts(self) -> "Drafts":
        """Notes that are being written."""
        from store.drafts import Drafts

        return Drafts(self._state_file("drafts"))

    def _state_file(self, what: str) -> Path:
        return locations.state_file(self._folder, os.environ, what)

    @part
    def _index(self) -> "Index":
        from store.index import Index

        return Index(self._listing)

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
        own = locations.tag_file(folder, os.environ)
        tags = own if tag_file is None else tag_file.absolute()
        is_shared = os.path.realpath(tags) != os.path.realpath(own)
        index = locations.index_file(folder, os.environ, cache, tags if is_shared else None)
        return cls(folder, tags, Listing(index), is_shared=is_shared)

    def close(self) -> None:
        """Close the index."""
        self._listing.close()

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
        report: "Callable[[Progress], None]" = lambda progress: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> "Refreshed":
        """Bring the index up to date with the folder.

        Commits in small batches, so that `search` finds articles as they come, and calls `report`
        at most some ten times a second; returns early when `stop()`.
        """
        with self._refreshing:
            for _ in range(_ATTEMPTS):
                try:
                    return self._look_through(report, stop)
                except DamagedError as damage:
                    self._listing.renew(damage)
            return self._look_through(report, stop)

    @property
    def is_recent(self) -> bool:
        """Is the index as the folder is, as far as can be told without looking at each file?

        It is not where a folder has got a file or lost one since the last look, or that was more
        than ten minutes ago.
        """
        return self._filled(lambda: is_recent(os.fsencode(self._folder), self._listing))

    @property
    def may_have_new_files(self) -> bool:
        """May there be something new in the folder since the last `refresh` of this process?

        Costs a look at the time of each folder. Every ten minutes there may be.
        """
        return not self._filled(self._watch.is_as_noted)

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
        return self.find.search(query, typing=typing, limit=limit)

    def unread_among(self, ids: Sequence[int]) -> int:
        """How many of the articles are unread."""
        return self._filled(lambda: self._listing.unread_among(ids))

    def news(self) -> News:
        """What is new in the tag file since the last call, but for what this process saved.

        Costs a look at the file's time, unless something is new.
        """
        if not os.path.isdir(self._folder):  # noqa: PTH112 (false, too, where a folder is shut)
            return News(False, f"The folder {self.shown_folder} is gone: bring it back.")
        return self._filled(self._tags.news)

    def trouble(self) -> tuple[str, ...]:
        """What is wrong with the tag file, a sentence each; searches go on without it."""
        return self._filled(self._tags.trouble)

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The list lines of articles, in the order of `ids`; ids that are no more are left out."""
        return self._filled(lambda: self._listing.rows(ids))

    def ids(self, keys: Iterable[str]) -> dict[str, int]:
        """The row ids of keys, as far as they are in the index."""
        wanted = list(keys)
        return self._filled(lambda: self._listing.ids(wanted))

    def keys(self, ids: Sequence[int]) -> list[str]:
        """The keys of articles, in the order of `ids`; ids that are no more are left out."""
        return self._filled(lambda: self._listing.keys(ids))

    def present(self, ids: Iterable[int]) -> list[int]:
        """Those of the ids that are still in the index."""
        wanted = list(ids)
        return self._filled(lambda: self._listing.present(wanted))

    def first_lacking(self, ids: Sequence[int]) -> int | None:
        """The first of the ids whose article has no region or no theme; None where all have."""
        return self._filled(lambda: self._listing.first_lacking(ids))

    def first_unread(self, ids: Sequence[int]) -> int | None:
        """The first of the ids whose article is unread; None where all are read."""
        return self._filled(lambda: self._listing.first_unread(ids))

    def tag_counts(self, query: str = "") -> "dict[Tag, int]":
        """How many of the articles that a query finds bear each tag: by facet, most used first.

        Raises:
            QueryError: The query cannot be understood.
        """
        self.trouble()
        tree = self.find.read(query).tree
        counts = self._filled(lambda: self._index.tags_of(tree))
        return dict(sorted(counts.items(), key=lambda each: each[0].facet))

    def open_article(self, key: str) -> "Opened":
        """Read an article from its file; one that cannot be read is an Article with a warning.

        Raises:
            NotFoundError: The library has no article of that key.
        """
        from dataclasses import replace

        from store.aliases import aliases_of
        from store.opening import open_known

        index = self._index
        version = self._filled(lambda: index.version)
        rows = self.rows(list(self.ids([key]).values())) if key.isascii() else []
        if not rows:
            raise NotFoundError(f"There is no article {key} in {self.shown_folder}.")

        same_text = self._filled(lambda: index.same_text(key))
        record, files, named, aliases = self._filled(
            lambda: (
                index.record(key),
                index.sizes_of(key),
                index.rows(same_text[:_NAMED]),
                aliases_of(index.namings()),
            )
        )
        place = self.places.of(key) or ""
        paths = [path for path, _ in files]
        return replace(
            open_known(os.fsencode(self._folder), paths, rows[0], record, version),
            files=tuple((shown(path), size) for path, size in files),
            same_text=tuple(named),
            more_same_text=len(same_text) - len(named),
            aliases=aliases,
            place=int(place) if place.isdecimal() else 0,
        )

    def size_of(self, key: str) -> int:
        """The bytes of an article's largest file, as it was when it was read; 0 without one."""
        sizes = self._filled(lambda: self._index.sizes_of(key))
        return max((size for _, size in sizes), default=0)

    def is_as_opened(self, opened: "Opened") -> bool:
        """Would `open_article` give the same, as far as can be told without reading the file?

        For a thread, as it waits for the disk; `has_changed_since` does not.
        """
        is_so = opened.as_of is not None and opened.as_of.has_its_files
        return is_so and not self.has_changed_since(opened)

    def has_changed_since(self, opened: "Opened") -> bool:
        """Was anything saved, or found in the folder, since an article began to be opened?"""
        try:
            return opened.as_of is not None and opened.as_of.version != self._index.version
        except GrtuiError:
            return False  # what is done next tells why

    def record(self, key: str) -> "Record":
        """What the reader did with an article."""
        return self._filled(lambda: self._index.record(key))

    def tagged_by(self, key: str) -> dict[tuple[str, str], "Step"]:
        """Who gave an article the tags that its reader added, and took those away that are gone.

        By field and folded name, as far as the history tells.

        Raises:
            TagFileError: The tag file cannot be read.
        """
        return self._tags.database().tagged_by(key)

    def vocabulary(self, facet: "Facet", *, with_unused: bool = False) -> "tuple[Hint, ...]":
        """Every known or used tag of a facet, by name, each with a letter of its own.

        With `with_unused` also those that nothing tells of but a saved letter.
        """
        from store.vocabulary import hints

        return self._filled(lambda: hints(self._listing, facet, with_unused=with_unused))

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

    def backups(self) -> list[Backup]:
        """The copies of earlier tag files beside the tag file, the newest first."""
        from store.backups import backups

        return backups(Path(os.path.realpath(self.tag_file)))

    def newest_backup(self) -> Path | None:
        """The newest copy beside the tag file that can be used, or None."""
        from store.backups import newest_backup

        return newest_backup(Path(os.path.realpath(self.tag_file)))

    # The tag file

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
        self, report: "Callable[[Progress], None]", stop: Callable[[], bool]
    ) -> "Refreshed":
        from store.refresh import Refresh

        self._tags.trouble()
        root, generation = os.fsencode(self._folder), self._listing.generation
        refresh = Refresh(root, self._index, self._move, report, stop, is_shared=self._is_shared)
        refreshed = refresh.run()
        if not stop():
            # Unless it was begun anew in the middle of the look.
            self._lacks_articles &= generation != self._listing.generation
            self._watch.note(refresh.folders)
        return refreshed

    def _filled(self, use: Callable[[], T]) -> T:
        """Use the index; if it is damaged or gone, fill a new one first, or wait for who does."""
        for _ in range(_ATTEMPTS):
            try:
                self._fill()
                return use()
            except DamagedError as damage:
                self._lacks_articles = True
                self._listing.renew(damage)
                self._lacks_articles = True  # A look at the old one may have ended meanwhile.
        self._fill()
        return use()

    def _fill(self) -> None:
        # What asks meanwhile would find nothing, and take that for the answer.
        if self._lacks_articles:
            with self._refreshing:
                if self._lacks_articles:
                    self._look_through(lambda progress: None, lambda: False)


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
