"""A record as a document of the tag file, and back; only what is there is written."""

from collections.abc import Iterable, Mapping
from typing import Any

from store.harmless import harmless, harmless_line, harmless_name
from store.record import Record
from store.tag_text import Document
from store.tags import without_doubles

NOTHING = Record()
"""The record of an article with which the reader did nothing."""

_FACETS = ("region", "theme")


def record_of(document: Mapping[str, Any]) -> Record:
    """The record in a document; fields of others are passed over.

    Raises:
        ValueError: A field has a value of the wrong kind.
    """
    read, starred = document.get("read", False), document.get("starred", False)
    note, path = document.get("note", ""), document.get("path", "")
    if type(read) is not bool or type(starred) is not bool:
        raise ValueError("'read' or 'starred' is neither true nor false")
    if type(note) is not str or type(path) is not str:
        raise ValueError("'note' or 'path' is not a text")
    added, removed = _names(document, "added"), _names(document, "removed")
    return Record(*added, *removed, read, starred, harmless(note), _shown(path))


def _shown(path: str) -> str:
    """A path on one line; `store.folder.shown` wrote it, unless somebody edited the tag file."""
    return harmless_name(path)


def _names(document: Mapping[str, Any], field: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if field not in document:
        return (), ()
    tags = document[field]
    if type(tags) is not dict:
        raise ValueError(f"{field!r} is not an object")
    regions, themes = tags.get("region", []), tags.get("theme", [])
    for names in (regions, themes):
        if type(names) is not list or not {str}.issuperset(map(type, names)):
            raise ValueError(f"in {field!r}, {names!r:.60} is not a list of tags")
    return _one_line(regions), _one_line(themes)


def _one_line(names: Iterable[str]) -> tuple[str, ...]:
    """The names of tags as they are kept, each on one line, without empty ones."""
    # The mirror packs tags by lines.
    return tuple(filter(None, map(harmless_line, names)))


def document_of(record: Record, before: Mapping[str, Any]) -> Document:
    """The document of a record, with the fields that others wrote into the one before."""
    document: Document = {
        "path": record.path,
        "added": _tags(before, "added", record.added_regions, record.added_themes),
        "removed": _tags(before, "removed", record.removed_regions, record.removed_themes),
        "read": record.is_read,
        "starred": record.is_starred,
        "note": record.note,
    }
    others = {field: value for field, value in before.items() if field not in document}
    return {field: value for field, value in document.items() if value} | others


def _tags(before: Mapping[str, Any], field: str, *names: tuple[str, ...]) -> Document:
    others = {k: value for k, value in before.get(field, {}).items() if k not in _FACETS}
    return {k: list(given) for k, given in zip(_FACETS, names, strict=True) if given} | others


def joined(older: Mapping[str, Any], newer: Mapping[str, Any]) -> Document:
    """One document of two whose articles have become one; the tags of the newer come first.

    Raises:
        ValueError: A field has a value of the wrong kind.
    """
    old, new = record_of(older), record_of(newer)
    record = Record(
        _both(new.added_regions, old.added_regions),
        _both(new.added_themes, old.added_themes),
        _both(new.removed_regions, old.removed_regions),
        _both(new.removed_themes, old.removed_themes),
        is_read=new.is_read or old.is_read,
        is_starred=new.is_starred or old.is_starred,
        note="\n\n".join(dict.fromkeys(note for note in (old.note, new.note) if note)),
        path=new.path or old.path,
    )
    both = {**older, **newer}
    for field in ("added", "removed"):
        both[field] = {**older.get(field, {}), **newer.get(field, {})}
    return document_of(record, both)


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return first if first == second else without_doubles(first + second)
