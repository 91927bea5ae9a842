"""A note on an article: written, kept, found, taken back."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from reading import Reader, open_library, reading, records, until, write_three
from textual.events import Paste

from store import drafts
from store.library import Library
from store.remembered import remember
from tui import noting
from widgets.article_list import ArticleList


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    write_three(tmp_path / "articles")
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        yield library


def key(library: Library, query: str = "ferry") -> str:
    return library.keys(library.search(query).ids)[0]


def noted(library: Library, note: str, before: str = "") -> str:
    return library.edit.set_note(key(library), note, before=before).label


def note(library: Library) -> str:
    return library.record(key(library)).note


def note_of(place: Path, name: str = "ferry.txt") -> object:
    """The note that the tag file has on an article."""
    return records(place).get(name, {}).get("note")


def test_a_note_is_searched_and_taken_back_and_made_again(library: Library) -> None:
    assert noted(library, " Ask the board.\r\n\r\nTwice. \n") == "note"
    assert note(library) == "Ask the board.\n\nTwice."
    assert library.search("note:twice has:note").ids == library.search("title:ferry").ids
    assert library.rows(library.search("title:ferry").ids)[0].has_note
    library.edit.undo()
    assert note(library) == ""
    library.edit.redo()
    assert note(library) == "Ask the board.\n\nTwice."
    assert [step.label for step in library.history()] == ["note"]


def test_an_empty_note_is_none(library: Library) -> None:
    noted(library, "Ask.")
    assert noted(library, " \n", before="Ask.") == "no note"
    assert not library.search("has:note").ids


def test_what_another_wrote_meanwhile_is_kept(library: Library) -> None:
    noted(library, "Theirs.")
    assert noted(library, "Mine.", before="") == "note, both texts kept"
    assert note(library) == "Theirs.\n\nMine."
    assert noted(library, "", before="Theirs.") == "note kept, as another wrote it anew"
    assert noted(library, "Old.", before="Old.") == "note"
    assert note(library) == "Theirs.\n\nMine."


def test_a_note_goes_to_what_an_edited_article_became(library: Library) -> None:
    old = key(library)
    path = library.folder / "ferry.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    library.refresh()
    library.edit.set_note(old, "Ask.", before="", path="ferry.txt")
    assert key(library) != old
    assert note(library) == "Ask."


def test_a_note_on_an_article_that_is_gone_is_kept(library: Library) -> None:
    gone = key(library)
    (library.folder / "ferry.txt").unlink()
    library.refresh()
    assert library.edit.set_note(gone, "Ask.", before="", path="ferry.txt").keys == (gone,)
    (row,) = library.rows(library.search("is:missing").ids)
    assert (row.key, row.path, library.record(gone).note) == (gone, "ferry.txt", "Ask.")


async def test_a_note_is_written_saved_and_shown(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "c")
        assert "note on Ferry" in reader.text
        assert "esc save and close" in reader.text
        await reader.press(*"ask the board", "enter", "enter", *"jr Twice", "escape")
        assert note_of(tmp_path) == "ask the board\n\njr Twice"
        assert "note on" not in reader.text
        assert "saved" in reader.status
        lines = [line.partition("│")[2].strip() for line in reader.lines]
        at = lines.index("▎ ask the board")
        assert lines[at - 2 : at + 5] == [
            "Theme   History",
            "",
            "▎ ask the board",
            "▎",
            "▎ jr Twice",
            "",
            "─────",
        ]
        assert "▎" in reader.chosen
        assert reader.screen.focused is reader.screen.article_list


async def test_the_other_key_that_saves_saves(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("enter", "c", *"ask", "ctrl+s")
        assert note_of(tmp_path, "bridge.txt") == "ask"
        assert reader.screen.focused is reader.screen.article_view


async def test_a_note_is_changed_taken_back_and_made_again(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "c", *"ask", "escape", "c", *" twice", "escape")
        assert "▎ ask twice" in reader.text
        await reader.press("u")
        assert "▎ ask twice" not in reader.text
        assert "▎ ask" in reader.text
        assert note_of(tmp_path) == "ask"
        await reader.press("u")
        assert records(tmp_path) == {}
        await reader.press("ctrl+r", "ctrl+r")
        assert note_of(tmp_path) == "ask twice"
        assert "▎ ask twice" in reader.text


async def test_an_emptied_note_is_removed(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "c", *"ask", "escape", "c", "ctrl+u", "escape")
        assert records(tmp_path) == {}
        assert "no note" in reader.status
        assert "▎" not in reader.text


async def test_a_burst_is_written_in_its_order(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("j", "c", *"hello", "enter", *"you", "escape", "j")
        assert note_of(tmp_path) == "hello\nyou"
        assert "Salt" in reader.chosen


async def test_a_paste_brings_its_lines_and_no_character_that_acts(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        paste = Paste("one\r\n\ttwo\x1b[2J\x9b31m\rthree")
        await reader.burst("j", "c", *"x ", paste, *"!", "backspace", *"?", "escape", "k")
        assert note_of(tmp_path) == "x one\n    two\nthree?"
        assert "Bridge" in reader.chosen


async def test_a_paste_loses_no_blank_and_no_letter(tmp_path: Path) -> None:
    text = "« 5\xa0000\u202f€ »\n漢字\u3000仮名\nمی\u200cخواهم"
    async with reading(tmp_path) as reader:
        await reader.burst("j", "c", Paste(text), "escape")
        assert note_of(tmp_path) == text


async def test_what_is_chosen_is_replaced_and_arrows_move(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.burst("j", "c", *"one", "enter", *"two", "up", "home", *"A", "down", "end")
        await reader.burst(*"!", "shift+home", *"Z", "tab", *"end", "escape")
        assert note_of(tmp_path) == "Aone\nZ    end"


async def test_keys_that_tag_are_text_and_others_do_nothing_below(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("r", "e", "c", *"re/u", "ctrl+r", "ctrl+l", *"q?", "escape")
        assert records(tmp_path) == {
            "bridge.txt": {
                "path": "bridge.txt",
                "added": {"region": ["Europe"]},
                "note": "re/uq?",
            }
        }


@pytest.mark.parametrize("size", [(79, 24), (120, 30)])
async def test_what_is_in_sight_stays_while_a_note_is_written(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, size=size) as reader:
        await reader.press("j", "enter", "c")
        assert "It was late again." in reader.text
        await reader.press(*"ask", "escape")
        assert "▎ ask" in reader.text


async def test_a_note_that_the_focus_leaves_is_saved(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "c", *"ask")
        await reader.pilot.click(ArticleList, offset=(5, 2))
        await reader.settle()
        assert note_of(tmp_path) == "ask"
        assert "note on" not in reader.text


async def test_quitting_saves_a_note_that_is_open(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j")
        await reader.burst("c", *"ask", "ctrl+q")
        assert reader.pilot.app.return_code == 0
    assert note_of(tmp_path) == "ask"


def words(reader: Reader) -> str:
    """The screen, wherever its lines are broken."""
    return " ".join(reader.text.split())


async def test_a_note_that_cannot_be_saved_is_not_lost(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        (tmp_path / "articles").rename(tmp_path / "unmounted")
        await reader.press("j", "c", *"ask", "escape")
        assert "NOT saved" in reader.text
        assert "the text is kept for c." in words(reader)
        await reader.press("ctrl+q")
        assert reader.pilot.app.is_running
        assert "quits without it" in words(reader)
        await reader.press("escape")
        assert "c shows the note again." in words(reader)
        await reader.press("k")
        assert "note on" not in reader.text
        (tmp_path / "unmounted").rename(tmp_path / "articles")
        await reader.press("j", "c")
        assert "ask" in reader.text
        await reader.press(*" it", "escape")
        assert note_of(tmp_path) == "ask it"


async def test_an_unsaved_note_is_saved_when_quitting_if_it_can_be(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        (tmp_path / "articles").rename(tmp_path / "unmounted")
        await reader.press("j", "c", *"ask", "escape", "escape")
        (tmp_path / "unmounted").rename(tmp_path / "articles")
        await reader.press("ctrl+q")
        assert reader.pilot.app.return_code == 0
    assert note_of(tmp_path) == "ask"


async def test_a_note_that_another_wrote_meanwhile_stays_above(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "c", *"mine")
        with closing(open_library(tmp_path)) as other:
            noted(other, "theirs")
        await reader.press("escape")
        assert note_of(tmp_path) == "theirs\n\nmine"
        assert "both texts kept" in reader.status
        assert "▎ theirs" in reader.text


async def test_a_word_of_a_note_is_found_and_marked(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "c", *"late tide", "enter", *"tide", "escape")
        await reader.press("slash", *"tide", "enter")
        assert reader.titles == ["Ferry"]
        assert "match 1 of 2" in reader.status
        await reader.press("n")
        assert "match 2 of 2" in reader.status
        await reader.press("slash", "ctrl+u", *"note:late", "enter")
        assert "match 1 of 1" in reader.status


@pytest.mark.usefixtures("looking_often")
async def test_a_note_by_another_is_shown(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j")
        with closing(open_library(tmp_path)) as other:
            noted(other, "theirs")
        await until(lambda: "▎ theirs" in reader.text, reader)


async def test_who_writes_does_not_wait_for_a_slow_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = Event(), Event()

    def slowly(path: Path, lines: Iterable[str]) -> None:
        begun.set()
        assert goes_on.wait(10)
        remember(path, lines)

    monkeypatch.setattr(drafts, "remember", slowly)
    monkeypatch.setattr(noting, "DRAFT_AFTER", 0.01)
    async with reading(tmp_path) as reader:
        await reader.press("c")
        await reader.pilot.press(*"Ask")
        await until(begun.is_set, reader)
        await reader.pilot.press(*"ed.")
        assert "Asked." in reader.text
        assert not goes_on.is_set()
        goes_on.set()
        await reader.press("escape")
        assert "▎ Asked." in reader.text
        assert reader.screen.library.drafts.mine == ()


async def test_what_a_note_holds_is_no_markup(tmp_path: Path) -> None:
    async with reading(tmp_path) as reader:
        await reader.press("j", "c", *"[/] [b]x", "escape")
        assert "▎ [/] [b]x" in reader.text


async def test_there_is_no_note_without_an_article(tmp_path: Path) -> None:
    async with reading(tmp_path, write=None) as reader:
        await reader.press("c", "i", "L")
        assert not reader.screen.note_field.is_open
