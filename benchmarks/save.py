"""How long until a tag is on disk, beside TinyDB as it comes.

Run it with `make bench-parts`. The rounds of all are interleaved, so that what else the machine
does meets all; the figures are medians, and what counts is their ratio. `TMPDIR` chooses the disk.
"""

import os
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from tinydb import TinyDB
from tinydb.table import Table

from store import locations
from store.article import Article
from store.atomic import replace_file
from store.database import Database
from store.extract import Entry, extract_of
from store.folder import Stamp
from store.index import Index
from store.library import Library
from store.record import Record
from store.storage import AtomicStorage
from store.tag_text import Document, text_of
from store.tags import Facet, Tag

ROUNDS = {1_000: 31, 10_000: 21, 100_000: 7}
"""How many rounds for how many tagged articles."""

TAG = Tag(Facet.REGION, "Antarctica")

STOCK = "TinyDB as it comes"
WHAT = {
    "a tag key": "all that a tag key does: lock, tag file, history, mirror in the index",
    "Database.edit": "the tag file's part of it",
    STOCK: "update(fields, doc_ids=[id]): in place, one fsync, no lock, backup or history",
    "TinyDB on our storage": "the same with our lock, backup and fsyncs",
    "the bytes alone": "the tag file's bytes put in its place, fsyncs and all",
}
"""What is measured, on a file of its own with the same documents."""

Save = Callable[[int], object]
"""Saves something, for the round of that number."""


class StockTable(Table):
    """A stock table whose documents have ids that we give."""

    document_id_class = str  # type: ignore[assignment]


def documents(count: int) -> dict[str, Document]:
    """The documents of so many tagged articles, by their keys."""
    found: dict[str, Document] = {}
    for number in range(count):
        added = {"region": ["Europe"], "theme": ["Culture", "Sports & Leisure"][: number % 3]}
        path = f"2018/{number:06}.txt"
        found[f"{number:020x}"] = {"path": path, "added": added, "read": True}
    return found


def library_of(place: Path, whole: dict[str, Document]) -> Library:
    """A library whose index knows an article for each document, though there are no files."""
    (place / ".grtui").mkdir()
    (place / ".grtui" / "tags.json").write_bytes(text_of({"articles": whole}))
    index = Index(locations.index_file(place, os.environ, place / "cache"))
    entries = [
        Entry(str(one["path"]).encode(), Stamp(1, 1, 1), key, extract_of(Article(title=key)))
        for key, one in whole.items()
    ]
    for start in range(0, len(entries), 2000):
        index.add(entries[start : start + 2000])
    index.close()
    return Library.open(place, cache=place / "cache")


def saves(place: Path, library: Library, whole: dict[str, Document]) -> dict[str, Save]:
    """What is measured."""
    keys = list(whole)
    text = text_of({"articles": whole})
    (place / "edited.json").write_bytes(text)
    (place / "atomic.json").write_bytes(text)
    database = Database(place / "edited.json")
    stock = TinyDB(place / "stock.json")
    stock.storage.write({"articles": {str(at): one for at, one in enumerate(whole.values(), 1)}})
    articles = stock.table("articles")
    ours = StockTable(AtomicStorage(place / "atomic.json"), "articles")

    def star(_: str, record: Record) -> Record:
        return replace(record, is_starred=not record.is_starred)

    return {
        "a tag key": lambda number: library.edit.toggle(TAG, [keys[number]]),
        "Database.edit": lambda number: database.edit("starred", [keys[number]], star),
        STOCK: lambda number: articles.update({"starred": True}, doc_ids=[number + 1]),
        "TinyDB on our storage": lambda number: ours.update(
            {"starred": True}, doc_ids=[cast("Any", keys[number])]
        ),
        "the bytes alone": lambda number: replace_file(place / "bytes.json", text),
    }


def medians(measured: dict[str, Save], rounds: int) -> dict[str, float]:
    """The median milliseconds of each, after two rounds that do not count."""
    times: dict[str, list[float]] = {name: [] for name in measured}
    for number in range(rounds + 2):
        for name, save in measured.items():
            begin = time.perf_counter()
            save(number)
            times[name].append((time.perf_counter() - begin) * 1000)
    return {name: statistics.median(taken[2:]) for name, taken in times.items()}


def cost_of_one(save: Callable[[], object], folder: Path) -> str:
    """What a save does: its fsyncs, the bytes it writes, the files of the folder it changes."""
    before = _files(folder)
    with counting() as counts:
        save()
    after = _files(folder)
    changed = sorted(name for name in before | after if before.get(name) != after.get(name))
    return (
        f"fsyncs: {counts['file']} of a file, {counts['folder']} of a folder; "
        f"{counts['bytes']:,} bytes; {', '.join(changed)}"
    )


def _files(folder: Path) -> dict[str, tuple[int, int, int]]:
    statuses = {path.name: path.stat() for path in folder.iterdir() if path.is_file()}
    return {name: (at.st_ino, at.st_mtime_ns, at.st_size) for name, at in statuses.items()}


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Count Python's fsyncs and writes while the block runs; SQLite's are none of Python."""
    counts: Counter[str] = Counter()
    fsync, write = os.fsync, os.write

    def counted_fsync(handle: int) -> None:
        counts["folder" if os.path.isdir(handle) else "file"] += 1  # noqa: PTH112
        fsync(handle)

    def counted_write(handle: int, data: bytes) -> int:
        written = write(handle, data)
        counts["bytes"] += written
        return written

    with patch("os.fsync", counted_fsync), patch("os.write", counted_write):
        yield counts


def measure(place: Path, count: int, rounds: int) -> None:
    """Print the medians for so many tagged articles, and what one save does."""
    place.mkdir()
    whole = documents(count)
    library = library_of(place, whole)
    library.search()  # mirrors the tag file
    measured = saves(place, library, whole)
    found = medians(measured, rounds)
    print(f"{count:,} tagged articles, medians of {rounds}:")
    for name, took in found.items():
        print(f"  {name:22}{took:8.1f} ms  {took / found[STOCK]:5.2f}")
    toggle = measured["a tag key"]
    print(f"  a toggle: {cost_of_one(lambda: toggle(count - 1), library.tag_file.parent)}")
    library.close()


def main() -> None:
    """Measure libraries of all sizes."""
    for name, what in WHAT.items():
        print(f"{name:22}  {what}")
    with tempfile.TemporaryDirectory() as place:
        for count, rounds in ROUNDS.items():
            measure(Path(place, str(count)), count, rounds)


if __name__ == "__main__":
    main()
