"""How soon a reader shows what another process tagged, and what it does while nothing happens."""

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
IDLE_SECONDS = 20.0


def seconds_until_shown(terminal: Terminal, tag: str, environ: dict[str, str]) -> float:
    """Tag the article that the terminal shows from another process: seconds until it is there."""
    command = [sys.executable, "-m", "tui", "tag", f"+theme:{tag}", "--yes", "--", "date:2022-11"]
    quiet = subprocess.DEVNULL
    subprocess.run(command, env=environ, check=True, stdout=quiet, stderr=quiet)
    saved = time.perf_counter()
    return max(0.0, terminal.wait_for(f"+{tag}") - saved)


def activity(pid: int) -> tuple[int, int, float]:
    """What a process has done so far: calls that wrote, bytes they wrote, CPU seconds."""
    lines = Path(f"/proc/{pid}/io").read_text().splitlines()
    io = {name: int(number) for name, number in (line.split(": ") for line in lines)}
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return io["syscw"], io["wchar"], (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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
            before = activity(terminal.pid)
            shown = len(terminal.written)
            terminal.wait_until_quiet(IDLE_SECONDS, IDLE_SECONDS)
            after = activity(terminal.pid)
            shown = len(terminal.written) - shown
            terminal.press("/date:2022-11\r")
            terminal.wait_for("1 of ")
            times = []
            for number in range(CHANGES):
                terminal.wait_until_quiet(chance.random())
                times.append(seconds_until_shown(terminal, f"Seen{number:02}", environ))
    calls, size, cpu = (now - then for then, now in zip(before, after, strict=True))
    print(
        f"{IDLE_SECONDS:.0f} s without a key: {shown} bytes to the terminal, {calls} calls that "
        f"write ({size} bytes), {100 * cpu / IDLE_SECONDS:.2f} % of a core"
    )
    print(
        f"a change by another process is shown {statistics.median(times):.2f} s after it was "
        f"saved (median of {CHANGES}), {max(times):.2f} s at most"
    )


if __name__ == "__main__":
    main()
