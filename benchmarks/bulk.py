"""How long a change of many articles takes: until it is on disk, and until the screen shows it.

The reader runs in a pseudo-terminal; the time begins with the enter that makes the change.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.library import write_library
from benchmarks.terminal import Terminal

COUNTS = (1_000, 10_000)
ROUNDS = 9


def tag_file(articles: Path) -> dict[str, Any]:
    """What the tag file says."""
    return dict(json.loads((articles / ".grtui/tags.json").read_bytes()))


def change(terminal: Terminal, keys: str, shown: str) -> float:
    """Press keys that collect a change, then enter: seconds until `shown` is on the screen."""
    terminal.press(keys)
    terminal.wait_for("enter make it")
    terminal.wait_until_quiet(0.3)
    began = time.perf_counter()
    terminal.press("\r")
    return terminal.wait_for(shown) - began


def measure(place: Path, count: int) -> None:
    """Print the figures for a library of so many articles, all of which are changed."""
    articles = place / f"articles{count}"
    write_library(articles, count)
    environ = {**os.environ, **dict.fromkeys(("XDG_CACHE_HOME", "XDG_STATE_HOME"), str(place))}
    environ.pop("GRTUI_TAGS", None)
    times: dict[str, list[float]] = {"+Africa": [], "undo": []}
    with Terminal([sys.executable, "-m", "tui", str(articles)], environ=environ) as terminal:
        terminal.wait_for(f"of {count:,} ·", 120)
        terminal.wait_until_quiet(3.0, 60)
        terminal.press("*")
        terminal.wait_for(f"{count:,} marked")
        for _ in range(ROUNDS):
            times["+Africa"].append(change(terminal, "ra", f"+Africa on {count:,} marked"))
            steps = tag_file(articles)["history"].values()
            assert sum(not step.get("undone") for step in steps) == 1, "One change is one line."
            began = time.perf_counter()
            terminal.press("u")
            times["undo"].append(terminal.wait_for("undo of +Africa") - began)
            terminal.wait_until_quiet(0.5)
    for what, seconds in times.items():
        print(
            f"{count:7,} articles, {what:7}: on disk and on the screen after "
            f"{statistics.median(seconds):.3f} s (median of {ROUNDS}), {max(seconds):.3f} at most"
        )


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        for count in COUNTS:
            measure(Path(place), count)


if __name__ == "__main__":
    main()
