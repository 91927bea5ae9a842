"""P5: a damaged or foreign tag file is never overwritten, and the reader is told the backup.

A file whose damage leaves a whole tag file (a flipped bit in a note) can be used: then everything
in it but what is edited stays.
"""

import json
import random
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from store.database import Database
from store.errors import TagFileError
from store.library import Library
from store.tag_text import FORMAT
from store.tags import Facet, Tag
from tests.soak import small_library
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.values import give, key_of, opened, tag_file, themes_in

Damage = Callable[[bytes, random.Random], bytes]

NEW = key_of(987654321)
"""The key of an article that no tag file has yet."""


def cut(text: bytes, chance: random.Random) -> bytes:
    return text[: chance.randrange(1, len(text))]


def flipped(text: bytes, chance: random.Random) -> bytes:
    bits = bytearray(text)
    for _ in range(chance.choice([1, 1, 1, 2, 8])):
        bits[chance.randrange(len(bits))] ^= 1 << chance.randrange(8)
    return bytes(bits)


def inserted(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + chance.randbytes(chance.choice([1, 1, 4, 100])) + text[at:]


def left_out(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + text[at + chance.choice([1, 1, 4, 100, 4096]) :]


def no_tables(text: bytes, chance: random.Random) -> bytes:
    values: tuple[Any, ...] = ([], 1, None, "text", [json.loads(text)], True)
    return json.dumps(chance.choice(values)).encode()


def no_table(text: bytes, chance: random.Random) -> bytes:
    tables = json.loads(text)
    tables[chance.choice(list(tables))] = chance.choice([[], 3, None, "text", {"1": []}, {"1": 0}])
    return json.dumps(tables).encode()


def key_twice(text: bytes, chance: random.Random) -> bytes:
    lines = text.split(b"\n")
    at = chance.choice([n for n, line in enumerate(lines) if line.startswith(b'"000')])
    return b"\n".join([*lines[:at], lines[at].removesuffix(b",") + b",", *lines[at:]])


def not_utf8(text: bytes, chance: random.Random) -> bytes:
    at = text.index("ö".encode()) if "ö".encode() in text else text.rindex(b'"') - 1
    return text[:at] + bytes([chance.choice([0xFF, 0xC0, 0xF6, 0x80])]) + text[at + 1 :]


def conflict(text: bytes, chance: random.Random) -> bytes:
    lines = text.split(b"\n")
    begin, end = sorted(chance.sample(range(len(lines)), 2))
    mine = [b"<<<<<<< HEAD", *lines[begin:end], b"=======", *lines[begin:end], b">>>>>>> theirs"]
    return b"\n".join([*lines[:begin], *mine, *lines[end:]])


def newer(text: bytes, chance: random.Random) -> bytes:
    tables = json.loads(text)
    tables["grtui"]["1"]["format"] = FORMAT + chance.randint(1, 1000)
    return json.dumps(tables).encode()


def long_number(text: bytes, chance: random.Random) -> bytes:
    """Of more digits than Python makes a number of."""
    return text.replace(b"{", b'{"n":%b,' % (b"1" * chance.randint(21, 9000)), 1)


def history_of_others(text: bytes, chance: random.Random) -> bytes:
    """A history that is JSON, but none that could be undone."""
    tables = json.loads(text)
    step = tables["history"][chance.choice([*tables["history"]])]
    broken: list[dict[str, Any]] = [
        {"at": "9999x"},
        {"user": 3, "changes": [{"keys": ["a"]}]},
        {"changes": [{"keys": ["a"], "did": [["added.foo", None, "b"]]}]},
    ]
    step.update(chance.choice(broken))
    return json.dumps(tables).encode()


def foreign(text: bytes, chance: random.Random) -> bytes:
    tables = json.loads(text)
    del tables["grtui"]
    return json.dumps(chance.choice([tables, {"_default": {"1": {"a": 1}}}, {}])).encode()


def zeros(text: bytes, chance: random.Random) -> bytes:
    """As after a power cut, in a file system that had the length and not yet the data."""
    at = chance.choice([0, chance.randrange(len(text))])
    return text[:at] + bytes(len(text) - at)


CERTAIN: dict[str, Damage] = {
    "empty": lambda text, chance: b"",
    "blank": lambda text, chance: chance.choice([b" ", b"\n", b" \r\n\t" * 9]),
    "zeros": zeros,
    "no tables": no_tables,
    "no table": no_table,
    "a key twice": key_twice,
    "not UTF-8": not_utf8,
    "conflict": conflict,
    "newer": newer,
    "a long number": long_number,
    "a history of others": history_of_others,
    "foreign": foreign,
    "two in one": lambda text, chance: text + text,
    "UTF-16": lambda text, chance: text.decode().encode("utf-16"),
    "noise": lambda text, chance: chance.randbytes(len(text)),
}
"""What no reader may take for a tag file."""

PERHAPS: dict[str, Damage] = {
    "cut": cut,
    "flipped": flipped,
    "inserted": inserted,
    "left out": left_out,
    "with a mark": lambda text, chance: b"\xef\xbb\xbf" + text,
    "other ends of lines": lambda text, chance: text.replace(b"\n", b"\r\n"),
}
"""What may leave a tag file that is whole."""


def is_whole(text: bytes) -> bool:
    """Is it JSON in UTF-8, tables of documents, with no key twice?"""

    def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in pairs}) < len(pairs):
            raise ValueError("a key twice")
        return dict(pairs)

    try:
        tables = json.loads(text.decode(), object_pairs_hook=without_doubles)
    except (ValueError, RecursionError):
        return False
    return isinstance(tables, dict) and all(
        isinstance(table, dict) and all(isinstance(one, dict) for one in table.values())
        for table in tables.values()
    )


class Damaged:
    """A tag file that gets damaged under a running library."""

    def __init__(self, library: Library, chance: random.Random) -> None:
        self.library, self.breaches = library, Breaches()
        self.told = self.used = 0
        self._chance = chance
        self._path = library.tag_file
        self._key = small_library.contents(library).lines[0].key

    def begin(self) -> bytes:
        """Put a good tag file in place, with a history and perhaps a backup, and return it."""
        for other in self._path.parent.iterdir():
            other.unlink()
        self._path.write_bytes(tag_file(self._chance.choice([1, 5, 60]), self._chance))
        for number in range(self._chance.choice([1, 3])):
            give(Database(self._path, user="ann"), f"tag {number}", key_of(0), key_of(number))
        if self._chance.random() < 0.2:
            for backup in self._path.parent.glob("*.bak"):
                backup.unlink()
        self.library.search()  # it has seen the good file
        return self._path.read_bytes()

    def damage(self, name: str, text: bytes, *, is_certain: bool) -> None:
        """Put a damaged text in the file's place, and use it in every way."""
        self._path.write_bytes(text)
        beside = self._beside()
        try:
            Database(self._path, user="ann").records()
        except TagFileError:
            self.told += 1
            self._check_told(name, text)
        except Exception as error:
            self.breaches.add(f"{name}: {type(error).__name__}: {error}")
        else:
            self.used += 1
            if is_certain or not is_whole(text):
                self.breaches.add(f"{name}: it was taken for a tag file")
            self._check_used(name, text)
            return
        if self._beside() != beside:
            self.breaches.add(f"{name}: what lies beside it was changed")

    def _beside(self) -> dict[str, bytes]:
        return {one.name: one.read_bytes() for one in self._path.parent.glob("*.bak")}

    def _check_told(self, name: str, text: bytes) -> None:
        database = Database(self._path, user="ann")
        uses: Sequence[Callable[[], object]] = (
            lambda: give(database, "New", NEW),
            database.undo,
            lambda: database.move({key_of(0): NEW}),
            lambda: self.library.edit.toggle(Tag(Facet.THEME, "New"), [self._key]),
        )
        for use in uses:
            try:
                use()
            except TagFileError as error:
                self._check_words(name, str(error))
            except Exception as error:
                self.breaches.add(f"{name}: {type(error).__name__}: {error}")
            else:
                self.breaches.add(f"{name}: a change was made")
            if self._path.read_bytes() != text:
                self.breaches.add(f"{name}: it was overwritten")
                self._path.write_bytes(text)

    def _check_words(self, name: str, words: str) -> None:
        remedy = f"`grtui restore --backup --tags {self._path}` brings back its copy of"
        # A file of a newer grtui may be a good one.
        is_there = self._path.with_name("tags.json.bak").exists() and name != "newer"
        if str(self._path) not in words or (remedy in words) != is_there:
            self.breaches.add(f"{name}: the file or what to do is not named: {words}")

    def _check_used(self, name: str, text: bytes) -> None:
        """Does an edit leave everything else as it was, or change nothing at all?"""
        before = json.loads(text)
        try:
            give(opened(self._path), "New", NEW)
        except TagFileError:
            if self._path.read_bytes() != text:
                self.breaches.add(f"{name}: told as not saved, and changed")
            return
        except Exception as error:
            self.breaches.add(f"{name}: in use, {type(error).__name__}: {error}")
            return
        after = json.loads(self._path.read_bytes())
        if themes_in(after["articles"].pop(NEW)) != ["New"]:
            self.breaches.add(f"{name}: the new tag is lost")
        added = after["history"].keys() - before.get("history", {}).keys()
        if len(added) == 1:
            del after["history"][added.pop()]
        for table in ("articles", "history"):
            before.setdefault(table, {})
        if after != before:
            self.breaches.add(f"{name}: an edit changed something else")


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    small_library.write(place / "articles")
    kinds = [*((name, make, True) for name, make in CERTAIN.items())]
    kinds += [(name, make, False) for name, make in PERHAPS.items() for _ in range(2)]
    texts: list[bytes] = []
    tags = place / "tags" / "tags.json"
    tags.parent.mkdir()
    with closing(small_library.opened(place, tags)) as library:
        damaged = Damaged(library, chance)
        for number in range(trials):
            name, make, is_certain = kinds[number % len(kinds)]
            good = damaged.begin()
            text = make(good, chance)
            if text == good:
                continue
            texts.append(text)
            damaged.damage(name, text, is_certain=is_certain)
    return Outcome(
        "P5",
        "a damaged tag file is told and never overwritten",
        trials,
        damaged.told,
        damaged.breaches.count,
        (control(place, texts),),
        damaged.breaches.told(f"{damaged.told} told, {damaged.used} were whole and kept all"),
    )


def control(place: Path, texts: Sequence[bytes]) -> Control:
    """How many damaged files stock TinyDB writes over without a word."""
    path, overwritten = place / "stock.json", 0
    texts = [text for text in texts if not is_whole(text) or b'"grtui"' not in text]
    for text in texts:
        path.write_bytes(text)
        try:
            with TinyDB(path) as database:
                database.insert({"tag": "New"})
        except Exception:  # it told, in its own way
            continue
        overwritten += path.read_bytes() != text
    return Control("stock JSONStorage", len(texts), overwritten)
