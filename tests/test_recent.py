"""Whether the index is as the folder is, told without looking at each file."""

import os
from pathlib import Path

import pytest
from reading import open_library, write_article, write_three

from store import folder, watching
from store.database import Database
from store.library import Library
from store.record import Record


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(folder, "FOLDER_SETTLED_NS", 0)
    write_three(tmp_path / "articles")
    write_article(tmp_path / "articles" / "2018" / "may", "tide.txt", title="Tide")
    return open_library(tmp_path)


def let_the_clock_tick(place: Path) -> None:
    """Wait until what is done to a folder now gets another time than what was done before."""
    probe = next(above for above in place.parents if (above / "articles").is_dir()) / "probe"
    probe.touch()
    while probe.stat().st_ctime_ns <= place.stat().st_ctime_ns:
        probe.touch()


def test_only_after_a_complete_look_it_is_known(library: Library) -> None:
    assert not library.is_recent
    library.refresh(stop=lambda: True)
    assert not library.is_recent
    library.refresh()
    assert library.is_recent


@pytest.mark.parametrize("inside", ["", "2018", "2018/may"])
def test_a_new_file_or_one_that_goes_is_seen(library: Library, inside: str) -> None:
    place = library.folder / inside
    library.refresh()
    let_the_clock_tick(place)
    write_article(place, "new.txt", title="New")
    assert not library.is_recent
    library.refresh()
    assert library.is_recent
    let_the_clock_tick(place)
    (place / "new.txt").unlink()
    assert not library.is_recent


def test_a_file_that_was_replaced_is_seen_though_its_folder_has_its_old_time(
    library: Library,
) -> None:
    library.refresh()
    times = library.folder.stat()
    let_the_clock_tick(library.folder)
    write_article(library.folder, "new.txt", title="Other")
    (library.folder / "new.txt").replace(library.folder / "salt.txt")
    os.utime(library.folder, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not library.is_recent


def test_a_folder_that_is_gone_is_seen(library: Library) -> None:
    library.refresh()
    (library.folder / "2018" / "may" / "tide.txt").rename(library.folder / "tide.txt")
    (library.folder / "2018" / "may").rmdir()
    assert not library.is_recent


def test_a_folder_that_has_just_changed_tells_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "FOLDER_SETTLED_NS", 10**15)
    library.refresh()
    assert not library.is_recent


def test_after_a_while_all_files_are_looked_at_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.refresh()
    monkeypatch.setattr(watching, "RECENT_SECONDS", 0)
    assert not library.is_recent


def test_a_look_that_could_not_see_all_is_not_enough(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(path: bytes) -> tuple[bytes, folder.Stamp]:
        raise OSError(5, "Input/output error")

    library.refresh()
    let_the_clock_tick(library.folder)
    write_article(library.folder, "new.txt", title="New")
    monkeypatch.setattr(folder, "read", unreadable)
    assert library.refresh().troubles
    assert not library.is_recent


def test_records_of_articles_that_are_not_here_ask_for_a_look(library: Library) -> None:
    library.refresh()
    assert library.is_recent
    other = Database(library.tag_file)
    other.edit("read", ["ab" * 10], lambda key, record: Record(is_read=True, path="gone.txt"))
    library.trouble()
    assert not library.is_recent
    library.refresh()
    assert library.is_recent
    assert len(library.search("is:missing").ids) == 1
