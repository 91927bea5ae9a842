"""Opens one article: its file read and parsed, with what the reader did with it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store import folder
from store.aliases import NO_NAMINGS, Aliases, aliases_of
from store.article import Article, ArticleRow
from store.errors import LibraryError, reason
from store.folder import Stamp
from store.record import Record
from store.tags import Facet


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with everything that is known about it."""

    row: ArticleRow
    article: Article
    record: Record
    place: int = 0
    """Where one left it; 0 for its top."""
    files: tuple[tuple[str, int], ...] = ()
    """All its files, by name, each with its bytes."""
    same_text: tuple[ArticleRow, ...] = ()
    """Some of the other articles with the same words in their bodies, newest first."""
    more_same_text: int = 0
    """How many of them there are besides."""
    aliases: Mapping[Facet, Aliases] = field(default_factory=dict)
    """The former names of tags."""
    as_of: "AsOf | None" = field(default=None, compare=False)
    """What it was read from, in a library."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The state of an index, and of the files that were looked at, as an article was opened."""

    version: tuple[int, int]
    files: Mapping[bytes, Stamp | None]
    """None for one that could not be read, or was just written: nothing tells of a change."""

    @property
    def has_its_files(self) -> bool:
        """Are the files as they were?"""
        return all(
            stamp is not None and folder.stamp(path) == stamp for path, stamp in self.files.items()
        )


def key_of(data: bytes) -> str:
    """The key of an article: the BLAKE2b digest of its file's bytes, 20 hex digits."""
    from hashlib import blake2b  # 2 ms to import, and not every start needs it

    return blake2b(data, digest_size=10).hexdigest()


def parsed(data: bytes, path: bytes) -> Article:
    """The article in the bytes of a file."""
    # A start without a look at an article has no need of the readers.
    from store.reader.read import read_article

    return read_article(data, folder.shown(folder.name_of(path)))


def open_known(
    root: bytes, paths: Sequence[bytes], row: ArticleRow, record: Record, version: tuple[int, int]
) -> Opened:
    """Open an article of the index from the first of its files that has its bytes.

    If no file has them any more, it is the first that can be read, with a warning; if none can be
    read, an article with nothing but a warning. The index was of a `version` before.
    """
    seen: dict[bytes, Stamp | None] = {}
    article = _first_with(row, root, paths, seen)
    return Opened(row, article, record, as_of=AsOf(version, seen))


def _first_with(
    row: ArticleRow, root: bytes, paths: Sequence[bytes], seen: dict[bytes, Stamp | None]
) -> Article:
    if not paths:
        return Article(title=row.title, date=row.date, warnings=(_gone(row),))
    instead: Article | None = None
    why = "it is no longer there"
    for path in paths:
        full = folder.joined(root, path)
        seen[full] = None
        try:
            data, stamp = folder.read(full)
        except OSError as error:
            why = reason(error)
            continue
        seen[full] = stamp if folder.is_settled(stamp) else None
        article = parsed(data, path)
        if key_of(data) == row.key:
            return article
        instead = instead or article
    if instead:
        changed = "The file has changed since it was listed; R brings the list up to date."
        return instead._replace(warnings=(*instead.warnings, changed))
    warning = f"The file {row.path} could not be read: {why}."
    return Article(title=row.title, date=row.date, warnings=(warning,))


def _gone(row: ArticleRow) -> str:
    place = f" (it was {row.path})" if row.path else ""
    return f"No file of the library holds this article now{place}; what you did with it is kept."


def open_file(path: Path, tag_file: Path) -> Opened:
    """Open an article from a file, in a library or not; with its record in a tag file, if any.

    Raises:
        LibraryError: It cannot be read.
        TagFileError: The tag file cannot be read.
    """
    name = os.fsencode(path)
    try:
        data, _ = folder.read(name)
    except OSError as error:
        raise LibraryError(f"{folder.shown(name)} could not be read: {reason(error)}.") from error
    key, article = key_of(data), parsed(data, name)
    record, aliases = _record(key, tag_file)
    row = ArticleRow(
        key,
        folder.shown(name),
        article.title or folder.shown(folder.name_of(name)),
        article.date,
        record.given(Facet.REGION, article.regions, aliases[Facet.REGION]),
        record.given(Facet.THEME, article.themes, aliases[Facet.THEME]),
        record.is_read,
        record.is_starred,
        has_warnings=bool(article.warnings),
    )
    return Opened(row, article, record)


def _record(key: str, tag_file: Path) -> tuple[Record, dict[Facet, Aliases]]:
    if not os.path.exists(tag_file):  # noqa: PTH110 (false, too, where a folder is shut)
        return Record(), aliases_of(NO_NAMINGS)
    # TinyDB is needed only where there is a tag file.
    from store.database import Database

    database = Database(tag_file)
    return database.records().get(key, Record()), aliases_of(database.namings())
