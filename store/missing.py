"""The articles whose files are gone, as far as the tag file has records of them.

Each is a row of the index like any other article's, but for its row id (see `schema.MISSING`), and
holds nothing that the record does not say. A complete look through the folder puts these rows in;
they go when the file comes back or the record goes. Every function works on a connection.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from store import fill
from store.article import Article
from store.extract import extract_of
from store.rows import each
from store.schema import MISSING

_GONE = extract_of(Article(warnings=("Its file is gone.",)))
_RECORDS = (
    "SELECT key, path FROM record"
    " WHERE NOT EXISTS (SELECT * FROM article WHERE article.key = record.key)"
)


def unlisted(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The records without any row: each one's key, and where its file was."""
    return connection.execute(_RECORDS).fetchall()


def insert(connection: sqlite3.Connection, keys: Sequence[str]) -> None:
    """List the articles of records, but for those that have a row."""
    statement = f"{_RECORDS} AND key IN ({{marks}})"
    wanted = sorted(key for key, _ in each(connection, statement, keys))
    (lowest,) = connection.execute("SELECT min(id) FROM article").fetchone()
    first = min(lowest or 0, MISSING + 1) - 1
    ids = {key: first - number for number, key in enumerate(wanted)}
    fill.insert(connection, ids, dict.fromkeys(wanted, _GONE))


def unsettle(connection: sqlite3.Connection) -> None:
    """Note that a look has begun to change the index."""
    connection.execute("UPDATE mirrored SET looked = '?'")


def settle(connection: sqlite3.Connection, stamp: str, met: Sequence[str]) -> None:
    """Note that a look was complete, at which mirror, and which records it met without a file."""
    connection.executemany("INSERT OR IGNORE INTO past VALUES (?, NULL)", [(key,) for key in met])
    connection.execute("UPDATE mirrored SET looked = ?", (stamp,))


def remove(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Take out those of the articles that are listed here."""
    statement = f"SELECT id FROM article WHERE id <= {MISSING} AND key IN ({{marks}})"
    fill.remove(connection, [id_ for (id_,) in each(connection, statement, list(keys))])
