"""P4: several processes that save into one file at once never lose each other's tags."""

import json
import os
import random
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tinydb import TinyDB

from store.database import Database
from store.errors import GrtuiError
from store.storage import AtomicStorage
from tests.soak.forking import Child, in_children
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.values import articles_in, give, key_of, stock_tables, tag_file, themes_in

SHARED = 20
"""How many articles all of the writers tag."""

LONGEST_WAIT = 5.0

REST = 0.02
"""How long a writer rests after some of its saves, at most, so that others come in between."""

SHORT = 1000
"""With more edits than this, eight processes make them instead of four."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one writer did."""

    saved: list[tuple[str, str]]
    """The key and the tag of each edit that was acknowledged."""
    longest: float
    """How long it waited for a save, in seconds."""
    met: int
    """How many of its edits were made on what another had saved since its last one."""
    errors: list[str]


class Lockless(AtomicStorage):
    """The storage without its lock, which is a known way to lose changes."""

    @contextmanager
    def _locked(self) -> Iterator[None]:
        yield


def write(path: Path, name: str, edits: int, seed: str, *, is_locked: bool = True) -> Work:
    """Give own tags to shared articles, one after the other."""
    chance, database = random.Random(seed), Database(path, user=name)
    if not is_locked:
        database._storage = Lockless(path)
    saved, errors, longest, met, last = [], [], 0.0, 0, ""
    for number in range(edits):
        key, tag = key_of(chance.randrange(SHARED)), f"{name} {number}"
        begin = time.monotonic()
        try:
            done = give(database, tag, key)
        except GrtuiError as error:
            errors.append(str(error))
        else:
            saved.append((key, tag))
            met += bool(last) and done.before != last
            last = done.after
        longest = max(longest, time.monotonic() - begin)
        time.sleep(chance.choice([0, chance.uniform(0, REST)]))
    return Work(saved, longest, met, errors)


def lost_in(path: Path, saved: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was acknowledged and is not in the file."""
    there = {key: {*themes_in(record)} for key, record in articles_in(path).items()}
    return [(key, tag) for key, tag in saved if tag not in there.get(key, set())]


def all_at_once(
    path: Path, writers: int, edits: int, chance: random.Random, *, is_locked: bool = True
) -> list[Work]:
    path.write_bytes(tag_file(100, chance))
    works = [
        partial(write_as_list, path, f"w{name}", edits, f"{chance.random()}", is_locked)
        for name in range(writers)
    ]
    return [
        Work([(key, tag) for key, tag in saved], longest, met, errors)
        for saved, longest, met, errors in in_children(works, patience=900)
    ]


def write_as_list(path: Path, name: str, edits: int, seed: str, is_locked: bool) -> list[object]:
    work = write(path, name, edits, seed, is_locked=is_locked)
    return [work.saved, work.longest, work.met, work.errors]


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Make so many edits, in four processes or in eight."""
    give(Database(place / "warm.json"), "Warm", key_of(0))
    writers = 8 if trials > SHORT else 4
    path, breaches = place / "tags.json", Breaches()
    works = all_at_once(path, writers, trials // writers, chance)
    saved = [one for work in works for one in work.saved]
    for key, tag in lost_in(path, saved):
        breaches.add(f"{tag} of the article {key} is lost")
    for error in [error for work in works for error in work.errors]:
        breaches.add(error)
    longest = max(work.longest for work in works)
    if longest > LONGEST_WAIT:
        breaches.add(f"a save took {longest:.1f} s")
    return Outcome(
        "P4",
        f"{writers} processes tag the same articles at once",
        trials,
        sum(work.met for work in works),
        breaches.count,
        (stock_control(place, chance), lockless_control(place, chance)),
        breaches.told(f"{len(saved)} saves, the longest took {longest:.2f} s"),
    )


def lockless_control(place: Path, chance: random.Random) -> Control:
    path = place / "lockless.json"
    works = all_at_once(path, 4, 50, chance, is_locked=False)
    saved = [one for work in works for one in work.saved]
    return Control("atomic, without the lock", len(saved), len(lost_in(path, saved)))


def stock_control(place: Path, chance: random.Random) -> Control:
    path, writers, edits = place / "stock.json", 4, 50
    path.write_text(json.dumps({"_default": {}}), encoding="utf-8")
    in_children([partial(write_stock, path, f"w{name}", edits) for name in range(writers)])
    tables = stock_tables(path)
    kept = {one["tag"] for one in tables.get("_default", {}).values()} if tables else set()
    return Control("stock JSONStorage", writers * edits, writers * edits - len(kept))


def write_stock(path: Path, name: str, edits: int) -> None:
    for number in range(edits):
        # An error is that another one has left half a file.
        with suppress(ValueError, KeyError, AttributeError), TinyDB(path) as database:
            database.insert({"tag": f"{name} {number}"})


# With kills


def write_for_ever(path: Path, name: str, seed: str, out: int) -> None:
    """Tag shared articles, and tell of each edit that is saved."""
    chance, database = random.Random(seed), Database(path, user=name)
    for number in range(100_000):
        key, tag = key_of(chance.randrange(SHARED)), f"{name} {number}"
        os.write(out, b"begun\n")
        begin = time.monotonic()
        give(database, tag, key)
        took = time.monotonic() - begin
        os.write(out, f"{key}\t{tag}\t{took}\n".encode())


def run_with_kills(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Kill so many of four writers, each replaced by a new one."""
    path, breaches = place / "tags.json", Breaches()
    path.write_bytes(tag_file(100, chance))
    give(Database(path), "Warm", key_of(0))
    said: dict[Child, bytes] = {}

    def begin(life: int) -> None:
        work = partial(write_for_ever, path, f"life{life}", f"{chance.random()}")
        said[Child(work, patience=900)] = b""

    finished, hits = b"", 0
    for life in range(4):
        begin(life)
    for life in range(4, trials + 4):
        until = time.monotonic() + chance.uniform(0.02, 0.2)
        while (left := until - time.monotonic()) > 0:
            for out in select.select([child.out for child in said], [], [], left)[0]:
                child = next(child for child in said if child.out == out)
                said[child] += os.read(out, 1 << 16)
        child = chance.choice([*said])
        told = end(child, said, breaches)
        hits += told.endswith(b"begun\n")
        finished += told
        begin(life)
    for child in [*said]:
        finished += end(child, said, breaches)
    rows = [line.split("\t") for line in finished.decode().splitlines() if line != "begun"]
    for key, tag in lost_in(path, [(key, tag) for key, tag, _ in rows]):
        breaches.add(f"{tag} of the article {key} is lost")
    longest = max(float(took) for *_, took in rows)
    if longest > LONGEST_WAIT:
        breaches.add(f"a save took {longest:.1f} s")
    return Outcome(
        "P4",
        "kill -9 among 4 processes that tag the same articles",
        trials,
        hits,
        breaches.count,
        (lockless_control(place, chance),),
        breaches.told(f"{len(rows):,} saves, the longest took {longest:.2f} s"),
    )


def end(child: Child, said: dict[Child, bytes], breaches: Breaches) -> bytes:
    """Kill a writer: all that it has said."""
    child.kill()
    told = said.pop(child) + child.rest()
    if child.status() != -9:
        breaches.add("a writer ended by itself")
    return told
