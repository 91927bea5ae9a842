"""The reader, as its user drives it: by keys, with real files."""

import json
from pathlib import Path

import pytest
from filelock import FileLock
from reading import open_library, reading, strip_shown, write_article, write_three

from tui import chord_screen


def tag_file(place: Path) -> dict[str, dict[str, object]]:
    """What the tag file says of the articles, by path."""
    saved = json.loads((place / "articles/.grtui/tags.json").read_text(encoding="utf-8"))
    return {record["path"]: record for record in saved["articles"].values()}


def write_long_and_short(folder: Path) -> None:
    """Write an article of several pages, and an older one of a line."""
    long = "\n\n".join(f"Paragraph {number} of the long article." for number in range(30))
    write_article(folder, "long.txt", title="Long", date="May 20, 2018", body=long)
    write_article(folder, "short.txt", title="Short", date="May 19, 2018")


# Reading


async def test_the_newest_article_is_listed_first_and_shown(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        assert reader.titles == ["Bridge", "Ferry", "Salt"]
        assert "2018-05-16  Bridge" in reader.chosen
        assert "Maren Tollefsen · Meridian Dispatch · 16 May 2018" in reader.text
        assert "1 of 3 · 3 unread · newest first" in reader.title_line


async def test_moving_shows_the_next_article(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j")
        assert "Ferry" in reader.chosen
        assert "15 May 2018" in reader.text
        await reader.press("k")
        assert "Bridge" in reader.chosen


async def test_g_g_and_capital_g_go_to_the_ends(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("G")
        assert "Salt" in reader.chosen
        await reader.press("g", "g")
        assert "Bridge" in reader.chosen


async def test_space_reads_through_everything(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_long_and_short) as reader:
        assert "Paragraph 0 of" in reader.text
        assert "Paragraph 29 of" not in reader.text
        pages = 0
        while "Long" in reader.chosen:
            await reader.press("space")
            pages += 1
            assert pages < 9
        assert pages == 3
        assert "Short" in reader.chosen
        assert tag_file(tmp_path)["long.txt"]["read"] is True
        assert "1 unread" in reader.title_line


async def test_b_pages_back(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_long_and_short) as reader:
        await reader.press("space")
        assert "Paragraph 0 of" not in reader.text
        await reader.press("b")
        assert "Paragraph 0 of" in reader.text


async def test_in_the_article_the_line_keys_scroll_and_capital_j_goes_on(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_long_and_short) as reader:
        top = reader.lines[1]
        await reader.press("enter", "j", "j")
        assert reader.chosen.startswith("·● ")
        assert "Long" in reader.chosen
        assert reader.lines[1] != top
        await reader.press("G")
        assert "boilerplate" in reader.text
        assert "100 %" in reader.status
        await reader.press("J")
        assert "Short" in reader.chosen
        await reader.press("q", "k")
        assert "Long" in reader.chosen


async def test_the_boilerplate_is_folded_until_it_is_asked_for(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        assert "▸ 1 paragraph of boilerplate" in reader.text
        assert "Copyright ©" not in reader.text
        await reader.press("B")
        assert "Copyright ©" in reader.text
        await reader.press("B")
        assert "Copyright ©" not in reader.text


async def test_q_leaves_from_the_list(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("enter", "q")
        assert reader.pilot.app.is_running
        await reader.pilot.press("q")
        assert reader.pilot.app._exit


# Tagging


async def test_two_keys_tag_and_the_tag_is_there_tomorrow(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "r", "s")
        assert "+Asia" in reader.text
        assert "saved" in reader.status
        assert tag_file(tmp_path)["ferry.txt"]["added"] == {"region": ["Asia"]}
    async with reading(tmp_path, write=None) as reader:
        await reader.press("j")
        assert "Region  Europe   +Asia" in reader.text


async def test_a_tag_stands_in_the_tag_file_in_one_line_to_be_read(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "t", "e")
    lines = (tmp_path / "articles/.grtui/tags.json").read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if '"ferry.txt"' in line and '"Environment"' in line]


async def test_a_tag_of_the_file_can_be_taken_away_and_given_back(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    before = {path: path.read_bytes() for path in (tmp_path / "articles").glob("*.txt")}
    async with reading(tmp_path, write=None) as reader:
        await reader.press("j", "r", "e")
        assert "-Europe" in reader.text
        assert "·h" in reader.chosen
        assert tag_file(tmp_path)["ferry.txt"]["removed"] == {"region": ["Europe"]}
        await reader.press("u")
        assert "Region  Europe" in reader.text
        assert "undo of -Europe" in reader.status
        assert "e·h" in reader.chosen
        await reader.press("ctrl+r")
        assert "-Europe" in reader.text
    assert before == {path: path.read_bytes() for path in (tmp_path / "articles").glob("*.txt")}


async def test_undo_reaches_back_over_a_restart(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "u")
        assert "+USA" in reader.text
    async with reading(tmp_path, write=None) as reader:
        await reader.press("u")
        assert any(line.endswith("Region  Asia") for line in reader.lines)
        assert "undo of +USA" in reader.status
        await reader.press("u")
        assert "You have nothing to take back." in reader.status


async def test_the_strip_does_not_come_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chord_screen, "STRIP_AFTER", 3600)  # however slow the machine is
    async with reading(tmp_path) as reader:
        await reader.press("r")
        assert "Latin America" not in reader.text
        assert reader.status.startswith(" r …")


async def test_the_strip_comes_when_the_second_key_does_not(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r")
        await strip_shown(reader)
        assert "l Latin America & Caribbean" in reader.text
        assert "s Asia ●" in reader.text
        await reader.press("e")
        assert "l Latin America" not in reader.text
        assert "+Europe" in reader.text


async def test_an_unknown_second_key_cancels(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "q")
        assert reader.pilot.app.is_running
        assert "No region has the letter q; r / finds all by typing." in reader.status
        await reader.press("r", "escape", "j")
        assert "Ferry" in reader.chosen


async def test_a_tag_can_be_typed(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("t", "slash", *"glob")
        assert "Global Economy" in reader.text
        await reader.press("enter")
        assert "Theme   +Global Economy" in reader.text
        await reader.press("j")
        assert "Ferry" in reader.chosen


async def test_a_new_tag_can_be_made_with_any_name_and_has_a_letter(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "slash", *"Îles & Côtes, du Nord", "enter")
        assert "+Îles & Côtes, du Nord" in reader.text
        assert tag_file(tmp_path)["bridge.txt"]["added"] == {"region": ["Îles & Côtes, du Nord"]}
        await reader.press("j", "r")
        await strip_shown(reader)
        assert "i Îles & Côtes, du Nord" in reader.text
        await reader.press("i")
        assert tag_file(tmp_path)["ferry.txt"]["added"] == {"region": ["Îles & Côtes, du Nord"]}


async def test_the_picker_stays_with_tab_and_leaves_with_escape(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("t", "slash", *"relig", "tab", *"polit", "tab", "escape")
        assert tag_file(tmp_path)["bridge.txt"]["added"] == {"theme": ["Religion", "Politics"]}
        await reader.press("j")
        assert "Ferry" in reader.chosen


async def test_a_facet_can_be_cleared(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "r", "s", "r", "minus")
        assert "Region  -Europe" in reader.text
        assert "Theme   History" in reader.text


async def test_marks_and_stars_are_kept(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("m", "j", "s")
        assert "2 unread" in reader.title_line
        assert reader.chosen.startswith("›●★")
    async with reading(tmp_path, write=None) as reader:
        assert reader.chosen.startswith("›   ")
        await reader.press("m")
        assert reader.chosen.startswith("›●")
        assert "3 unread" in reader.title_line


# Searching


async def test_a_search_narrows_the_list_as_one_types(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"fer")
        assert reader.titles == ["Ferry"]
        assert reader.title_line.startswith(" / fer")
        assert "enter keep  esc take back" in reader.status
        await reader.press("enter")
        assert "fer" in reader.title_line
        assert "? help" in reader.status
        await reader.press("backspace")
        assert len(reader.titles) == 3


async def test_escape_takes_the_search_back(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"salt", "escape")
        assert len(reader.titles) == 3


async def test_facets_and_phrases_can_be_searched(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"region:europe", "enter")
        assert reader.titles == ["Ferry"]
        await reader.press("backspace", "slash", *'theme:history "late again"', "enter")
        assert reader.titles == ["Ferry"]
        await reader.press("backspace", "slash", *"-region:asia late", "enter")
        assert reader.titles == ["Ferry"]


async def test_what_the_reader_tagged_is_found(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("G", "r", "o", "slash", *"region:oceania", "enter")
        assert reader.titles == ["Salt"]


async def test_a_search_keeps_the_chosen_article(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "slash", *"late")
        assert reader.titles == ["Bridge", "Ferry"]
        assert "Ferry" in reader.chosen


async def test_a_query_that_cannot_be_understood_keeps_the_last_result(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"ferry", *" (region:")
        assert reader.titles == ["Ferry"]
        await reader.press("enter")
        assert reader.title_line.startswith(" / ferry (region:")
        assert reader.status.strip()
        await reader.press("escape")
        assert len(reader.titles) == 3


async def test_nothing_found_says_what_to_press(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"zzz", "enter")
        assert "Nothing matches zzz." in reader.text
        assert "backspace" in reader.text


# The library


async def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    async with reading(tmp_path, write=None) as reader:
        assert "There is no article in" in reader.text
        await reader.press("r", "e", "m", "space", "enter", "J")
        assert reader.pilot.app.is_running


async def test_new_files_come_with_capital_r(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j")
        write_article(tmp_path / "articles", "new.txt", title="New", date="May 20, 2018")
        await reader.press("R")
        assert reader.titles == ["New", "Bridge", "Ferry", "Salt"]
        assert "Ferry" in reader.chosen
        assert "1 new" in reader.status


async def test_a_change_that_cannot_be_saved_is_told_in_full_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.storage.PATIENCE", 0.05)
    async with reading(tmp_path) as reader:
        (tmp_path / "articles/.grtui").mkdir()
        with FileLock(tmp_path / "articles/.grtui/tags.json.lock"):
            await reader.press("r", "e")
        assert "+Europe" not in reader.text
        # The whole message, over the last lines, until the next key.
        told = " ".join(reader.text.split())
        assert "NOT saved: another process has held" in told
        assert "seconds. Try again." in told
        await reader.press("j")
        assert "seconds. Try again." not in " ".join(reader.text.split())
        await reader.press("k", "r", "e")
        assert "+Europe" in reader.text


async def test_quitting_stays_where_a_change_could_not_be_saved_and_says_how_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.storage.PATIENCE", 0.3)
    async with reading(tmp_path) as reader:
        (tmp_path / "articles/.grtui").mkdir()
        with FileLock(tmp_path / "articles/.grtui/tags.json.lock"):
            await reader.burst("r", "e", "q")
            assert reader.pilot.app.is_running
            told = " ".join(reader.text.split())
            assert "NOT saved" in told
            assert "The same key again quits without it." in told
            await reader.pilot.press("q")
            assert reader.pilot.app._exit


async def test_changes_that_wait_behind_one_that_waited_in_vain_do_not_wait_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    real = FileLock.acquire

    def acquire(lock: FileLock, timeout: float, **options: object) -> object:
        waits.append(timeout)
        return real(lock, timeout, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("store.storage.PATIENCE", 0.5)
    monkeypatch.setattr(FileLock, "acquire", acquire)
    async with reading(tmp_path) as reader:
        (tmp_path / "articles/.grtui").mkdir()
        waiting = FileLock(tmp_path / "articles/.grtui/tags.json.lock")
        real(waiting)
        await reader.burst("r", "e", "t", "h", "s", "m")
        waiting.release()
        assert len(waits) == 1
        assert "NOT saved" in reader.text
        await reader.press("r", "e")
        assert "+Europe" in reader.text


async def test_an_article_that_vanished_is_told(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        (tmp_path / "articles/ferry.txt").unlink()
        await reader.press("j")
        assert "! " in reader.text
        await reader.press("R")
        assert reader.titles == ["Bridge", "Salt"]


async def test_an_article_whose_file_is_back_is_shown_after_a_look(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        away = (tmp_path / "articles").rename(tmp_path / "away")
        await reader.press("j")
        assert "could not be read" in reader.text
        away.rename(tmp_path / "articles")
        await reader.press("R")
        assert "could not be read" not in reader.text
        assert "It was late again." in reader.text


# The screen


async def test_under_eighty_columns_one_pane_is_shown_at_a_time(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(60, 20)) as reader:
        assert "Bridge" in reader.chosen
        assert "Maren Tollefsen" not in reader.text
        await reader.press("enter")
        assert "Maren Tollefsen" in reader.text
        assert not any(line.startswith(("›", "·")) for line in reader.lines)
        await reader.press("q")
        assert "Bridge" in reader.chosen


async def test_a_new_size_keeps_the_place_in_the_article(tmp_path: Path) -> None:
    async with reading(tmp_path, write=write_long_and_short) as reader:
        await reader.press("space")
        top = next(line for line in reader.lines if "Paragraph" in line).split("Paragraph")[1]
        await reader.pilot.resize_terminal(90, 30)
        await reader.settle()
        assert f"Paragraph{top}" in reader.text
        assert "Long" in reader.chosen


async def test_where_one_pane_is_shown_it_is_the_one_with_the_focus(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(60, 20)) as reader:
        await reader.press("space")
        assert "Maren Tollefsen" in reader.text  # it must be seen before it can be read
        assert "3 unread" in reader.title_line
        await reader.press("backslash", *"ferry", "enter")
        assert "Ferry" in reader.chosen
        await reader.press("enter")
        assert "15 May 2018" in reader.text
        await reader.pilot.resize_terminal(100, 20)
        await reader.press("h")
        await reader.pilot.resize_terminal(60, 20)
        await reader.settle()
        assert "Ferry" in reader.chosen


async def test_what_one_types_in_closes_when_one_goes_elsewhere(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "slash", *"oc")
        assert "Oceania" in reader.text
        await reader.pilot.click("ArticleList", offset=(5, 1))
        await reader.settle()
        assert "tab more" not in reader.text
        assert "Ferry" in reader.chosen
        await reader.press("slash", *"salt")
        await reader.pilot.click("ArticleView", offset=(5, 5))
        await reader.settle()
        assert not reader.title_line.startswith(" /")
        assert reader.titles == ["Salt"]


@pytest.mark.parametrize(
    "opens",
    [
        ["enter", "slash"],
        ["slash", *"ferry", "enter", "S"],
        ["X"],
        ["vertical_line"],
        ["r", "slash"],
        ["question_mark", "slash"],
    ],
)
async def test_tab_does_not_leave_what_is_being_typed(tmp_path: Path, opens: list[str]) -> None:
    async with reading(tmp_path) as reader:
        await reader.press(*opens, *"zzz", "shift+tab")
        assert "zzz" in reader.text
        if "r" not in opens:  # there tab gives the tag
            await reader.press("tab", *"yyy")
            assert "zzzyyy" in reader.text


async def test_fewer_tags_than_the_cursor_had_gone_down_are_no_trouble(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "slash", *["down"] * 15, "tab", *"zzz", "tab", "escape")
        assert tag_file(tmp_path)["bridge.txt"]["added"] == {"region": ["USA", "zzz"]}


async def test_the_count_of_unread_is_that_of_what_is_listed(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *"region:europe", "enter", "r", "e")
        assert "1 of 1 · 1 unread" in reader.title_line


async def test_the_message_about_a_query_goes_with_the_query(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("slash", *")(", "enter")
        assert reader.status.strip().startswith("This")
        await reader.press("escape")
        assert not reader.status.strip().startswith("This")


async def test_help_lists_the_keys_and_closes(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("question_mark")
        assert "A line down in the list or the article." in reader.text
        await reader.press("space")
        assert "Give the region of that letter" in reader.text
        await reader.press("q")
        assert "Bridge" in reader.chosen


async def test_markup_in_a_title_or_a_tag_is_only_text(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        write_article(folder, "a.txt", title="[AFP] x [/] [@click=app.quit]y[/]")

    async with reading(tmp_path, write=write) as reader:
        assert "[AFP] x [/] [@click=app.quit]y[/]" in reader.text
        await reader.press("r", "slash", *"[red]Isle[/]", "enter")
        assert "+[red]Isle[/]" in reader.text
        await reader.press("r")
        await strip_shown(reader)
        assert "[red]Isle[/] +" in reader.text


async def test_what_was_saved_last_is_still_there_after_quitting_at_once(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.pilot.press("r", "e", "j", "t", "h", "j", "r", "u", "q")
    with_tags = tag_file(tmp_path)
    assert with_tags["bridge.txt"]["added"] == {"region": ["Europe"]}
    assert with_tags["ferry.txt"]["removed"] == {"theme": ["History"]}
    assert with_tags["salt.txt"]["added"] == {"region": ["USA"]}


async def test_the_library_can_be_opened_twice(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    first, second = open_library(tmp_path), open_library(tmp_path)
    first.refresh()
    assert len(second.search().ids) == 3
    first.close()
    second.close()


async def test_ctrl_c_says_how_to_leave(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("ctrl+c")
        assert "ctrl+q leaves grtui" in reader.text
