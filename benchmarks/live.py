"""How soon a reader shows what another process tagged."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.library import write_library
from benchmarks.terminal import Terminal

COUNT = 1000
CHANGES = 20


def seconds_until_shown(terminal: Terminal, tag: str, environ: dict[str, str]) -> float:
    """Tag the article that the terminal shows from another process: seconds until it is there."""
    command = [sys.executable, "-m", "tui", "tag", f"+theme:{tag}", "--yes", "--", "date:2022-11"]
    quiet = subprocess.DEVNULL
    subprocess.run(command, env=environ, check=True, stdout=quiet, stderr=quiet)
    saved = time.perf_counter()
    return max(0.0, terminal.wait_for(f"+{tag}") - saved)


def main() -> None:
    """Print the figures."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as place:
        articles = Path(place, "articles")
        write_library(articles, COUNT)
        environ = {
            **os.environ,
            "XDG_CACHE_HOME": place,
            "XDG_DATA_HOME": place,
            "GRTUI_LIBRARY": str(articles),
        }
        with Terminal([sys.executable, "-m", "tui", str(articles)], environ=environ) as terminal:
            terminal.wait_for("of 1,000 ·")
            terminal.wait_until_quiet(2.0)
            terminal.press("/date:2022-11\r")
            terminal.wait_for("1 of ")
            times = []
            for number in range(CHANGES):
                terminal.wait_until_quiet(chance.random())
                times.append(seconds_until_shown(terminal, f"Seen{number:02}", environ))
    print(
        f"a change by another process is shown {statistics.median(times):.2f} s after it was "
        f"saved (median of {CHANGES}), {max(times):.2f} s at most"
    )


if __name__ == "__main__":
    main()
