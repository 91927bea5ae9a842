"""The mouse does what the keys do."""

import re
from pathlib import Path

import pytest
from reading import Reader, reading, records, strip_shown, write_article
from textual.events import MouseScrollDown

from store.layout import Layout


def write_many(folder: Path) -> None:
    """Write 21 long articles: more than tag keys change without a question."""
    for number in range(21):
        body = "\n\n".join(f"Paragraph {line}." for line in range(40))
        write_article(
            folder,
            f"{number:02}.txt",
            title=f"Article {number}",
            date=f"May {1 + number}, 2018",
            body=body,
        )


def divider_at(reader: Reader) -> int:
    """The column in which the divider stands."""
    columns = {line.find("│") for line in reader.lines[1:-1]}
    assert len(columns) == 1
    return columns.pop()


def place_of(reader: Reader, words: str) -> tuple[int, int]:
    """Where words stand on the screen, the lowest of them: column and line."""
    y = max(number for number, line in enumerate(reader.lines) if words in line)
    return reader.lines[y].rindex(words), y


async def click(reader: Reader, words: str, times: int = 1) -> None:
    """Click on words, and let everything that comes of it end."""
    await reader.pilot.click(offset=place_of(reader, words), times=times)
    await reader.settle()


async def drag(reader: Reader, start: int, *columns: int) -> None:
    """Take what stands in a column of the fifth line, and drag it over others."""
    await reader.pilot.mouse_down(offset=(start, 5))
    for column in columns:
        await reader.pilot.hover(offset=(column, 5))
    await reader.pilot.mouse_up(offset=(columns[-1], 5))
    await reader.settle()


async def test_the_divider_is_dragged_and_stays_there_the_next_time(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        assert divider_at(reader) == 37
        await drag(reader, 37, 40, 45, 44)
        assert divider_at(reader) == 44
        assert "Bridge" in reader.chosen
        await drag(reader, 44, 2)
        assert divider_at(reader) == 20
        await drag(reader, 20, 79)
        assert divider_at(reader) == 59
    async with reading(tmp_path, write=None, size=(80, 24)) as reader:
        assert divider_at(reader) == 59
        await reader.pilot.resize_terminal(120, 30)
        await reader.settle()
        assert divider_at(reader) == 59


async def test_keys_move_the_divider(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("greater_than_sign")
        assert divider_at(reader) == 41
        await reader.burst("less_than_sign", "less_than_sign")
        assert divider_at(reader) == 33
        await reader.press(*["less_than_sign"] * 9)
        assert divider_at(reader) == 20
    async with reading(tmp_path, write=None, size=(80, 24)) as reader:
        assert divider_at(reader) == 20


async def test_one_pane_has_no_divider_and_all_columns(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("greater_than_sign")
        await reader.pilot.resize_terminal(60, 20)
        await reader.settle()
        assert "│" not in reader.text
        assert reader.screen.article_list.size.width == 60
        await reader.press("greater_than_sign")
        assert "From 80 columns on" in reader.status
        await reader.pilot.resize_terminal(80, 24)
        await reader.settle()
        assert divider_at(reader) == 41


@pytest.mark.parametrize(
    "text",
    ["", "list-width", "list-width x\n", "\x00", "list-width -4\n", "list-width " + "9" * 5000],
)
def test_a_layout_that_says_nothing_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "layout"
    path.write_text(text, encoding="utf-8")
    assert Layout(path).list_width is None
    Layout(path).keep_list_width(44)
    assert Layout(path).list_width == 44


async def test_a_click_chooses_an_article_and_a_second_one_goes_into_it(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await click(reader, "Salt")
        assert reader.chosen.startswith("›")
        assert "Salt" in reader.chosen
        await click(reader, "2018-05 Salt")
        assert reader.chosen.startswith("·")
        assert "Salt" in reader.chosen
        await reader.pilot.click("ArticleList", offset=(10, 2))
        await reader.settle()
        assert reader.chosen.startswith("›"), "The first click brings the focus back."


async def test_a_double_click_goes_into_an_article(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(60, 20)) as reader:
        await click(reader, "Ferry", times=2)
        assert "15 May 2018" in reader.text
        await click(reader, "Ferry")
        assert "15 May 2018" in reader.text


async def test_a_click_on_the_list_makes_no_change_that_waits(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_many, size=(80, 24)) as reader:
        await reader.press("asterisk", "r", "e")
        assert "21 new" in reader.text
        await reader.pilot.click("ArticleList", offset=(10, 0), times=2)
        await reader.settle()
        assert not records(tmp_path)
        await reader.press("enter")
        assert len(records(tmp_path)) == 21


async def test_the_wheel_scrolls_what_is_under_it_and_the_focus_stays(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_many, size=(80, 24)) as reader:
        await reader.pilot._post_mouse_events(
            [MouseScrollDown], widget="ArticleView", offset=(5, 5), button=0
        )
        await reader.settle()
        assert reader.chosen.startswith("›")
        assert "Article 0" not in reader.lines[1].partition("│")[2]
        await reader.press("enter")
        await reader.pilot._post_mouse_events(
            [MouseScrollDown], widget="ArticleList", offset=(5, 5), button=0
        )
        await reader.settle()
        assert reader.chosen.startswith("·")
        assert "Article 17" in reader.chosen


async def test_a_click_on_the_words_below_does_what_the_key_does(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await click(reader, "help")
        assert "q close" in reader.status
        await reader.press("q")
        await click(reader, "/ search")
        await reader.press(*"salt")
        await click(reader, "enter keep")
        assert reader.titles == ["Salt"]
        await click(reader, "region")
        await reader.press("e")
        assert records(tmp_path)["salt.txt"]["added"] == {"region": ["Europe"]}


async def test_a_click_on_a_tag_of_the_strip_gives_it(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("t")
        await strip_shown(reader)
        await click(reader, "History")
        assert records(tmp_path)["bridge.txt"]["added"] == {"theme": ["History"]}
        await reader.press("t")
        await strip_shown(reader)
        await click(reader, "esc leave it")
        assert "esc leave it" not in reader.text


@pytest.mark.parametrize("is_first_typed", [False, True])
async def test_a_click_on_a_tag_with_two_letters_gives_it(
    tmp_path: Path, is_first_typed: bool
) -> None:
    def write(folder: Path) -> None:
        names = ", ".join(f"[Isle {number:02}](#)" for number in range(60))
        write_article(folder, "isles.txt", title="Isles", region=names)
        write_article(folder, "salt.txt", title="Salt", date="May 30, 2018")

    async with reading(tmp_path, write=write, size=(120, 40)) as reader:
        await reader.press("r")
        await strip_shown(reader)
        found = re.findall(r"([JQVWXY])\w (Isle \d\d)", reader.text)
        first, name = found[-1]
        if is_first_typed:
            await reader.press(first)
        await click(reader, name)
        assert records(tmp_path)["salt.txt"]["added"] == {"region": [name]}


async def test_a_click_on_a_line_of_the_picker_gives_that_tag(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("r", "slash")
        await click(reader, "Europe")
        assert records(tmp_path)["bridge.txt"]["added"] == {"region": ["Europe"]}
        assert "enter this one" not in reader.text


async def test_a_click_on_a_saved_search_makes_it(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("slash", *"salt", "enter", "S", "enter", "backspace", "f")
        await strip_shown(reader)
        await click(reader, "salt")
        assert reader.titles == ["Salt"]


async def test_a_click_on_a_letter_of_a_sprint_gives_the_tag(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as reader:
        await reader.press("T")
        await click(reader, "E Europe")
        assert records(tmp_path)["bridge.txt"]["added"] == {"region": ["Europe"]}
