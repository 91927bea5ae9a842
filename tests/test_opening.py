"""Whether an opened article is as it would be opened now."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from reading import open_library, write_three

from store.index_errors import DamagedError
from store.library import Library
from store.opening import Opened

LONG_AGO = 1_500_000_000


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    write_three(tmp_path / "articles")
    for path in (tmp_path / "articles").iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        yield library


def opened(library: Library, line: int = 0) -> Opened:
    return library.open_article(library.keys(library.search().ids)[line])


def test_an_article_is_as_opened_as_long_as_nothing_happens(library: Library) -> None:
    one = opened(library)
    library.search("ferry")
    assert library.is_as_opened(one)
    assert not library.has_changed_since(one)


def test_it_is_not_once_something_is_saved(library: Library) -> None:
    one = opened(library)
    library.edit.set_read([opened(library, 2).row.key], True)
    assert not library.is_as_opened(one)
    assert library.has_changed_since(one)
    assert library.is_as_opened(opened(library))


def test_it_is_not_once_another_process_saves(tmp_path: Path, library: Library) -> None:
    one = opened(library)
    with closing(open_library(tmp_path)) as other:
        other.edit.set_starred([one.row.key], True)
    assert not library.is_as_opened(one)


def test_it_is_not_once_its_file_is_another(tmp_path: Path, library: Library) -> None:
    one = opened(library)
    (tmp_path / "articles/bridge.txt").write_text("Another text", encoding="utf-8")
    assert not library.is_as_opened(one)
    assert not library.has_changed_since(one)


def test_it_is_not_once_its_file_is_gone(tmp_path: Path, library: Library) -> None:
    one = opened(library)
    (tmp_path / "articles/bridge.txt").unlink()
    assert not library.is_as_opened(one)
    assert not library.is_as_opened(opened(library))


def test_of_a_file_that_was_just_written_nothing_tells(tmp_path: Path, library: Library) -> None:
    os.utime(tmp_path / "articles/bridge.txt")
    one = opened(library)
    assert not library.is_as_opened(one)
    assert not library.has_changed_since(one)


def test_it_is_not_once_the_index_is_built_anew(library: Library) -> None:
    one = opened(library)
    library._index.renew(DamagedError("It is.", library._index._cache._generation))
    assert not library.is_as_opened(one)


def test_the_size_of_an_article_is_that_of_its_largest_file(
    tmp_path: Path, library: Library
) -> None:
    size = (tmp_path / "articles/bridge.txt").stat().st_size
    assert library.size_of(opened(library).row.key) == size
    assert library.size_of("0" * 20) == 0
