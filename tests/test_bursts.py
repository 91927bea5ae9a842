"""Keys that come in one piece, as over a slow line, do what they do one by one."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from reading import open_library, reading, until, write_article, write_three
from textual.events import Key, Paste
from textual.widgets import Input, TextArea

from tui.main_screen import MainScreen
from tui.pace import Pace


def tag_file(place: Path) -> dict[str, dict[str, object]]:
    """What the tag file says of the articles, by path."""
    path = place / "articles/.grtui/tags.json"
    saved = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {record["path"]: record for record in saved.get("articles", {}).values()}


async def test_what_is_typed_after_a_slash_is_searched_and_then_tagged(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("/", *"ferry", "enter", "r", "a", "/", *"x", "escape")
        assert reader.titles == ["Ferry"]
        assert tag_file(tmp_path).keys() == {"ferry.txt"}
        assert tag_file(tmp_path)["ferry.txt"]["added"] == {"region": ["Africa"]}


async def test_why_a_query_was_not_kept_stays_to_be_read(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("/", *"ferry (", "enter")
        assert reader.status.strip().startswith("This opening parenthesis")


async def test_why_a_query_was_not_kept_stays_also_where_news_come_in(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("/", *"ferry (", "enter")
        reader.screen.bring_in()  # as it does for what others change
        await reader.settle()
        assert reader.status.strip().startswith("This opening parenthesis")


async def test_a_pasted_search_is_there_before_the_keys_that_follow(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("/", Paste("ferry\nand more"), "enter", "r", "a")
        assert reader.titles == ["Ferry"]
        assert tag_file(tmp_path).keys() == {"ferry.txt"}


@pytest.mark.parametrize(("key", "longest"), [("/", 2_000), ("colon", 2_000), ("c", 50_000)])
async def test_of_a_huge_paste_only_the_beginning_is_taken(
    tmp_path: Path, key: str, longest: int
) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst(key, Paste("x" * 60_000))
        field = reader.screen.focused
        assert isinstance(field, Input | TextArea)
        assert len(field.value if isinstance(field, Input) else field.text) == longest
        said = f"Only the first {longest:,} characters were pasted."
        assert key == "/" or reader.screen.message == said  # a search tells what it finds


@pytest.mark.parametrize(
    "typed",
    [("plus", *"afr", "tab", "enter"), ("colon", *"tag-region afr", "tab", "enter")],
    ids=["changes", "command"],
)
async def test_tab_completes_a_tag_that_was_typed_just_before(
    tmp_path: Path, typed: Sequence[str]
) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst(*typed)
        assert tag_file(tmp_path)["bridge.txt"]["added"] == {"region": ["Africa"]}


async def test_tab_completes_what_was_typed_just_before(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("/", *"region:euro", "tab", "enter")
        assert reader.titles == ["Ferry"]
        await reader.burst("backspace", "g", "g", "colon", "tab", "enter")  # the first is `down`
        assert "Ferry" in reader.chosen
        await reader.burst("colon", *"toggle-s", "tab", "enter")
        assert tag_file(tmp_path)["ferry.txt"] == {"path": "ferry.txt", "starred": True}


async def test_a_paste_brings_no_character_that_acts(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("/", Paste("fe\x9b31m\x1b[2Jrry"))
        assert reader.screen.query_line.typed == "ferry"


async def test_a_pasted_blank_stays_between_its_words(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("/", Paste("tax\xa0is\u3000old\tlate\nand more"))
        assert reader.screen.query_line.typed == "tax\xa0is\u3000old late"


async def test_the_picker_takes_what_was_typed_and_not_what_it_showed(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("t", "/", *"glob", "enter", "j", "r", "/", Paste("Oceania"), "enter")
        assert tag_file(tmp_path)["bridge.txt"]["added"] == {"theme": ["Global Economy"]}
        assert tag_file(tmp_path)["ferry.txt"]["added"] == {"region": ["Oceania"]}


async def test_undo_after_the_picker_undoes_what_was_picked(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("r", "u", "t", "/", *"glob", "enter", "u")
        assert tag_file(tmp_path)["bridge.txt"] == {
            "path": "bridge.txt",
            "added": {"region": ["USA"]},
        }


async def test_keys_after_the_help_are_chords_again(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("?", "q", "j", "t", "m")
        assert tag_file(tmp_path)["ferry.txt"] == {
            "path": "ferry.txt",
            "added": {"theme": ["Militarization and WMD"]},
        }


async def test_a_key_that_the_help_does_not_have_acts_on_nothing_below(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("?", "s", "m", "E", "q", "j")
        assert tag_file(tmp_path) == {}
        assert "Ferry" in reader.chosen


async def test_an_article_that_was_left_for_a_moment_shows_what_was_saved_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as reader:
        monkeypatch.setattr(Pace, "wait_after", lambda pace, now: 1.0)  # as if the keys came fast
        monkeypatch.setattr(MainScreen, "read_article", lambda screen, key: None)
        reader.send("r", "e", "j")
        await until(lambda: "+Europe" in reader.status, reader)
        await reader.press("k")
        assert "Region  Asia   +Europe" in reader.text


async def test_two_toggles_at_once_come_to_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("m", "m", "s", "s", "r", "e", "r", "e")
        assert tag_file(tmp_path) == {}


@pytest.mark.parametrize("quitting", ["q", "ctrl+q"])
async def test_quitting_at_once_saves_what_was_asked_before(tmp_path: Path, quitting: str) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("r", "e", quitting, "?", "j")
        assert reader.pilot.app.return_code == 0
    assert tag_file(tmp_path)["bridge.txt"]["added"] == {"region": ["Europe"]}


async def test_space_reads_on_through_articles_that_are_not_drawn_yet(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("space", "space", "space")
        assert [record["read"] for record in tag_file(tmp_path).values()] == [True] * 3


@pytest.mark.parametrize(("key", "line"), [("j", 1), ("ctrl+d", 14)])
async def test_an_article_that_is_not_drawn_yet_is_scrolled_all_the_same(
    tmp_path: Path, key: str, line: int
) -> None:
    for day in (20, 21, 22):
        write_article(
            tmp_path / "articles", f"{day}.txt", date=f"May {day}, 2018", body="A line.\n\n" * 60
        )
    async with reading(tmp_path) as reader:
        await reader.burst("j", "j", "enter", key)
        assert reader.screen.article_view.top == line


async def test_a_chord_acts_on_the_article_it_was_begun_on(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("G", "r")
        (tmp_path / "articles/salt.txt").unlink()
        reader.screen.action_look_for_files()
        await reader.settle()
        assert reader.titles == ["Bridge", "Ferry"]
        await reader.press("o")
        assert "nothing to change" in reader.status
        assert not (tmp_path / "articles/.grtui/tags.json").exists()


async def test_the_picker_acts_on_the_article_it_was_opened_on(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "r", "/", *"ocean")
        write_article(tmp_path / "articles", "new.txt", title="New", date="May 15, 2018")
        (tmp_path / "articles/bridge.txt").unlink()
        reader.screen.action_look_for_files()
        await reader.settle()
        await reader.press("enter")
        assert tag_file(tmp_path).keys() == {"ferry.txt"}


async def test_an_article_that_was_edited_keeps_the_cursor_and_its_tags(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "r", "o")
        write_article(
            tmp_path / "articles",
            "ferry.txt",
            title="Ferry, corrected",
            date="May 15, 2018",
            region="[Europe](#)",
        )
        await reader.press("R")
        assert "Ferry, corrected" in reader.chosen
        assert "Region  Europe   +Oceania" in reader.text


async def test_an_article_that_another_process_dropped_is_told(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        (tmp_path / "articles/ferry.txt").unlink()
        other = open_library(tmp_path)
        other.refresh()
        other.close()
        await reader.burst("j", "space")
        assert "There is no article" in reader.text
        assert reader.pilot.app.is_running


async def test_a_folder_that_went_away_is_told_and_not_made_again(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    async with reading(tmp_path, write=None) as reader:
        (tmp_path / "articles").rename(tmp_path / "unmounted")
        await reader.press("r", "e")
        assert "NOT saved" in reader.text
        assert not (tmp_path / "articles").exists()
        (tmp_path / "unmounted").rename(tmp_path / "articles")
        await reader.press("r", "e")
        assert "+Europe" in reader.text


async def test_keys_for_the_palette_wait_until_it_is_ready(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("ctrl+p", "pagedown", "escape", "ctrl+p", *"Star", "enter")
        assert reader.pilot.app.is_running
        assert reader.chosen.startswith("›●★")


async def test_what_closes_the_palette_twice_closes_nothing_else(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("ctrl+p")
        palette = reader.pilot.app.screen
        palette.dismiss()  # an escape
        palette.dismiss()  # what enter has chosen before, and arrives now
        await reader.settle()
        assert reader.pilot.app.screen is reader.screen


async def test_a_control_key_in_a_chord_is_told_by_its_name(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r")
        reader.pilot.app.post_message(Key("ctrl+a", "\x01"))  # as a terminal's is
        await reader.settle()
        assert reader.status.strip().startswith("r ctrl+a is no command")


@pytest.mark.parametrize("chord", ["r", "y", "f"])
async def test_the_key_that_quits_from_anywhere_quits_also_within_a_chord(
    tmp_path: Path, chord: str
) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst(chord, "ctrl+q")
        assert reader.pilot.app.return_code == 0
