"""P15: a search may be any text: a result, or a sentence that says what in it is wrong."""

import os
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from benchmarks.terminal import EndedError
from store.aliases import Naming
from store.errors import QueryError
from store.extract import Entry, extract_of
from store.folder import Stamp
from store.index import Index
from store.library import Library
from store.mirror import State
from store.parser import MOST_CHARACTERS, Parsed, read
from store.query import Query, order_of, text_of
from store.tags import Facet
from tests.plain_search import ALIASES, SAVED, Known, found, random_article
from tests.soak import small_library
from tests.soak.forking import in_child
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.query_texts import EXTREMES, LOOP, query, text
from tests.soak.reader_kills import READER, reader

ARTICLES = 60
LONGEST = 20.0
"""Seconds that no query takes, on a machine that does ten things at once."""

ALL_SAVED = {**SAVED, **LOOP}


class Asked:
    """An index that is asked for one text after the other."""

    def __init__(self, place: Path, chance: random.Random) -> None:
        self.breaches = Breaches()
        self.understood = self.refused = self.raw = self.raw_errors = 0
        self._known = [random_article(chance) for _ in range(ARTICLES)]
        self.keys = [one.key for one in self._known]
        self.index = Index(place / "index.sqlite3")
        self.index.add(list(entries(self._known)))
        records = {one.key: one.record for one in self._known}
        namings = {facet: Naming(aliases) for facet, aliases in ALIASES.items()}
        self.index.mirror(State("1", records, {facet: {} for facet in Facet}, (), namings), None)
        self._raw = sqlite3.connect(self.index.path)

    def ask(self, asked: str, *, typing: bool = False, is_plain: bool = False) -> None:
        """Read a text, search for it, and print it and read it again."""
        try:
            parsed = self._read(asked, typing=typing)
            if parsed:
                self._search(asked, parsed.tree, is_plain=is_plain)
        except Exception as error:
            self.breaches.add(f"{short(asked)}: {type(error).__name__}: {error}")
        if len(asked) > MOST_CHARACTERS:
            return  # SQLite alone takes gigabytes for 250,000 words
        self.raw += 1
        try:
            self._raw.execute("SELECT rowid FROM search WHERE search MATCH ?", (asked,)).fetchall()
        except (sqlite3.Error, UnicodeError):
            self.raw_errors += 1

    def _read(self, asked: str, *, typing: bool) -> Parsed | None:
        try:
            parsed = read(asked, typing=typing, saved=ALL_SAVED)
        except QueryError as error:
            self.refused += 1
            if not 0 <= error.start < error.end <= len(asked):
                self.breaches.add(f"{short(asked)}: it is wrong at {error.start} to {error.end}")
            return None
        self.understood += 1
        printed = text_of(parsed.tree)
        # A date or a name in quotation marks may be longer in print than it was.
        if len(printed) <= MOST_CHARACTERS and read(printed, saved=ALL_SAVED).tree != parsed.tree:
            self.breaches.add(f"{short(asked)}: printed it is another: {short(printed)}")
        return parsed

    def _search(self, asked: str, tree: Query, *, is_plain: bool) -> None:
        ids = self.index.search(tree)
        if self.index.count(tree) != len(ids):
            self.breaches.add(f"{short(asked)}: there are not so many as are counted")
        if is_plain and {row.key for row in self.index.rows(ids)} != found(tree, self._known):
            self.breaches.add(f"{short(asked)}: plain Python finds others")
        if order_of(tree) == "-date" and list(ids) != sorted(ids, reverse=True):
            self.breaches.add(f"{short(asked)}: the newest do not come first")

    def close(self) -> None:
        self._raw.close()
        self.index.close()


def entries(articles: list[Known]) -> list[Entry]:
    return [
        Entry(path.encode(), Stamp(1, 2, 3), one.key, extract_of(one.article))
        for one in articles
        for path in one.paths
    ]


def short(asked: str) -> str:
    return ascii(asked if len(asked) < 80 else f"{asked[:60]} ({len(asked)})")


def ask_all(library: Library, asked: str, breaches: Breaches) -> None:
    """Whatever the reader does with a text: search, explain, complete, count."""
    find = library.find
    uses: Mapping[str, Callable[[], object]] = {
        "searched": lambda: find.search(asked),
        "typed": lambda: find.newest(asked, 50, typing=True),
        "counted": lambda: find.count(asked),
        "explained": lambda: find.explain(asked),
        "completed": lambda: find.complete(asked, len(asked)),
        "by tags": lambda: library.tag_counts(asked),
    }
    for name, use in uses.items():
        begin = time.monotonic()
        try:
            use()
        except QueryError:
            pass
        except Exception as error:
            breaches.add(f"{short(asked)}, {name}: {type(error).__name__}: {error}")
        if time.monotonic() - begin > LONGEST:
            breaches.add(f"{short(asked)}, {name}: it takes {time.monotonic() - begin:.0f} s")


def call(place: Path, asked: str, chance: random.Random, breaches: Breaches) -> None:
    """A command with a text as its argument, whose bytes may be no text at all."""
    dry = ["tag", "+Tides", "--dry-run"]
    words = chance.choice([["search"], ["count"], ["search", "--format", "json"], dry])
    argument = os.fsencode(asked.replace("\0", "")[:100_000].encode("utf-8", "replace").decode())
    if chance.random() < 0.3:
        argument = bytes(chance.choices(range(1, 256), k=chance.randrange(30)))
    out = place / "out"

    def work() -> int:
        from tui.cli import main

        file = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, 1)
        os.dup2(file, 2)
        os.environ["GRTUI_LIBRARY"] = str(place / "articles")
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr
        status = main([*words, "--", os.fsdecode(argument)])
        sys.stderr.flush()
        return status

    status, answer = in_child(work)
    said = out.read_bytes()
    if status or answer not in (0, 1, 2) or b"Traceback" in said:
        breaches.add(f"{words} {argument[:60]!r} ended with {status or answer}: {said[-200:]!r}")


def type_some(place: Path, texts: list[str], breaches: Breaches) -> None:
    """Type texts into the search line of a running reader, and leave it as one does."""
    with reader(READER, place) as terminal:
        terminal.wait_for(" of ", 60)
        for asked in texts:
            typed = "".join(letter for letter in asked if letter.isprintable())[:200]
            terminal.press(b"/" + typed.encode("utf-8", "replace") + b"\r")
            terminal.wait_until_quiet(0.02, 2)
            terminal.press("\x1b")
            terminal.wait_until_quiet(0.02, 2)
            if terminal.has_ended():
                breaches.add(f"typed {short(typed)}: the reader ended: {terminal.text[-300:]}")
                return
        try:
            terminal.press("\x1b")
            terminal.wait_until_quiet(0.2, 2)
            terminal.press("/\x15ka\r")
            terminal.wait_for("ka", 30)
        except EndedError as error:
            breaches.add(f"after {short(texts[-1])} it takes no search: {error}")


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    asked = Asked(place, chance)
    for _ in range(trials):
        if chance.random() < 0.03:
            asked.ask(query(chance, asked.keys), is_plain=True)
        else:
            asked.ask(text(chance, asked.keys), typing=chance.random() < 0.3)
    extremes = chance.sample(EXTREMES, min(len(EXTREMES), trials // 200))
    for extreme in extremes:
        asked.ask(extreme)
        asked.ask(extreme, typing=True)
    asked.close()
    small_library.write(place / "articles")
    with closing(small_library.opened(place)) as library:
        for extreme in extremes:
            ask_all(library, extreme, asked.breaches)
    for _ in range(trials // 200):
        call(place, text(chance, asked.keys), chance, asked.breaches)
    for _ in range(max(1, trials // 2000)):
        type_some(place, [text(chance, asked.keys) for _ in range(10)], asked.breaches)
    return Outcome(
        "P15",
        "any text is a search, or a sentence that says what is wrong",
        trials,
        asked.understood + asked.refused,
        asked.breaches.count,
        (Control("the text as it is for FTS5", asked.raw, asked.raw_errors),),
        asked.breaches.told(f"{asked.understood:,} were queries, {asked.refused:,} were not"),
    )
