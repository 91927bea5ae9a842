import os
from pathlib import Path

import pytest

from store import locations
from store.schema import VERSION


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "Année 2018"
    folder.mkdir()
    return folder


def test_the_samples_hold_articles() -> None:
    assert locations.samples().is_dir()


def test_the_tag_file_lies_in_the_library(library: Path) -> None:
    assert locations.tag_file(library, {}) == library / ".grtui" / "tags.json"


def test_a_chosen_tag_file_wins(library: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "mine.json"
    assert locations.tag_file(library, {}, chosen) == chosen


def test_the_tag_file_of_a_library_that_cannot_be_written_lies_in_the_data_folder(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    found = locations.tag_file(library, {"XDG_DATA_HOME": str(tmp_path / "data")})
    assert found == tmp_path / "data/grtui" / locations.library_name(library) / "tags.json"


def test_a_library_that_cannot_be_written_shows_the_tags_it_has(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / ".grtui").mkdir()
    inside = library / ".grtui" / "tags.json"
    inside.write_text("{}")
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert locations.tag_file(library, {}) == inside


def test_a_tag_file_that_is_in_the_data_folder_stays_the_one(library: Path, tmp_path: Path) -> None:
    """The library could not be written when it was made, and now it can."""
    environ = {"XDG_DATA_HOME": str(tmp_path / "data")}
    elsewhere = tmp_path / "data/grtui" / locations.library_name(library) / "tags.json"
    elsewhere.parent.mkdir(parents=True)
    elsewhere.write_text("{}")
    assert locations.tag_file(library, environ) == elsewhere
    assert locations.unused_tag_file(library, environ) is None


def test_of_two_tag_files_the_one_in_the_library_is_used_where_it_can_be_written(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path / "data")}
    elsewhere = tmp_path / "data/grtui" / locations.library_name(library) / "tags.json"
    inside = library / ".grtui" / "tags.json"
    for path in (elsewhere, inside):
        path.parent.mkdir(parents=True)
        path.write_text("{}")
    assert locations.tag_file(library, environ) == inside
    assert locations.unused_tag_file(library, environ) == elsewhere
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert locations.tag_file(library, environ) == elsewhere
    assert locations.unused_tag_file(library, environ) == inside


@pytest.mark.skipif(os.name == "nt", reason="modes of folders are of POSIX")
def test_a_folder_of_tags_that_is_shut_is_not_passed_over(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = library / ".grtui"
    inside.mkdir(mode=0o000)
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != inside)  # root may enter it
    assert locations.tag_file(library, {}) == inside / "tags.json"
    monkeypatch.setattr("os.geteuid", lambda: 4242)  # another's: one may have no right to it
    assert locations.tag_file(library, {}).parent != inside


def test_an_upgrade_of_the_package_deletes_no_tags_of_the_samples(tmp_path: Path) -> None:
    found = locations.tag_file(locations.samples(), {"XDG_DATA_HOME": str(tmp_path)})
    assert found.is_relative_to(tmp_path / "grtui")


def test_the_index_lies_in_the_cache_folder(library: Path, tmp_path: Path) -> None:
    name = f"{locations.library_name(library)}.{VERSION}.sqlite3"
    assert locations.index_file(library, {"HOME": str(tmp_path)}) == (
        tmp_path / ".cache/grtui" / name
    )
    assert locations.index_file(library, {}, tmp_path / "here") == tmp_path / "here" / name


def test_a_base_folder_that_is_not_absolute_is_ignored(library: Path, tmp_path: Path) -> None:
    environ = {"XDG_CACHE_HOME": "cache", "HOME": str(tmp_path)}
    assert locations.index_file(library, environ).is_relative_to(tmp_path / ".cache")


def test_one_of_whom_the_system_knows_nothing_is_at_home_in_the_root(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("os.getuid", lambda: 2**31 - 5)
    assert locations.index_file(library, {}).is_relative_to("/.cache")


def test_the_root_can_be_asked_whether_a_tag_file_can_be_saved_there() -> None:
    assert not locations.why_dangling(Path("/"))
    assert bool(locations.why_read_only(Path("/"))) != os.access("/", os.W_OK | os.X_OK)


def test_two_libraries_of_one_name_are_apart(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "press", tmp_path / "b" / "press"
    assert locations.library_name(first) != locations.library_name(second)
    assert locations.library_name(first).startswith("press-")


@pytest.mark.parametrize("name", ["Année 2018", "..", "-x", "a\nb", "x" * 300, "日本"])
def test_a_library_s_name_is_safe_for_a_file(tmp_path: Path, name: str) -> None:
    made = locations.library_name(tmp_path / name)
    assert len(made) < 60
    assert made[0] not in "-."
    assert made.isascii()
    assert not set(made) & set("/\\ \n")


def test_a_library_through_a_link_is_the_same_one(library: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(library)
    assert locations.library_name(link) == locations.library_name(library)


def test_the_library_around_a_file_is_the_nearest_with_tags(library: Path) -> None:
    (library / ".grtui").mkdir()
    (library / "2018").mkdir()
    assert locations.library_around(library / "2018" / "a.txt") == library
    assert locations.library_around(Path("/nowhere/a.txt")) is None
