"""The library as the application and the command line use it, on real files."""

import os
import random
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from store import folder
from store.answers import News
from store.article import ArticleRow, GivenTag
from store.database import Database
from store.errors import GrtuiError, LibraryError, QueryError, TagFileError
from store.index import Index
from store.library import Library
from store.opening import open_file
from store.record import Record
from store.refresh import Progress, Refreshed
from store.tags import Facet, Origin, Tag

EUROPE = Tag(Facet.REGION, "Europe")


def text(title: str, date: str = "", region: str = "", body: str = "") -> str:
    dateline = f"Eurasia Future, {date}\n\n" if date else ""
    return (
        f"{title}\n\nBy [Ann Paris](#)\n\n{dateline}Region: {region}\n\nTheme: History\n\n{body}\n"
    )


class Shelf:
    """A folder of articles, with libraries opened on it."""

    def __init__(self, base: Path) -> None:
        self.folder = base / "press"
        self.folder.mkdir()
        self.cache = base / "cache"
        self.tag_file = self.folder / ".grtui" / "tags.json"
        self.opened: list[Library] = []

    def put(self, path: str, content: str) -> Path:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content)
        return place

    def open(self, cache: Path | None = None) -> Library:
        library = Library.open(self.folder, cache=cache or self.cache)
        self.opened.append(library)
        return library

    def refreshed(self) -> Library:
        library = self.open()
        library.refresh()
        return library

    def index(self) -> Path:
        (path,) = self.cache.glob("*.sqlite3")
        return path


@contextmanager
def refusing(monkeypatch: pytest.MonkeyPatch, function: str, end: bytes) -> Iterator[None]:
    """A time in which `os.open` or `os.scandir` may not read the paths that end so."""
    real = getattr(os, function.removeprefix("os."))

    def refuse(path: bytes | Path, *arguments: int) -> object:
        if os.fsencode(path).endswith(end):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(function, refuse)
        yield


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    yield shelf
    for library in shelf.opened:
        library.close()


def titles(library: Library, query: str = "") -> list[str]:
    return [row.title for row in library.rows(library.search(query).ids)]


def keys(library: Library, query: str = "") -> list[str]:
    return [row.key for row in library.rows(library.search(query).ids)]


def regions(library: Library, query: str = "") -> list[tuple[GivenTag, ...]]:
    return [row.regions for row in library.rows(library.search(query).ids)]


# The folder


def test_a_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"There is no folder .*\.$"):
        Library.open(tmp_path / "nothing")


def test_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(LibraryError, match=r"is a file.*\.$"):
        Library.open(tmp_path / "a.txt")


def test_a_folder_that_may_not_be_read_is_explained(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", refuse)
    with pytest.raises(LibraryError, match=r"may not be read.*\.$"):
        shelf.open()


def test_an_empty_folder_is_an_empty_library(shelf: Shelf) -> None:
    library = shelf.open()
    assert library.refresh() == Refreshed()
    assert not library.search().ids
    assert library.name == "press"
    assert library.folder == shelf.folder


def test_opening_looks_at_no_article(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    assert titles(shelf.open()) == []


def test_articles_are_found_after_a_look_through_the_folder(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War", "November 8, 2018", "USA"))
    shelf.put("2018/b.txt", text("Peace", "November 9, 2018"))
    library = shelf.open()
    assert library.refresh() == Refreshed(added=2)
    assert titles(library) == ["Peace", "War"]
    (row,) = library.rows(library.search("war").ids)
    assert (row.path, row.date) == ("a.txt", "2018-11-08")
    assert row.regions == (GivenTag("USA", Origin.SOURCE),)
    assert [row.is_read, row.is_starred, row.has_duplicates, row.has_warnings] == [False] * 4


def test_nothing_is_new_the_second_time_nor_in_the_next_session(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    assert library.refresh() == Refreshed()
    assert titles(shelf.open()) == ["War"]
    assert shelf.open().refresh() == Refreshed()


def test_the_progress_ends_with_every_file(shelf: Shelf) -> None:
    for number in range(5):
        shelf.put(f"{number}.txt", text(f"War {number}"))
    states: list[Progress] = []
    shelf.open().refresh(states.append)
    assert states[0] == Progress(0, 5)
    assert states[-1] == Progress(5, 5)


def test_the_list_fills_while_the_folder_is_looked_through(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.refresh._BATCH_SECONDS", 0)
    for number in range(5):
        shelf.put(f"{number}.txt", text(f"War {number}"))
    library = shelf.open()
    found: list[int] = []

    def look() -> bool:
        found.append(len(library.search("war").ids))
        return False

    library.refresh(stop=look)
    assert found[:6] == [0, 1, 2, 3, 4, 5]


def test_a_look_that_is_stopped_goes_on_the_next_time(shelf: Shelf) -> None:
    for number in range(5):
        shelf.put(f"{number}.txt", text(f"War {number}"))
    library = shelf.open()
    asked = iter([False, False, True])
    stopped = library.refresh(stop=lambda: next(asked, True))
    assert 0 < stopped.added < 5
    assert stopped.added + library.refresh().added == 5


def test_a_changed_file_is_shown_as_it_is_now(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    shelf.put("a.txt", text("Sea"))  # Of the same size, and within the same tick of the clock.
    assert library.refresh() == Refreshed(changed=1)
    assert titles(library) == ["Sea"]
    assert titles(library, "war") == []


def test_a_file_that_is_written_twice_within_a_tick_of_the_clock_has_changed(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "SETTLED_NS", 10**12)  # however busy the machine is
    path = shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    then = path.stat()
    path.write_text(text("Oil"))
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_ino) == (then.st_size, then.st_ino)
    library.refresh()
    assert titles(library) == ["Oil"]


def test_a_file_that_was_only_touched_has_not_changed(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    os.utime(path, (1, 1))
    assert library.refresh() == Refreshed()


def test_a_vanished_article_leaves_the_list_and_comes_back_with_its_tags(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    content = path.read_text()
    path.unlink()
    assert library.refresh() == Refreshed(vanished=1)
    assert titles(library) == []
    path.write_text(content)
    assert library.refresh() == Refreshed(added=1)
    assert titles(library, "region:europe") == ["War"]


def test_a_renamed_file_keeps_its_tags(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    path.rename(shelf.folder / "b.txt")
    assert library.refresh() == Refreshed()
    (row,) = library.rows(library.search("region:europe").ids)
    assert row.path == "b.txt"


def test_two_files_with_the_same_bytes_are_one_article(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    shelf.put("b.txt", text("War"))
    library = shelf.open()
    assert library.refresh() == Refreshed(added=1)
    (row,) = library.rows(library.search().ids)
    assert (row.has_duplicates, row.path) == (True, "a.txt")
    (shelf.folder / "a.txt").unlink()
    assert library.refresh() == Refreshed()
    (row,) = library.rows(library.search().ids)
    assert (row.has_duplicates, row.path) == (False, "b.txt")


def test_the_tags_of_a_file_that_was_edited_go_with_it(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    path.write_text(text("War and Peace"))
    library.refresh()
    assert titles(library, "region:europe") == ["War and Peace"]
    assert list(Database(shelf.tag_file).records()) == keys(library)


def test_the_tags_of_bytes_that_were_moved_elsewhere_stay_with_them(shelf: Shelf) -> None:
    path = shelf.put("z.txt", text("War"))
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    path.rename(shelf.folder / "zz.txt")
    shelf.put("z.txt", text("Peace"))
    library.refresh()
    assert titles(library, "region:europe") == ["War"]


def test_the_tags_of_one_of_two_copies_stay_with_the_other(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    shelf.put("b.txt", text("War"))
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    shelf.put("a.txt", text("Peace"))
    library.refresh()
    assert titles(library, "region:europe") == ["War"]


def tags_by_title(library: Library) -> dict[str, list[str]]:
    rows = library.rows(library.search().ids)
    return {row.title: [tag.name for tag in row.regions] for row in rows}


@pytest.fixture
def tagged(shelf: Shelf) -> Shelf:
    """War in a.txt and Peace in b.txt, each with a tag of its own."""
    shelf.put("a.txt", text("War"))
    shelf.put("b.txt", text("Peace"))
    library = shelf.refreshed()
    library.edit.toggle(Tag(Facet.REGION, "Asia"), keys(library, "title:war"))
    library.edit.toggle(EUROPE, keys(library, "title:peace"))
    return shelf


def test_two_files_that_swap_their_names_keep_their_tags(tagged: Shelf) -> None:
    a, b, aside = (tagged.folder / name for name in ("a.txt", "b.txt", "aside"))
    a.rename(aside)
    b.rename(a)
    aside.rename(b)
    assert tags_by_title(tagged.refreshed()) == {"War": ["Asia"], "Peace": ["Europe"]}


def test_a_file_renamed_onto_another_keeps_its_own_tags_only(tagged: Shelf) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "b.txt")
    assert tags_by_title(tagged.refreshed()) == {"War": ["Asia"]}


def test_a_new_file_in_the_place_of_one_renamed_onto_another_has_no_tags(tagged: Shelf) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "b.txt")
    tagged.put("a.txt", text("Truce"))
    assert tags_by_title(tagged.refreshed()) == {"War": ["Asia"], "Truce": []}


def test_a_file_copied_over_another_keeps_its_own_tags_only(tagged: Shelf) -> None:
    tagged.put("b.txt", text("War"))
    assert tags_by_title(tagged.refreshed()) == {"War": ["Asia"]}


def test_a_file_edited_and_renamed_onto_another_has_the_tags_of_that_name(tagged: Shelf) -> None:
    tagged.put("a.txt", text("Truce")).rename(tagged.folder / "b.txt")
    assert tags_by_title(tagged.refreshed()) == {"Truce": ["Europe"]}


@pytest.mark.parametrize("asked", range(8))
def test_a_look_that_is_stopped_gives_no_tags_away(tagged: Shelf, asked: int) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "c.txt")
    tagged.put("a.txt", text("Truce"))
    tagged.put("b.txt", text("Peace at last"))
    library = tagged.open()
    answers = iter([False] * asked)
    library.refresh(stop=lambda: next(answers, True))
    library.refresh()
    assert tags_by_title(library) == {"War": ["Asia"], "Truce": [], "Peace at last": ["Europe"]}


@pytest.mark.parametrize("asked", range(8))
def test_a_look_that_is_stopped_in_a_rotation_gives_no_tags_away(tagged: Shelf, asked: int) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "b.txt")
    tagged.put("a.txt", text("Truce"))
    library = tagged.open()
    answers = iter([False] * asked)
    library.refresh(stop=lambda: next(answers, True))
    library.refresh()
    assert tags_by_title(library) == {"War": ["Asia"], "Truce": []}


def test_tags_stay_while_a_new_file_cannot_be_read(
    tagged: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "c.txt")
    tagged.put("a.txt", text("Truce"))
    library = tagged.open()
    with refusing(monkeypatch, "os.open", b"/c.txt"):
        assert library.refresh().troubles == (
            "c.txt could not be read: permission denied.",
            "a.txt has changed, but is listed as it was until all else can be read: "
            "its old text, and so its tags, may be there.",
        )
    assert tags_by_title(library) == {"War": ["Asia"], "Peace": ["Europe"]}
    library.refresh()
    assert tags_by_title(library) == {"War": ["Asia"], "Truce": [], "Peace": ["Europe"]}


def test_tags_stay_while_a_file_that_another_was_renamed_onto_cannot_be_read(
    tagged: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "b.txt")
    library = tagged.open()
    with refusing(monkeypatch, "os.open", b"/b.txt"):
        library.refresh()
    library.refresh()
    assert tags_by_title(library) == {"War": ["Asia"]}


def test_tags_stay_while_a_folder_cannot_be_read(
    tagged: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tagged.put("old/x.txt", text("Treaty")).parent
    (tagged.folder / "a.txt").rename(old / "a.txt")
    tagged.put("a.txt", text("Truce"))
    library = tagged.open()
    with refusing(monkeypatch, "os.scandir", os.fsencode(old)):
        library.refresh()
    library.refresh()
    wanted = {"War": ["Asia"], "Truce": [], "Peace": ["Europe"], "Treaty": []}
    assert tags_by_title(library) == wanted


def test_a_file_saved_again_while_it_is_looked_at_keeps_its_tags(
    tagged: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    tagged.put("a.txt", text("Truce"))
    library = tagged.open()
    read = folder.read

    def read_and_save(path: bytes) -> tuple[bytes, folder.Stamp]:
        seen = read(path)
        tagged.put("a.txt", text("Truce again"))
        return seen

    with monkeypatch.context() as patch:
        patch.setattr("store.folder.read", read_and_save)
        library.refresh()
    library.refresh()
    assert tags_by_title(library) == {"Truce again": ["Asia"], "Peace": ["Europe"]}


def test_a_file_that_another_process_forgot_meanwhile_is_a_new_one(
    tagged: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    tagged.put("b.txt", text("Treaty"))
    library = tagged.open()
    other = Index(tagged.index())
    files = Index.files

    def forgotten_by_another(index: Index) -> dict[bytes, folder.Stamp]:
        known = files(index)
        other.forget([b"b.txt"])
        return known

    monkeypatch.setattr("store.index.Index.files", forgotten_by_another)
    library.refresh()
    other.close()
    assert sorted(titles(library)) == ["Treaty", "War"]


def test_a_record_says_where_its_file_is_now(tagged: Shelf) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "z.txt")
    library = tagged.refreshed()
    assert {r.path for r in Database(tagged.tag_file).records().values()} == {"z.txt", "b.txt"}
    written = tagged.tag_file.read_bytes()
    tagged.put("new.txt", text("Truce"))
    assert library.refresh() == Refreshed(added=1)
    assert tagged.tag_file.read_bytes() == written
    assert library.edit.undo()
    assert tags_by_title(library) == {"War": ["Asia"], "Truce": [], "Peace": []}


def test_a_record_says_which_name_its_file_took_over(tagged: Shelf) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "b.txt")
    library = tagged.refreshed()
    (key,) = keys(library)
    assert Database(tagged.tag_file).records()[key].path == "b.txt"


def test_an_edited_file_keeps_its_tags_when_the_index_is_deleted_before_a_look(
    tagged: Shelf,
) -> None:
    tagged.put("a.txt", text("Truce"))
    library = tagged.open(cache=tagged.folder.parent / "other cache")
    library.refresh()
    assert tags_by_title(library) == {"Truce": ["Asia"], "Peace": ["Europe"]}


@pytest.mark.parametrize("asked", range(6))
def test_an_edited_file_keeps_its_tags_when_the_filling_of_a_new_index_is_stopped(
    tagged: Shelf, asked: int
) -> None:
    tagged.put("a.txt", text("Truce"))
    library = tagged.open(cache=tagged.folder.parent / "other cache")
    answers = iter([False] * asked)
    library.refresh(stop=lambda: next(answers, True))
    library.refresh()
    assert tags_by_title(library) == {"Truce": ["Asia"], "Peace": ["Europe"]}


def test_files_renamed_onto_each_other_keep_their_tags_when_the_index_is_deleted(
    tagged: Shelf,
) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "b.txt")
    library = tagged.open(cache=tagged.folder.parent / "other cache")
    library.refresh()
    assert tags_by_title(library) == {"War": ["Asia"]}


def test_the_tags_of_an_edited_file_wait_while_they_cannot_be_saved(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    saved = shelf.tag_file.read_bytes()
    path.write_text(text("War and Peace"))
    shelf.tag_file.write_text("{ damaged")
    assert library.refresh().troubles
    assert titles(library, "region:europe") == ["War"]
    shelf.tag_file.write_bytes(saved)
    assert library.refresh() == Refreshed(changed=1)
    assert titles(library, "region:europe") == ["War and Peace"]


# Records that come late, or elsewhere


def test_one_tag_file_of_two_libraries_moves_no_record_between_them(tmp_path: Path) -> None:
    """Each has a report.txt; the record of the one is of no file of the other."""
    tags = tmp_path / "mine.json"
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(text(name))

    def opened(name: str) -> Library:
        library = Library.open(tmp_path / name, tag_file=tags, cache=tmp_path / "cache")
        library.refresh()
        return library

    with closing(opened("one")) as one:
        one.edit.toggle(EUROPE, keys(one))
        before = tags.read_bytes()
        with closing(opened("two")) as two:
            assert titles(two, "region:europe") == []
            two.refresh()
        assert tags.read_bytes() == before
        assert titles(one, "region:europe") == ["one"]
    with closing(opened("one")) as one:
        assert titles(one, "region:europe") == ["one"]


def test_tags_from_a_backup_that_is_older_than_an_edit_go_to_the_edited_file(tagged: Shelf) -> None:
    old = tagged.tag_file.read_bytes()
    for title in ("Truce", "Armistice"):
        tagged.put("a.txt", text(title))
        library = tagged.refreshed()
    assert tags_by_title(library) == {"Armistice": ["Asia"], "Peace": ["Europe"]}
    tagged.tag_file.write_bytes(old)
    assert tags_by_title(library)["Armistice"] == []
    library.refresh()
    assert tags_by_title(library) == {"Armistice": ["Asia"], "Peace": ["Europe"]}
    assert titles(library, "is:missing") == []


def test_tags_in_another_file_go_with_an_edit_that_was_seen_with_the_first(tagged: Shelf) -> None:
    other = tagged.folder.parent / "other.json"

    def opened() -> Library:
        library = Library.open(tagged.folder, tag_file=other, cache=tagged.cache)
        tagged.opened.append(library)
        library.refresh()
        return library

    library = opened()
    library.edit.toggle(Tag(Facet.REGION, "USA"), keys(library, "peace"))
    assert tags_by_title(tagged.refreshed()) == {"War": ["Asia"], "Peace": ["Europe"]}
    tagged.put("b.txt", text("Armistice"))
    assert tags_by_title(tagged.refreshed())["Armistice"] == ["Europe"]
    assert tags_by_title(opened()) == {"War": [], "Armistice": ["USA"]}


def test_tags_that_come_after_the_article_was_edited_find_it(tagged: Shelf) -> None:
    """Another machine made them, before it knew of the edit."""
    text_of_tags = tagged.tag_file.read_bytes()
    for path in tagged.tag_file.parent.iterdir():
        path.unlink()
    tagged.put("a.txt", text("Truce"))
    cache = tagged.folder.parent / "another machine"
    library = tagged.open(cache)
    library.refresh()
    assert tags_by_title(library) == {"Truce": [], "Peace": []}
    tagged.tag_file.write_bytes(text_of_tags)
    library.search()
    library.refresh()
    assert tags_by_title(library) == {"Truce": ["Asia"], "Peace": ["Europe"]}


def test_a_tag_given_in_the_very_moment_of_an_edit_goes_with_it(
    tagged: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tagged.open()
    (war,) = keys(library, "war")
    tagged.put("a.txt", text("Truce"))
    real = Index.add

    def add(index: Index, entries: object) -> int:
        Database(tagged.tag_file).edit("+", [war], lambda _, one: one.with_tag(EUROPE, ()))
        return real(index, entries)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "add", add)
    library.refresh()
    monkeypatch.undo()
    library.search()
    library.refresh()
    assert tags_by_title(library)["Truce"] == ["Asia", "Europe"]


def test_an_edit_in_one_of_two_libraries_reaches_no_record_of_the_other(tmp_path: Path) -> None:
    """Both hold the article; its record came when the one of the first was edited already."""
    tags = tmp_path / "mine.json"
    libraries = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(text("War"))
        library = Library.open(tmp_path / name, tag_file=tags, cache=tmp_path / "cache")
        library.refresh()
        libraries.append(library)
    one, two = libraries
    (tmp_path / "one/report.txt").write_text(text("Truce"))
    one.refresh()
    two.edit.toggle(EUROPE, keys(two))
    one.search()
    one.refresh()
    assert tags_by_title(two) == {"War": ["Europe"]}
    for library in libraries:
        library.close()


def test_the_library_s_own_tag_file_may_be_named_in_another_way(tagged: Shelf) -> None:
    again = tagged.folder / ".." / tagged.folder.name / ".grtui" / "tags.json"
    library = Library.open(tagged.folder, tag_file=again, cache=tagged.cache)
    tagged.opened.append(library)
    assert sorted(titles(library)) == ["Peace", "War"]  # of the index that is there
    assert tags_by_title(library) == {"War": ["Asia"], "Peace": ["Europe"]}


def test_an_index_that_is_built_again_gives_no_missing_record_away(tagged: Shelf) -> None:
    (tagged.folder / "a.txt").unlink()
    library = tagged.refreshed()
    tagged.put("a.txt", text("Truce"))
    library.refresh()
    library.check(lambda what, state: None, rebuild=True)
    assert tags_by_title(library) == {"Truce": [], "Peace": ["Europe"]}
    assert titles(library, "is:missing region:asia") == ["a.txt"]


def test_undo_before_the_first_look_of_a_new_index_strands_no_record(tagged: Shelf) -> None:
    library = tagged.open()
    library.edit.toggle(EUROPE, keys(library, "war"))
    tagged.put("a.txt", text("Truce"))
    library = tagged.open(tagged.folder.parent / "new")
    library.edit.undo()
    library.refresh()
    assert tags_by_title(library) == {"Truce": ["Asia"], "Peace": ["Europe"]}


@pytest.mark.parametrize("asked", range(6))
def test_a_look_that_is_stopped_at_a_copy_of_an_edited_file_gives_no_tags_away(
    tagged: Shelf, asked: int
) -> None:
    tagged.put("a.txt", text("Truce"))
    tagged.put("copy.txt", text("Truce"))
    library, left = tagged.open(), iter(range(asked))
    library.refresh(stop=lambda: next(left, None) is None)
    library.refresh()
    assert tags_by_title(library) == {"Truce": ["Asia"], "Peace": ["Europe"]}
    assert titles(library, "is:missing") == []


@pytest.mark.parametrize("asked", range(6))
def test_a_look_that_is_stopped_leaves_it_to_the_next_to_tell_where_the_files_are(
    tagged: Shelf, asked: int
) -> None:
    (tagged.folder / "a.txt").rename(tagged.folder / "z.txt")
    library, left = tagged.open(), iter(range(asked))
    library.refresh(stop=lambda: next(left, None) is None)
    library.refresh()
    records = Database(tagged.tag_file).records().values()
    assert {record.path for record in records} == {"z.txt", "b.txt"}


def test_a_look_at_which_nothing_is_new_writes_nothing(tagged: Shelf) -> None:
    library = tagged.open()
    for path in tagged.folder.glob("*.txt"):
        os.utime(path, (1, 1))  # long ago
    library.refresh()
    library.refresh()
    before = [path.read_bytes() for path in sorted(tagged.cache.iterdir())]
    tags = tagged.tag_file.read_bytes()
    library.refresh()
    assert [path.read_bytes() for path in sorted(tagged.cache.iterdir())] == before
    assert tagged.tag_file.read_bytes() == tags


def test_tags_of_two_that_became_one_are_each_one_s_own(tagged: Shelf) -> None:
    """Both got the same; one of the steps is enough for it."""
    library = tagged.open()
    war, peace = keys(library, "war") + keys(library, "peace")
    ann, bob = (Database(tagged.tag_file, user=user) for user in ("ann", "bob"))
    usa = Tag(Facet.REGION, "USA")
    for database, key in ((ann, war), (bob, peace)):
        database.edit("+USA", [key], lambda _, one: replace(one.with_tag(usa, ()), is_starred=True))
    for name in ("a.txt", "b.txt"):
        tagged.put(name, text("Truce"))
    library.refresh()
    (truce,) = keys(library)
    assert bob.undo() is not None
    there = Database(tagged.tag_file).records()[truce]
    assert "USA" in there.added_regions
    assert there.is_starred
    assert ann.undo() is not None
    there = Database(tagged.tag_file).records()[truce]
    assert "USA" not in there.added_regions
    assert not there.is_starred


def test_one_change_of_two_that_became_one_is_undone_for_both(tagged: Shelf) -> None:
    library = tagged.open()
    library.edit.set_read(keys(library), True)
    library.edit.clear(Facet.REGION, keys(library))
    for name in ("a.txt", "b.txt"):
        tagged.put(name, text("Truce"))
    library.refresh()
    library.edit.undo()
    assert sorted(tags_by_title(library)["Truce"]) == ["Asia", "Europe"]


def test_the_first_dump_of_a_new_tag_file_is_whole(shelf: Shelf) -> None:
    from store.dump import read

    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    assert read(library.dump(), "it").records.keys() == {*keys(library)}


def test_a_record_that_redo_brings_back_knows_its_file(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    (war,) = keys(library)
    ann, bob = (Database(shelf.tag_file, user=user) for user in ("ann", "bob"))
    bob.edit("+", [war], lambda _, one: replace(one.with_tag(EUROPE, ()), path="a.txt"))
    ann.edit("star", [war], lambda _, one: replace(one, is_starred=True))
    bob.undo()
    ann.undo()
    bob.redo()
    assert ann.records()[war].path == "a.txt"


def test_a_new_file_in_the_place_of_one_that_was_missing_has_no_tags(tagged: Shelf) -> None:
    (tagged.folder / "a.txt").unlink()
    library = tagged.refreshed()
    assert titles(library, "is:missing") == ["a.txt"]
    tagged.put("a.txt", text("Truce"))
    library.refresh()
    assert tags_by_title(library) == {"Truce": [], "Peace": ["Europe"]}
    tagged.put("back.txt", text("War"))
    library.refresh()
    assert tags_by_title(library) == {"War": ["Asia"], "Truce": [], "Peace": ["Europe"]}


def test_a_file_that_cannot_be_read_is_reported(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put("a.txt", text("War"))
    shelf.put("b.txt", text("Peace"))
    library = shelf.open()
    with refusing(monkeypatch, "os.open", b"/b.txt"):
        assert library.refresh() == Refreshed(
            added=1, troubles=("b.txt could not be read: permission denied.",)
        )


def test_a_folder_that_cannot_be_read_for_a_while_loses_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put("closed/a.txt", text("War"))
    library = shelf.refreshed()
    with refusing(monkeypatch, "os.scandir", os.fsencode(shelf.folder / "closed")):
        seen = library.refresh()
    assert seen._replace(troubles=()) == Refreshed()
    assert seen.troubles == (
        "The folder closed could not be read; what is known of its articles was kept.",
    )
    assert titles(library) == ["War"]


def test_article_files_are_never_written(shelf: Shelf) -> None:
    paths = [shelf.put(f"{number}.txt", text(f"War {number}")) for number in range(3)]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths]
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    library.edit.clear(Facet.THEME, keys(library))
    library.edit.set_read(keys(library), True)
    library.edit.undo()
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths] == before
    assert sorted(shelf.folder.glob("*.txt")) == paths


def test_a_name_that_is_not_utf_8_is_listed_and_opened(shelf: Shelf) -> None:
    with open(os.fsencode(shelf.folder) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123
        file.write(text("War").encode())
    library = shelf.refreshed()
    (row,) = library.rows(library.search().ids)
    assert row.path == "caf\\xe9.txt"
    assert library.open_article(row.key).article.title == "War"


# Everything that the reader did, wherever the file goes


ALL = Record(("Europe",), (), ("Asia",), (), True, True, "oil")
"""What the reader did with the article of `known`, but for its path."""


@pytest.fixture
def known(shelf: Shelf) -> Shelf:
    """War in old/a.txt, of which everything is known that can be."""
    shelf.put("old/a.txt", text("War", "November 8, 2018", "Asia"))
    library = shelf.refreshed()
    (key,) = keys(library)
    library.edit.toggle(Tag(Facet.REGION, "Asia"), [key])
    library.edit.toggle_read([key])
    library.edit.toggle_star([key])
    Database(shelf.tag_file).edit("note", [key], lambda _, record: replace(record, note="oil"))
    library.edit.toggle(EUROPE, [key])
    return shelf


def only_record(shelf: Shelf) -> Record:
    (record,) = Database(shelf.tag_file).records().values()
    return record


def lines(library: Library, query: str = "") -> list[ArticleRow]:
    return library.rows(library.search(query).ids)


@pytest.mark.parametrize("new", ["old/b.txt", "a.txt", "old/older/a.txt"])
@pytest.mark.parametrize("is_open", [True, False], ids=["open", "closed"])
def test_a_file_that_goes_elsewhere_keeps_everything(known: Shelf, new: str, is_open: bool) -> None:
    library = known.opened[0]
    if not is_open:
        library.close()
    place = known.folder / new
    place.parent.mkdir(exist_ok=True)
    (known.folder / "old/a.txt").rename(place)
    if not is_open:
        library = known.open()
    assert library.refresh() == Refreshed()
    (row,) = lines(library, "is:read is:starred region:europe -region:asia note:oil")
    assert row.path == new
    assert only_record(known) == replace(ALL, path=new)
    assert titles(library, "is:missing") == []
    assert library.edit.undo()
    assert titles(library, "region:europe") == []


def test_a_copy_is_the_same_article_and_one_file_is_enough(known: Shelf) -> None:
    first, second = known.folder / "old/a.txt", known.folder / "b.txt"
    second.write_bytes(first.read_bytes())
    library = known.refreshed()
    (row,) = lines(library)
    assert (row.path, row.has_duplicates) == ("b.txt", True)
    first.unlink()
    assert library.refresh() == Refreshed()
    (row,) = lines(library, "is:read is:starred region:europe note:oil")
    assert (row.path, row.has_duplicates) == ("b.txt", False)
    assert only_record(known) == replace(ALL, path="b.txt")
    assert titles(library, "is:missing") == []


def test_a_file_that_was_edited_keeps_everything(known: Shelf) -> None:
    known.put("old/a.txt", text("War and Peace", "", "Africa"))
    library = known.refreshed()
    (row,) = lines(library, "is:read is:starred region:africa region:europe note:oil")
    assert row.title == "War and Peace"
    assert only_record(known) == replace(ALL, path="old/a.txt")
    assert titles(library, "is:missing") == []
    assert library.edit.undo()
    assert titles(library, "region:europe") == []


def test_a_file_that_was_edited_and_renamed_is_missing_and_a_new_one(known: Shelf) -> None:
    (known.folder / "old/a.txt").unlink()
    known.put("b.txt", text("War and Peace"))
    library = known.refreshed()
    assert [row.path for row in lines(library, "is:missing")] == ["old/a.txt"]
    assert [row.path for row in lines(library)] == ["b.txt"]
    assert titles(library, "region:europe") == []


def test_copies_that_were_edited_apart_keep_everything_each(known: Shelf) -> None:
    content = (known.folder / "old/a.txt").read_text()
    known.put("b.txt", content)
    known.put("c.txt", content)
    library = known.refreshed()
    for name in ("old/a.txt", "b.txt", "c.txt"):
        known.put(name, text(f"War in {name}"))
    assert library.refresh() == Refreshed(changed=3)
    assert len(titles(library, "is:read is:starred region:europe note:oil")) == 3
    records = Database(known.tag_file).records().values()
    assert {record.path for record in records} == {"old/a.txt", "b.txt", "c.txt"}
    assert {replace(record, path="") for record in records} == {ALL}
    assert library.edit.undo()  # of what was done when they were one
    assert [row.path for row in lines(library, "-region:europe")] == ["b.txt"]


def test_a_vanished_article_is_found_where_it_is_asked_for_and_comes_back(known: Shelf) -> None:
    path = known.folder / "old/a.txt"
    content = path.read_bytes()
    path.unlink()
    library = known.opened[0]
    assert library.refresh() == Refreshed(vanished=1)
    assert lines(library) == lines(library, "region:europe") == lines(library, "oil") == []
    (row,) = lines(library, "is:missing region:europe is:read is:starred oil")
    assert (row.path, row.title, row.has_warnings) == ("old/a.txt", "a.txt", True)
    assert library.refresh() == Refreshed()
    assert lines(library, "is:missing") == [row]
    assert [hint.count for hint in library.vocabulary(Facet.REGION) if hint.name == "Europe"] == [0]
    path.write_bytes(content)
    assert library.refresh() == Refreshed(added=1)
    assert lines(library, "is:missing") == []
    (row,) = lines(library, "is:read is:starred region:europe -region:asia note:oil")
    assert (row.title, row.date) == ("War", "2018-11-08")
    assert [hint.count for hint in library.vocabulary(Facet.REGION) if hint.name == "Europe"] == [1]
    assert only_record(known) == replace(ALL, path="old/a.txt")


def test_a_vanished_article_comes_back_under_another_name(known: Shelf) -> None:
    path = known.folder / "old/a.txt"
    content = path.read_text()
    path.unlink()
    library = known.refreshed()
    known.put("b.txt", content)
    assert library.refresh() == Refreshed(added=1)
    assert only_record(known) == replace(ALL, path="b.txt")
    assert [row.path for row in lines(library, "region:europe -is:missing")] == ["b.txt"]
    assert lines(library, "is:missing") == []


def test_a_deleted_index_misses_the_same_articles(known: Shelf) -> None:
    for number in (3, 1, 2):
        known.put(f"{number}.txt", text(f"Peace {number}"))
        library = known.refreshed()
        library.edit.toggle_star(keys(library, f"peace {number}"))
        (known.folder / f"{number}.txt").unlink()
        library.refresh()
    queries = ("", "is:missing", "is:missing note:oil", "-is:missing", "is:missing OR war")
    before = [lines(library, query) for query in queries]
    assert [row.path for row in before[1]] == ["1.txt", "2.txt", "3.txt"]
    again = known.open(cache=known.folder.parent / "other cache")
    again.refresh()
    assert [lines(again, query) for query in queries] == before
    assert again.vocabulary(Facet.REGION) == library.vocabulary(Facet.REGION)


def test_a_missing_article_is_opened_with_one_warning(known: Shelf) -> None:
    (known.folder / "old/a.txt").unlink()
    library = known.refreshed()
    (key,) = keys(library, "is:missing")
    opened = library.open_article(key)
    assert opened.article.title == opened.row.title == "a.txt"
    (warning,) = opened.article.warnings
    assert warning.startswith("No file of the library holds this article now (it was old/a.txt)")
    assert opened.record == replace(ALL, path="old/a.txt")
    assert library.ids([key]) == {key: library.search("is:missing").ids[0]}


def test_a_missing_article_is_changed_like_any_other(known: Shelf) -> None:
    path = known.folder / "old/a.txt"
    content = path.read_bytes()
    path.unlink()
    library = known.refreshed()
    (key,) = keys(library, "is:missing")
    assert library.edit.toggle(Tag(Facet.REGION, "Mars"), [key]).label == "+Mars"
    assert titles(library, "is:missing region:mars region:europe") == ["a.txt"]
    assert library.edit.undo()
    assert titles(library, "is:missing region:mars") == []
    assert library.edit.clear(Facet.REGION, [key]).keys == (key,)
    assert library.edit.toggle_read([key]).label == "unread"
    assert titles(library, "is:missing is:unread is:untagged") == ["a.txt"]
    path.write_bytes(content)
    library.refresh()
    assert only_record(known) == Record((), (), ("Asia",), (), False, True, "oil", "old/a.txt")
    assert titles(library, "is:starred is:unread no:region") == ["War"]


def test_a_missing_article_goes_with_its_record_and_comes_back_by_undo(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    path.unlink()
    library.refresh()
    assert library.edit.toggle(EUROPE, keys(library, "is:missing")).label == "-Europe"
    assert titles(library, "is:missing") == []
    assert library.edit.undo()
    assert [row.path for row in lines(library, "is:missing region:europe")] == ["a.txt"]
    assert library.edit.undo()
    assert titles(library, "is:missing") == []


def test_a_record_that_another_process_brought_is_missing_after_the_next_look(shelf: Shelf) -> None:
    library = shelf.refreshed()
    Database(shelf.tag_file).edit("note", ["0" * 20], lambda _, record: replace(record, note="oil"))
    library.refresh()
    assert titles(library, "is:missing oil") == ["0" * 20]
    (warning,) = library.open_article("0" * 20).article.warnings
    assert "(it was" not in warning


def test_a_file_in_a_folder_that_cannot_be_read_is_not_missing(
    known: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.put("b.txt", text("Peace"))
    library = known.refreshed()
    library.edit.toggle_star(keys(library, "peace"))
    (known.folder / "b.txt").unlink()
    new = known.open(cache=known.folder.parent / "other cache")
    with refusing(monkeypatch, "os.scandir", os.fsencode(known.folder / "old")):
        new.refresh()
        library.refresh()
    assert [row.path for row in lines(new, "is:missing")] == ["b.txt"]
    assert titles(library, "is:missing") == []  # It may have been moved to where old/a.txt is.
    new.refresh()
    library.refresh()
    for each in (new, library):
        assert titles(each) == ["War"]
        assert [row.path for row in lines(each, "is:missing")] == ["b.txt"]


def test_a_file_that_cannot_be_read_is_not_missing(
    known: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = known.open(cache=known.folder.parent / "other cache")
    with refusing(monkeypatch, "os.open", b"/a.txt"):
        assert library.refresh().troubles
    assert titles(library, "is:missing") == []
    library.refresh()
    assert titles(library, "region:europe") == ["War"]


@pytest.mark.parametrize("asked", range(6))
def test_a_look_that_is_stopped_calls_nothing_missing_that_is_there(
    tagged: Shelf, asked: int
) -> None:
    library = tagged.open(cache=tagged.folder.parent / "other cache")
    answers = iter([False] * asked)
    library.refresh(stop=lambda: next(answers, True))
    assert titles(library, "is:missing") == []
    library.refresh()
    assert sorted(titles(library, "-is:missing")) == ["Peace", "War"]


# One article


def test_an_article_is_opened_with_all_that_is_known(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War", region="USA", body="A long war."))
    library = shelf.refreshed()
    (key,) = keys(library)
    library.edit.toggle(EUROPE, [key])
    opened = library.open_article(key)
    assert [paragraph.text for paragraph in opened.article.body] == ["A long war."]
    assert opened.record.added_regions == ("Europe",)
    assert [tag.name for tag in opened.row.regions] == ["USA", "Europe"]


def test_an_article_whose_file_vanished_says_so(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    path.unlink()
    (key,) = keys(library)
    opened = library.open_article(key)
    assert opened.article.title == "War"
    assert opened.article.warnings[0].startswith("The file a.txt could not be read")


def test_an_article_whose_file_changed_meanwhile_says_so(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    path.write_text(text("Peace"))
    opened = library.open_article(keys(library)[0])
    assert opened.article.title == "Peace"
    assert "has changed" in opened.article.warnings[-1]


def test_an_article_is_opened_from_whichever_of_its_files_is_there(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War"))
    shelf.put("b.txt", text("War"))
    library = shelf.refreshed()
    path.write_text(text("Peace"))
    opened = library.open_article(keys(library)[0])
    assert (opened.article.title, opened.article.warnings) == ("War", ())


def test_a_key_of_no_article_is_explained(shelf: Shelf) -> None:
    with pytest.raises(LibraryError, match="There is no article"):
        shelf.open().open_article("0" * 20)


def test_a_file_is_opened_without_a_library(shelf: Shelf) -> None:
    path = shelf.put("a.txt", text("War", region="USA"))
    assert open_file(path, shelf.tag_file).record == Record()
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library))
    opened = open_file(path, shelf.tag_file)
    assert opened.row.key == keys(library)[0]
    assert [tag.name for tag in opened.row.regions] == ["USA", "Europe"]
    with pytest.raises(LibraryError, match="could not be read"):
        open_file(shelf.folder, shelf.tag_file)


# Search


def test_a_search_tells_how_many_are_unread(shelf: Shelf) -> None:
    for number in range(4):
        shelf.put(f"{number}.txt", text(f"War {number}"))
    library = shelf.refreshed()
    library.edit.set_read(keys(library)[:1], True)
    found = library.search("war")
    assert (len(found.ids), found.unread) == (4, 3)
    assert len(library.search("war", limit=2).ids) == 2


def test_while_typing_the_last_word_is_a_prefix(shelf: Shelf) -> None:
    shelf.put("a.txt", text("Warsaw"))
    library = shelf.refreshed()
    assert len(library.search("wars", typing=True).ids) == 1
    assert len(library.search("wars").ids) == 0


def test_a_query_that_cannot_be_understood_is_refused(shelf: Shelf) -> None:
    with pytest.raises(QueryError):
        shelf.open().search("(war")


# Tags


def test_a_tag_is_given_to_those_that_lack_it_and_taken_when_all_have_it(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War", region="Europe"))
    shelf.put("b.txt", text("Peace"))
    library = shelf.refreshed()
    both = keys(library)
    given = library.edit.toggle(EUROPE, both)
    assert (given.label, given.keys) == ("+Europe", tuple(keys(library, "peace")))
    taken = library.edit.toggle(EUROPE, both)
    assert (taken.label, set(taken.keys)) == ("-Europe", set(both))
    assert titles(library, "region:europe") == []
    assert regions(library, "war") == [(GivenTag("Europe", Origin.REMOVED),)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("latin america and  caribbean", "Latin America & Caribbean"),
        ("MARS", "Mars"),
        (" New\tName\n", "New Name"),
        ("\x1b[31mRed", "Red"),
    ],
)
def test_a_tag_is_spelled_as_it_is_known_or_in_use(shelf: Shelf, typed: str, name: str) -> None:
    shelf.put("a.txt", text("War", region="Mars"))
    shelf.put("b.txt", text("Peace"))
    library = shelf.refreshed()
    assert library.edit.toggle(Tag(Facet.REGION, typed), keys(library, "peace")).label == f"+{name}"
    assert [tag.name for tag in regions(library, "peace")[0]] == [name]


def test_a_tag_without_a_name_is_refused(shelf: Shelf) -> None:
    with pytest.raises(GrtuiError, match="needs a name"):
        shelf.open().edit.toggle(Tag(Facet.REGION, " \n"), [])


def test_all_tags_of_a_facet_are_taken_away(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War", region="USA, Europe"))
    library = shelf.refreshed()
    library.edit.toggle(Tag(Facet.REGION, "Asia"), keys(library))
    done = library.edit.clear(Facet.REGION, keys(library))
    assert done.keys == tuple(keys(library))
    assert titles(library, "no:region theme:history") == ["War"]


def test_read_and_starred_are_kept(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    assert library.edit.set_read(keys(library), True).label == "read"
    assert library.edit.toggle_star(keys(library)).label == "starred"
    again = shelf.open()
    assert titles(again, "is:read is:starred") == ["War"]
    assert again.edit.set_read(keys(again), True).keys == ()
    assert again.edit.set_read(keys(again), False).label == "unread"
    assert titles(again, "is:unread") == ["War"]


def test_marks_are_switched_on_for_all_and_off_when_all_have_them(shelf: Shelf) -> None:
    for number in range(2):
        shelf.put(f"{number}.txt", text(f"War {number}"))
    library = shelf.refreshed()
    both = keys(library)
    library.edit.toggle_star(both[:1])
    assert library.edit.toggle_star(both).keys == (both[1],)
    assert library.edit.toggle_read(both).label == "read"
    assert len(titles(library, "is:starred is:read")) == 2
    assert library.edit.toggle_star(both).label == "unstarred"
    assert library.edit.toggle_read(both).label == "unread"
    assert titles(library, "is:starred OR is:read") == []


def test_a_change_is_taken_back_and_made_again(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    assert library.edit.undo() is None
    library.edit.toggle(EUROPE, keys(library))
    undone = library.edit.undo()
    assert undone is not None
    assert (undone.label, undone.keys) == ("undo of +Europe", tuple(keys(library)))
    assert titles(library, "region:europe") == []
    assert library.edit.redo() is not None
    assert titles(library, "region:europe") == ["War"]


def test_keys_of_no_article_are_passed_over(shelf: Shelf) -> None:
    library = shelf.open()
    assert library.edit.toggle(EUROPE, ["0" * 20]).keys == ()
    assert library.ids(["0" * 20]) == {}


def test_every_tag_has_a_letter_that_stays(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War", region="Mars, USA"))
    library = shelf.refreshed()
    before = {hint.name: hint for hint in library.vocabulary(Facet.REGION)}
    assert (before["USA"].count, before["Mars"].count, before["Asia"].count) == (1, 1, 0)
    letters = [hint.letter for hint in before.values()]
    assert len(set(letters)) == len(letters)
    library.edit.toggle(Tag(Facet.REGION, "Venus"), keys(library))
    after = {hint.name: hint for hint in library.vocabulary(Facet.REGION)}
    assert {name: hint.letter for name, hint in before.items()} == {
        name: hint.letter for name, hint in after.items() if name != "Venus"
    }
    assert shelf.open(shelf.cache / "other").vocabulary(Facet.REGION)[0].letter
    saved = Database(shelf.tag_file).letters()[Facet.REGION]
    assert saved["venus"] == after["Venus"].letter


def test_what_another_process_did_shows_in_the_next_search(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    (key,) = keys(library)
    Database(shelf.tag_file).edit("+", [key], lambda key, record: replace(record, is_read=True))
    assert titles(library, "is:read") == ["War"]
    other = shelf.open()
    other.edit.toggle(EUROPE, [key])
    library.edit.toggle_star([key])
    assert titles(other, "is:starred region:europe is:read") == ["War"]
    assert titles(library, "is:starred region:europe is:read") == ["War"]


@contextmanager
def index_held(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another process writes the index, for longer than any test may last."""
    monkeypatch.setattr("store.cache._WAIT_SECONDS", 3600)
    with closing(sqlite3.connect(shelf.index(), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_a_search_does_not_wait_while_another_process_writes_the_index(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    Database(shelf.tag_file).edit("+", keys(library), lambda _, one: one.with_tag(EUROPE, ()))
    with index_held(shelf, monkeypatch):
        assert titles(library, "war") == ["War"]
        assert titles(library, "region:europe") == []
        assert library.news() == News(False, "")
    news = library.news()
    assert news.changed
    assert [step.label for step in news.steps] == ["+"]
    assert titles(library, "region:europe") == ["War"]


def test_what_is_saved_while_another_process_writes_the_index_shows_later(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    assert library.news() == News(False, "")
    with index_held(shelf, monkeypatch):
        done = library.edit.toggle(EUROPE, keys(library))
        assert done.keys
        assert "Another process is writing the search index" in done.unseen
        assert titles(library, "region:europe") == []
    assert library.news() == News(True, "")
    assert titles(library, "region:europe") == ["War"]


def test_a_file_that_is_damaged_right_after_a_save_makes_the_save_no_failure(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    real = Database.edit_as

    def edit_as(*arguments: object, **options: object) -> object:
        saved = real(*arguments, **options)  # type: ignore[arg-type]
        shelf.tag_file.write_text("{ damaged")
        return saved

    monkeypatch.setattr(Database, "edit_as", edit_as)
    done = library.edit.toggle(EUROPE, keys(library))
    assert done.keys
    assert "cannot be used" in done.unseen


def test_nothing_changes_where_it_cannot_be_saved(shelf: Shelf) -> None:
    shelf.put("a.txt", text("War"))
    library = shelf.refreshed()
    shelf.tag_file.parent.mkdir()
    shelf.tag_file.write_text("{ damaged")
    with pytest.raises(TagFileError):
        library.edit.toggle(EUROPE, keys(library))
    assert titles(library, "region:europe") == []
    assert shelf.tag_file.read_text() == "{ damaged"
    assert library.trouble()


# Accidents


def answers(library: Library) -> list[list[str]]:
    queries = ("", "war", "title:war -region:europe", "is:read", "date:2018", "theme:history mars*")
    return [keys(library, query) for query in queries]


@pytest.fixture
def full(shelf: Shelf) -> Shelf:
    for day in range(1, 29):
        body = "Mars attacks. " * day
        shelf.put(f"{day}.txt", text(f"War {day}", f"November {day}, 2018", "USA", body))
    library = shelf.refreshed()
    library.edit.toggle(EUROPE, keys(library)[:9])
    library.edit.set_read(keys(library)[5:], True)
    library.close()
    return shelf


def test_a_deleted_index_gives_the_same_answers(full: Shelf) -> None:
    before = answers(full.open())
    full.opened.pop().close()
    full.index().unlink()
    assert answers(full.refreshed()) == before


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_index_gives_the_same_answers_once_it_is_noticed(full: Shelf, seed: int) -> None:
    before = answers(full.open())
    full.opened.pop().close()
    chance = random.Random(seed)
    data = bytearray(full.index().read_bytes())
    kind = chance.choice(("cut", "zeros", "noise", "empty"))
    start = chance.randrange(len(data)) // 16384 * 16384
    if kind == "cut":
        del data[max(start, 1) :]
    elif kind == "zeros":
        data[start:] = bytes(len(data) - start)
    elif kind == "noise":
        data[:16384] = chance.randbytes(16384)
    else:
        data.clear()
    full.index().write_bytes(data)
    library = full.refreshed()
    assert answers(library) == before, (seed, kind)


def test_an_index_damaged_under_an_open_library_is_filled_again(full: Shelf) -> None:
    library = full.refreshed()
    before = answers(library)
    size = full.index().stat().st_size
    full.index().write_bytes(random.Random(1).randbytes(size))
    library.close()
    assert answers(library) == before


def test_a_look_through_the_folder_mends_a_damaged_index(full: Shelf) -> None:
    library = full.refreshed()
    before = answers(library)
    full.index().write_bytes(random.Random(2).randbytes(full.index().stat().st_size))
    library.close()
    assert library.refresh() == Refreshed(added=28)
    assert answers(library) == before


def test_any_thread_may_call_anything(full: Shelf) -> None:
    library = full.refreshed()
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                library.edit.toggle(
                    Tag(Facet.REGION, f"{number} {turn}"), keys(library)[number : number + 3]
                )
                library.search("war is:read")
                library.refresh()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert all(len(keys(library, f'region:"{n} {t}"')) == 3 for n in range(4) for t in range(5))


def test_a_file_that_may_never_be_read_holds_nothing_up(
    tagged: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    tagged.put("a.txt", text("Truce"))
    tagged.put("secret.txt", text("Of quite another length than a.txt ever had"))
    with refusing(monkeypatch, "os.open", b"/secret.txt"):
        library = tagged.refreshed()
    assert tags_by_title(library) == {"Truce": ["Asia"], "Peace": ["Europe"]}
