"""Fills the index: files and articles go in and out.

Every function works on a connection that is in a transaction.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from store import mirror, packing, tag_rows
from store.cache import dictionary
from store.extract import Entry, Extract, packed_by
from store.mirror import Borne
from store.packing import Packer
from store.record import Record
from store.rows import each, packed, unpacked
from store.schema import DAY_BITS, MISSING, WORD_TABLES

_ENOUGH = 50
"""How many texts tell what words a library uses; fewer are packed each by itself."""

_PLENTY = 300
"""How many tell as much as all do."""


Row = tuple[Any, ...]

_NO_RECORD = Record()


def add(connection: sqlite3.Connection, entries: Sequence[Entry]) -> int:
    """Take files in, and return how many articles are new."""
    keys = list({entry.key for entry in entries})
    known = dict(each(connection, "SELECT key, id FROM article WHERE key IN ({marks})", keys))
    ids = {key: id_ for key, id_ in known.items() if id_ > MISSING}
    new = {e.key: e.extract for e in entries if e.extract and e.key not in ids}
    remove(connection, [known[key] for key in new if key in known])
    ids |= _given_ids(connection, new)
    insert(connection, ids, new)
    # An article that another process took out meanwhile comes with the next look at the folder.
    files = [entry for entry in entries if entry.key in ids]
    left = _articles_of(connection, [entry.path for entry in files])
    connection.executemany(
        "REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
        [(e.path, e.stamp.size, e.stamp.mtime_ns, e.stamp.inode, ids[e.key]) for e in files],
    )
    edited = {left[e.path]: e.key for e in reversed(files) if e.path in left and e.key in new}
    _remove_orphans(connection, left.values(), edited)
    connection.executemany("DELETE FROM past WHERE key = ?", [(key,) for key in ids])
    return len(new)


def forget(connection: sqlite3.Connection, paths: Sequence[bytes]) -> int:
    """Leave files out, and return how many articles went with them."""
    left = _articles_of(connection, paths)
    connection.executemany("DELETE FROM file WHERE path = ?", [(path,) for path in paths])
    return _remove_orphans(connection, left.values(), {})


def became(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, str | None]:
    """Of the articles that were here: what each became by edits, None where its file just went."""
    found: dict[str, str | None] = {}
    for key, after in each(connection, "SELECT key, next FROM past WHERE key IN ({marks})", keys):
        seen = {key}
        while after and after not in seen:
            seen.add(after)
            row = connection.execute("SELECT next FROM past WHERE key = ?", (after,)).fetchone()
            if row is None:
                break
            after = row[0]
        found[key] = after
    return found


def _articles_of(connection: sqlite3.Connection, paths: Sequence[bytes]) -> dict[bytes, int]:
    return dict(each(connection, "SELECT path, article FROM file WHERE path IN ({marks})", paths))


def _given_ids(connection: sqlite3.Connection, extracts: Mapping[str, Extract]) -> dict[str, int]:
    last: dict[int, int] = {}
    return {key: _next_id(connection, extract.date, last) for key, extract in extracts.items()}


def insert(
    connection: sqlite3.Connection, ids: Mapping[str, int], extracts: Mapping[str, Extract]
) -> None:
    """Insert articles at their row ids, with what the reader did with them."""
    packer = Packer(_dictionary(connection, extracts.values()))
    statement = f"{mirror.RECORDS} WHERE key IN ({{marks}})"
    records = mirror.records(each(connection, statement, list(extracts)))
    namings = tag_rows.namings(connection)
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM text").fetchone()
    articles: list[Row] = []
    texts: list[Row] = []
    words: list[Row] = []
    given: list[tuple[int, Borne, Borne]] = []
    for text, (key, extract) in enumerate(extracts.items(), last + 1):
        id_, record = ids[key], records.get(key, _NO_RECORD)
        tags = mirror.borne(record, extract.regions, extract.themes, namings)
        articles.append(_row((id_, key), extract, record, tags, text))
        texts.append((text, *packed_by(packer, extract), record.note))
        shorts = extract.title, extract.authors, extract.publisher
        words.append((id_, extract.body, *shorts, record.note))
        given.append((id_, mirror.NO_TAGS, tags))
    connection.executemany("INSERT INTO text VALUES (?, ?, ?, ?)", texts)
    connection.executemany(
        f"INSERT INTO article VALUES ({', '.join('?' * 19)})",
        sorted(articles),  # Those of one page come together.
    )
    mirror.give(connection, given)
    # The full-text index writes itself to disk at each row id that is not above the last one, and
    # at many a statement in between: so these come last, together, and in order.
    connection.executemany(
        "INSERT INTO search (rowid, body, title, authors, publisher, note)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        sorted(words),
    )
    connection.executemany(
        "INSERT INTO footer (rowid, words) VALUES (?, ?)",
        sorted((ids[key], extract.footer) for key, extract in extracts.items()),
    )


def _next_id(connection: sqlite3.Connection, iso: str | None, last: dict[int, int]) -> int:
    """A row id that is free (see `schema.DAY_BITS`); `last` holds those just given, by day."""
    if iso is None:
        if 0 not in last:
            statement = "SELECT min(id) FROM article WHERE id > ?"
            (lowest,) = connection.execute(statement, (MISSING,)).fetchone()
            last[0] = min(lowest or 0, 0)
        last[0] -= 1
        return last[0]
    day = date.fromisoformat(iso).toordinal()
    while True:
        first, end = day << DAY_BITS, (day + 1) << DAY_BITS
        if day not in last:
            statement = "SELECT max(id) FROM article WHERE id >= ? AND id < ?"
            (highest,) = connection.execute(statement, (first, end)).fetchone()
            last[day] = first - 1 if highest is None else highest
        if last[day] + 1 < end:
            last[day] += 1
            return last[day]
        day += 1


def _row(
    id_and_key: tuple[int, str], extract: Extract, record: Record, tags: Borne, text: int
) -> Row:
    """A row of the table `article`."""
    return (
        *(*id_and_key, extract.date, extract.title, extract.authors, extract.publisher),
        *(packed(tags.regions), packed(tags.themes)),
        *("\n".join(extract.regions), "\n".join(extract.themes), *tags.counts),
        *(record.is_read, record.is_starred, bool(record.note)),
        *(extract.has_body, extract.has_warnings, text, extract.digest),
    )


def _dictionary(connection: sqlite3.Connection, extracts: Iterable[Extract]) -> bytes:
    """The dictionary of the index, made of the first texts that are enough for one."""
    words = dictionary(connection)
    if words:
        return words
    some = [extract for extract in extracts if extract.body][:_PLENTY]
    if len(some) >= _ENOUGH:
        words = packing.dictionary([one.body for one in some], [one.footer for one in some])
        connection.execute("INSERT INTO dictionary VALUES (?)", (words,))
    return words


def _remove_orphans(
    connection: sqlite3.Connection, articles: Iterable[int], edited: Mapping[int, str]
) -> int:
    """Take out those articles that no file holds any more, and return how many.

    Remembers that they were here, and which keys the `edited` ones have now.
    """
    statement = (
        "SELECT id, key FROM article WHERE id IN ({marks})"
        " AND NOT EXISTS (SELECT * FROM file WHERE article = id)"
    )
    orphans = dict(each(connection, statement, list(articles)))
    connection.executemany(
        "REPLACE INTO past VALUES (?, ?)",
        [(key, edited.get(id_)) for id_, key in orphans.items()],
    )
    remove(connection, list(orphans))
    return len(orphans)


def remove(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Take articles out, with their tags and words."""
    statement = "SELECT id, text, regions, themes FROM article WHERE id IN ({marks})"
    rows = sorted(each(connection, statement, ids))
    tags = [(row[0], Borne(unpacked(row[2]), unpacked(row[3]))) for row in rows]
    mirror.give(connection, [(id_, borne, mirror.NO_TAGS) for id_, borne in tags])
    # The full-text indexes take an entry out by what their views still say.
    for table in WORD_TABLES:
        connection.executemany(f"DELETE FROM {table} WHERE rowid = ?", [row[:1] for row in rows])
    connection.executemany("DELETE FROM text WHERE id = ?", [row[1:2] for row in rows])
    connection.executemany("DELETE FROM article WHERE id = ?", [row[:1] for row in rows])
