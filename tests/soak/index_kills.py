"""P15: kill -9 while the index is written: the next start has the answers of a fresh index."""

import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.library import write_library
from store import refresh
from store.library import Library
from store.tags import Facet, Tag
from tests.soak.answers import answers, difference
from tests.soak.forking import Child
from tests.soak.outcome import Breaches, Control, Outcome

ARTICLES = 60
AT_ONCE = 7
"""How many articles are written together: a filling has as many transactions as a large one."""

LONGEST = 0.4
"""How long a process lives after it has begun to write, at most, in seconds."""


def fill(place: Path, out: int) -> None:
    """Fill an index, change the folder and tags, build it again, and so on for ever."""
    refresh._MOST_AT_ONCE = AT_ONCE
    with closing(opened(place, place / "cache")) as library:
        os.write(out, b"begun\n")
        library.refresh()
        for number in count():
            change(place / "articles", random.Random(f"{os.getpid()} {number}"))
            library.refresh()
            keys = library.keys(library.search().ids)
            library.edit.toggle(Tag(Facet.THEME, f"Tag {number % 5}"), keys[number % 9 :: 9])
            match number % 3:
                case 0:
                    library._index.empty()
                case 1:
                    library._index.tidy()
                case _:
                    library._listing._cache.settle()


def change(articles: Path, chance: random.Random) -> None:
    """Edit, rename, delete or copy some files."""
    for path in chance.sample(sorted(articles.iterdir()), 4):
        match chance.randrange(4):
            case 0:
                with path.open("a", encoding="utf-8") as file:
                    file.write(f"\n\nka mo {chance.random()}\n")
            case 1:
                path.rename(path.with_name(f"{chance.getrandbits(40):010x}.txt"))
            case 2:
                shutil.copyfile(path, path.with_name(f"{chance.getrandbits(40):010x}.txt"))
            case _ if len(list(articles.iterdir())) > ARTICLES // 2:
                path.unlink()


def opened(place: Path, cache: Path) -> Library:
    return Library.open(place / "articles", tag_file=place / "tags.json", cache=cache)


def killed(work: Callable[[int], object], chance: random.Random) -> None:
    """Begin some work, and kill it when it has begun to write."""
    child = Child(work)
    os.read(child.out, 100)
    time.sleep(chance.uniform(0, LONGEST))
    child.kill()
    child.rest()
    assert child.status() == -9


def is_behind(path: Path) -> bool:
    """Is there something in the log of an index that is not in its file?"""
    log = Path(f"{path}-wal")
    return not path.exists() or (log.exists() and log.stat().st_size > 0)


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    breaches, hits = Breaches(), 0
    for number in range(trials):
        if number % 10 == 0:
            shutil.rmtree(place / "articles", ignore_errors=True)
            write_library(place / "articles", ARTICLES)
        if chance.random() < 0.5:
            shutil.rmtree(place / "cache", ignore_errors=True)
        killed(partial(fill, place), chance)
        hits += any(map(is_behind, (place / "cache").glob("*.sqlite3")))
        look(place, f"kill {number}", breaches)
    return Outcome(
        "P15",
        "kill -9 while the index is written: the answers of a fresh one",
        trials,
        hits,
        breaches.count,
        (control(max(12, trials // 10), chance, place),),
        breaches.told(),
    )


def look(place: Path, told: str, breaches: Breaches) -> None:
    """Has the index that was left the answers of one that is filled now?"""
    try:
        with closing(opened(place, place / "cache")) as library:
            library.refresh()
            there = answers(library)
            if [*(place / "cache").glob("*.damaged*")]:
                breaches.add(f"{told}: it was damaged")
            if flaw := library._index.flaw():
                breaches.add(f"{told}: {flaw}")
        with closing(opened(place, place / "fresh")) as fresh:
            fresh.refresh()
            if wrong := difference(there, answers(fresh)):
                breaches.add(f"{told}: another answer to {wrong}")
    except Exception as error:
        breaches.add(f"{told}: {type(error).__name__}: {error}")
    shutil.rmtree(place / "fresh")


def control(trials: int, chance: random.Random, place: Path) -> Control:
    """An index of words without a journal and without transactions."""
    path, lost = place / "careless.sqlite3", 0

    def work(out: int) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA cache_size = 4")
        connection.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, title)")
        connection.execute("CREATE VIRTUAL TABLE search USING fts5 (title)")
        os.write(out, b"begun\n")
        for number in count():
            title = " ".join(f"{random.random()}" for _ in range(500))
            connection.execute("INSERT INTO article (title) VALUES (?)", (number,))
            connection.execute("INSERT INTO search VALUES (?)", (title,))

    for _ in range(trials):
        path.unlink(missing_ok=True)
        killed(work, chance)
        with closing(sqlite3.connect(path)) as connection:
            try:
                connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
                (checked,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
                (words,) = connection.execute("SELECT count(*) FROM search").fetchone()
                lost += checked != "ok" or articles != words
            except sqlite3.Error:
                lost += 1
    return Control("an index without journal and transactions", trials, lost)
