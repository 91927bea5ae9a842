"""P3: where nothing can be written, "NOT saved" is told, and the old file stays."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from tinydb import TinyDB

from store.errors import GrtuiError, TagFileError
from store.library import Library
from store.tags import Facet, Tag
from tests.soak import small_library
from tests.soak.forking import in_children
from tests.soak.outcome import Breaches, Control, Outcome
from tests.soak.values import articles_in, stock_tables, tag_file, themes_in

ROOT = Path(__file__).parent.parent.parent
FULL = "the disk or the quota is full"
READ_ONLY = "may not be written"

PLAIN = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Takes from root what lets it write into a folder that is read-only."""


Answer = tuple[int, int, list[str]]
"""How often nothing could be saved, how often the promise was broken, and how."""


class Attempts:
    """Tags articles of a library while nothing can be saved, and again when it can."""

    def __init__(self, open_library: Callable[[], Library], chance: random.Random) -> None:
        self._open = open_library
        self.library, self.breaches, self.hits = open_library(), Breaches(), 0
        self._chance = chance
        self._keys = [line.key for line in small_library.contents(self.library).lines]
        self._count = 0

    def start_again(self) -> None:
        """Begin without a tag file, as a new reader: to one that knew the file it would be lost."""
        self.library.close()
        self.library = self._open()

    def begin(self, records: int) -> None:
        """Put a tag file of some size in place, with one save made in it."""
        path = self.library.tag_file
        path.write_bytes(tag_file(records, self._chance))
        for backup in path.parent.glob("*.bak"):
            backup.unlink()
        self._toggle()

    def fail(self, why: str, break_it: Callable[[], None], mend: Callable[[], None]) -> None:
        """Tag while something is broken, and again when it is mended."""
        path = self.library.tag_file
        before = path.read_bytes() if path.exists() else None
        break_it()
        try:
            key, name = self._toggle()
        except TagFileError as error:
            self.hits += 1
            if not str(error).startswith("NOT saved") or why not in str(error):
                self.breaches.add(f"it was told in other words: {error}")
            if (path.read_bytes() if path.exists() else None) != before:
                self.breaches.add("the old file did not stay")
        except Exception as error:
            self.breaches.add(f"{type(error).__name__}: {error}")
        else:  # there was room enough
            self._look(key, name)
        finally:
            mend()
        try:
            self._look(*self._toggle())
        except GrtuiError as error:
            self.breaches.add(f"the next save fails: {error}")
        if left := [*path.parent.glob("*.tmp")]:
            self.breaches.add(f"{left} are left")

    def _toggle(self) -> tuple[str, str]:
        self._count += 1
        key, name = self._chance.choice(self._keys), f"tag {self._count}"
        self.library.edit.toggle(Tag(Facet.THEME, name), [key])
        return key, name

    def _look(self, key: str, name: str) -> None:
        if name not in themes_in(articles_in(self.library.tag_file).get(key, {})):
            self.breaches.add(f"{name} was told as saved and is not")

    def answer(self) -> Answer:
        return self.hits, self.breaches.count, self.breaches.words


@contextmanager
def attempts(place: Path, tag_path: Path, chance: random.Random) -> Iterator[Attempts]:
    small_library.write(place / "articles")
    tries = Attempts(partial(small_library.opened, place, tag_path), chance)
    try:
        yield tries
    finally:
        tries.library.close()


def outcome(what: str, trials: int, answer: Answer, control: Control) -> Outcome:
    hits, lost, words = answer
    return Outcome("P3", what, trials, hits, lost, (control,), "; ".join(words))


# A limit to the length of a file


def limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def save_under_limits(trials: int, chance: random.Random, place: Path) -> Answer:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    path = place / "tags" / "tags.json"
    path.parent.mkdir()
    with attempts(place, path, chance) as tries:
        for _ in range(trials):
            tries.begin(chance.choice([0, 10, 300]))
            most = chance.randrange(path.stat().st_size)
            tries.fail(FULL, partial(limit, most), partial(limit, resource.RLIM_INFINITY))
        return tries.answer()


def stock_under_limit(trials: int, chance: random.Random, path: Path) -> int:
    """How many of the files of stock TinyDB nobody can read any more."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    cut = 0
    for _ in range(trials):
        fill_stock(path)
        limit(chance.randrange(path.stat().st_size))
        lengthen_stock(path)
        limit(resource.RLIM_INFINITY)
        cut += stock_tables(path) is None
    return cut


def fill_stock(path: Path) -> None:
    notes = {str(number): {"note": "as it was told"} for number in range(1, 100)}
    path.write_text(json.dumps({"_default": notes}), encoding="utf-8")


def lengthen_stock(path: Path) -> None:
    """Save in stock TinyDB, whatever comes of it."""
    with suppress(OSError, ValueError), TinyDB(path) as database:
        database.update({"note": "as it was told, and then some more " * 20})


def run_limited(trials: int, chance: random.Random, place: Path) -> Outcome:
    stock = place / "stock.json"
    answer, cut = in_children(
        [
            partial(save_under_limits, trials, chance, place),
            partial(stock_under_limit, 10, chance, stock),
        ]
    )
    control = Control("stock JSONStorage", 10, cut)
    return outcome("a file that may not grow (RLIMIT_FSIZE): NOT saved", trials, answer, control)


# A full disk


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of some kilobytes, mounted.

    Raises:
        OSError: This process may not mount.
    """
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.stderr.strip() or "it may not mount")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def save_on_full_disk(trials: int, chance: random.Random, place: Path, disk: Path) -> Answer:
    filler = disk / "filler"
    with attempts(place, disk / "tags.json", chance) as tries:
        for _ in range(trials):
            tries.begin(chance.choice([0, 10, 100]))
            room = chance.choice([0, 0, 1, chance.randrange(10)]) * 4096
            tries.fail(FULL, partial(fill, filler, room), filler.unlink)
        return tries.answer()


def fill(filler: Path, room: int) -> None:
    """Leave so much room on a disk and no more."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    os.truncate(filler, max(0, filler.stat().st_size - room))


def stock_on_full_disk(trials: int, disk: Path) -> int:
    path, cut = disk / "stock.json", 0
    for _ in range(trials):
        fill_stock(path)
        fill(disk / "filler", 0)
        lengthen_stock(path)
        (disk / "filler").unlink()
        cut += stock_tables(path) is None
        path.unlink()
    return cut


def run_full(trials: int, chance: random.Random, place: Path) -> Outcome:
    what = "a full disk (ENOSPC): NOT saved"
    try:
        with small_disk(place / "disk", 4 * chance.randrange(32, 64)) as disk:
            (answer,) = in_children([partial(save_on_full_disk, trials, chance, place, disk)], 600)
            (disk / "tags.json").unlink()
            for backup in disk.glob("*.bak"):
                backup.unlink()
            (cut,) = in_children([partial(stock_on_full_disk, 5, disk)])
    except OSError as error:
        return Outcome("P3", what, 0, 0, 0, impossible=str(error))
    return outcome(what, trials, answer, Control("stock JSONStorage", 5, cut))


# A folder that is read-only


def run_read_only(trials: int, chance: random.Random, place: Path) -> Outcome:
    what = "a read-only folder: NOT saved"
    if os.geteuid() == 0 and not shutil.which(PLAIN[0]):
        return Outcome("P3", what, 0, 0, 0, impossible="root writes everywhere, without setpriv")
    argv = [sys.executable, "-m", "tests.soak.full", str(trials), str(chance.random()), str(place)]
    done = subprocess.run(
        [*(PLAIN if os.geteuid() == 0 else ()), *argv],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ChildProcessError(f"the child ended with the status {done.returncode}")
    answer, raw = json.loads(done.stdout)
    control = Control("stock JSONStorage, a raw error", 5, raw)
    return outcome(what, trials, answer, control)


def save_in_read_only_folder(trials: int, chance: random.Random, place: Path) -> Answer:
    path = place / "tags" / "tags.json"
    path.parent.mkdir()
    with attempts(place, path, chance) as tries:
        for _ in range(trials):
            tries.begin(chance.choice([0, 10, 300]))
            if chance.random() < 0.3:
                path.with_name("tags.json.lock").unlink()
            if chance.random() < 0.3:  # the first save ever
                for other in [*path.parent.iterdir()]:
                    other.unlink()
                tries.start_again()
            mode = chance.choice([0o555, 0o500])
            tries.fail(READ_ONLY, partial(path.parent.chmod, mode), partial(open_folder, path))
        return tries.answer()


def open_folder(path: Path) -> None:
    path.parent.chmod(0o755)


def stock_in_read_only_folder(trials: int, place: Path) -> int:
    """How often stock TinyDB ends the program with an error of the system."""
    folder, raw = place / "stock", 0
    folder.mkdir()
    folder.chmod(0o555)
    for _ in range(trials):
        try:
            with TinyDB(folder / "stock.json") as database:
                database.insert({})
        except PermissionError:
            raw += 1
    folder.chmod(0o755)
    return raw


def main(trials: str, seed: str, place: str) -> None:
    """Try the read-only folder in this process, which may not write everywhere."""
    answer = save_in_read_only_folder(int(trials), random.Random(seed), Path(place))
    raw = stock_in_read_only_folder(5, Path(place))
    sys.stdout.write(json.dumps([answer, raw]))


if __name__ == "__main__":
    main(*sys.argv[1:])
