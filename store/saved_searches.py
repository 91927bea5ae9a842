"""The searches that the reader gave a name, as they are in the tag file."""

import re
from collections.abc import Collection, Iterable
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from store.errors import GrtuiError
from store.harmless import harmless_line
from store.letters import is_code, letters_of
from store.parser import read
from store.tags import loose

if TYPE_CHECKING:
    from store.tag_text import Document, Lines

TABLE = "searches"
"""The table of the tag file that holds them, by name."""

_UNWRITABLE = re.compile(r'[\s()"|,*]+')
"""What no name holds, as `@name` in a query could not hold it."""


class SavedSearch(NamedTuple):
    """A search with a name."""

    name: str
    """As it stands after the `@`: hyphens for spaces."""
    query: str
    letter: str
    """The key that runs it; empty past the 52nd."""


def searches_in(table: "Lines") -> tuple[SavedSearch, ...]:
    """The saved searches by name; documents that are none are passed over."""
    found = []
    names, letters = set(), {""}
    for name, document in table.documents(table):
        query, letter = document.get("query"), document.get("letter", "")
        if not (isinstance(query, str) and isinstance(letter, str) and clean_name(name) == name):
            continue
        if loose(name) in names:  # of two files that were joined, each may have one
            continue
        letter = letter[:1] if is_code(letter[:1]) and letter[:1] not in letters else ""
        names.add(loose(name))
        letters.add(letter)
        found.append(SavedSearch(name, harmless_line(query), letter))
    return tuple(sorted(found, key=lambda one: loose(one.name)))


def clean_name(name: str) -> str:
    """A name as it can stand in a query: `Ferry news` becomes `Ferry-news`."""
    return _UNWRITABLE.sub("-", harmless_line(name).lstrip("@")).strip("-")


def named(name: str, searches: Iterable[SavedSearch]) -> SavedSearch | None:
    """The search of a name, however it is spelled."""
    return next((one for one in searches if loose(one.name) == loose(name)), None)


def with_search(name: str, query: str, searches: Collection[SavedSearch]) -> SavedSearch:
    """A new search, or an old one with another query: it keeps its name and its letter.

    Raises:
        GrtuiError: There is no letter or digit in the name, or nothing to search for.
        QueryError: The query cannot be understood, or the search would be a part of itself.
    """
    name = clean_name(name)
    if not any(map(str.isalnum, name)):
        raise GrtuiError("A saved search needs a name with a letter or a digit in it.")
    if not query.strip():
        raise GrtuiError("There is no search to save: search first.")
    others = {one.name: one.query for one in searches if loose(one.name) != loose(name)}
    read(query, saved={**others, name: query})
    if old := named(name, searches):
        return SavedSearch(old.name, query, old.letter)
    used = {one.letter for one in searches}
    wishes = letters_of(name) + ascii_lowercase + letters_of(name).upper() + ascii_uppercase
    return SavedSearch(name, query, next((one for one in wishes if one not in used), ""))


def document_of(search: SavedSearch) -> "Document":
    """A search as a document of the tag file."""
    return {"query": search.query, "letter": search.letter}
