"""Articles are set before they are chosen, and what is shown is never older than what is saved."""

import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from reading import Reader, open_library, reading, tag_file, until, write_article
from rich.console import Console
from rich.style import Style
from test_random_keys import KEYS, press_or_resize, random_keys, write_thirty

from store.library import Library
from store.opening import Opened
from store.plans import TagChange
from store.tags import Facet, Tag
from tui.at_hand import KEPT, MOST_LINES
from tui.pace import Pace
from widgets.article_page import Page
from widgets.set_page import set_page


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the articles that were opened."""
    keys: list[str] = []
    open_article = Library.open_article

    def noted(library: Library, key: str) -> Opened:
        keys.append(key)
        return open_article(library, key)

    monkeypatch.setattr(Library, "open_article", noted)
    return keys


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles beside the chosen one are set as soon as that is drawn."""
    monkeypatch.setattr("tui.reading_ahead.AHEAD_AFTER", 0.001)


async def looked_ahead(reader: Reader) -> None:
    """Wait until there is nothing to be set."""
    screen = reader.screen
    await until(lambda: not (screen._lines_ahead or screen._set_now or screen._ahead_timer), reader)


def key_at(reader: Reader, line: int) -> str:
    return reader.screen.rows[line].key


async def test_the_next_article_is_there_as_soon_as_the_cursor_is(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pace, "wait_after", lambda pace, now: 0.0)  # as if it were a move alone
    async with reading(tmp_path) as reader:
        await looked_ahead(reader)
        assert key_at(reader, 1) in opened
        opened.clear()
        reader.send("j")
        await until(lambda: reader.screen.article_list.cursor == 1, reader)
        assert reader.screen.article_view.key == key_at(reader, 1)
        await reader.settle()
        await looked_ahead(reader)
        assert opened == [key_at(reader, 2)]
        assert "Ferry" in reader.lines[1][60:]


async def test_what_was_left_is_there_when_one_comes_back(
    tmp_path: Path, opened: list[str]
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "j")
        await looked_ahead(reader)
        opened.clear()
        await reader.press("k", "k", "j", "j")
        await looked_ahead(reader)
        assert opened == []


async def test_to_look_ahead_keeps_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await looked_ahead(reader)
        assert tag_file(tmp_path) == {}
        assert not any(reader.screen.library.places.of(key_at(reader, n)) for n in range(3))
        assert "3 unread" in reader.title_line


async def test_moves_that_come_at_once_open_only_where_they_end(
    tmp_path: Path, opened: list[str]
) -> None:
    async with reading(tmp_path, write=write_thirty) as reader:
        await looked_ahead(reader)
        opened.clear()
        await reader.burst(*"jjjjjjjjjj")
        await looked_ahead(reader)
        assert {*opened} <= {key_at(reader, line) for line in (9, 10, 11)}
        assert reader.screen.article_view.key == key_at(reader, 10)


async def test_a_file_that_changes_after_it_was_set_is_read_again(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await looked_ahead(reader)
        write_article(tmp_path / "articles", "ferry.txt", title="Ferry", body="Early this time.")
        await reader.press("j")
        assert "Early this time." in reader.text
        assert "The file has changed" in reader.text


async def test_what_another_saves_after_it_was_set_is_shown(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await looked_ahead(reader)
        other = open_library(tmp_path)
        other.edit.change([TagChange(Tag(Facet.THEME, "Tolls"))], [key_at(reader, 1)])
        other.edit.set_note(key_at(reader, 1), "Ask again.", before="")
        other.close()
        await reader.press("j")
        assert "+Tolls" in reader.text
        assert "Ask again." in reader.text


async def test_what_another_search_marks_is_marked_in_what_was_set_before(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await looked_ahead(reader)
        await reader.press("slash", *"late", "enter")
        await looked_ahead(reader)
        await reader.press("j")
        assert reader.screen.article_view.hits == 1


async def test_a_page_that_was_read_before_a_save_and_came_after_it_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_article, was_read, may_come = Library.open_article, threading.Event(), threading.Event()

    def open_slowly(library: Library, key: str) -> Opened:
        result = open_article(library, key)
        was_read.set()
        assert may_come.wait(30)
        return result

    async with reading(tmp_path) as reader:
        await looked_ahead(reader)
        monkeypatch.setattr("tui.at_hand.AtHand.set_ahead", lambda *_: None)
        monkeypatch.setattr(Library, "open_article", open_slowly)
        reader.send("G")
        write_article(tmp_path / "articles", "salt.txt", title="Salt", body="As old as the hills.")
        reader.screen.read_article(key_at(reader, 2))
        await until(was_read.is_set, reader)
        reader.send("r", "e")
        await until(lambda: "+Europe" in reader.status, reader)
        may_come.set()
        await reader.settle()
        assert "Region  +Europe" in reader.text


async def test_a_screen_that_closes_is_not_looked_at_any_more(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await looked_ahead(reader)
        screen = reader.screen
        opened = screen.library.open_article(key_at(reader, 0))
        (tmp_path / "articles/bridge.txt").unlink()
        await screen.query_one("#panes").remove()
        screen.check_file(opened)
        screen.look_ahead(1)
        await until(lambda: screen._unchecked is None, reader)


async def test_a_long_article_is_not_kept(tmp_path: Path) -> None:
    def write_long(folder: Path) -> None:
        for number in range(3):
            body = "\n\n".join(["A line."] * MOST_LINES)
            write_article(folder, f"{number}.txt", title=f"Long {number}", body=body)

    async with reading(tmp_path, write=write_long) as reader:
        await looked_ahead(reader)
        await reader.press("j", "k")
        await looked_ahead(reader)
        assert reader.screen.at_hand._kept == {}
        assert len(reader.screen.article_view.plain_lines) > MOST_LINES


def test_setting_ends_early_where_it_is_needed_no_more(tmp_path: Path) -> None:
    write_article(tmp_path / "articles", "a.txt", body="\n\n".join(["A line."] * 100))
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        opened = library.open_article(library.keys(library.search().ids)[0])
    page, needed = Page(80, lambda name: Style(), Console()), iter([True] * 10 + [False])
    assert len(set_page(opened, page).text) > 200
    assert 5 < len(set_page(opened, page, is_needed=lambda: next(needed)).text) <= 10


async def test_a_few_articles_are_kept(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_thirty) as reader:
        for _ in range(KEPT + 3):
            await reader.press("j")
        await looked_ahead(reader)
        assert len(reader.screen.at_hand._kept) == KEPT


def fresh_lines(reader: Reader) -> Any:
    """The lines of the article under the cursor, opened and set now."""
    view, screen = reader.screen.article_view, reader.screen
    assert view.key
    page = view.page_for(screen.shown_marks)
    assert page
    return set_page(screen.library.open_article(view.key), page, is_unfolded=view.unfolded)


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_done_the_page_is_what_a_fresh_view_would_show(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random_keys(tmp_path, seed, monkeypatch)
    moves = ("j", "j", "k", "j j j", "k k", "G", "g g", "ctrl+d", "u", "j r e k", "escape")
    async with reading(tmp_path, write=write_thirty, size=(100, 24)) as reader:
        for _ in range(100):
            await press_or_resize(reader, chance.choice((*KEYS, *moves, *moves)))
            if chance.random() < 0.5:
                await looked_ahead(reader)
            screen, view = reader.screen, reader.screen.article_view
            current = screen.current
            assert view.key == (current.key if current else None) or not view.size.width
            if view.key and view.size.width and not view.shows_info:
                fresh = fresh_lines(reader)
                assert [*view._head, *view._text] == [*fresh.head, *fresh.text]
                assert view._hits == fresh.hits
