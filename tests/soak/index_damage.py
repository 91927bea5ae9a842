"""P15: the index may be damaged or deleted at any time: the answers are those of a fresh one."""

import json
import os
import random
import shutil
import sqlite3
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.library import write_library
from store import cache
from store.errors import GrtuiError
from store.library import Library
from store.tags import Facet, Tag
from tests.soak.answers import Answers, answers, difference
from tests.soak.forking import in_child, report
from tests.soak.index_damages import CERTAIN, PERHAPS, are_kept
from tests.soak.index_places import PLACES, Place
from tests.soak.outcome import Breaches, Control, Outcome

ARTICLES = 12
MOMENTS = ("closed", "open", "in use")
LONGEST = 20.0
"""Seconds that nothing takes, on a machine that does ten things at once."""


class Helper:
    """A process that does what this one must not: SQLite loses its locks on a file that the same
    process opens in another way.
    """

    def __init__(self) -> None:
        self._in, out = os.pipe()
        read, self._out = os.pipe()
        if os.fork() == 0:
            try:
                os.close(self._out)
                with os.fdopen(read) as lines:
                    for line in lines:
                        report(out, _done(**json.loads(line)))
                        os.write(out, b"\n")
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.close(read)
        os.close(out)

    def do(self, **what: Any) -> Any:
        """Let it do something, and wait until it is done."""
        report(self._out, what)
        os.write(self._out, b"\n")
        said = b""
        while not said.endswith(b"\n"):
            piece = os.read(self._in, 1 << 16)
            if not piece:
                raise ChildProcessError(f"the helper is gone: {what}")
            said += piece
        return json.loads(said)

    def close(self) -> None:
        os.close(self._out)
        os.wait()


_held: list[sqlite3.Connection] = []


def _done(what: str, path: str, seed: float = 0, *, is_alone: bool = False) -> object:
    place, chance = Path(path), random.Random(seed)
    match what:
        case "hold":
            _held.append(sqlite3.connect(place, isolation_level=None, timeout=0))
            if is_alone:
                _held[0].execute("PRAGMA locking_mode = EXCLUSIVE")
            _held[0].execute("BEGIN EXCLUSIVE")
        case "release":
            with closing(_held.pop()) as connection:
                connection.execute("ROLLBACK")
        case "plain":
            return _plain(place)
        case _:
            ({**CERTAIN, **PERHAPS}[what])(place, chance)
    return None


def _plain(path: Path) -> list[list[int]] | None:
    """What a plain use of SQLite finds; None where it is an error."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0)) as connection:
            return [
                sorted(id_ for (id_,) in connection.execute(statement))
                for statement in (
                    "SELECT id FROM article",
                    "SELECT rowid FROM search WHERE search MATCH 'ka OR mo'",
                    "SELECT article FROM given JOIN tag ON tag = tag.id WHERE name > 'A'",
                )
            ]
    except sqlite3.Error:
        return None


class Trials:
    """A library whose index is damaged again and again, and one beside it that never is."""

    def __init__(self, place: Path, chance: random.Random) -> None:
        self._place, self._chance = place, chance
        self.breaches = Breaches()
        self.hits = self.silent = self.told = self.plain_wrong = self.plain = 0
        self.helper = Helper()
        write_library(place / "articles", ARTICLES)
        (place / "tags").mkdir()
        self._good = self.library(place / "good")
        self._good.refresh()
        keys = self._good.keys(self._good.search().ids)
        self._good.edit.toggle(Tag(Facet.THEME, "Tides"), keys[:7])
        self._good.edit.set_read(keys[3:9], True)
        self._good.edit.set_note(keys[0], "as it was told", before="")
        self._keys, self._number = keys, 0
        with closing(self.library(place / "template")) as library:
            library.refresh()
        self._plain_before = self.helper.do(what="plain", path=str(index_in(place / "template")))

    def library(self, folder: Path) -> Library:
        """A library whose index is in a folder."""
        tags = self._place / "tags" / "tags.json"
        return Library.open(self._place / "articles", tag_file=tags, cache=folder)

    def fresh_answers(self) -> Answers:
        """What the library answers that is never damaged."""
        return answers(self._good)

    def template(self) -> Path:
        """A folder with a good index, as a reader left it."""
        self._number += 1
        folder = self._place / str(self._number) / "cache"
        shutil.copytree(self._place / "template", folder)
        return folder

    def damage(self, name: str, moment: str, *, is_certain: bool) -> None:
        """Damage an index in some moment, use it in every way, and look what it answers then."""
        folder = self.template()
        path = index_in(folder)
        break_it = partial(self.helper.do, what=name, path=str(path), seed=self._chance.random())
        if moment == "closed":
            break_it()
            self._try_plain(path)
        begin = time.monotonic()
        told = f"{name}, {moment}"
        try:
            with closing(self.library(folder)) as library:
                if moment == "closed":
                    library.refresh()
                elif moment == "open":
                    answers(library)
                    break_it()
                else:
                    self._use_while(library, break_it, told)
                self._use(library, told)
                library.refresh()
                self._look(library, told, is_certain=is_certain)
        except Exception as error:
            self.breaches.add(f"{told}: {type(error).__name__}: {error}")
        if time.monotonic() - begin > LONGEST:
            self.breaches.add(f"{told}: it took {time.monotonic() - begin:.0f} s")
        if name == "a file of others" and moment == "closed" and not are_kept(folder):
            self.breaches.add(f"{told}: it is lost")
        self.hits += 1
        shutil.rmtree(folder.parent)

    def _try_plain(self, path: Path) -> None:
        if path.is_file() or not path.exists():
            self.plain += 1
            self.plain_wrong += self.helper.do(what="plain", path=str(path)) != self._plain_before

    def _use(self, library: Library, told: str) -> None:
        """Ask and tag; an error is a sentence, and a tag that was saved is kept."""
        tag = Tag(Facet.THEME, f"Tag {self._number}")
        chosen = self._chance.sample(self._keys, 2)
        uses: list[Callable[[], object]] = [
            lambda: answers(library),
            lambda: library.edit.toggle(tag, chosen),
            lambda: library.find.complete("theme:t", 7),
            lambda: library.find.explain("nothing-of-that"),
            library.news,
            library.history,
            library.refresh,
        ]
        for use in self._chance.sample(uses, self._chance.randint(1, 4)):
            with suppress(GrtuiError):
                use()
        done = library.edit.toggle(tag, chosen)  # on or off
        if sorted(done.keys) != sorted(chosen):
            self.breaches.add(f"{told}: a tag was not saved")

    def _use_while(self, library: Library, break_it: Callable[[], object], told: str) -> None:
        is_over = threading.Event()

        def ask() -> None:
            while not is_over.is_set():
                try:
                    answers(library)
                except GrtuiError:
                    pass
                except Exception as error:
                    self.breaches.add(f"{told}: in a thread, {type(error).__name__}: {error}")
                    return

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            time.sleep(self._chance.uniform(0, 0.05))
            break_it()
            time.sleep(self._chance.uniform(0, 0.05))
        finally:
            is_over.set()
            for thread in threads:
                thread.join()

    def _look(self, library: Library, told: str, *, is_certain: bool) -> None:
        there = self.fresh_answers()
        try:
            wrong = difference(answers(library), there)
        except GrtuiError as error:
            wrong = str(error)
        if wrong and is_certain:
            self.breaches.add(f"{told}: another answer to {wrong}")
        elif wrong:
            self.silent += 1
            self.told += not library.check(lambda what, progress: None).index.is_good
            library.check(lambda what, progress: None, rebuild=True)
            if wrong := difference(answers(library), there):
                self.breaches.add(f"{told}: built again, another answer to {wrong}")

    def locked(self) -> None:
        """Ask while another process holds the index and does not let it go, and then again."""
        folder = self.template()
        path = index_in(folder)
        self.hits += 1
        is_first = self._chance.random() < 0.5
        hold = partial(self.helper.do, what="hold", path=str(path), is_alone=is_first)
        try:
            if is_first:
                hold()
            with closing(self.library(folder)) as library:
                if not is_first:
                    answers(library)
                    hold()
                else:
                    library.refresh()
                begin = time.monotonic()
                self._use(library, "locked")
                if time.monotonic() - begin > LONGEST:
                    self.breaches.add(f"locked: it took {time.monotonic() - begin:.0f} s")
                self.helper.do(what="release", path=str(path))
                library.refresh()
                self._look(library, "locked", is_certain=True)
        except Exception as error:
            self.breaches.add(f"locked: {type(error).__name__}: {error}")
        shutil.rmtree(folder.parent)

    def in_place(self, name: str, place: Place) -> None:
        """Ask in a process that may not write where the index is, or not so much."""
        folder = self.template()
        self.hits += 1
        there = self.fresh_answers()
        self._good.tag_file.chmod(0o644)
        seed = self._chance.random()

        def work() -> list[str]:
            place(index_in(folder), random.Random(seed))
            try:
                with closing(self.library(folder)) as library:
                    library.refresh()
                    return ["answered", difference(answers(library), there)]
            except GrtuiError as error:
                return ["told", str(error)]

        status, answer = in_child(work)
        if status or (answer[0] == "answered" and answer[1]):
            self.breaches.add(f"{name}: {answer or f'it ended with {status}'}")
        elif answer[0] == "told" and "XDG_CACHE_HOME" not in answer[1]:
            self.breaches.add(f"{name}: it was told in other words: {answer[1]}")
        for shut in (folder.parent, folder):
            if shut.exists():
                shut.chmod(0o755)
        shutil.rmtree(folder.parent)

    def close(self) -> None:
        self._good.close()
        self.helper.close()


def index_in(folder: Path) -> Path:
    """The file of the only index in a folder."""
    (path,) = folder.glob("*.sqlite3")
    return path


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    for folder in (place, place.parent):
        folder.chmod(0o755)  # for who is nobody
    cache._WAIT_SECONDS = 0.3
    tries = Trials(place, chance)
    kinds = [*CERTAIN, *PERHAPS, *PLACES, "locked"]
    for number in range(trials):
        name = kinds[number % len(kinds)]
        if name == "locked":
            tries.locked()
        elif name in PLACES:
            tries.in_place(name, PLACES[name])
        else:
            tries.damage(name, chance.choice(MOMENTS), is_certain=name in CERTAIN)
    tries.close()
    return Outcome(
        "P15",
        "a damaged index: the answers of a fresh one",
        trials,
        tries.hits,
        tries.breaches.count,
        (Control("a plain use of SQLite", tries.plain, tries.plain_wrong),),
        tries.breaches.told(
            f"{tries.silent} changed an answer unseen, `grtui check` told {tries.told} of them"
        ),
    )
