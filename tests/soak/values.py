"""What the trials save: tag files of any size, edits, and the stock storage to compare with."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from store.database import Database, Saved
from store.storage import AtomicStorage
from store.tag_text import text_of
from store.tags import Facet, Tag

NOON = datetime(2026, 5, 9, 12, tzinfo=UTC)


def key_of(number: int) -> str:
    """The key of an article that is nowhere."""
    return f"{number:020x}"


def tag_file(records: int, chance: random.Random) -> bytes:
    """The text of a tag file in use, with a history that can be undone and some letters."""
    articles: dict[str, dict[str, Any]] = {}
    for number in range(records):
        regions = chance.sample(
            ["Africa", "Asia", "Größe ☃", "Europe", "USA"], chance.randint(1, 3)
        )
        articles[key_of(number)] = {"added": {"region": regions}, "path": f"{number:06}.txt"}
        if chance.random() < 0.3:
            articles[key_of(number)] |= {"read": True, "note": "as it was told " * 3}
    return text_of({"articles": articles, "letters": {"region": {"europe": "e"}}})


def give(database: Database, name: str, *keys: str) -> Saved:
    """Tag articles: an edit as the reader's keys make it."""
    tag = Tag(Facet.THEME, name)
    return database.edit(f"+{name}", keys, lambda _, record: record.with_tag(tag, ()))


def opened(path: Path, user: str = "ann") -> Database:
    """The database at noon, so that the same edit makes the same file."""
    return Database(path, user=user, now=lambda: NOON)


def articles_in(path: Path) -> dict[str, Any]:
    """The records of a tag file, as it is on the disk."""
    tables = AtomicStorage(path).read() or {}
    return {key: dict(one) for key, one in tables.get("articles", {}).items()}


def themes_in(record: dict[str, Any]) -> list[str]:
    """The themes that were given, in a record as the file has it."""
    return [*record.get("added", {}).get("theme", [])]


def stock_tables(path: Path) -> dict[str, Any] | None:
    """The tables that stock TinyDB left, or None if nobody can read them."""
    try:
        tables = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return tables if isinstance(tables, dict) else None
