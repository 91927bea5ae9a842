"""P1: a tag that the reader shows as saved survives a kill -9 of the reader."""

import os
import random
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.terminal import Terminal
from store.errors import GrtuiError
from store.tags import Facet
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.small_library import Contents, Key
from tests.soak.values import articles_in

ROOT = Path(__file__).parent.parent.parent
READER, LAZY = "tui", "tests.soak.lazy_reader"

LATEST = 0.02
"""How long after a tag is shown the reader is killed, at most, in seconds."""

PATIENCE = 30.0

LONGEST_NAME = 20
"""A longer one does not fit into the line that says what was saved."""

Given = dict[str, set[tuple[str, str]]]
"""The tags that the reader has shown as given, by the key of the article: facet and name."""


def run(trials: int, chance: random.Random, place: Path) -> Outcome:
    """Kill so many readers, two at a time, and lazy ones beside them."""
    works = [
        partial(kill_readers, READER, number, random.Random(chance.random()), place / name)
        for number, name in ((trials - trials // 2, "one"), (trials // 2, "two"))
    ]
    lazy = max(3, trials // 30)
    works.append(partial(kill_readers, LAZY, lazy, random.Random(chance.random()), place / "lazy"))
    *answers, control = in_children(works, patience=3000)
    shown, hits, lost = (sum(answer[n] for answer in answers) for n in range(3))
    return Outcome(
        "P1",
        "kill -9 of the reader once a tag is shown: it is in the tag file",
        trials,
        hits,
        lost,
        (Control("a lazy save", lazy, control[2]),),
        "; ".join([f"{shown} tags were shown", *answers[0][3], *answers[1][3]]),
    )


def kill_readers(
    module: str, trials: int, chance: random.Random, place: Path
) -> tuple[int, int, int, list[str]]:
    """Tag and kill: how many tags were shown, kills came, kills lost something; and what."""
    small_library.write(place / "articles")
    with closing(small_library.opened(place)) as library:
        contents, tags = small_library.contents(library), library.tag_file
    breaches, shown, hits = Breaches(), 0, 0
    given: Given = {line.key: set() for line in contents.lines}
    for _ in range(trials):
        with reader(module, place) as terminal:
            shown += tag_some(terminal, contents, given, chance)
            time.sleep(chance.choice([0, chance.uniform(0, LATEST)]))
            terminal.kill()
            hits += terminal.status == -9
        there = tags_in(tags)
        for key in given:
            if there.get(key, set()) != given[key]:
                breaches.add(f"{key} was shown with {given[key]}, and has {there.get(key)}")
                break
        if there != given:  # go on from what is there
            given = {key: there.get(key, set()) for key in given}
    return shown, hits, breaches.count, breaches.words


def reader(module: str, place: Path) -> Terminal:
    """The reader on the library in `place`, or another module in its place."""
    argv = [sys.executable, "-m", module, str(place / "articles")]
    homes = {"HOME": str(place), "XDG_CACHE_HOME": str(place / "cache"), "PYTHONPATH": str(ROOT)}
    return Terminal(argv, environ={"PATH": os.environ["PATH"], **homes}, cwd=str(place))


def tag_some(terminal: Terminal, contents: Contents, given: Given, chance: random.Random) -> int:
    """Press the keys of one to three tags, each on some article without it, and wait for each."""
    count = len(contents.lines)
    terminal.wait_for(f"1 of {count} ·", PATIENCE)
    at = 0
    short = [key for key in contents.keys if len(key.tag.name) <= LONGEST_NAME]
    keys = chance.sample(short, chance.randint(1, 3))
    for key in keys:
        line = chance.choice(
            [at for at, one in enumerate(contents.lines) if key.tag.name not in one.names]
        )
        if line != at:
            terminal.press(("j" if line > at else "k") * abs(line - at))
            terminal.wait_for(f" {line + 1} of {count} ·", PATIENCE)
        at = line
        tag_one(terminal, contents, given, line, key)
    return len(keys)


def tag_one(terminal: Terminal, contents: Contents, given: Given, line: int, key: Key) -> None:
    """Press the keys of a tag, and wait until its change is told as saved."""
    article, one = contents.lines[line], (key.tag.facet.value, key.tag.name)
    terminal.press(("r" if key.tag.facet is Facet.REGION else "t") + key.letter)
    wait_for_status(terminal, f"{'-' if one in given[article.key] else '+'}{key.tag.name}")
    given[article.key] ^= {one}


def wait_for_status(terminal: Terminal, words: str) -> None:
    """Wait until the last line says that something was saved, with these words."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        said = terminal.text.splitlines()[-1]
        if "saved" in said and words in said:
            return
        terminal.wait_until_quiet(0.005, 0)
    raise TimeoutError(f"{words!r} was not shown. The screen:\n{terminal.text}")


def tags_in(path: Path) -> Given:
    """The tags that the reader gave, in a tag file as it is on the disk."""
    try:
        articles = articles_in(path)
    except GrtuiError:
        return {}
    return {
        key: {(facet, name) for facet, names in one.get("added", {}).items() for name in names}
        for key, one in articles.items()
    }
