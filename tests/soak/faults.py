"""P2: with a fault in any call of a save, the tag file is the old or the new version, as told."""

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from store.errors import GrtuiError
from tests.soak.faulty_os import DIED, FaultyOs, kinds_for
from tests.soak.forking import in_child
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.values import NOON, articles_in, give, key_of, opened, tag_file, themes_in

TOLD_SAVED, TOLD_NOT, LEFT = "saved", "not saved", "another error"

ORDERED = {"mkdir", "write", "fsync", "replace", "fsync of the folder"}
"""The calls whose order decides what a power cut leaves."""

_HOUR = 3600

OTHER_GROUP = 4242


@dataclass(frozen=True, slots=True)
class Scene:
    """A save, and the files that it finds; without any, there is no folder either."""

    name: str
    files: dict[str, bytes]
    save: Callable[[Path], object]
    has_links: bool = True
    age: int = _HOUR
    """How old the tag file is in seconds; one from the future is set later by the save."""
    has_other_group: bool = False

    @property
    def old(self) -> bytes | None:
        return self.files.get("tags.json")

    def prepare(self, path: Path) -> None:
        """Put the files where the save will find them."""
        shutil.rmtree(path.parent, ignore_errors=True)
        if self.files:
            path.parent.mkdir()
        for name, text in self.files.items():
            path.with_name(name).write_bytes(text)
        if path.exists():
            then = NOON.timestamp() - self.age
            os.utime(path, (then, then))
            if self.has_other_group and os.geteuid() == 0:
                os.chown(path, -1, OTHER_GROUP)


@dataclass(frozen=True, slots=True)
class Point:
    """A fault: of a kind, in the call of a number."""

    number: int
    call: str
    kind: str

    def __str__(self) -> str:
        return f"{self.kind} in call {self.number} ({self.call})"


def save_a_tag(path: Path) -> object:
    return give(opened(path), "History", key_of(0), key_of(7777))


def shorten_stock(path: Path) -> None:
    with TinyDB(path) as database:
        database.table("articles").update({"note": ""})


def scenes(chance: random.Random) -> list[Scene]:
    """Every way that a save can take through its code."""
    text = tag_file(chance.choice([1, 30, 300]), chance)
    before = tag_file(3, chance)
    today = f"tags.json.{NOON.date()}.bak"
    days = {f"tags.json.2026-04-{day:02}.bak": before for day in range(21, 28)}
    backed = {"tags.json": text, "tags.json.bak": before, today: before}
    spoiled = {"tags.json.tmp": b"half of", "tags.json.bak.tmp": b"half", "tags.json.lock": b""}
    return [
        Scene("one more save", backed | spoiled, save_a_tag, has_other_group=True),
        Scene("first save ever", {}, save_a_tag),
        Scene("first save of a day", {"tags.json": text, **days}, save_a_tag),
        # The file's time lies ahead of the clock, and its folder cannot have two names for a file.
        Scene("without links", {"tags.json": text}, save_a_tag, has_links=False, age=-(10**9)),
    ]


def stock_scene() -> Scene:
    note = {"note": "as it was told " * 200}
    text = json.dumps({"articles": {str(number): note for number in range(1, 5)}}).encode()
    return Scene("stock", {"tags.json": text}, shorten_stock)


def saved(scene: Scene, path: Path, point: Point | None) -> tuple[str, list[str], int, str]:
    """Save in this process, which is a child: what was told, the calls, the hits, the error."""
    at, kind = (point.number, point.kind) if point else (-1, "")
    faulty = FaultyOs(at, kind, has_links=scene.has_links)
    told, why = TOLD_SAVED, ""
    try:
        scene.save(path)
    except GrtuiError as error:
        told, why = TOLD_NOT, str(error)
    except Exception as error:
        told, why = LEFT, f"{type(error).__name__}: {error}"
    faulty.is_on = False
    return told, faulty.calls, faulty.hits, why


def healthy_save(scene: Scene, path: Path) -> tuple[list[str], bytes]:
    """A save without a fault: its calls, and the new version of the file."""
    scene.prepare(path)
    status, answer = in_child(partial(saved, scene, path, None))
    assert status == 0
    assert answer[0] == TOLD_SAVED, answer[3]
    return answer[1], path.read_bytes()


def is_in_order(calls: list[str]) -> bool:
    """Is data on the disk before it gets its name, and the name before the save is told?"""
    unsafe = set()
    for call in calls:
        match call:
            case "write":
                unsafe.add("data")
            case "fsync":
                unsafe.discard("data")
            case "replace" if "data" in unsafe:
                return False
            case "replace" | "mkdir":
                unsafe.add("name")
            case "fsync of the folder":
                unsafe.discard("name")
    return not unsafe


def breach(scene: Scene, point: Point, path: Path, new: bytes, ended: tuple[int, Any]) -> str:
    """What broke the promise after a fault; "" if nothing did."""
    status, answer = ended
    if status not in (0, DIED):
        return f"it hung or crashed (status {status})"
    told, why = (answer[0], answer[3]) if answer else ("", "")
    now = path.read_bytes() if path.exists() else None
    if now not in (scene.old, new):
        return "the file is neither the old nor the new version"
    if told == TOLD_SAVED and now != new:
        return "it was told as saved and is not"
    if told == LEFT:
        return why
    if told == TOLD_NOT and now != scene.old and not why.startswith("Perhaps NOT saved"):
        return f"it was told as not saved and is: {why}"
    if scene.has_other_group and os.geteuid() == 0 and path.stat().st_gid != OTHER_GROUP:
        return "the file has another group"
    return ""


def breach_afterwards(scene: Scene, path: Path) -> str:
    """What is wrong with the backups, or with an ordinary save that comes next; "" for nothing."""
    good = {*scene.files.values()}
    if any(backup.read_bytes() not in good for backup in path.parent.glob("*.bak")):
        return "a backup is no old version"
    try:
        give(opened(path), "Afterwards", key_of(8888))
    except Exception as error:
        return f"the next save fails: {error}"
    if themes_in(articles_in(path)[key_of(8888)]) != ["Afterwards"]:
        return "the next save lost its tag"
    left = [other.name for other in path.parent.glob("*.tmp")]
    return f"{left} are left" if left else ""


def points_in(calls: list[str], chance: random.Random, share: float = 1.0) -> list[Point]:
    """Every call with its share of the kinds of faults, with one at the least."""
    points = []
    for number, call in enumerate(calls):
        kinds = kinds_for(call)
        some = chance.sample(kinds, min(len(kinds), max(1, round(len(kinds) * share))))
        points += [Point(number, call, kind) for kind in some]
    return points


def tried(
    scene: Scene, path: Path, points: list[Point], new: bytes, *, is_ours: bool = True
) -> Iterator[tuple[bool, str]]:
    """Save once with each fault: was it met, and what broke the promise?"""
    for point in points:
        scene.prepare(path)
        ended = in_child(partial(saved, scene, path, point), patience=20)
        is_hit = ended[0] == DIED or bool(ended[1] and ended[1][2])
        wrong = breach(scene, point, path, new, ended)
        if is_ours and not wrong:
            wrong = breach_afterwards(scene, path)
        yield is_hit, f"{scene.name}, {point}: {wrong}" if wrong else ""


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    path, breaches, done = place / "folder" / "tags.json", Breaches(), 0
    met: set[tuple[str, Point]] = set()
    calls_met: set[tuple[str, int]] = set()
    total = 0
    save_a_tag(place / "warm" / "tags.json")  # imports what a save needs
    while not done or trials - done > total:
        healthy = [(scene, *healthy_save(scene, path)) for scene in scenes(chance)]
        every = sum(len(points_in(calls, chance)) for _, calls, _ in healthy)
        share = min(1.0, (trials - done) / every)
        total = sum(len(calls) for _, calls, _ in healthy)
        for scene, calls, new in healthy:
            if not is_in_order(calls):
                order = ", ".join(call for call in calls if call in ORDERED)
                breaches.add(f"{scene.name}: not in order: {order}")
            points = points_in(calls, chance, share)
            for point, (is_hit, wrong) in zip(points, tried(scene, path, points, new), strict=True):
                done += 1
                if is_hit:
                    met.add((scene.name, point))
                    calls_met.add((scene.name, point.number))
                if wrong:
                    breaches.add(wrong)
    return Outcome(
        "P2",
        "a fault at every call of a save: the old or the new file, as told",
        done,
        len(met),
        breaches.count,
        (control(chance, place, min(trials // 3, 200)),),
        breaches.told(f"{len(calls_met)} of {total} calls in {len(healthy)} kinds of saves"),
    )


def control(chance: random.Random, place: Path, trials: int) -> Control:
    path, scene = place / "stock" / "tags.json", stock_scene()
    calls, new = healthy_save(scene, path)
    points = points_in(calls, chance)
    points = chance.sample(points, min(trials, len(points)))
    outcomes = list(tried(scene, path, points, new, is_ours=False))
    # Every error of the stock storage is another one; what it did to the file is what counts.
    mixed = [wrong for _, wrong in outcomes if "neither" in wrong or "told as" in wrong]
    return Control("stock JSONStorage", len(outcomes), len(mixed))
