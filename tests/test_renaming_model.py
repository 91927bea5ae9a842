"""Random changes of tags and of the vocabulary, and a plain model of what they do."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

import pytest

from store.errors import GrtuiError
from store.library import Library
from store.plans import TagChange
from store.tags import Facet, Tag, fold
from store.vocabulary import Hint

SEED = 20261124
STEPS = 120
NAMES = ("Europe", "Asia", "asia", "Far East", "Orient", "ORIENT", "Mid-East", "Middle East", "USA")
CODES = ("a", "e", "x", "Q", "Xa", "Xb", "X", "s")


@dataclass(frozen=True)
class Work:
    """What the reader did: by articles the names added and removed, and the aliases."""

    added: dict[str, tuple[str, ...]] = field(default_factory=dict)
    removed: dict[str, frozenset[str]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    """Folded present names by folded former ones."""

    def now(self, name: str) -> str:
        return self.aliases.get(fold(name), fold(name))

    def effective(self, title: str, source: tuple[str, ...]) -> set[str]:
        removed = self.removed.get(title, frozenset())
        file = {fold(name) for name in source}
        added = {fold(name) for name in self.added.get(title, ())} - file
        return {self.now(name) for name in (file - removed) | added}

    def changed(self, title: str, source: tuple[str, ...], name: str, *, gives: bool) -> "Work":
        wanted = self.now(name)
        is_there = wanted in self.effective(title, source)
        if is_there is gives:
            return self
        added, removed = self.added.get(title, ()), self.removed.get(title, frozenset())
        of_file = {fold(one) for one in source if self.now(one) == wanted}
        if gives:
            removed = frozenset(one for one in removed if self.now(one) != wanted)
            added = added if of_file else (*added, wanted)
        else:
            added = tuple(one for one in added if self.now(one) != wanted)
            removed |= of_file
        return replace(
            self, added=self.added | {title: added}, removed=self.removed | {title: removed}
        )

    def renamed(self, old: str, new: str) -> "Work":
        was, will = self.now(old), self.now(new)
        if was == will:  # another spelling, or a name that it had
            will = fold(new)
        moved = {one: will if now == was else now for one, now in self.aliases.items()}
        aliases = {one: now for one, now in (moved | {was: will}).items() if one != now}
        return replace(self, aliases=aliases)


class Trial:
    """A library beside its model."""

    def __init__(self, base: Path, seed: int) -> None:
        self.base = base
        self.chance = random.Random(seed)
        self.files: dict[str, tuple[str, ...]] = {}
        self.done, self.undone = [Work()], list[Work]()
        (base / "press").mkdir()
        for _ in range(5):
            self.put()
        self.library = self.open("cache")

    def open(self, cache: str) -> Library:
        library = Library.open(self.base / "press", cache=self.base / cache)
        library.refresh()
        return library

    def put(self) -> None:
        title = f"word{len(self.files)}"
        self.files[title] = tuple(self.chance.sample(NAMES, self.chance.randint(0, 3)))
        regions = ", ".join(self.files[title])
        text = f"{title}\n\nBy [Ann Paris](#)\n\nRegion: {regions}\n\nTheme: History\n\nIt blew.\n"
        (self.base / "press" / f"{title}.txt").write_text(text)

    def step(self) -> None:
        does = (self.tag, self.tag, self.rename, self.rename, self.letter, self.back, self.forth)
        rare = (self.put_and_refresh, self.restart, self.begin_anew)
        self.chance.choice((*does, *does, *rare))()
        self.compare(self.library)

    def tag(self) -> None:
        name, gives = self.chance.choice(NAMES), self.chance.random() < 0.6
        titles = self.chance.sample(sorted(self.files), self.chance.randint(1, 3))
        keys = [row.key for row in self.rows(self.library) if row.title in titles]
        work = self.done[-1]
        for title in titles:
            work = work.changed(title, self.files[title], name, gives=gives)
        done = self.library.edit.change([TagChange(Tag(Facet.REGION, name), gives)], keys)
        self.note(work, changes=bool(done.keys))

    def rename(self) -> None:
        old, new = self.chance.choice(NAMES), self.chance.choice(NAMES)
        try:
            self.library.edit.rename(Tag(Facet.REGION, old), new)
        except GrtuiError as error:
            self.expect(error, "called so already", "There is no region")
        else:
            self.note(self.done[-1].renamed(old, new), changes=True)

    def letter(self) -> None:
        hint = self.chance.choice(self.library.vocabulary(Facet.REGION, with_unused=True))
        try:
            self.library.edit.set_letter(Tag(Facet.REGION, hint.name), self.chance.choice(CODES))
        except GrtuiError as error:
            self.expect(error, "already", "choose another")
        else:
            self.note(self.done[-1], changes=True)

    def expect(self, error: GrtuiError, *parts: str) -> None:
        assert any(part in str(error) for part in parts)

    def note(self, work: Work, *, changes: bool) -> None:
        if changes:
            self.done.append(work)
            self.undone.clear()
        assert work == self.done[-1]

    def back(self) -> None:
        assert bool(self.library.edit.undo()) == (len(self.done) > 1)
        if len(self.done) > 1:
            self.undone.append(self.done.pop())

    def forth(self) -> None:
        assert bool(self.library.edit.redo()) == bool(self.undone)
        if self.undone:
            self.done.append(self.undone.pop())

    def put_and_refresh(self) -> None:
        self.put()
        self.library.refresh()

    def restart(self) -> None:
        self.library.close()
        self.library = self.open("cache")

    def begin_anew(self) -> None:
        """A new index says what the old one does."""
        other = self.open(f"cache {self.chance.random()}")
        assert self.rows(other) == self.rows(self.library)
        assert hints(other) == hints(self.library)
        self.compare(other)
        other.close()

    def rows(self, library: Library) -> list[object]:
        return sorted(library.rows(library.search().ids), key=lambda row: row.key)

    def compare(self, library: Library) -> None:
        work = self.done[-1]
        shown = {
            row.title: {fold(tag.name) for tag in row.regions if tag.counts}
            for row in self.rows(library)
        }
        wanted = {title: work.effective(title, source) for title, source in self.files.items()}
        assert shown == wanted
        uses = Counter(name for names in wanted.values() for name in names)
        counts = library.tag_counts()
        counted = {fold(tag.name): n for tag, n in counts.items() if tag.facet is Facet.REGION}
        assert counted == uses
        for name in NAMES:
            found = library.rows(library.search(f'region:"{name}"').ids)
            assert {row.title for row in found} == {
                title for title, names in wanted.items() if work.now(name) in names
            }
        found_hints = library.vocabulary(Facet.REGION, with_unused=True)
        assert not {fold(hint.name) for hint in found_hints} & work.aliases.keys()
        codes = [code for hint in found_hints for code in hint.letters]
        assert not [pair for pair in combinations(sorted(codes), 2) if pair[1].startswith(pair[0])]


def hints(library: Library) -> list[Hint]:
    """The vocabulary, however its names are spelled."""
    found = library.vocabulary(Facet.REGION)
    return [replace(hint, name=fold(hint.name)) for hint in found]


@pytest.fixture(params=range(4))
def trial(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Trial]:
    trial = Trial(tmp_path, SEED + request.param)
    yield trial
    trial.library.close()


def test_random_changes_do_what_the_model_says_and_are_undone_exactly(trial: Trial) -> None:
    for _ in range(STEPS):
        trial.step()
    while len(trial.done) > 1:
        trial.back()
        trial.compare(trial.library)
    assert trial.library.edit.undo() is None
    trial.begin_anew()
    dump = trial.library.dump().decode()
    assert '["articles",' not in dump
    assert '"aliases"' not in dump.partition('["history",')[0] + dump.partition('["letters",')[2]
