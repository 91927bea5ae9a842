"""Commands that are typed by their names behind a colon."""

from pathlib import Path

import pytest
from reading import reading, records

from store.errors import GrtuiError
from tui.commands import MAIN
from tui.typed_command import complete_name, typed_command


async def test_a_command_is_run_by_its_name(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("colon", *"toggle-star", "enter")
        assert "★" in reader.chosen
        assert records(tmp_path)["bridge.txt"]["starred"] is True


async def test_tab_completes_a_name_and_then_what_it_takes(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("colon", *"tag-t")
        assert "tag-theme" in reader.text
        await reader.press("tab", *"hist")
        assert "History" in reader.text
        await reader.press("tab", "enter")
        assert records(tmp_path)["bridge.txt"]["added"] == {"theme": ["History"]}


async def test_what_follows_a_name_is_what_the_command_acts_on(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("colon", *"search ferry", "enter", "r", "a")
        assert reader.titles == ["Ferry"]
        assert records(tmp_path)["ferry.txt"]["added"] == {"region": ["Africa"]}
        await reader.press("colon", *"save-search boats", "enter")
        assert "saved @boats" in reader.status
        await reader.press("backspace", "colon", *"run-search boats", "enter")
        assert reader.titles == ["Ferry"]
        await reader.press("colon", *"forget-search boats", "enter")
        assert "removed @boats" in reader.status
        await reader.press("colon", *"refine asia", "enter")
        assert reader.titles == []


async def test_changes_of_tags_can_stand_behind_their_name(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("colon", *"type-changes +Europe -Asia", "enter")
        record = records(tmp_path)["bridge.txt"]
        assert record["added"] == {"region": ["Europe"]}
        assert record["removed"] == {"region": ["Asia"]}


async def test_a_number_goes_to_that_line(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("colon", "3", "enter")
        assert "Salt" in reader.chosen
        await reader.press("colon", *"99", "enter")
        assert "Salt" in reader.chosen


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("hepl", "There is no command hepl; did you mean help"),
        ("zzz", "There is no command zzz; tab shows those that there are."),
        ("next", "next may be next-"),
        ("help me", "help takes nothing behind its name."),
        ("tag-region", "tag-region needs a region behind its name."),
        ("unmark", "There is nothing here for unmark to act on."),
    ],
)
async def test_what_is_no_command_is_told_and_can_be_mended(
    tmp_path: Path, typed: str, told: str
) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("colon", *typed.replace(" ", "_"))
        reader.screen.command_line.put(typed, cursor=len(typed))
        await reader.press("enter")
        assert told in reader.text
        assert reader.screen.command_line.is_open
        await reader.press("escape", "j")
        assert "Ferry" in reader.chosen
        assert not records(tmp_path)


async def test_a_tag_that_is_not_there_is_not_made_by_mistake(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("colon", *"tag-region", "space", *"Eurpoe", "enter")
        assert "There is no region Eurpoe; r / makes new ones." in reader.text
        assert not records(tmp_path)


def test_a_name_may_be_cut_short_where_it_can_be_no_other() -> None:
    assert typed_command(" q ", MAIN).command.name == "quit"
    assert typed_command("refi  a  b ", MAIN).text == "a  b"
    with pytest.raises(GrtuiError, match="may be"):
        typed_command("tag", MAIN)


def test_the_names_that_begin_so_are_offered_first() -> None:
    texts = [choice.text for choice in complete_name("se", 2, MAIN).choices]
    assert texts[0] == "search "
    assert "save-search " in texts
    assert all("-se" in f"-{text}" for text in texts)


async def test_a_file_to_export_to_can_stand_behind_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading(tmp_path) as reader:
        await reader.press("colon", *"export all.doc", "enter")
        assert ".doc is no format" in reader.text
        await reader.press(*["backspace"] * 3, *"ris", "enter")
        assert "exported 3 articles" in reader.status
        assert (tmp_path / "all.ris").read_text(encoding="utf-8").count("TY  - NEWS") == 3


async def test_words_to_find_in_the_article_can_stand_behind_their_name(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("colon", *"find late again", "enter")
        assert "match 1 of 1" in reader.status
        await reader.press("escape", "colon", *"find nowhere", "enter")
        assert "nowhere is not in this article." in reader.status


async def test_a_width_can_stand_behind_its_name(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(160, 24)) as reader:
        await reader.press("colon", *"text-width 6", "tab", "enter")
        assert reader.screen.article_view.columns == 60
        assert "text 60 columns wide" in reader.status
        await reader.press("colon", *"text-width 61", "enter")
        assert "A text is set 60, 80, 100, pane wide, not 61." in reader.status
