"""The place in each article is kept."""

import os
from pathlib import Path

import pytest
from reading import Reader, reading
from test_moving import article, write_pages

from store.locations import state_file


def places(place: Path) -> list[str]:
    """What is on disk of the places in the articles."""
    path = state_file(place / "articles", os.environ, "places")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def top(reader: Reader) -> str:
    return article(reader)[0]


async def test_an_article_opens_where_it_was_left(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("space", "space")
        there = article(reader)
        await reader.press("J")
        assert len(places(tmp_path)) == 1
        assert top(reader) == "  Longer"
        await reader.press("K")
        assert article(reader) == there


async def test_it_opens_there_another_day(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("space", "space")
        there = article(reader)
        assert places(tmp_path) == []  # not at each scroll
    assert len(places(tmp_path)) == 1
    async with reading(tmp_path, write=None) as reader:
        assert article(reader) == there


async def test_who_goes_on_and_quits_at_once_has_left_both_places(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.pilot.press("space", "J", "space", "q")
    assert len(places(tmp_path)) == 2


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 50)])
async def test_the_place_is_right_at_another_width(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press(*["right_curly_bracket"] * 11)
        assert top(reader).startswith("  Long 10 word")
    async with reading(tmp_path, write=None, size=size) as reader:
        await reader.press("enter")
        assert any(line.startswith("  Long 10 word") for line in article(reader)[:2])


async def test_the_top_is_no_place(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("J", "K", "space", "J", "K", "b", "b", "J")
        assert places(tmp_path) == []


async def test_an_article_that_was_read_opens_at_its_top(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("space", "J")
        await reader.press("K")
        assert len(places(tmp_path)) == 1
        await reader.press("enter", "G", "J")
        assert places(tmp_path) == []
        await reader.press("K")
        assert top(reader) == "  Long"


async def test_a_search_opens_an_article_at_its_match_and_keeps_the_place(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("space", "space")
        there = article(reader)
        await reader.press("J")
        await reader.press("slash", *'"long 25"', "enter")
        assert any("Long 25 word" in line for line in article(reader))
        await reader.press("backspace", "J")
        await reader.press("K")
        assert article(reader) == there


async def test_a_search_before_the_next_article_is_drawn_marks_only_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.following.SOONEST", 600.0)
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("space", "space")
        there = article(reader)
        await reader.burst("J", "slash", *'"long 25"', "enter")
        assert any("Long 25 word" in line for line in article(reader))
        await reader.press("backspace", "J")
        await reader.press("K")
        assert article(reader) == there


async def test_who_only_passes_through_leaves_no_other_place(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("space", "space", "J")
        before = places(tmp_path)
    async with reading(tmp_path, write=None, size=(60, 20)) as reader:
        await reader.press("j", "j", "k", "k")
        assert places(tmp_path) == before
        await reader.press("enter", "w", "J", "r", "e")
    assert places(tmp_path) == before


async def test_a_place_that_is_none_is_the_top(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("space", "J")
    path = state_file(tmp_path / "articles", os.environ, "places")
    key = path.read_text(encoding="utf-8").split()[1]
    for nonsense in ("-5", "x", "9" * 30):
        path.write_text(f"{nonsense} {key}\n", encoding="utf-8")
        async with reading(tmp_path, write=None) as reader:
            assert reader.pilot.app.is_running
            assert "Long" in reader.chosen
