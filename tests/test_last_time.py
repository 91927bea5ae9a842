"""The reader opens where it was left: with the same search, at the same article."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from tests.reading import configured, open_library, reading, write_article


async def test_the_article_is_chosen_again(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("G")
        await reader.press("ctrl+q")
    async with reading(tmp_path) as reader:
        assert "Salt" in reader.chosen
        assert "│  Salt" in reader.text
        assert "3 of 3" in reader.title_line
        assert "last time" not in reader.status


async def test_the_search_is_listed_again_and_backspace_shows_all(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"late", "enter", "j")
        await reader.press("ctrl+q")
    async with reading(tmp_path) as reader:
        assert reader.titles == ["Bridge", "Ferry"]
        assert "Ferry" in reader.chosen
        assert "late" in reader.title_line
        assert reader.status.startswith(" the search of last time; backspace shows all articles")
        await reader.press("backspace")
        assert reader.titles == ["Bridge", "Ferry", "Salt"]
        assert "Ferry" in reader.chosen


async def test_a_reader_that_is_killed_keeps_the_search(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"salt", "enter")
    async with reading(tmp_path) as reader:
        assert reader.titles == ["Salt"]


async def test_what_is_only_typed_is_not_the_search_of_the_next_time(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "slash", *"sal")
        await reader.press("ctrl+q")
    async with reading(tmp_path) as reader:
        assert reader.titles == ["Bridge", "Ferry", "Salt"]
        assert "Ferry" in reader.chosen


async def test_an_article_that_has_gone_is_not_missed(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("G")
        await reader.press("ctrl+q")
    (tmp_path / "articles/salt.txt").unlink()
    async with reading(tmp_path, write=None) as reader:
        assert reader.titles == ["Bridge", "Ferry"]


async def test_a_search_that_is_not_understood_any_more_is_dropped(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"salt", "enter", "S", *"mine", "enter", "f", "m")
        await reader.press("ctrl+q")
    with closing(open_library(tmp_path)) as library:
        assert library.last_time.read()[0] == "@mine"
        library.edit.forget_search("mine")
    async with reading(tmp_path) as reader:
        assert reader.titles == ["Bridge", "Ferry", "Salt"]
        assert "Salt" in reader.chosen
        assert "last time" not in reader.status


async def test_the_newest_is_chosen_where_it_was_and_what_is_newer_is_in_sight(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("ctrl+q")
    write_article(tmp_path / "articles", "tide.txt", title="Tide", date="May 17, 2018")
    async with reading(tmp_path) as reader:
        assert reader.titles[0] == "Tide"
        assert "Tide" in reader.lines[1]


async def test_an_article_far_down_is_in_sight(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        for number in range(230):
            write_article(folder, f"{number}.txt", title=f"Number {number}", body=f"No {number}.")

    async with reading(tmp_path, write=write) as reader:
        await reader.press("G", "k")
        await reader.press("ctrl+q")
        chosen = reader.chosen
    async with reading(tmp_path, write=None) as reader:
        assert reader.chosen == chosen
        assert "229 of 230" in reader.title_line
        await reader.press("k", "k")
        await reader.press("ctrl+q")
        chosen = reader.chosen
    async with reading(tmp_path, write=None) as reader:
        assert reader.chosen == chosen


async def test_it_can_be_told_to_begin_with_all_articles(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"salt", "enter")
        await reader.press("ctrl+q")
    async with reading(tmp_path, config=configured(restore=False)) as reader:
        assert reader.titles == ["Bridge", "Ferry", "Salt"]


@pytest.mark.parametrize("text", ["", "\n", "(((\n\x1b]0;x\x07\n", "\n" * 5, "\udcff"])
async def test_whatever_is_in_the_file_the_reader_opens(tmp_path: Path, text: str) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("ctrl+q")
    (file,) = (Path(os.environ["XDG_STATE_HOME"]) / "grtui").glob("*.last")
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    async with reading(tmp_path) as reader:
        assert reader.titles == ["Bridge", "Ferry", "Salt"]
