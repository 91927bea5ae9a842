"""All tags of a result: looked at, narrowed by, renamed, merged, lettered and removed, by keys."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from reading import Reader, reading, strip_shown, tag_file, write_article

from store.database import Database
from tui.vocabulary_screen import VocabularyScreen


def write_ten(folder: Path) -> None:
    """Write ten articles: Middle East 4, Mid-East 2, Europe 3 (once a theme, too), Salt Tax 1."""
    regions = ["Middle East"] * 4 + ["Mid-East"] * 2 + ["Europe"] * 3 + [""]
    themes = ["History"] * 5 + ["Europe"] + ["Salt Tax"] + [""] * 3
    for number, (region, theme) in enumerate(zip(regions, themes, strict=True)):
        write_article(
            folder,
            f"{number}.txt",
            title=f"Ferry {number}" if number % 2 else f"Salt {number}",
            date=f"May {20 - number}, 2018",
            region=f"[{region}](#)" if region else "",
            theme=f"[{theme}](#)" if theme else "",
        )


def aliases(place: Path) -> dict[str, Any]:
    """The former names, by facet."""
    documents = tag_file(place).get("vocabulary", {})
    return {facet: one["aliases"] for facet, one in documents.items() if one.get("aliases")}


def articles(place: Path) -> dict[str, str]:
    """What is in the articles' files."""
    files = sorted((place / "articles").glob("*.txt"))
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def line_of(reader: Reader, name: str, facet: str = "region") -> str:
    """The line of a tag in the pane of its facet."""
    panes = [line.partition("│")[0 if facet == "region" else 2] for line in reader.lines[2:-2]]
    return next((" ".join(pane.split()) for pane in panes if f" {name} " in f"{pane} "), "")


async def test_all_tags_of_the_result_are_listed_with_their_numbers(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("slash", *"salt", "enter", "number_sign")
        assert "of 5 articles" in reader.title_line
        assert " 2 " in line_of(reader, "Middle East")
        await reader.press("q")
        assert "salt" in reader.title_line
        await reader.press("backspace", "number_sign")
        assert " 4 " in line_of(reader, "Middle East")
        assert " 5 " in line_of(reader, "History", "theme")
        assert "of 10 articles" in reader.title_line


async def test_enter_narrows_the_search_and_backspace_takes_that_back(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("slash", *"ferry", "enter", "number_sign", "enter")
        assert 'ferry region:"Middle East"' in reader.title_line
        assert reader.titles == ["Ferry 1", "Ferry 3"]
        await reader.press("number_sign", "tab", "enter")
        assert 'ferry region:"Middle East" theme:History' in reader.title_line
        await reader.press("backspace", "backspace")
        assert "ferry  " in reader.title_line
        assert len(reader.titles) == 5


async def test_what_is_to_be_looked_at_is_pointed_out(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("number_sign")
        assert line_of(reader, "Middle East").startswith(("› ~", "›~"))
        assert "nearly Mid-East: m merges the two" in reader.lines[-2]
        assert line_of(reader, "Europe").startswith("=")
        assert line_of(reader, "Salt Tax", "theme").startswith("1")
        await reader.press("n")
        assert "also a theme" in reader.lines[-2]
        await reader.press("N", "N")
        assert "used once" in reader.lines[-2]


async def test_a_tag_is_renamed_and_one_key_takes_it_back(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        files = articles(tmp_path)
        await reader.press("number_sign", "G", "g", "r", *"Levant", "enter")
        assert "region Middle East renamed to Levant" in reader.status
        assert " 4 " in line_of(reader, "Levant")
        assert aliases(tmp_path) == {"region": {"Middle East": "Levant"}}
        await reader.press("q")
        assert "Levant" in reader.text
        await reader.press("slash", *'region:"middle east"', "enter")
        assert len(reader.titles) == 4
        await reader.press("u")
        assert aliases(tmp_path) == {}
        assert "undo of region Middle East renamed to Levant" in reader.status
        assert articles(tmp_path) == files


async def test_near_duplicates_are_merged_after_a_question(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        files = articles(tmp_path)
        await reader.press("number_sign", "m")
        assert "merge Mid-East (2) into Middle East (4)?" in reader.text
        await reader.press("escape")
        assert aliases(tmp_path) == {}
        await reader.press("m", "enter")
        assert "region Mid-East merged into Middle East" in reader.status
        assert " 6 " in line_of(reader, "Middle East")
        assert line_of(reader, "Mid-East") == ""
        assert "before: Mid-East" in reader.lines[-2]
        await reader.press("u")
        assert " 4 " in line_of(reader, "Middle East")
        assert " 2 " in line_of(reader, "Mid-East")
        await reader.press("ctrl+r", "q", "r", "slash", *"mid-e")
        assert "Middle East" in reader.lines[-4]
        await reader.press("escape", "slash", *"region:mid-east", "enter")
        assert len(reader.titles) == 6
        assert articles(tmp_path) == files
        assert [step["label"] for step in tag_file(tmp_path)["history"].values()] == [
            "region Mid-East merged into Middle East"
        ]


async def test_the_other_way_round_is_a_key_away(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("number_sign", "m", "x", "enter")
        assert aliases(tmp_path) == {"region": {"Middle East": "Mid-East"}}


async def test_renaming_to_a_name_that_is_there_asks_whether_to_merge(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("number_sign", "r", *"europe", "enter")
        assert "merge Middle East (4) into Europe (3)?" in reader.text
        await reader.press("enter")
        assert aliases(tmp_path) == {"region": {"Middle East": "Europe"}}


async def test_a_tag_is_merged_with_one_that_is_typed(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("number_sign", "tab", "m", *"salt", "enter")
        assert "merge History (5) into Salt Tax (1)?" in reader.text
        await reader.press("enter")
        assert aliases(tmp_path) == {"theme": {"History": "Salt Tax"}}


async def test_a_tag_gets_another_letter(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("number_sign", "L")
        assert "letter for Middle East" in reader.lines[-2]
        await reader.press("z")
        assert "letter z for region Middle East" in reader.status
        assert " z Middle East" in line_of(reader, "Middle East")
        await reader.press("q", "G", "r", "z")
        assert "+Middle East" in reader.text
        await reader.press("u", "u")
        assert "undo of letter z for region Middle East" in reader.status


async def test_only_a_tag_that_nobody_uses_is_removed(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("number_sign", "d")
        assert "4 articles have the region Middle East" in reader.text
        await reader.press("slash", *"canada", "enter", "d")
        assert "region Canada removed" in reader.status
        await reader.press("escape")
        assert line_of(reader, "Canada") == ""
        await reader.press("q", "r")
        await strip_shown(reader)
        assert "Africa" in reader.text
        assert "Canada" not in reader.text
        await reader.press("escape", "u", "number_sign")
        assert line_of(reader, "Canada") != ""


async def test_the_filter_shows_what_matches_and_esc_shows_all(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("number_sign", "slash", *"salt")
        assert line_of(reader, "Middle East") == ""
        assert line_of(reader, "Salt Tax", "theme") != ""
        await reader.press("enter")
        assert "used once" in reader.lines[-2]
        await reader.press("escape")
        assert line_of(reader, "Middle East") != ""
        await reader.press("escape")
        assert "1 of 10" in reader.title_line


async def test_a_burst_of_keys_does_what_they_do_one_by_one(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        keys = ["m", "enter", "L", "z", "r", *"Orient", "enter", "q", "G", "r", "z", "j"]
        await reader.burst("number_sign", *keys)
        assert aliases(tmp_path) == {"region": {"Mid-East": "Orient", "Middle East": "Orient"}}
        assert [one["added"] for one in tag_file(tmp_path)["articles"].values()] == [
            {"region": ["Orient"]}
        ]


async def test_a_name_that_looks_like_markup_is_only_text(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("number_sign", "r", *"[red]x[/]", "enter")
        assert line_of(reader, "[red]x[/]") != ""
        await reader.press("r", *"[@click=app.quit]", "enter", "m", "escape", "question_mark")
        await reader.press("q", "q")
        assert "[@click=app.quit]" in reader.text


@pytest.mark.parametrize("size", [(20, 5), (60, 20), (80, 24), (200, 60)])
async def test_it_opens_on_a_screen_of_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, write=write_ten, size=size) as reader:
        await reader.press("number_sign", "tab", "j", "k", "n", "m", "escape", "tab", "G", "q")
        assert not isinstance(reader.pilot.app.screen, VocabularyScreen)
        if size[0] >= 40:
            assert "1 of 10" in reader.title_line


async def test_an_empty_result_has_tags_to_look_at_but_none_to_narrow_by(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("slash", *"zebra", "enter", "number_sign")
        assert "of 0 articles" in reader.title_line
        await reader.press("enter")
        assert "No article here has" in reader.status


async def test_a_thousand_tags_are_listed_and_filtered(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        names = ", ".join(f"[Number {number:04}](#)" for number in range(1000))
        write_article(folder, "a.txt", title="A", theme=names)

    async with reading(tmp_path, write=write) as reader:
        await reader.press("number_sign", "tab", "G", "slash", *"0500", "enter")
        assert line_of(reader, "Number 0500", "theme") != ""


async def test_esc_leaves_the_letter_as_it_is_also_where_it_comes_without_a_character(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.burst("number_sign", "L", "down", "escape", "q")
        assert tag_file(tmp_path) == {}
        assert "1 of 10" in reader.title_line


async def test_a_saved_search_that_another_removes_is_told_and_the_tags_stay(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press(
            "slash", *"ferry", "enter", "S", *"fer", "enter", "f", "f", "number_sign"
        )
        Database(tmp_path / "articles/.grtui/tags.json").forget_search("fer")
        await reader.press("L", "z")
        assert "Middle East" in reader.text
        assert "@fer" in reader.text
        await reader.press("escape", "escape")


async def test_no_line_stays_of_a_filter_that_matched_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_ten) as reader:
        await reader.press("number_sign", "slash", *"salt taxz", "backspace")
        assert line_of(reader, "Salt Tax", "theme") != ""
        assert "No theme matches" not in reader.text
