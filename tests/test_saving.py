"""What one save does to the disk, to the file and to the call."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest
from reading import open_library, write_three

from benchmarks.save import counting
from store.library import Library
from store.tags import Facet, Tag

EUROPE, ASIA = Tag(Facet.REGION, "Europe"), Tag(Facet.REGION, "Asia")


class Noon(datetime):
    """A clock that stands: no save of these tests is the first one of a day."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2026, 5, 1, 12, tzinfo=tz)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library in which something was saved twice today."""
    monkeypatch.setattr("store.database.datetime", Noon)
    write_three(tmp_path / "articles")
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        for _ in range(2):
            library.edit.toggle(EUROPE, keys(library))
        yield library


def keys(library: Library) -> list[str]:
    return [row.key for row in library.rows(library.search().ids)]


def listing(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """The files of a folder: the inode of each, its size, its bytes."""
    found = {path.name: (path.stat(), path.read_bytes()) for path in folder.iterdir()}
    return {name: (at.st_ino, at.st_size, data) for name, (at, data) in found.items()}


def test_a_save_is_one_fsync_of_a_file_and_one_of_its_folder(library: Library) -> None:
    with counting() as counts:
        library.edit.toggle(ASIA, keys(library))
    assert (counts["file"], counts["folder"]) == (1, 1)
    assert counts["bytes"] == library.tag_file.stat().st_size


def test_a_save_changes_the_tag_file_and_its_backup_only(library: Library) -> None:
    place = library.tag_file.parent
    before = listing(place)
    library.edit.toggle(ASIA, keys(library))
    after = listing(place)
    dated = f"tags.json.{date(2026, 5, 1).isoformat()}.bak"
    assert sorted(after) == ["tags.json", dated, "tags.json.bak", "tags.json.lock"]
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"tags.json", "tags.json.bak"}
    assert after["tags.json.bak"] == before["tags.json"]
    assert after["tags.json.lock"][1:] == (0, b"")


def test_what_changes_nothing_writes_nothing(library: Library) -> None:
    before = listing(library.tag_file.parent)
    with counting() as counts:
        library.edit.set_read(keys(library), False)
    assert not counts
    assert listing(library.tag_file.parent) == before
