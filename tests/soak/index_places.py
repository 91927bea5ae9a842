"""Places in which an index cannot be written, for a process that then has no way back."""

import os
import random
import resource
import signal
from collections.abc import Callable
from pathlib import Path

Place = Callable[[Path, random.Random], None]

NOBODY = 65534


def be_nobody() -> None:
    """Root may write everywhere."""
    if os.geteuid() == 0:
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def read_only_file(path: Path, chance: random.Random) -> None:
    path.chmod(0o444)
    path.parent.chmod(chance.choice([0o755, 0o777]))
    be_nobody()


def read_only_folder(path: Path, chance: random.Random) -> None:
    path.chmod(chance.choice([0o666, 0o644, 0o600]))
    path.parent.chmod(0o555)
    be_nobody()


def no_folder(path: Path, chance: random.Random) -> None:
    path.parent.rename(path.parent.with_name("away"))
    path.parent.parent.chmod(0o555)
    be_nobody()


def short_files(path: Path, chance: random.Random) -> None:
    """Files that may not grow over some length, wherever they are."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = path.stat().st_size
    if chance.random() < 0.6:
        path.unlink()
    resource.setrlimit(resource.RLIMIT_FSIZE, (chance.randrange(2 * size), resource.RLIM_INFINITY))


PLACES: dict[str, Place] = {
    "a read-only file": read_only_file,
    "a read-only folder": read_only_folder,
    "no folder": no_folder,
    "short files": short_files,
}
