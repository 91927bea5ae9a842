"""On what was measured: the machine, without its name, and the versions of what was run."""

import os
import platform
import re
import time
from importlib.metadata import version
from pathlib import Path

from benchmarks.peers import VERSIONS, version_of


def machine() -> str:
    """The processor, its cores and the system."""
    system = f"{platform.system()} {platform.release()}"
    return f"{os.cpu_count()} cores ({_processor()}), {system}"


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    named = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return named[1].strip() if named else platform.machine()


def versions() -> str:
    """The versions of Python, of what the reader is made of, and of the others."""
    ours = {"Python": platform.python_version()}
    ours |= {name: version(name.lower()) for name in ("Textual", "Rich", "TinyDB")}
    others = {name: version_of(name) or "not installed" for name in VERSIONS}
    return ", ".join(f"{name} {which}" for name, which in (ours | others).items())


def milliseconds_of_fixed_work() -> float:
    """How long some work takes that is always the same, which tells how quiet the machine is."""
    begin = time.perf_counter()
    total = 0
    for number in range(200_000):
        total += number * number
    return (time.perf_counter() - begin) * 1000
