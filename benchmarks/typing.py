"""How long from the last letter of a search to its results on the screen.

`python -m benchmarks.typing [--count N | --library FOLDER]`. Words are typed at random, as far as
their last letter changes the list: the time is that until all lines in sight are those of the new
result. Beside it: how long until all matches are counted, and the same keys' bytes.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.library import write_library
from benchmarks.terminal import Terminal
from store.library import Library

WORDS = 40
LINES = 30
"""Lines of the list that are compared."""

SHOWN = 24
"""Columns of a title that are compared."""


def top(library: Library, query: str) -> list[str]:
    """The titles that the list begins with while a query is typed."""
    found = library.find.newest(query, LINES, typing=True)
    return [row.title[:SHOWN] for row in library.rows(found.ids)]


def words_to_type(library: Library, chance: random.Random) -> list[str]:
    """Beginnings of words, two letters and longer, whose last letter changes the list."""
    rows = library.rows(library.search(limit=400).ids)
    words = sorted({word.lower() for row in rows for word in row.title.split() if word.isalpha()})
    chosen: list[str] = []
    while len(chosen) < WORDS:
        word = chance.choice(words)
        begun = word[: chance.randint(2, min(8, len(word)))] if len(word) > 1 else ""
        if begun and top(library, begun) not in ([], top(library, begun[:-1])):
            chosen.append(begun)
    return chosen


def type_word(terminal: Terminal, library: Library, word: str) -> tuple[float, float, int]:
    """Milliseconds until the results are there, and until they are counted; and the bytes."""
    terminal.press("/" + word[:-1])
    terminal.wait_until_quiet(0.6)
    terminal.wait_for(f"/ {word[:-1]}")
    wanted = top(library, word)
    since = len(terminal.pieces)
    pressed = terminal.press(word[-1])
    terminal.wait_until_quiet(0.6)
    size = sum(len(data) for _, data in terminal.pieces[since:])

    def lists(text: str) -> bool:
        lines = text.split("\n")[2 : 2 + len(wanted)]
        return all(title in line for title, line in zip(wanted, lines, strict=True))

    shown = terminal.when(lists)
    if shown is None:
        raise SystemExit(f"{word!r} was not listed. The screen:\n{terminal.text}")
    last = terminal.pieces[-1][0]
    terminal.press("\x1b")
    terminal.wait_until_quiet(0.3)
    return (shown - pressed) * 1000, (last - pressed) * 1000, size


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--library", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        environ = dict(os.environ)
        articles = arguments.library
        if articles is None:
            articles = Path(place, "articles")
            write_library(articles, arguments.count)
            environ |= dict.fromkeys(("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), place)
            os.environ |= environ
        library = Library.open(articles)
        library.refresh()
        words = words_to_type(library, random.Random(7))
        reader = [sys.executable, "-m", "tui", str(articles)]
        with Terminal(reader, lines=LINES + 4, environ=environ) as terminal:
            terminal.wait_for("1 of ")
            terminal.wait_until_quiet(1.0)
            found = [type_word(terminal, library, word) for word in words]
    shown, counted, sizes = ([*each] for each in zip(*found, strict=True))
    print(f"{len(words)} words in {len(library.search().ids):,} articles, the last letter each:")
    deciles = statistics.quantiles(shown, n=10)
    print(f"until the results are on the screen: {statistics.median(shown):6.1f} ms, median")
    print(f"                      nine in ten in {deciles[-1]:6.1f} ms, all in {max(shown):.1f} ms")
    print(f"until all are counted:               {statistics.median(counted):6.1f} ms, median")
    print(f"bytes:                               {statistics.median(sizes):6.0f}, median")


if __name__ == "__main__":
    main()
