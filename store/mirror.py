"""The mirror of the tag file in the index: what the reader did, beside the articles it was done to.

Every function works on a connection that is in a transaction.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from store.aliases import NO_NAMINGS, Aliases, Namings
from store.record import Record
from store.rows import mirrored_stamp, names_in, packed, unpacked
from store.saved_searches import SavedSearch
from store.schema import MISSING
from store.tag_rows import letters, namings
from store.tags import Facet, GivenTag, Origin, fold, loose

_FACETS = tuple(facet.value for facet in (Facet.REGION, Facet.THEME))
"""Those of `Borne`."""
_RECORD = (
    "added_regions, added_themes, removed_regions, removed_themes, is_read, is_starred, note, path"
)
RECORDS = f"SELECT key, {_RECORD} FROM record"
"""The statement that gives all that the reader did."""


class Borne(NamedTuple):
    """The tags that an article bears, removed ones included."""

    regions: tuple[GivenTag, ...]
    themes: tuple[GivenTag, ...]

    def of(self, facet: Facet) -> tuple[GivenTag, ...]:
        """Those of one facet."""
        return self.regions if facet is Facet.REGION else self.themes

    @property
    def counts(self) -> tuple[int, int]:
        """How many regions and themes it bears, removed ones not counted."""
        return sum(tag.counts for tag in self.regions), sum(tag.counts for tag in self.themes)


class State(NamedTuple):
    """What a tag file says at one time."""

    stamp: str
    records: Mapping[str, Record]
    letters: Mapping[Facet, Mapping[str, str]]
    """Letters by folded names."""
    searches: Sequence[SavedSearch] = ()
    namings: Namings = NO_NAMINGS


NO_TAGS = Borne((), ())

_NO_RECORD = Record()


def record_of(connection: sqlite3.Connection, key: str) -> Record | None:
    """What the reader did with an article, where there is anything."""
    row = connection.execute(f"SELECT {_RECORD} FROM record WHERE key = ?", (key,)).fetchone()
    return _record(row) if row else None


def records(rows: Iterable[tuple[Any, ...]]) -> dict[str, Record]:
    """What the reader did with articles, by key: from rows of `RECORDS`."""
    return {row[0]: _record(row[1:]) for row in rows}


def mirror(connection: sqlite3.Connection, now: State, last: State | None) -> set[str]:
    """Make the mirror equal to a tag file, at the cost of what differs; return whose records went.

    `last` is what this process mirrored before, if it did: where nobody else has mirrored since,
    the differences are found without asking the mirror.
    """
    if last and last.stamp == mirrored_stamp(connection):
        old, had, named = last.records, last.letters, last.namings
    else:
        old, had = records(connection.execute(RECORDS)), letters(connection)
        named = namings(connection)
    gone = old.keys() - now.records.keys()
    changed = dict.fromkeys(gone, Record())
    for key, record in now.records.items():
        was = old.get(key)
        if was is not record and was != record:
            changed[key] = record
    if named != now.namings:
        _keep_namings(connection, now.namings)
    _change(connection, changed, now.namings)
    for facet in Facet:
        old_aliases, aliases = named[facet].aliases, now.namings[facet].aliases
        if old_aliases != aliases:
            _rename(connection, facet, old_aliases, now)
    for facet in Facet:
        _keep_letters(connection, facet, had.get(facet, {}), now.letters.get(facet, {}))
    _keep_searches(connection, now.searches)
    connection.execute("UPDATE mirrored SET stamp = ?", (now.stamp,))
    return gone


def searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """The saved searches, by name."""
    rows = connection.execute("SELECT name, query, letter FROM saved_search ORDER BY name")
    return [SavedSearch(*row) for row in rows]


def _keep_searches(connection: sqlite3.Connection, new: Sequence[SavedSearch]) -> None:
    if searches(connection) != sorted(new, key=lambda search: search.name):
        connection.execute("DELETE FROM saved_search")
        connection.executemany(
            "INSERT INTO saved_search VALUES (?, ?, ?)",
            [(search.name, search.query, search.letter) for search in new],
        )


def _keep_letters(
    connection: sqlite3.Connection, facet: Facet, old: Mapping[str, str], new: Mapping[str, str]
) -> None:
    gone = [(facet.value, folded) for folded in old.keys() - new.keys()]
    come = [(facet.value, *pair) for pair in new.items() - old.items()]
    connection.executemany("DELETE FROM letter WHERE facet = ? AND folded = ?", gone)
    connection.executemany("REPLACE INTO letter VALUES (?, ?, ?)", come)


def _keep_namings(connection: sqlite3.Connection, new: Namings) -> None:
    connection.execute("DELETE FROM alias")
    connection.execute("DELETE FROM hidden")
    connection.executemany(
        "INSERT INTO alias (facet, folded, loose, name, target, present) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (facet.value, folded, loose(name), name, fold(present), present)
            for facet, naming in new.items()
            for folded, (name, present) in naming.aliases.by_folded.items()
        ],
    )
    connection.executemany(
        "INSERT INTO hidden (facet, name) VALUES (?, ?)",
        [(facet.value, name) for facet, naming in new.items() for name in naming.hidden],
    )


def _rename(connection: sqlite3.Connection, facet: Facet, old: Aliases, now: State) -> None:
    """Let articles bear the names that their tags have now: those articles that may."""
    was, new = old.by_folded, now.namings[facet].aliases.by_folded
    changed = [one for one in {**was, **new} if was.get(one) != new.get(one)]
    borne_as = {fold(was[one].present) if one in was else one for one in changed}
    _renew(connection, _bearing(connection, facet, borne_as), now)
    spellings = {one: was[one].name for one in changed if one in was}
    spellings |= {fold(new[one].present): new[one].present for one in changed if one in new}
    connection.executemany(
        "UPDATE tag SET name = ? WHERE facet = ? AND folded = ?",
        [(name, facet.value, folded) for folded, name in spellings.items()],
    )


def _bearing(connection: sqlite3.Connection, facet: Facet, names: Iterable[str]) -> list[int]:
    """The articles that bear some tags, or had them removed."""
    statement = (
        "SELECT article FROM given WHERE tag = (SELECT id FROM tag WHERE facet = ? AND folded = ?)"
    )
    return sorted(
        {id_ for name in names for (id_,) in connection.execute(statement, (facet.value, name))}
    )


def _renew(connection: sqlite3.Connection, articles: Iterable[int], now: State) -> None:
    """Find out anew which tags articles bear."""
    statement = (
        "SELECT key, regions, themes, source_regions, source_themes FROM article WHERE id = ?"
    )
    switches = []
    for id_ in articles:
        key, regions, themes, *source = connection.execute(statement, (id_,)).fetchone()
        before = Borne(unpacked(regions), unpacked(themes))
        given_regions, given_themes = map(names_in, source)
        record = now.records.get(key, _NO_RECORD)
        after = borne(record, given_regions, given_themes, now.namings)
        if after != before:
            switches.append((id_, before, after))
    connection.executemany(
        "UPDATE article SET regions = ?, themes = ?, region_count = ?, theme_count = ?"
        " WHERE id = ?",
        [(packed(b.regions), packed(b.themes), *b.counts, id_) for id_, _, b in switches],
    )
    give(connection, switches)


def _change(
    connection: sqlite3.Connection, changed: Mapping[str, Record], namings: Namings
) -> None:
    statement = (
        "SELECT id, regions, themes, source_regions, source_themes FROM article WHERE key = ?"
    )
    switches = []
    for key, record in changed.items():
        _keep(connection, key, record)
        if row := connection.execute(statement, (key,)).fetchone():
            before = Borne(unpacked(row[1]), unpacked(row[2]))
            after = borne(record, names_in(row[3]), names_in(row[4]), namings)
            switches.append((row[0], before, after))
            _apply(connection, row[0], after, record)
    give(connection, switches)


def give(connection: sqlite3.Connection, switches: Iterable[tuple[int, Borne, Borne]]) -> None:
    """Bring the tables of tags up to date with articles that bore some tags and now bear others.

    Those whose files are gone bear theirs without being counted.
    """
    names: dict[tuple[str, str], str] = {}
    uses: Counter[tuple[str, str]] = Counter()
    given: dict[tuple[tuple[str, str], int], Origin | None] = {}
    for article, before, after in switches:
        for facet, was, now in zip(_FACETS, before, after, strict=True):
            had = {fold(tag.name): tag for tag in was}
            has = {fold(tag.name): tag for tag in now}
            for folded in [*had, *(has.keys() - had.keys())] if had else has:
                old, new = had.get(folded), has.get(folded)
                if old == new:
                    continue
                tag = facet, folded
                names.setdefault(tag, (new or had[folded]).name)
                if article > MISSING:
                    uses[tag] += bool(new and new.counts) - bool(old and old.counts)
                given[tag, article] = new.origin if new else None
    ids = {tag: _use(connection, *tag, names[tag], uses[tag]) for tag in names}
    gone = [(ids[tag], article) for (tag, article), origin in given.items() if origin is None]
    come = [(ids[tag], article, o.value) for (tag, article), o in given.items() if o]
    connection.executemany("DELETE FROM given WHERE tag = ? AND article = ?", gone)
    connection.executemany("REPLACE INTO given VALUES (?, ?, ?)", sorted(come))


def _use(connection: sqlite3.Connection, facet: str, folded: str, name: str, uses: int) -> int:
    """Count the uses of a tag, which may be new; return its id."""
    connection.execute(
        "INSERT INTO tag (facet, folded, loose, name, uses) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET uses = uses + excluded.uses",
        (facet, folded, loose(name), name, uses),
    )
    statement = "SELECT id FROM tag WHERE facet = ? AND folded = ?"
    return int(connection.execute(statement, (facet, folded)).fetchone()[0])


def _keep(connection: sqlite3.Connection, key: str, record: Record) -> None:
    if record == Record():
        connection.execute("DELETE FROM record WHERE key = ?", (key,))
        return
    names = (
        record.added_regions,
        record.added_themes,
        record.removed_regions,
        record.removed_themes,
    )
    connection.execute(
        "REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (key, *map("\n".join, names), record.is_read, record.is_starred, record.note, record.path),
    )


def _record(row: tuple[Any, ...]) -> Record:
    added_regions, added_themes, removed_regions, removed_themes = (
        names_in(names) for names in row[:4]
    )
    return Record(
        added_regions,
        added_themes,
        removed_regions,
        removed_themes,
        bool(row[4]),
        bool(row[5]),
        row[6],
        row[7],
    )


def borne(record: Record, regions: Iterable[str], themes: Iterable[str], namings: Namings) -> Borne:
    """The tags of an article whose file gives some, and whose reader changed and renamed them."""
    return Borne(
        record.given(Facet.REGION, regions, namings[Facet.REGION].aliases),
        record.given(Facet.THEME, themes, namings[Facet.THEME].aliases),
    )


def _apply(connection: sqlite3.Connection, article: int, after: Borne, record: Record) -> None:
    connection.execute(
        "UPDATE article SET regions = ?, themes = ?, region_count = ?, theme_count = ?,"
        " is_read = ?, is_starred = ?, has_note = ? WHERE id = ?",
        (
            packed(after.regions),
            packed(after.themes),
            *after.counts,
            record.is_read,
            record.is_starred,
            bool(record.note),
            article,
        ),
    )
    statement = "SELECT text.id, note FROM text JOIN article ON text = text.id WHERE article.id = ?"
    text, note = connection.execute(statement, (article,)).fetchone()
    if note != record.note:
        # The full-text index takes an entry out by what the view still says.
        connection.execute("DELETE FROM search WHERE rowid = ?", (article,))
        connection.execute("UPDATE text SET note = ? WHERE id = ?", (record.note, text))
        connection.execute(
            "INSERT INTO search (rowid, title, authors, publisher, body, note)"
            " SELECT id, title, authors, publisher, body, note FROM searchable WHERE id = ?",
            (article,),
        )
