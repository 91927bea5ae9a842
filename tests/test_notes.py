"""A note on an article: written, kept, found, taken back."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from reading import open_library, write_three

from store.library import Library


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
    assert library.search("has:note").ids == []


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
