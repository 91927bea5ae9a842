"""Whether the index is as the folder is, told without looking at each file."""

import os
from pathlib import Path

import pytest
from reading import open_library, write_article, write_three

from store import refresh
from store.library import Library

LONG_AGO = 1_500_000_000


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write_three(tmp_path / "articles")
    write_article(tmp_path / "articles" / "2018" / "may", "tide.txt", title="Tide")
    for folder in ("articles", "articles/2018", "articles/2018/may"):
        os.utime(tmp_path / folder, (LONG_AGO, LONG_AGO))
    return open_library(tmp_path)


def test_only_after_a_complete_look_it_is_known(library: Library) -> None:
    assert not library.is_recent
    library.refresh(stop=lambda: True)
    assert not library.is_recent
    library.refresh()
    assert library.is_recent


@pytest.mark.parametrize("folder", ["", "2018", "2018/may"])
def test_a_new_file_or_one_that_goes_is_seen(library: Library, folder: str) -> None:
    library.refresh()
    write_article(library.folder / folder, "new.txt", title="New")
    assert not library.is_recent
    library.refresh()
    os.utime(library.folder / folder, (LONG_AGO + 1, LONG_AGO + 1))
    library.refresh()
    assert library.is_recent
    (library.folder / folder / "new.txt").unlink()
    assert not library.is_recent


def test_a_new_folder_and_one_that_is_gone_are_seen(library: Library) -> None:
    library.refresh()
    (library.folder / "2018" / "may" / "tide.txt").rename(library.folder / "tide.txt")
    (library.folder / "2018" / "may").rmdir()
    assert not library.is_recent


def test_a_folder_that_has_just_changed_tells_nothing(library: Library) -> None:
    write_article(library.folder, "new.txt", title="New")
    library.refresh()
    assert not library.is_recent


def test_after_a_while_all_files_are_looked_at_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.refresh()
    monkeypatch.setattr(refresh, "RECENT_SECONDS", 0)
    assert not library.is_recent


def test_a_look_that_could_not_see_all_is_none(library: Library) -> None:
    (library.folder / "2018" / "broken.txt").symlink_to(library.folder / "2018" / "broken.txt")
    os.utime(library.folder / "2018", (LONG_AGO, LONG_AGO))
    library.refresh()
    assert library.is_recent  # such a link is no file
    library._index.empty()
    assert not library.is_recent
