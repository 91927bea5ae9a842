"""Reads from the index which tags there are, their letters, and the names that they had."""

import sqlite3
from typing import NamedTuple

from store.aliases import Alias, Aliases, Naming
from store.tags import Facet


class UsedTag(NamedTuple):
    """A tag of the index, as the first article that bears it spells it."""

    folded: str
    name: str
    uses: int
    """How many articles bear it; removed ones not counted."""


def used_tags(connection: sqlite3.Connection, facet: Facet) -> list[UsedTag]:
    """The tags that articles bear, most used first."""
    rows = connection.execute(
        "SELECT folded, name, uses FROM tag WHERE facet = ? AND uses > 0"
        " ORDER BY uses DESC, folded",
        (facet.value,),
    )
    return [UsedTag(*row) for row in rows]


def spelling(connection: sqlite3.Connection, facet: Facet, folded: str) -> str | None:
    """How a tag is spelled that articles bear or bore."""
    statement = "SELECT name FROM tag WHERE facet = ? AND folded = ?"
    row = connection.execute(statement, (facet.value, folded)).fetchone()
    return row[0] if row else None


def letters(connection: sqlite3.Connection) -> dict[Facet, dict[str, str]]:
    """The saved letters by folded names."""
    found: dict[Facet, dict[str, str]] = {facet: {} for facet in Facet}
    for facet, folded, letter in connection.execute("SELECT facet, folded, letter FROM letter"):
        found[Facet(facet)][folded] = letter
    return found


def namings(connection: sqlite3.Connection) -> dict[Facet, Naming]:
    """What the reader changed in the vocabulary."""
    aliases: dict[Facet, dict[str, Alias]] = {facet: {} for facet in Facet}
    hidden: dict[Facet, list[str]] = {facet: [] for facet in Facet}
    statement = "SELECT facet, folded, name, present FROM alias"
    for facet, folded, *alias in connection.execute(statement):
        aliases[Facet(facet)][folded] = Alias(*alias)
    for facet, name in connection.execute("SELECT facet, name FROM hidden ORDER BY rowid"):
        hidden[Facet(facet)].append(name)
    return {facet: Naming(Aliases(aliases[facet]), tuple(hidden[facet])) for facet in Facet}
