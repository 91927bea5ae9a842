"""The command line as it is called: in a process of its own, without a terminal."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent


def environ(place: Path, **variables: str) -> dict[str, str]:
    """The environment of a user whose home is `place`, and whose library is `articles` in it."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "GRTUI_LIBRARY": str(place / "articles"),
        **variables,
    }


def grtui(
    place: Path, *arguments: str, stdout: int | IO[str] = subprocess.PIPE, **variables: str
) -> subprocess.CompletedProcess[str]:
    """A command that is run in `place`."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=place,
        env=environ(place, **variables),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def shell(place: Path, command: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """A line of bash that is run in `place`; `grtui` in it is that of this checkout."""
    line = f'set -o pipefail; grtui() {{ "{sys.executable}" -m tui "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-c", line],
        cwd=place,
        env=environ(place, **variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
