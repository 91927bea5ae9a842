"""P1: what was acknowledged survives kill -9, at whatever moment it comes."""

import json
import os
import random
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from store.errors import GrtuiError
from tests.soak.forking import Child
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.values import articles_in, give, opened, stock_tables, tag_file, themes_in

SIZES = (0, 100, 5000)
"""How many records are in the files that the saves go to."""

LONGEST = 0.03
"""How long a process lives after its first save has begun or ended, at most, in seconds."""


def save_for_ever(path: Path, life: int, out: int) -> None:
    """Tag one article after the other, and tell before and after each save."""
    database = opened(path)
    for number in count():
        key = f"{life:010x}{number:010x}"
        os.write(out, f"begun {key}\n".encode())
        give(database, f"life {life}", key)
        os.write(out, f"saved {key}\n".encode())


def killed(work: Callable[[int], object], chance: random.Random) -> tuple[list[str], bool]:
    """Kill a worker at a random moment: what it has saved, and whether that came in a save."""
    is_later = chance.random() < 0.7
    child = Child(work)
    said = os.read(child.out, 100)  # the first save begins
    while is_later and b"saved" not in said and (more := os.read(child.out, 100)):
        said += more
    time.sleep(chance.uniform(0, LONGEST))
    child.kill()
    said += child.rest()
    assert child.status() == -9
    lines = said.decode().splitlines()
    saved = [line.removeprefix("saved ") for line in lines if line.startswith("saved ")]
    return saved, lines[-1].startswith("begun ")


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    paths = [place / f"{size}.json" for size in SIZES]
    for path, size in zip(paths, SIZES, strict=True):
        path.write_bytes(tag_file(size, chance))
        give(opened(path), "Warm", "0" * 20)
    breaches, in_a_save = Breaches(), 0
    everything: dict[Path, dict[str, str]] = {path: {} for path in paths}
    for life in range(1, trials + 1):
        path = chance.choices(paths, (4, 3, 2))[0]
        saved, was_in_a_save = killed(partial(save_for_ever, path, life), chance)
        in_a_save += was_in_a_save
        everything[path] |= dict.fromkeys(saved, f"life {life}")
        look(path, dict.fromkeys(saved, f"life {life}"), breaches)
    for path, saved_ever in everything.items():
        look(path, saved_ever, breaches)
    total = sum(map(len, everything.values()))
    return Outcome(
        "P1",
        "kill -9 while saving: all that was acknowledged is there",
        trials,
        in_a_save,
        breaches.count,
        (stock_control(chance, place, max(30, trials // 5)), cached_control(chance, place, 5)),
        breaches.told(f"{total:,} saves were acknowledged, {in_a_save} kills came in a save"),
    )


def look(path: Path, saved: dict[str, str], breaches: Breaches) -> None:
    """Is the file good, and is the tag of each key in it?"""
    try:
        articles = articles_in(path)
    except GrtuiError as error:
        breaches.add(str(error))
        return
    for key, name in saved.items():
        if name not in themes_in(articles.get(key, {})):
            breaches.add(f"{path.name}: {name} of the article {key} is lost")


def stock_control(chance: random.Random, place: Path, trials: int) -> Control:
    """Notes that become longer and shorter, in the storage that TinyDB brings."""
    path = place / "stock.json"

    def work(out: int) -> None:
        with TinyDB(path) as database:
            for number in count():
                os.write(out, f"begun {number}\n".encode())
                note = f"{number} " + "as it was told " * (number % 2 * 20)
                database.update({"note": note})
                os.write(out, f"saved {number}\n".encode())

    lost = 0
    for _ in range(trials):
        documents = {str(number): {"note": ""} for number in range(1, 51)}
        path.write_text(json.dumps({"_default": documents}), encoding="utf-8")
        saved, _ = killed(work, chance)
        tables = stock_tables(path)
        notes = [one["note"] for one in tables["_default"].values()] if tables else []
        last = int(saved[-1]) if saved else -1
        # The save that the kill came into may be there or not.
        lost += not notes or any(int(note.split()[0] if note else -1) < last for note in notes)
    return Control("stock JSONStorage", trials, lost)


def cached_control(chance: random.Random, place: Path, trials: int) -> Control:
    """A storage that writes later."""
    lost = 0
    for trial in range(trials):
        path = place / f"cached{trial}.json"

        def work(out: int, path: Path = path) -> None:
            database = TinyDB(path, storage=CachingMiddleware(JSONStorage))  # type: ignore[no-untyped-call]
            for number in range(500):
                os.write(out, f"begun {number}\n".encode())
                database.insert({"number": number})
                os.write(out, f"saved {number}\n".encode())
            time.sleep(60)

        saved, _ = killed(work, chance)
        tables = stock_tables(path)
        kept = len(tables.get("_default", {})) if tables else 0
        lost += len(saved) > kept
    return Control("CachingMiddleware", trials, lost)
