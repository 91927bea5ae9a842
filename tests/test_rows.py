"""The rows of a result, fetched in windows."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from reading import open_library, write_article

from store.library import Library
from tui.rows import KEPT, WINDOW, LazyRows


@pytest.fixture
def rows(tmp_path: Path) -> Any:
    for number in range(90):
        write_article(tmp_path / "articles", f"{number:02}.txt", title=f"Ferry {number}")
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        yield LazyRows(library, library.search().ids)


def test_a_window_is_fetched_when_a_row_of_it_is_looked_at(rows: LazyRows) -> None:
    assert [rows.has(line) for line in (0, WINDOW, 2 * WINDOW)] == [False] * 3
    assert rows[WINDOW].title
    assert [rows.has(line) for line in (0, WINDOW, 2 * WINDOW)] == [False, True, False]


def test_what_is_no_line_needs_no_fetching(rows: LazyRows) -> None:
    assert rows.has(-1)
    assert rows.has(len(rows))


def test_what_was_fetched_ahead_is_not_fetched_again(
    rows: LazyRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows.fetch(WINDOW)
    row = rows[WINDOW]
    monkeypatch.setattr(Library, "rows", None)
    rows.fetch(WINDOW + 1)
    assert rows[WINDOW] is row


def test_windows_that_are_far_away_are_let_go(
    tmp_path: Path, rows: LazyRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.rows.WINDOW", 1)
    titles = [row.title for row in rows]
    assert len(titles) == len({*titles}) == 90
    assert sum(rows.has(line) for line in range(90)) == KEPT
    assert rows.has(89)
    assert [row.title for row in rows] == titles


def test_what_a_thread_fetched_before_a_change_is_not_kept_after_it(
    rows: LazyRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = Library.rows

    def fetch_late(library: Library, ids: Any) -> Any:
        found = fetch(library, ids)
        rows.forget()
        return found

    monkeypatch.setattr(Library, "rows", fetch_late)
    rows.fetch(0)
    assert not rows.has(0)
