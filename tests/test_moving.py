"""Moving through articles by keys: pages, paragraphs, widths, the article alone, what is unread."""

from pathlib import Path

import pytest
from reading import (
    Reader,
    configured,
    reading,
    records,
    strip_shown,
    write_article,
    write_three,
)

SIZES = ((60, 20), (80, 24), (120, 30))


def write_pages(folder: Path) -> None:
    """Write three articles, the newest first: Long and Longer of some pages, and Short."""
    for number, (title, paragraphs) in enumerate((("Long", 30), ("Longer", 50), ("Short", 1))):
        body = "\n\n".join(f"{title} {one} {'word ' * 40}" for one in range(paragraphs))
        write_article(
            folder, f"{title}.txt", title=title, date=f"May {18 - number}, 2018", body=body
        )


def write_many(folder: Path) -> None:
    """Write thirty short articles."""
    for number in range(30):
        date = f"May {30 - number}, 2018"
        write_article(folder, f"{number:02}.txt", title=f"Number {number}", date=date)


def article(reader: Reader) -> list[str]:
    """The lines of the article in sight."""
    view = reader.screen.article_view
    area = view.content_region
    lines = [line.ljust(reader.pilot.app.size.width) for line in reader.lines]
    return [line[area.x : area.right].rstrip() for line in lines[area.y : area.bottom]]


def is_read(place: Path, name: str) -> bool:
    """Is an article marked read in the tag file?"""
    return records(place).get(name, {}).get("read", False) is True


# Pages


@pytest.mark.parametrize("size", SIZES)
async def test_space_alone_reads_a_whole_result(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, write=write_pages, size=size) as reader:
        if size[0] < 80:
            await reader.press("space")
        overlap = 2 if len(article(reader)) >= 10 else 1
        seen = [*article(reader)]
        for _ in range(200):
            before, title = article(reader), reader.screen.article_view.article.title
            await reader.press("space")
            after = article(reader)
            if reader.screen.article_view.article.title != title:
                assert is_read(tmp_path, f"{title}.txt")
                assert after[0].strip() == reader.screen.article_view.article.title
            elif after == before:
                break
            elif "100 %" not in reader.status:
                assert after[:overlap] == before[-overlap:]
            seen += after
        assert "This is the last article of the result." in reader.status
        await reader.press("space")
        assert "This is the last article of the result." in reader.status
        for title, paragraphs in (("Long", 30), ("Longer", 50), ("Short", 1)):
            assert is_read(tmp_path, f"{title}.txt")
            for number in range(paragraphs):
                assert any(f"{title} {number} word" in line for line in seen)


async def test_a_small_pane_keeps_one_line_from_page_to_page(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages, size=(120, 11)) as reader:
        before = article(reader)
        assert len(before) == 9
        await reader.press("space")
        assert article(reader)[0] == before[-1]
        await reader.press("b")
        assert article(reader) == before


async def test_in_the_list_lines_and_half_pages_are_its_articles(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        await reader.press("ctrl+d")
        assert "15 of 30" in reader.title_line
        await reader.press("ctrl+u", "j")
        assert "2 of 30" in reader.title_line


async def test_in_the_article_they_are_its_lines(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("enter")
        first = article(reader)
        await reader.press("j")
        assert article(reader)[:-1] == first[1:]
        await reader.press("k", "ctrl+d")
        assert article(reader)[0] == first[14]
        assert "1 of 3 " in reader.title_line
        await reader.press("ctrl+u")
        assert article(reader) == first


async def test_b_in_a_narrow_list_shows_the_article_first(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages, size=(60, 20)) as reader:
        await reader.press("b")
        assert "Maren Tollefsen" in reader.text


# Paragraphs


@pytest.mark.parametrize("keys", [(), ("enter",)])
async def test_curly_brackets_go_from_paragraph_to_paragraph(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press(*keys)
        for number in range(3):
            await reader.press("right_curly_bracket")
            assert article(reader)[0].startswith(f"  Long {number} word")
        await reader.press("left_curly_bracket")
        assert article(reader)[0].startswith("  Long 1 word")
        await reader.press("left_curly_bracket", "left_curly_bracket")
        assert article(reader)[0] == "  Long"
        await reader.press("left_curly_bracket")
        assert article(reader)[0] == "  Long"
        assert "1 of 3" in reader.title_line


async def test_the_paragraphs_end_with_the_article(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press(*["right_curly_bracket"] * 40)
        assert "100 %" in reader.status
        end = article(reader)
        assert "boilerplate" in end[-1]
        await reader.press("right_curly_bracket")
        assert article(reader) == end
        await reader.press("left_curly_bracket")
        assert article(reader)[0].startswith("  Long 2")


async def test_in_a_narrow_list_a_curly_bracket_shows_the_article_first(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages, size=(60, 20)) as reader:
        await reader.press("right_curly_bracket")
        assert article(reader)[0] == "  Long"
        await reader.press("right_curly_bracket")
        assert article(reader)[0].startswith("  Long 0")


# The width of the text


def widest(reader: Reader) -> int:
    """The columns of the widest line of text in sight."""
    return max(len(line.strip()) for line in article(reader))


async def test_w_sets_the_text_wider_and_then_narrow_again(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages, size=(240, 30)) as reader:
        await reader.press("space")
        top = article(reader)[0].split()[:3]
        assert 75 < widest(reader) <= 80
        for status, columns in (
            ("text 100 columns wide", 100),
            ("text 140 columns wide, as the pane is", 140),
            ("text 60 columns wide", 60),
            ("text 80 columns wide", 80),
        ):
            await reader.press("w")
            assert f" {status} " in reader.status
            assert columns - 5 < widest(reader) <= columns
            assert " ".join(top) in " ".join(article(reader)[:3])


async def test_w_passes_over_what_looks_the_same(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages, size=(140, 30)) as reader:
        await reader.press("w")
        assert "text 60 columns wide" in reader.status
        await reader.press("w")
        assert "text 66 columns wide, as the pane is" in reader.status
    async with reading(tmp_path, write=None, size=(80, 24)) as reader:
        await reader.press("w")
        assert "The pane has room for 39 columns of text only" in reader.text


async def test_w_in_a_narrow_list_shows_the_article_first(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages, size=(70, 20)) as reader:
        await reader.press("w")
        assert article(reader)[0] == "  Long"
        await reader.press("w")
        assert "text 60 columns wide" in reader.status


@pytest.mark.parametrize(("width", "columns"), [(60, 60), (100, 100), ("pane", None)])
async def test_the_text_is_as_wide_as_it_is_configured(
    tmp_path: Path, width: object, columns: int | None
) -> None:
    async with reading(tmp_path, size=(240, 24), config=configured(width=width)) as reader:
        view = reader.screen.article_view
        assert view.columns == (columns or view.room)


async def test_the_same_words_are_on_top_however_often_the_width_changes(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages, size=(240, 30)) as reader:
        await reader.press("enter", *"jjjjjjjjjjjjj")
        before = article(reader)
        await reader.press(*"wwwwwwwwwwww")
        assert article(reader) == before


# The article alone


@pytest.mark.parametrize("size", SIZES)
async def test_z_shows_the_article_alone_and_goes_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, write=write_pages, size=size) as reader:
        before = reader.lines[:-1]
        for back in ("z", "escape", "q"):
            await reader.press("z")
            assert reader.lines[0].strip() == "Long"
            assert "grtui" not in reader.text
            assert "●" not in reader.text
            assert "z or esc goes back" in reader.status
            left = len(reader.lines[8]) - len(reader.lines[8].lstrip())
            assert abs(left - (size[0] - min(80, size[0] - 3)) / 2) <= 2
            await reader.press(back)
            assert reader.lines[:-1] == before
            assert "goes back" not in reader.status
        assert reader.pilot.app.is_running


async def test_no_line_of_a_narrower_article_stays_below_a_short_one(tmp_path: Path) -> None:
    body = " ".join(f"word{number}" for number in range(95))

    def write(folder: Path) -> None:
        write_article(folder, "short.txt", title="Short", body=body)

    async with reading(tmp_path, write=write, size=(80, 24)) as reader:
        await reader.press("z")
        words = " ".join(reader.lines).split()
        assert [word for word in words if word.startswith("word")] == body.split()


async def test_h_goes_from_the_article_alone_to_the_list(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages, size=(60, 20)) as reader:
        await reader.press("enter", "z", "h")
        assert "Long" in reader.chosen
        assert "grtui" in reader.title_line


async def test_the_article_alone_goes_back_to_the_pane_one_came_from(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("enter", "z", "z", "j")
        assert "1 of 3" in reader.title_line
        await reader.press("h", "z", "z", "j")
        assert "2 of 3" in reader.title_line


async def test_reading_and_tagging_go_on_in_the_article_alone(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("z", "J")
        assert reader.lines[0].strip() == "Longer"
        await reader.press("r", "e")
        assert "+Europe" in reader.text
        assert "saved" in reader.status
        assert records(tmp_path)["Longer.txt"]["added"] == {"region": ["Europe"]}
        await reader.press("K", "t", "slash", *"hist", "enter")
        assert "+History" in reader.text
        assert reader.lines[0].strip() == "Long"
        first = reader.lines[0]
        await reader.press("space")
        assert reader.lines[0] != first
        await reader.press("n")
        assert reader.lines[0].strip() == "Longer"
        await reader.press("x", "z")
        assert "1 marked" in reader.title_line


async def test_the_article_alone_says_how_many_are_marked(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("x", "x", "z")
        assert "2 marked" in reader.status
        await reader.press("escape")  # out of it
        assert "2 marked" in reader.title_line
        await reader.press("escape")
        assert "marked" not in reader.title_line


async def test_a_search_from_the_article_alone_shows_the_list(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("z", "backslash", *"longer")
        assert reader.titles == ["Longer"]
        await reader.press("enter")
        assert "Longer" in reader.chosen


async def test_a_sprint_from_the_article_alone_has_its_letters(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_pages) as reader:
        await reader.press("z", "T")
        assert "3 left" in reader.title_line
        await reader.press("escape")
        assert "Long" in reader.chosen


# What is unread


async def test_without_a_search_n_goes_to_the_next_unread_article(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_three) as reader:
        await reader.press("j", "m", "k", "n")
        assert "Salt" in reader.chosen
        await reader.press("n")
        assert "All articles below are read." in reader.status
        assert "Salt" in reader.chosen
        await reader.press("N")
        assert "Bridge" in reader.chosen
        await reader.press("N")
        assert "All articles above are read." in reader.status
        assert is_read(tmp_path, "ferry.txt")


async def test_n_sees_what_was_marked_read_just_before(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_many) as reader:
        await reader.burst("j", "m", "j", "m", "g", "g", "n")
        assert "4 of 30" in reader.title_line


# What is drawn


def drawn(reader: Reader) -> list[list[tuple[str, str]]]:
    """The panes as they were drawn, with their colours."""
    app = reader.pilot.app
    strips = app.screen._compositor.render_strips(app.size)[1:-1]
    return [[(text, str(style)) for text, style, _ in strip] for strip in strips]


async def test_only_some_lines_are_drawn_and_none_is_forgotten(tmp_path: Path) -> None:
    keys = "j k enter j space b w z slash w o r d enter n N w r e escape B s G J K escape q "
    keys += "right_curly_bracket slash l o n g escape backslash l o n g enter n n backspace"
    async with reading(tmp_path, write=write_pages, size=(90, 24)) as reader:
        for number, key in enumerate(keys.split()):
            await reader.press(key)
            await strip_shown(reader)
            before = drawn(reader)
            reader.screen.article_view.refresh()
            await reader.settle()
            assert drawn(reader) == before, keys.split()[: number + 1]
