"""What the program sends to the terminal does not grow.

`bytes.json` holds the bytes of each step; a fifth more fails. Whether two paints come as one is a
matter of time, so what counts is the least of three runs. `BYTES=write pytest tests/test_bytes.py`
writes the file anew: look at what changed before it is kept.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from test_terminal import reader as reader_in_terminal
from test_terminal import run

from benchmarks import measuring
from benchmarks.library import write_library
from benchmarks.measuring import shows
from benchmarks.terminal import Terminal

RECORDED = Path(__file__).parent / "bytes.json"
COUNT = 60
GROWTH = 1.2
RUNS = 3
QUIET = 0.4
"""Seconds: longer than what waits until keys have stopped."""

WIDE, NARROW, ONE_PANE = (120, 40), (80, 24), (60, 20)

Sizes = dict[str, int]
"""The bytes of each step."""


def at(number: int) -> Callable[[str], bool]:
    """Is the cursor on the article of that number?"""
    return shows(f" {number} of {COUNT}")


def reader(place: Path, size: tuple[int, int]) -> Terminal:
    """The reader on a library that it knows, as if nobody had used it."""
    for used in (".local", "articles/.grtui"):
        shutil.rmtree(place / used, ignore_errors=True)
    return reader_in_terminal(place, *size)


def prepare(place: Path) -> None:
    """Write a library, and open it once."""
    write_library(place / "articles", COUNT)
    assert run(place, "count", "--library", str(place / "articles"), "bo").returncode == 0


def another_place(terminal: Terminal) -> Callable[[str], bool]:
    """Is another part of the article in sight than now?"""

    def percent(screen: str) -> list[str]:
        return re.findall(r"\d+ %", screen)

    now = percent(terminal.text)
    return lambda screen: percent(screen) != now


def steps_of_both(terminal: Terminal) -> Sizes:
    """What is done where list and article stand beside each other."""

    def step(keys: str, shown: Callable[[str], bool]) -> int:
        return measuring.react(terminal, keys, shown, quiet=QUIET).size

    def gone(text: str) -> Callable[[str], bool]:
        return lambda screen: text not in screen

    sizes = {"start": started(terminal)}
    sizes["move"] = min(step("j", at(number)) for number in (2, 3, 4))
    sizes["ten moves in one"] = step("j" * 10, at(14))
    sizes["to the end"] = step("G", at(COUNT))
    sizes["to the top"] = step("gg", at(1))
    sizes["tag"] = step("ra", shows("+Africa"))
    sizes["undo"] = step("u", shows("undo of"))
    sizes["search"] = step("/", shows("take back"))
    sizes["letter of a search"] = step("k", shows("/ k"))
    sizes["search left"] = step("\x1b", gone("/ k"))
    sizes["help"] = step("?", shows("Keys  in the list"))
    sizes["help left"] = step("q", gone("Keys  in the list"))
    sizes["enter"] = step("\r", shows("/ find"))
    sizes["page down"] = step(" ", another_place(terminal))
    sizes["back"] = step("q", shows("/ search"))
    return sizes


def steps_of_list(terminal: Terminal) -> Sizes:
    """What is done where the list is alone."""
    start = started(terminal)
    moves = [measuring.react(terminal, "j", at(number), quiet=QUIET) for number in (2, 3, 4)]
    return {"start": start, "list move": min(move.size for move in moves)}


def started(terminal: Terminal) -> int:
    """Wait until the reader has shown everything: its bytes."""
    measuring.start(terminal, at(1))
    measuring.settle(terminal)
    return len(terminal.written)


STEPS = {WIDE: steps_of_both, NARROW: steps_of_both, ONE_PANE: steps_of_list}


def too_many(sizes: Mapping[str, int], recorded: Mapping[str, int]) -> list[str]:
    """The steps that send more than they may, each with its figures."""
    return [
        f"{step}: {size:,} bytes instead of {recorded.get(step, 0):,}"
        for step, size in sizes.items()
        if size > recorded.get(step, 0) * GROWTH
    ]


@pytest.mark.parametrize("size", STEPS, ids="{0[0]}x{0[1]}".format)
def test_no_step_sends_more_than_it_did(tmp_path: Path, size: tuple[int, int]) -> None:
    name = f"{size[0]}x{size[1]}"
    whole = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
    is_recording = os.environ.get("BYTES") == "write"
    recorded = {} if is_recording else whole.get(name, {})
    prepare(tmp_path)
    least: Sizes = {}
    for _ in range(RUNS):
        with reader(tmp_path, size) as terminal:
            sizes = STEPS[size](terminal)
        least = {step: min(size, least.get(step, size)) for step, size in sizes.items()}
        if not too_many(least, recorded):
            break
    if is_recording:
        RECORDED.write_text(json.dumps({**whole, name: least}, indent=1) + "\n")
    else:
        more = too_many(least, recorded)
        assert not more, f"at {name}: {'; '.join(more)} (BYTES=write records them anew)"


def test_a_step_that_doubles_fails() -> None:
    for name, recorded in json.loads(RECORDED.read_text()).items():
        assert not too_many(recorded, recorded), name
        doubled = {step: 2 * size for step, size in recorded.items()}
        assert len(too_many(doubled, recorded)) == len(recorded)
    assert too_many({"new": 1}, {}) == ["new: 1 bytes instead of 0"]
    assert not too_many({"move": 120}, {"move": 100})
    assert too_many({"move": 121}, {"move": 100})
