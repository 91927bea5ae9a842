"""Finding in the article that one reads."""

from pathlib import Path

import pytest
from reading import Reader, reading, tag_file, write_article
from test_searching import reversed_in, search, underlined

from store.text_marks import TextMarks


def write_tides(folder: Path) -> None:
    """Write two articles, the newest first: Tides with seven of them, and Wells."""
    gap = "\n\n".join(f"Paragraph {number} about nothing." for number in range(20))
    body = f"The tide waits. The TIDES wait, too.\n\n{gap}\n\nEine Tîde, mistideous.\n\n{gap}\n\n"
    body += "Nobody’s tide.\n\nThe salt tax is old."
    write_article(folder, "tides.txt", title="Tides", date="May 18, 2018", body=body)
    write_article(folder, "wells.txt", title="Wells", date="May 17, 2018", body=f"Dry.\n\n{gap}")


def found(reader: Reader) -> str:
    """What the line says of what was found."""
    return reader.lines[-1].partition("   enter")[0].rpartition("  ")[2]


async def test_hits_are_marked_and_counted_as_one_types(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides, size=(80, 24)) as reader:
        await reader.press("enter", "slash")
        assert reader.lines[-1].startswith(" find")
        await reader.press(*"tid")
        assert found(reader) == "1 of 6"
        assert reversed_in(reader) == ["Tid"]
        line = next(n for n, line in enumerate(reader.lines) if "The tide waits" in line)
        assert underlined(reader, line) == ["tid", "TID"]
        await reader.press(*"es")
        assert found(reader) == "1 of 2"
        await reader.press(*"zzz")
        assert found(reader) == "nothing found"
        await reader.press("backspace", "backspace", "backspace", "enter")
        assert not reader.lines[-1].startswith(" find")
        assert "match 1 of 2" in reader.status
        assert tag_file(tmp_path) == {}


async def test_case_accents_and_printed_marks_are_folded(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides) as reader:
        await reader.press("enter", "slash", *"TIDE", "enter")
        assert "match 1 of 6" in reader.status
        await reader.press("slash", *"tîde,", "enter")
        assert "match 1 of 1" in reader.status
        await reader.press("slash", *"nobody's  TIDE.", "enter")
        assert "match 1 of 1" in reader.status


async def test_it_is_no_query(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides) as reader:
        await reader.press("enter", "slash", *"(is:red OR", "enter")
        assert "(is:red OR is not in this article." in reader.status
        assert len(reader.titles) == 2


async def test_n_walks_the_hits_and_goes_round(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides, size=(80, 24)) as reader:
        await reader.press("enter", "slash", *"tide", "enter", "n", "n", "n")
        assert "match 4 of 6" in reader.status
        assert "Eine Tîde" in reader.text
        await reader.press("n", "n")
        assert "Nobody’s tide." in reader.text
        await reader.press("n")
        assert "match 1 of 6" in reader.status
        assert "That was the last match; on from the first." in reader.status
        await reader.press("N")
        assert "match 6 of 6" in reader.status
        assert "That was the first match; on from the last." in reader.status
        await reader.press("q", "N")
        assert "match 5 of 6" in reader.status


@pytest.mark.parametrize("key", ["escape", "J"])
async def test_what_is_said_of_the_hits_goes_with_them(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path, write=write_tides, size=(80, 24)) as reader:
        await reader.press("enter", "slash", *"tide", "enter", "N")
        assert "on from the last" in reader.status
        await reader.press(key)
        assert "on from the last" not in reader.status


async def test_a_find_begins_with_what_is_in_sight(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides, size=(80, 24)) as reader:
        await reader.press("enter", "ctrl+d", "ctrl+d", "slash", *"tide")
        assert found(reader) == "4 of 6"
        await reader.press("escape", "G", "slash", *"mistide", "enter")
        assert "match 1 of 1" in reader.status
        assert "mistideous" in reader.text


async def test_esc_takes_back_the_marks_and_the_place(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides, size=(80, 24)) as reader:
        await reader.press("enter", "j", "j")
        before = reader.lines
        await reader.press("slash", *"nobody")
        assert "Nobody" in reader.text
        await reader.press("escape")
        assert reader.lines == before


async def test_the_marks_stay_until_esc(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides, size=(80, 24)) as reader:
        await reader.press("enter", "slash", *"nothing", "enter", "J")
        assert "20 matches" in reader.status
        assert "Wells" in reader.lines[1]  # it does not open at a hit
        await reader.press("n")
        assert "match 1 of 20" in reader.status
        await reader.press("slash", *"dry", "enter", "K", "n")
        assert "dry is not in this article; esc ends the find." in reader.status
        await reader.press("escape")
        assert "esc ends the find" not in reader.status
        assert "hit" not in reader.status.rpartition("  ")[2]
        await reader.press("n")
        assert "Wells" in reader.text.splitlines()[1]


async def test_with_an_empty_find_the_search_is_marked_again(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides) as reader:
        await search(reader, "salt", "enter", "slash")
        await reader.press(*"waits", "enter")
        assert "match 1 of 1" in reader.status
        assert reversed_in(reader) == ["waits"]
        await reader.press("slash", "backspace", "enter")
        assert reversed_in(reader) == []  # the search's is out of sight now
        await reader.press("n")
        assert reversed_in(reader) == ["salt"]
        await reader.press("slash", *"waits", "enter", "escape", "n")
        assert reversed_in(reader) == ["salt"]


async def test_another_search_ends_the_find(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides) as reader:
        await reader.press("enter", "slash", *"paragraph", "enter")
        await search(reader, "x", "escape")
        await reader.press("backslash", *"salt", "enter")
        assert "match 1 of 1" in reader.status
        assert reversed_in(reader) == ["salt"]


async def test_a_hit_in_the_folded_tail_unfolds_it(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides) as reader:
        await reader.press("enter", "slash", *"copyright")
        assert "▾" in reader.text
        assert found(reader) == "1 of 1"
        await reader.press("escape")
        await reader.press("G")
        assert "▸" in reader.text


async def test_slash_in_the_list_and_backslash_everywhere_search(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides) as reader:
        await reader.press("slash", *"wells", "enter")
        assert reader.titles == ["Wells"]
        assert "/ search" in reader.status
        await reader.press("enter")
        assert "/ find" in reader.status
        await reader.press("backslash", *"tides", "enter")
        assert reader.titles == ["Tides"]
        await reader.press("backslash", *"wells", "enter")
        assert reader.titles == ["Wells"]


@pytest.mark.parametrize("keys", [("enter",), ("z",)])
async def test_a_find_works_where_one_pane_is_shown(tmp_path: Path, keys: tuple[str]) -> None:
    async with reading(tmp_path, write=write_tides, size=(60, 20)) as reader:
        await reader.press(*keys, "slash", *"nobody")
        assert "Nobody’s tide" in reader.text
        await reader.press("enter")
        assert "Nobody’s tide" in reader.text
        assert "match 1 of 1" in reader.status
        await reader.press("escape")
        assert "hit" not in reader.status
        assert "Nobody’s tide" in reader.text


async def test_n_in_a_narrow_list_shows_the_article_first(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides, size=(60, 20)) as reader:
        await reader.press("enter", "slash", *"tide", "enter", "q", "n")
        assert "match 1 of 6" in reader.status
        assert "The tide waits" in reader.text
        await reader.press("n")
        assert "match 2 of 6" in reader.status


async def test_a_find_that_comes_in_one_piece_is_kept(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides) as reader:
        await reader.burst("enter", "slash", *"tide", "enter", "n", "n")
        assert "match 3 of 6" in reader.status


async def test_what_is_found_stays_when_the_line_loses_the_focus(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_tides) as reader:
        await reader.press("enter", "slash", *"tide")
        await reader.pilot.click("ArticleView", offset=(5, 5))
        await reader.settle()
        assert "match 1 of 6" in reader.status
        await reader.press("n")
        assert "match 2 of 6" in reader.status


@pytest.mark.parametrize(
    ("typed", "text", "spans"),
    [
        ("net", "Network", [(0, 3)]),
        ("two words", "TWO\nwords", [(0, 9)]),
        ("cafe", "Cafe\u0301s", [(0, 5)]),
        ("a-b", "a–b", [(0, 3)]),
        ("", "text", []),
        (".*", "all .* none", [(4, 6)]),
    ],
)
def test_a_text_is_found_as_it_was_typed(
    typed: str, text: str, spans: list[tuple[int, int]]
) -> None:
    assert TextMarks(typed).spans("body", text) == spans
