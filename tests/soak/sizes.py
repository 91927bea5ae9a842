"""P12: no size and no storm of sizes breaks a screen or loses the place on it."""

import os
import random
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.terminal import EndedError, Terminal
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.resting import wait_for_rest

ROOT = Path(__file__).parent.parent.parent
SIZE = (80, 24)
"""Where each screen is opened, and must be the same again."""

EXTREMES = ((1, 1), (1, 500), (500, 1), (500, 500), (0, 0), (65535, 65535), (2, 2), (39, 9))
STORM, STORM_SECONDS = 100, 0.05
PATIENCE = 30.0

READER = ("-m", "tui")
BY_LINES = (
    "-c",
    "import widgets.page_view as p; p.PageView.set_anew = lambda self: self.set_lines(); "
    "from tui.start import main; raise SystemExit(main())",
)
"""The reader whose place in an article is the number of a line, as in a stock scroll view."""

SCREENS = {
    "list": ("jjj",),
    "article": ("jj", "\r", " "),
    "picker": ("r/", "a"),
    "help": ("?", "tag"),
    "palette": ("\x10", "copy"),
    "vocabulary": ("#", "jjj"),
    "export": ("X",),
    "note": ("c", "as it was told"),
}
"""The keys that open each screen, which go out one lot after the other."""


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Try so many sizes on some screens, or all in the long form, and a storm on each of them."""
    names = list(SCREENS)
    chance.shuffle(names)
    names = names[: max(4, trials // 50)]
    sizes = [*EXTREMES[:trials], *(random_size(chance) for _ in range(trials - len(EXTREMES)))]
    chance.shuffle(sizes)
    works = [
        partial(resize, READER, names[half::2], sizes[half::2], rng(chance), place / str(half))
        for half in range(2)
    ]
    few = [(500, 500), (300, 100), (120, 40)]
    works.append(partial(resize, BY_LINES, ["article"], few, rng(chance), place / "bad"))
    *answers, control = in_children(works, patience=3000)
    return Outcome(
        "P12",
        "sizes from 1x1 to 500x500, and 100 in 50 ms: the screen and the place are as before",
        trials + len(names),
        sum(hits for hits, _, _ in answers),
        sum(count for _, count, _ in answers),
        (Control("a place by lines", len(few) + 1, control[1]),),
        "; ".join(word for _, _, words in answers for word in words),
    )


def rng(chance: random.Random) -> random.Random:
    return random.Random(chance.random())


def random_size(chance: random.Random) -> tuple[int, int]:
    most = chance.choice((50, 50, 120, 200, 500))
    return chance.randint(1, most), chance.randint(1, most // 2)


def resize(
    program: Sequence[str],
    names: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    chance: random.Random,
    place: Path,
) -> tuple[int, int, list[str]]:
    """Resize screens: how often something was drawn for it, what was wrong, and in words."""
    small_library.write(place / "articles")
    small_library.opened(place).close()
    breaches, hits = Breaches(), 0
    for at, name in enumerate(names):
        with opened(program, place, name) as terminal:
            try:
                before = brought_to(terminal, name)
                for size in sizes[at :: len(names)]:
                    hits += is_drawn(terminal, *size)
                    check(terminal, before, f"{name}, {size[0]}x{size[1]}", breaches)
                storm(terminal, chance)
                check(terminal, before, f"{name}, a storm", breaches)
                leave(terminal)
            except (EndedError, OSError) as error:
                breaches.add(f"{name}: {error}")
    return hits, breaches.count, breaches.words


def opened(program: Sequence[str], place: Path, name: str) -> Terminal:
    """A reader that opens on the first article."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(place), "PYTHONPATH": str(ROOT)}
    environ |= {"XDG_CACHE_HOME": str(place / "cache"), "XDG_STATE_HOME": str(place / name)}
    argv = [sys.executable, *program, str(place / "articles")]
    columns, lines = SIZE
    return Terminal(argv, columns=columns, lines=lines, environ=environ, cwd=str(place))


def brought_to(terminal: Terminal, name: str) -> str:
    """Open a screen, and tell what it shows when it has come to rest."""
    terminal.wait_for("1 of 12 ·", PATIENCE)
    for keys in SCREENS[name]:
        wait_for_rest(terminal)
        terminal.press(keys)
    wait_for_rest(terminal, 10)
    return terminal.text


def is_drawn(terminal: Terminal, columns: int, lines: int) -> bool:
    """Give the terminal a size: is anything drawn for it?"""
    pieces = len(terminal.pieces)
    terminal.resize(columns, lines)
    wait_for_rest(terminal, 2)
    return len(terminal.pieces) > pieces


def storm(terminal: Terminal, chance: random.Random) -> None:
    """Resize more often than anyone can draw."""
    begin = time.perf_counter()
    for number in range(STORM):
        terminal.resize(*random_size(chance))
        terminal.read_until(begin + number * STORM_SECONDS / STORM)


def check(terminal: Terminal, before: str, when: str, breaches: Breaches) -> None:
    """Is the screen as before at the size that it had before?"""
    terminal.resize(*SIZE)
    wait_for_rest(terminal, 2)
    if terminal.text != before:
        wait_for_rest(terminal, 20)
    if terminal.text != before:
        changed = [
            f"{old!r} became {new!r}"
            for old, new in zip(before.splitlines(), terminal.text.splitlines(), strict=False)
            if old != new
        ]
        breaches.add(f"{when}: {'; '.join(changed[:2]) or 'it is empty'}")


def leave(terminal: Terminal) -> None:
    """Quit, if it still answers."""
    terminal.press("\x11")
    if status := terminal.wait_for_exit(PATIENCE):
        raise EndedError(f"it ended with {status}")
    if left := terminal.not_given_back:
        raise EndedError(f"not given back: {', '.join(sorted(left))}")
