"""The screen with all keys."""

from pathlib import Path

from reading import Reader, reading, records, until
from textual.containers import VerticalScroll


def line_of(reader: Reader, words: str) -> int:
    """The row in which some words stand."""
    return next(number for number, line in enumerate(reader.lines) if words in line)


async def test_what_can_be_done_now_comes_first(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(120, 150)) as reader:
        await reader.press("question_mark")
        assert "Keys  in the list" in reader.title_line
        assert line_of(reader, "Star the article") < line_of(reader, "Not now")
        assert line_of(reader, "Not now") < line_of(reader, "Take back the last refinement")
        assert line_of(reader, "Not now") < line_of(reader, "In a sprint")
        await reader.press("q", "enter", "question_mark")
        assert "Keys  in the article" in reader.title_line
        assert line_of(reader, "Back to the list.") < line_of(reader, "Not now")
        assert line_of(reader, "Not now") < line_of(reader, "To the article.")


async def test_typing_filters_the_keys(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("question_mark", "slash", *"star")
        assert "Star the article" in reader.text
        assert "Line down" not in reader.text
        await reader.press("enter")
        assert "Star the article" in reader.text
        await reader.press("escape")
        assert "A line down" in reader.text
        await reader.press("slash", *"nosuchkey")
        assert "No key does that." in reader.text
        await reader.press("escape", "escape")
        assert "Bridge" in reader.chosen


async def test_the_help_scrolls_by_lines_and_pages(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("question_mark")
        first = reader.lines[1]
        await reader.press("j")
        assert reader.lines[1] != first
        await reader.press("k", "space", "b")
        assert reader.lines[1] == first
        await reader.press("ctrl+d", "ctrl+u")
        assert reader.lines[1] == first
        await reader.press("G")
        assert "Show all tags again; else back." in reader.text
        await reader.press("g")
        assert reader.lines[1] == first


async def test_each_key_of_some_in_one_piece_scrolls_the_help(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("question_mark")
        await reader.burst("j", "j", "j", "k", "space", "b", "j")
        assert reader.pilot.app.screen.query_one(VerticalScroll).scroll_y == 3


async def test_keys_that_close_the_help_and_filter_it_may_come_in_one_piece(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("?", "/", *"star", "enter", "escape", "escape", "s")
        assert "★" in reader.chosen
        assert records(tmp_path)["bridge.txt"]["starred"] is True


async def test_the_palette_begins_with_what_is_done_to_articles_and_ends_with_colours(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("ctrl+p")
        await until(lambda: "Read on" in reader.text, reader)
        titles = [line.split("  ")[0].strip() for line in reader.lines[3::2]]
        assert titles[:2] == ["Read on", "Page back"]
        assert "Line down" not in titles
        await reader.press("up")
        await until(lambda: "Theme" in reader.text, reader)
        for other in ("Screenshot", "Maximize", "Show help for"):
            assert other not in reader.text
