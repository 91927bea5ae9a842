"""Whatever is done to the files, nothing that the reader did is lost."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from store.database import Database
from store.library import Library
from store.opening import key_of
from store.tags import Facet, Tag

PATHS = ("a.txt", "b.txt", "c.txt", "d/a.txt")
TEXTS = {key_of(text): text for text in (f"War {n}\n".encode() for n in range(6))}


@dataclass(frozen=True)
class Kept:
    """A record of the model: what the reader gave, and where the file was last seen."""

    marks: frozenset[str]
    path: str


@dataclass
class Model:
    """The rule of which article is which, in plain Python.

    The key is the bytes. A record moves on from a path where its bytes were to the ones that are
    there now, if the old are nowhere any more and the new were no article before; to each, if there
    were several such paths. One that was missing after a look moves no more.
    """

    files: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    records: dict[str, Kept] = field(default_factory=dict)

    def mark(self, key: str, mark: str) -> None:
        """The reader gives an article a mark."""
        paths = sorted(path for path, held in self.known.items() if held == key)
        old = self.records.get(key, Kept(frozenset(), ""))
        self.records[key] = Kept(old.marks | {mark}, paths[0] if paths else old.path)

    def look(self) -> None:
        """A look through the folder."""
        before = self.known | self._remembered()
        edited = [
            (path, before[path], self.files[path])
            for path in sorted(before.keys() & self.files.keys())
            if before[path] not in self.files.values() and self.files[path] not in before.values()
        ]
        moving = {old: self.records.pop(old) for _, old, _ in edited if old in self.records}
        for _, old, new in edited:
            if old in moving:
                others = self.records.get(new, Kept(frozenset(), ""))
                path = min(path for path in before if self.files.get(path) == new)
                self.records[new] = Kept(others.marks | moving[old].marks, path)
        for key, record in self.records.items():
            paths = sorted(path for path, held in self.files.items() if held == key)
            if paths and record.path not in paths:
                self.records[key] = replace(record, path=paths[0])
        self.known = dict(self.files)
        self.met |= {*self.known.values(), *self.records}

    def _remembered(self) -> dict[str, str]:
        """Where records were whose bytes are in no known file, as far as new files are there."""
        lost = {key: one for key, one in self.records.items() if key not in self.known.values()}
        gone = lost.keys() - self.met - {*self.files.values()}
        at = {lost[key].path: key for key in sorted(gone)}
        new = self.files.keys() - self.known.keys()
        return {path: at[path] for path in new & at.keys() if self.files[path] not in lost}


class Press:
    """A library on disk, and the model of it."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.folder = base / "press"
        (self.folder / "d").mkdir(parents=True)
        self.model = Model()
        self.marks: list[str] = []
        self.caches = 0
        self.library = self.opened()

    def opened(self) -> Library:
        """Open the library with the newest of its indexes."""
        return Library.open(self.folder, cache=self.base / f"cache {self.caches}")

    def put(self, path: str, key: str) -> None:
        """Write a new file, or edit one."""
        (self.folder / path).write_bytes(TEXTS[key])
        self.model.files[path] = key

    def copy(self, path: str, to: str) -> None:
        """Copy a file, maybe over another."""
        if path in self.model.files and path != to:
            shutil.copy(self.folder / path, self.folder / to)
            self.model.files[to] = self.model.files[path]

    def rename(self, path: str, to: str) -> None:
        """Rename a file, maybe over another."""
        if path in self.model.files:
            (self.folder / path).rename(self.folder / to)
            self.model.files[to] = self.model.files.pop(path)

    def delete(self, path: str) -> None:
        """Delete a file."""
        if self.model.files.pop(path, None):
            (self.folder / path).unlink()

    def gather(self, path: str) -> None:
        """Copy a file over all others."""
        for to in PATHS:
            self.copy(path, to)

    def scatter(self, start: int) -> None:
        """Edit all files, each to another text."""
        keys = sorted(TEXTS)
        for number, path in enumerate(sorted(self.model.files), start):
            self.put(path, keys[number % len(keys)])

    def mark(self, number: int) -> None:
        """Give one of the articles that are listed, or are missing, a tag of its own."""
        keys = sorted({*self.model.known.values(), *self.model.records})
        if keys:
            key, name = keys[number % len(keys)], f"mark {len(self.marks)}"
            assert self.library.edit.toggle(Tag(Facet.REGION, name), [key]).keys == (key,)
            self.model.mark(key, name)
            self.marks.append(name)

    def look(self) -> None:
        """Look through the folder: all must be as the model says."""
        self.library.refresh()
        self.model.look()
        records = Database(self.library.tag_file).records()
        kept = {k: Kept(frozenset(one.added_regions), one.path) for k, one in records.items()}
        assert kept == self.model.records
        assert {mark for one in kept.values() for mark in one.marks} == {*self.marks}
        assert self.found("") == {*self.model.files.values()}
        assert self.found("is:missing") == kept.keys() - self.model.files.values()
        assert not list(self.base.glob("*/*.damaged"))
        for mark in self.marks:
            marked = {key for key, one in kept.items() if mark in one.marks}
            assert self.found(f'region:"{mark}" (is:missing OR -is:missing)') == marked

    def found(self, query: str) -> set[str]:
        """The keys of what a query finds."""
        return {row.key for row in self.library.rows(self.library.search(query).ids)}

    def reopen(self) -> None:
        """Close the library and open it again."""
        self.library.close()
        self.library = self.opened()

    def lose_index(self) -> None:
        """Open the library with an empty index."""
        self.caches += 1
        self.model.known, self.model.met = {}, set()
        self.reopen()
        self.look()


KEYS, NAMES = st.sampled_from(sorted(TEXTS)), st.sampled_from(PATHS)
Deed = Callable[[Press], None]
DEEDS: st.SearchStrategy[Deed] = st.one_of(
    st.builds(lambda path, key: lambda press: press.put(path, key), NAMES, KEYS),
    st.builds(lambda path, to: lambda press: press.copy(path, to), NAMES, NAMES),
    st.builds(lambda path, to: lambda press: press.rename(path, to), NAMES, NAMES),
    st.builds(lambda path: lambda press: press.delete(path), NAMES),
    st.builds(lambda path: lambda press: press.gather(path), NAMES),
    st.builds(lambda start: lambda press: press.scatter(start), st.integers(0, 5)),
    st.builds(lambda number: lambda press: press.mark(number), st.integers(0, 9)),
    st.sampled_from([Press.reopen, Press.lose_index]),
)


@settings(max_examples=60)
@given(days=st.lists(st.lists(DEEDS, max_size=3), max_size=8))
def test_what_the_reader_did_goes_where_the_article_goes(days: list[list[Deed]]) -> None:
    with TemporaryDirectory() as base:
        press = Press(Path(base))
        for path, key in zip(PATHS[:3], sorted(TEXTS), strict=False):
            press.put(path, key)
        press.look()
        press.mark(0)
        press.mark(1)
        for deeds in days:
            for deed in deeds:
                deed(press)
            press.look()
        press.lose_index()
        press.library.close()
