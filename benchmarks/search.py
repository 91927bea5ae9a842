"""How long one search takes on the command line, as a whole process, beside `rg -l`.

`python -m benchmarks.search [--count N | --library FOLDER] [WORD ...]`. The runs of both are
interleaved; the figures are medians, and what counts is their ratio. Without words, one is taken
that most articles have, one that some and one that few have.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.library import write_library
from store.library import Library

RUNS = 15
LIMIT = 200
"""As many of what was found are printed, where a program can be told."""


def milliseconds(argv: Sequence[str], environ: Mapping[str, str] | None = None) -> float:
    """How long a program takes that writes into a pipe."""
    begin = time.perf_counter()
    subprocess.run(argv, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return (time.perf_counter() - begin) * 1000


def typical_words(library: Library) -> list[str]:
    """A word of most of the articles, one of about a tenth, one of about a thousandth."""
    total = len(library.search().ids)
    rows = library.rows(library.search(limit=200).ids)
    words = {word.lower() for row in rows for word in row.title.split() if word.isalpha()}
    counted = {word: library.find.count(word) for word in sorted(words)}
    return [
        min(counted, key=lambda word: abs(counted[word] - total * share))
        for share in (0.9, 0.1, 0.001)
    ]


def main() -> None:
    """Print the medians and their ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--library", type=Path)
    parser.add_argument("words", nargs="*")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        articles = arguments.library
        if articles is None:
            articles = Path(place, "articles")
            write_library(articles, arguments.count)
            os.environ |= dict.fromkeys(("XDG_CACHE_HOME", "XDG_DATA_HOME"), place)
        library = Library.open(articles)
        library.refresh()
        search = [sys.executable, "-m", "tui", "search", "--library", str(articles)]
        rg = shutil.which("rg")
        print(f"grtui search WORD --limit {LIMIT}, {len(library.search().ids):,} articles")
        print(f"{'word':16} {'found':>8} {'grtui':>9} {'rg -l':>9} {'ratio':>6}")
        for word in arguments.words or typical_words(library):
            ours, theirs = [], []
            for _ in range(RUNS):
                ours.append(milliseconds([*search, word, "--limit", str(LIMIT)]))
                theirs.append(milliseconds([rg, "-l", word, str(articles)]) if rg else 0.0)
            here, there = statistics.median(ours), statistics.median(theirs)
            ratio = f"{here / there:6.2f}" if rg else "     -"
            found = library.find.count(word)
            print(f"{word:16} {found:8,} {here:6.0f} ms {there:6.0f} ms {ratio}")


if __name__ == "__main__":
    main()
