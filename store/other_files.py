"""The files of a folder that are no articles by their names."""

import os
from collections import Counter
from pathlib import Path

from store.folder import SUFFIXES, shown

MOST = 10_000
"""After so many files the rest is not looked at: this only helps to say what is wrong."""


def other_files(folder: Path) -> Counter[str]:
    """How many files there are of each ending that grtui does not read; hidden ones do not count.

    The ending of a name without one is empty.
    """
    endings: Counter[str] = Counter()
    for _, inner, names in os.walk(os.fsencode(folder)):
        inner[:] = [name for name in inner if not name.startswith(b".")]
        for name in names:
            if not name.startswith(b".") and not name.lower().endswith(SUFFIXES):
                endings[shown(os.path.splitext(name)[1].lower())] += 1  # noqa: PTH122 (bytes)
        if endings.total() >= MOST:
            break
    return endings
