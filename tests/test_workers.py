"""Processes that read the files of a first filling: as without them, whatever becomes of them."""

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from store import workers
from store.cache import dictionary
from store.library import Library
from store.packing import Inflate, Packer
from store.reading import Reading, Task, Unread

ROOT = Path(__file__).parent.parent
COUNT = 400

DIES = """
import os, sys
sys.path[:] = sys.argv[1:]
from store import worker
read_some = worker.read_some
def die(task, paths, packer):
    if b"0111.txt" in paths or b"0222.txt" in paths:
        os._exit(9)
    return read_some(task, paths, packer)
worker.read_some = die
worker.main()
"""

QUERIES = {
    "file": "SELECT path, size, key FROM file JOIN article ON article = id ORDER BY path",
    "article": "SELECT * FROM article ORDER BY id",
    "text": "SELECT id, inflate(body), inflate(footer) FROM text ORDER BY id",
    "given": "SELECT facet, folded, name, article FROM given JOIN tag ON tag = id ORDER BY 1, 2, 4",
    "words": "SELECT rowid FROM search WHERE search MATCH 'word7' ORDER BY rowid",
    "footer": "SELECT rowid FROM footer WHERE footer MATCH 'copyright' ORDER BY rowid",
}


def article(number: int) -> str:
    day = f"November {number % 28 + 1}, 2018"
    return (
        f"Title {number}\n\nBy [Ada Moss](#)\n\nAsia Times, {day}\n\nRegion: [USA](#)\n\n"
        f"Word{number % 10} of “{number}”.\n\nCopyright © Ada Moss\n"
    )


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder of articles, copies and empty files among them."""
    folder = tmp_path / "press"
    folder.mkdir()
    for number in range(COUNT):
        text = article(number - number % 9 % 2) if number % 50 else ""
        path = folder / f"{number:04}.txt"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (number, number))
    return folder


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes whatever the machine has, and nothing is read before one of them is ready."""
    enter = workers.Workers.__enter__

    def wait(crew: workers.Workers) -> workers.Workers:
        enter(crew)
        while not crew._ready and any(thread.is_alive() for thread in crew._threads):
            time.sleep(0.001)
        return crew

    monkeypatch.setattr(workers.Workers, "__enter__", wait)
    monkeypatch.setattr(workers, "most_workers", lambda: 2)


def paths_of(press: Path) -> list[bytes]:
    return sorted(os.fsencode(path.name) for path in press.iterdir())


def texts_of(press: Path) -> list[bytes]:
    return [path.read_bytes() for path in press.iterdir() if path.is_file()]


def readings_of(press: Path, count: int) -> list[Reading]:
    task = Task(os.fsencode(press), frozenset())
    with workers.Workers(task, paths_of(press), lambda: b"", count) as crew:
        return [reading for some in crew.readings() for reading in some]


def content(index: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that an index knows, but for how it is packed."""
    with closing(sqlite3.connect(index)) as connection:
        connection.create_function("inflate", 1, Inflate(lambda: dictionary(connection)))
        return {name: connection.execute(query).fetchall() for name, query in QUERIES.items()}


def indexed(press: Path, cache: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(Library.open(press, cache=cache)) as library:
        library.refresh()
    (index,) = cache.glob("*.sqlite3")
    return content(index)


@pytest.mark.parametrize("start", [workers._START, DIES, "raise SystemExit(1)", "print('no')"])
def test_the_index_is_the_same_as_without_other_processes(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.setattr(workers, "_START", start)
    threads = threading.active_count()
    shared = indexed(press, tmp_path / "shared")
    assert threading.active_count() == threads
    monkeypatch.setattr("store.refresh._MANY_FILES", COUNT + 1)
    assert shared == indexed(press, tmp_path / "alone")
    assert len(shared["file"]) == COUNT
    assert len(shared["article"]) < COUNT


def test_without_a_python_to_start_everything_is_read_here(
    press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = readings_of(press, 0)
    monkeypatch.setattr(sys, "executable", str(press / "no python"))
    assert readings_of(press, 2) == alone
    assert len(alone) == COUNT


def test_without_room_for_a_thread_everything_is_read_here(
    press: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert len(readings_of(press, 2)) == COUNT


def test_a_file_that_cannot_be_read_is_told_whoever_reads(press: Path) -> None:
    (press / "0300.txt").unlink()
    (press / "0300.txt").mkdir()
    for count in (0, 2):
        unread = [one for one in readings_of(press, count) if isinstance(one, Unread)]
        assert [one.path for one in unread] == [b"0300.txt"]


def test_bytes_that_are_known_are_not_parsed(press: Path) -> None:
    known = frozenset(one.key for one in readings_of(press, 0) if not isinstance(one, Unread))
    task = Task(os.fsencode(press), known)
    with workers.Workers(task, paths_of(press), lambda: b"", 2) as crew:
        found = [one for some in crew.readings() for one in some if not isinstance(one, Unread)]
    assert len(found) == COUNT
    assert {one.extract for one in found} == {None}


def test_texts_are_packed_by_the_dictionary_as_soon_as_there_is_one(press: Path) -> None:
    dictionaries = iter([b"", b"", *[b"a dictionary"] * COUNT])
    task = Task(os.fsencode(press), frozenset())
    with workers.Workers(task, paths_of(press), lambda: next(dictionaries), 2) as crew:
        found = [one for some in crew.readings() for one in some if not isinstance(one, Unread)]
    last = found[-1].extract
    assert last
    assert last.packed
    assert Packer(b"a dictionary").has_packed(last.packed[0])
    assert Inflate(lambda: b"a dictionary")(last.packed[0]) == last.body


def test_a_look_that_is_stopped_leaves_no_process_and_goes_on_the_next_time(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = threading.active_count()
    met: list[int] = []
    monkeypatch.setattr(workers, "_Worker", partial(noted, met, workers._Worker))
    with closing(Library.open(press, cache=tmp_path / "cache")) as library:
        asked = itertools.count()
        library.refresh(stop=lambda: next(asked) > 12)
        assert threading.active_count() == threads
        assert not any(map(is_running, met))
        first = len(library.search().ids)
        added = library.refresh().added
        assert added > 0
        assert first + added == len(library.search().ids) == len(set(texts_of(press)))


def noted(met: list[int], start: type[workers._Worker]) -> workers._Worker:
    worker = start()
    met.append(worker.pid)
    return worker


def test_few_files_start_no_process(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(article(number), encoding="utf-8")
    code = """
import sys
from pathlib import Path
from store.library import Library
library = Library.open(Path(sys.argv[1]), cache=Path(sys.argv[1], "cache"))
assert library.refresh().added == 20
sys.exit("store.workers" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode == 0


READER = """
import os, sys, time
from pathlib import Path
import store.reader.html, store.workers
from store.reading import Task
from store.workers import Workers
press = Path(sys.argv[1])
sys.path.insert(0, "")
store.workers._AHEAD = 4
paths = sorted(os.fsencode(path.name) for path in press.iterdir())
with Workers(Task(os.fsencode(press), frozenset()), paths, lambda: b"", 2) as crew:
    end = time.monotonic() + 60
    while (crew._ready < 2 or not crew._read) and time.monotonic() < end:
        time.sleep(0.01)
    print(*crew.pids, flush=True)
    time.sleep(3600)
"""


@pytest.fixture
def reader(press: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that reads with two of its own, in a folder full of traps."""
    trap = tmp_path / "trap"
    trap.mkdir()
    for name in ("store", "pickle", "yaml", "selectolax", "signal", "sitecustomize"):
        (trap / f"{name}.py").write_text(f"open({str(trap / 'sprung')!r}, 'w').close()\n")
    for number in range(0, COUNT, 20):
        (press / f"{number:04}.html").write_text("<html><body><p>A page.</p></body></html>")
    command = [sys.executable, "-P", "-c", READER, str(press)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=trap, env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def pids_of(reader: subprocess.Popen[str]) -> list[int]:
    assert reader.stdout
    return [int(pid) for pid in reader.stdout.readline().split()]


def is_running(pid: int) -> bool:
    try:
        # One that has ended, and that nobody has asked about, still has its number.
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_processes_end_with_the_one_that_is_killed(reader: subprocess.Popen[str]) -> None:
    pids = pids_of(reader)
    assert len(pids) == 2
    assert all(map(is_running, pids))
    reader.kill()
    end = time.monotonic() + 30
    while any(map(is_running, pids)) and time.monotonic() < end:
        time.sleep(0.01)
    assert not any(map(is_running, pids))


def test_nothing_is_imported_from_the_working_directory(
    reader: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert len(pids_of(reader)) == 2
    assert not (tmp_path / "trap" / "sprung").exists()


def test_a_ctrl_c_in_the_terminal_does_not_reach_them(reader: subprocess.Popen[str]) -> None:
    for pid in pids_of(reader):
        assert os.getpgid(pid) != os.getpgid(reader.pid)
        os.kill(pid, signal.SIGINT)
        assert is_running(pid)


def test_a_first_filling_is_searched_meanwhile(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.refresh._BATCH_SECONDS", 0)
    found: list[int] = []
    with closing(Library.open(press, cache=tmp_path / "cache")) as library:
        library.refresh(lambda progress: found.append(len(library.search("word7").ids)))
        assert sorted(found) == found
        assert found[-1] == len(library.search("word7").ids) > 0
