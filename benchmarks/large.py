"""How soon a large article is shown, beside small ones in the same minute."""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.terminal import EndedError, Terminal

ROUNDS = 5

SENTENCE = "The harbour slept and the ferry waited for the tide. "

SHAPES = {
    "50 MB in paragraphs": (SENTENCE * 10 + "\n\n", 50_000_000),
    "one line of 10 MB": (SENTENCE, 10_000_000),
    "one word of 10 MB": ("x", 10_000_000),
    "200,000 lines": ("It slept again.\n", 3_200_000),
    "200,000 paragraphs": ("It slept.\n\n", 2_200_000),
}

SMALL = (SENTENCE * 10 + "\n\n", 4_000)

KEYS = {"to the end": "G", "to the top": "\x1b[H", "a page": " ", "the tail": "B", "the width": "w"}


def write(path: Path, number: int, text: str, size: int) -> None:
    """Write an article whose text begins with a word that no other has."""
    day = f"{1 + number % 28} {('April', 'May')[number // 28]} 2018"
    head = f"Article {number}\n\nBy Ada Moss, The Quay, {day}\n\nbegin{number:03} "
    path.write_text(head + text * (size // len(text)), encoding="utf-8")


def seconds_to(terminal: Terminal, line: int, word: str) -> float:
    """Go to a line of the list: seconds until its article is there."""
    terminal.press(f":{line}")
    terminal.wait_until_quiet(0.3)
    pressed = terminal.press("\r")
    shown = terminal.wait_for(word)
    terminal.wait_until_quiet(0.3)
    return shown - pressed


def seconds_of(terminal: Terminal, keys: str) -> float | None:
    """Press a key: seconds until something comes; None where nothing changes."""
    pressed = terminal.press(keys)
    try:
        return None if not terminal.read(2.0) else terminal.pieces[-1][0] - pressed
    finally:
        terminal.wait_until_quiet(0.3)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        articles = Path(place, "articles")
        articles.mkdir()
        kinds = [*SHAPES.values(), *[SMALL] * (ROUNDS * len(SHAPES))]
        for number, (text, size) in enumerate(kinds):
            write(articles / f"{number:03}.txt", number, text, size)
        environ = {**os.environ, "XDG_CACHE_HOME": place, "XDG_DATA_HOME": place}
        argv = [sys.executable, "-m", "tui", str(articles)]
        with Terminal(argv, environ=environ) as terminal:
            terminal.wait_for("1 of ")
            terminal.wait_until_quiet(2.0)
            measure(terminal)


def measure(terminal: Terminal) -> None:
    """Print how soon each is there, and what keys do in it."""
    count = len(SHAPES) * (1 + ROUNDS)
    line = {number: count - number for number in range(count)}  # the newest is the first
    small: list[float] = []
    large: dict[str, list[float]] = {name: [] for name in SHAPES}
    next_small = len(SHAPES)
    for _ in range(ROUNDS):
        for number, name in enumerate(SHAPES):
            small.append(seconds_to(terminal, line[next_small], f"begin{next_small:03}"))
            large[name].append(seconds_to(terminal, line[number], f"begin{number:03}"))
            next_small += 1
    usual = statistics.median(small)
    print(f"an article of 4 kB: {usual * 1000:.0f} ms")
    for number, name in enumerate(SHAPES):
        median = statistics.median(large[name])
        print(f"{name}: {median * 1000:.0f} ms, {median / usual:.1f} times as long")
        seconds_to(terminal, line[number], f"begin{number:03}")
        for what, keys in KEYS.items():
            taken = seconds_of(terminal, keys)
            print(f"  {what}: {'nothing' if taken is None else f'{taken * 1000:.0f} ms'}")


if __name__ == "__main__":
    try:
        main()
    except EndedError as error:
        sys.exit(str(error))
