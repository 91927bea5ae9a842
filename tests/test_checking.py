"""The check of a whole library, on real files."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from reading import open_library, write_article, write_three

from benchmarks.terminal import Terminal
from store import folder, locations
from store.checking import Checked
from store.library import Library
from store.opening import key_of
from store.record import Record
from store.refresh import Progress
from store.tags import Facet, Tag

ROOT = Path(__file__).parent.parent
EUROPE, ASIA = Tag(Facet.REGION, "Europe"), Tag(Facet.REGION, "Asia")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "articles").mkdir()
    with closing(open_library(tmp_path)) as library:
        yield library


def check(library: Library, *, rebuild: bool = False) -> Checked:
    return library.check(lambda what, state: None, rebuild=rebuild)


def keys(library: Library, query: str = "") -> list[str]:
    return [row.key for row in library.rows(library.search(query).ids)]


def titles(library: Library, query: str = "") -> list[str]:
    return [row.title for row in library.rows(library.search(query).ids)]


def index_file(place: Path) -> Path:
    (path,) = (place / "cache").glob("*.sqlite3")
    return path


def tamper(place: Path, *statements: str) -> None:
    """Change the index behind everyone's back."""
    with closing(sqlite3.connect(index_file(place))) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def rewrite_unnoticed(path: Path, old: str, new: str) -> None:
    """Change a file's bytes, but neither its size nor its time nor its inode."""
    status = path.stat()
    assert len(old) == len(new)
    path.write_text(path.read_text().replace(old, new))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def write_old(folder: Path) -> None:
    """Write three articles whose times tell that they are unchanged."""
    write_three(folder)
    for path in folder.iterdir():
        os.utime(path, (1_500_000_000, 1_500_000_000))


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`grtui check` on the library in `place`, without a terminal."""
    argv = [sys.executable, "-m", "tui", "check", "--library", "articles", *arguments]
    return subprocess.run(
        argv, cwd=place, env=environ(place), capture_output=True, encoding="utf-8", check=False
    )


def environ(place: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(place), "PYTHONPATH": str(ROOT)}


def lines(text: str) -> dict[str, str]:
    """The sections of a report by their names, in their order."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        label, rest = line[:12].strip(), line[12:]
        if label and not line.startswith(" "):
            found[label] = rest
    return found


# What is found


def test_an_empty_library_is_well(library: Library) -> None:
    found = check(library)
    assert (found.articles, found.files, found.is_well) == (0, 0, True)
    assert not found.tag_file.is_there


def test_a_library_in_order_has_nothing_to_tell(library: Library) -> None:
    write_three(library.folder)
    found = check(library)
    assert (found.articles, found.files) == (3, 3)
    assert (found.warned, found.duplicates) == ({}, ())
    assert (found.vanished, found.unreadable) == ({}, {})
    assert found.is_well


def test_warnings_are_told_with_their_files(library: Library) -> None:
    write_three(library.folder)
    (library.folder / "empty.txt").touch()
    found = check(library)
    assert list(found.warned) == ["empty.txt"]
    assert all(warning.endswith(".") for warning in found.warned["empty.txt"])
    assert found.is_well


def test_files_with_the_same_bytes_are_one_article(library: Library) -> None:
    for name in ("b.txt", "a.txt"):
        write_article(library.folder, name)
    write_article(library.folder / "copies", "a.txt")
    found = check(library)
    assert (found.articles, found.files) == (1, 3)
    assert found.duplicates == (("a.txt", "b.txt", "copies/a.txt"),)
    assert found.is_well


def test_what_was_done_with_an_article_that_is_gone_is_kept_and_told(library: Library) -> None:
    write_three(library.folder)
    library.refresh()
    library.edit.toggle(EUROPE, keys(library, "bridge"))
    library.edit.set_read(keys(library, "bridge"), True)
    (library.folder / "bridge.txt").unlink()
    found = check(library)
    assert list(found.vanished.values()) == [
        Record(added_regions=("Europe",), is_read=True, path="bridge.txt")
    ]
    assert (found.tag_file.records, found.tag_file.changes) == (1, 2)
    assert found.is_well


def test_an_article_that_was_moved_has_not_vanished(library: Library) -> None:
    write_three(library.folder)
    library.refresh()
    library.edit.toggle(EUROPE, keys(library, "bridge"))
    (library.folder / "bridge.txt").rename(library.folder / "moved.txt")
    assert not check(library).vanished


def test_a_file_that_cannot_be_read_is_told_and_has_not_vanished(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_three(library.folder)
    library.refresh()
    library.edit.toggle(EUROPE, keys(library, "bridge"))
    real = folder.read

    def refuse(path: bytes) -> tuple[bytes, folder.Stamp]:
        if path.endswith(b"bridge.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(folder, "read", refuse)
    found = check(library)
    assert found.unreadable == {"bridge.txt": "permission denied"}
    assert not found.vanished
    assert found.index.is_good
    assert not found.is_well


def test_what_is_passed_over_is_told_and_is_no_trouble(library: Library) -> None:
    write_three(library.folder)
    (library.folder / "nowhere.txt").symlink_to("nothing")
    found = check(library)
    assert found.passed_over == {"nowhere.txt": "it is a link that leads nowhere"}
    assert found.is_well


def test_a_folder_that_cannot_be_read_is_told_and_its_articles_have_not_vanished(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_three(library.folder / "old")
    write_article(library.folder, "a.txt")
    library.refresh()
    library.edit.toggle(EUROPE, keys(library, "bridge"))
    real = os.scandir

    def refuse(path: bytes) -> object:
        if os.fsencode(path).endswith(b"old"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = check(library)
    assert list(found.unreadable) == ["old"]
    assert found.files == 1
    assert not found.vanished
    assert found.index.is_good
    assert found.index.waiting == ("old/bridge.txt", "old/ferry.txt", "old/salt.txt")
    assert not found.is_well


def test_nothing_but_the_index_is_written(library: Library) -> None:
    write_three(library.folder)
    library.refresh()
    library.edit.toggle(EUROPE, keys(library))
    (library.folder / "bridge.txt").unlink()

    def everything() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in library.folder.rglob("*") if path.is_file()}

    before = everything()
    check(library, rebuild=True)
    assert everything() == before


# The tag file


def test_a_damaged_tag_file_is_told_and_all_else_is_checked(library: Library) -> None:
    write_three(library.folder)
    library.refresh()
    library.edit.toggle(EUROPE, keys(library))
    library.tag_file.write_text("{ damaged")
    found = check(library)
    assert "cannot be used" in found.tag_file.damage
    assert found.articles == 3
    assert found.index.is_good
    assert not found.is_well
    assert library.tag_file.read_text() == "{ damaged"


def test_damage_that_left_size_and_time_of_the_tag_file_is_found(library: Library) -> None:
    write_three(library.folder)
    library.refresh()
    library.edit.toggle(EUROPE, keys(library))
    assert check(library).is_well
    rewrite_unnoticed(library.tag_file, '"articles":{', '"articles":[')
    assert check(library).tag_file.damage


def test_an_edited_file_waits_while_its_record_cannot_be_moved(library: Library) -> None:
    write_old(library.folder)
    library.refresh()
    library.edit.toggle(EUROPE, keys(library))
    library.tag_file.write_text("{ damaged")
    write_article(library.folder, "bridge.txt", title="Another bridge")
    found = check(library)
    assert found.index.waiting == ("bridge.txt",)
    assert found.index.is_good


# The index


def test_bytes_that_changed_behind_size_and_time_are_found(library: Library) -> None:
    write_old(library.folder)
    library.refresh()
    rewrite_unnoticed(library.folder / "salt.txt", "Salt", "Silt")
    found = check(library)
    assert found.index.changed == ("salt.txt",)
    assert not found.is_well


def test_building_the_index_again_takes_such_bytes_in_and_keeps_the_tags(library: Library) -> None:
    write_old(library.folder)
    library.refresh()
    library.edit.toggle(EUROPE, keys(library, "salt"))
    rewrite_unnoticed(library.folder / "salt.txt", "Salt", "Silt")
    assert check(library, rebuild=True).is_well
    assert titles(library, "region:europe silt") == ["Silt"]


def test_what_the_index_lacks_or_has_too_much_is_found(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_old(library.folder)
    library.refresh()
    # The ordinary look mends what it sees, so here it sees nothing.
    monkeypatch.setattr(Library, "refresh", lambda self, report: None)
    tamper(
        tmp_path,
        "DELETE FROM file WHERE path = CAST('bridge.txt' AS BLOB)",
        "UPDATE file SET path = CAST('other.txt' AS BLOB) WHERE path = CAST('salt.txt' AS BLOB)",
    )
    index = check(library).index
    assert index.missing == ("bridge.txt", "salt.txt")
    assert index.surplus == ("other.txt",)
    assert not index.is_good


def test_files_that_come_and_go_while_all_are_read_are_no_fault(library: Library) -> None:
    write_old(library.folder)

    def meanwhile(what: str, state: Progress) -> None:
        if what == "check":
            (library.folder / "ferry.txt").unlink(missing_ok=True)
            write_article(library.folder, "bridge.txt", title="Another bridge")
            write_article(library.folder, "new.txt", title="New")

    assert library.check(meanwhile).index.is_good
    assert sorted(titles(library)) == ["Another bridge", "New", "Salt"]


def test_what_the_index_says_otherwise_than_the_tag_file_is_found(
    library: Library, tmp_path: Path
) -> None:
    write_three(library.folder)
    library.refresh()
    library.edit.toggle(EUROPE, keys(library, "salt"))
    tamper(tmp_path, "UPDATE record SET added_regions = 'Asia'")
    assert check(library).index.untrue == ("salt.txt",)
    assert check(library, rebuild=True).is_well


def test_a_damaged_full_text_index_is_found_and_built_again(
    library: Library, tmp_path: Path
) -> None:
    write_three(library.folder)
    library.refresh()
    tamper(tmp_path, "DELETE FROM search_data WHERE id > 10")
    assert "damaged" in check(library).index.damage
    assert check(library, rebuild=True).is_well
    assert titles(library, "tax") == ["Salt"]


@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_an_index_whose_pages_are_overwritten_is_no_traceback(
    library: Library, tmp_path: Path, seed: int, rebuild: bool
) -> None:
    for number in range(60):
        write_article(library.folder, f"{number}.txt", title=f"Title {number}")
    library.refresh()
    library.close()
    path = index_file(tmp_path)
    data = bytearray(path.read_bytes())
    rng = random.Random(seed)
    for start in range(16384 * rng.randint(1, 5), len(data), 16384 * rng.randint(1, 3)):
        data[start : start + 200] = rng.randbytes(200)
    path.write_bytes(data)
    with closing(open_library(tmp_path)) as again:
        found = check(again, rebuild=rebuild)
        assert found.articles == 60
        assert found.index.is_good or (not rebuild and found.index.damage)
        assert check(again, rebuild=True).is_well


def test_another_reader_goes_on_while_the_index_is_built_again(
    library: Library, tmp_path: Path
) -> None:
    for number in range(120):
        write_article(library.folder, f"{number}.txt", title=f"Title {number}", body=f"Is {number}")
    library.refresh()
    with closing(open_library(tmp_path)) as other:
        assert len(titles(other, "title")) == 120
        (path,) = [row.path for row in other.rows(other.search("body:77").ids)]
        for _ in range(2):
            assert check(library, rebuild=True).is_well
            assert len(titles(other, "title")) == 120
            assert [row.path for row in other.rows(other.search("body:77").ids)] == [path]
            other.edit.toggle(ASIA, keys(other, "body:77"))
        assert check(library).is_well
    assert not list((tmp_path / "cache").glob("*.damaged"))


# The command


def test_the_report_of_a_library_in_order_is_three_lines(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    ended = run(tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list(lines(ended.stdout)) == ["articles", "tag file", "index"]
    assert len(ended.stdout.splitlines()) == 3
    assert ended.stdout.startswith("articles    3 in 3 files\n")
    assert "none yet" in ended.stdout
    assert "good, agrees with the folder" in ended.stdout


def test_the_sections_come_in_one_order(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    write_three(articles)
    (articles / "copy.txt").write_bytes((articles / "salt.txt").read_bytes())
    (articles / "empty.txt").touch()
    gone = {
        "path": "old/gone.txt",
        "added": {"region": ["Europe"]},
        "removed": {"region": ["Asia"]},
        "read": True,
        "starred": True,
        "note": "Look again.",
    }
    save_records(tmp_path, {"a" * 20: gone})
    ended = run(tmp_path)
    sections = ["articles", "warnings", "duplicates", "vanished", "tag file", "index"]
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list(lines(ended.stdout)) == sections
    assert "  copy.txt = salt.txt\n" in ended.stdout
    assert "  old/gone.txt: +Europe -Asia, read, starred, a note\n" in ended.stdout
    assert lines(ended.stdout)["tag file"].endswith(": good, 1 article, 0 changes in its history")


def save_records(place: Path, records: dict[str, object]) -> Path:
    tag_file = place / "articles" / ".grtui" / "tags.json"
    tag_file.parent.mkdir()
    tables = {"grtui": {"1": {"format": 1}}, "articles": records}
    tag_file.write_text(json.dumps(tables), encoding="utf-8")
    return tag_file


def test_each_backup_of_the_tag_file_is_told(library: Library, tmp_path: Path) -> None:
    write_three(library.folder)
    library.refresh()
    for _ in range(3):
        library.edit.toggle(EUROPE, keys(library))
    dated = next(library.tag_file.parent.glob("tags.json.2*.bak"))
    dated.write_text("{")
    ended = run(tmp_path)
    at = ended.stdout.index("backups     ")
    last, other = ended.stdout[at:].splitlines()[:2]
    assert {line[12:].split()[0] for line in (last, other)} == {"tags.json.bak", dated.name}
    assert other.startswith(" " * 12)
    assert sorted(line.endswith(": good") for line in (last, other)) == [False, True]
    assert ended.returncode == 0


def test_an_accident_ends_with_one_and_a_whole_report(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    save_records(tmp_path, {}).write_text("{", encoding="utf-8")
    ended = run(tmp_path)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert list(lines(ended.stdout)) == ["articles", "tag file", "index"]
    assert "cannot be used" in lines(ended.stdout)["tag file"]


def test_a_bad_index_is_told_with_what_to_do_and_rebuild_does_it(tmp_path: Path) -> None:
    write_old(tmp_path / "articles")
    assert run(tmp_path).returncode == 0
    rewrite_unnoticed(tmp_path / "articles" / "salt.txt", "Salt", "Silt")
    bad = run(tmp_path)
    assert bad.returncode == 1
    assert "  salt.txt: its bytes have changed" in bad.stdout
    assert "`grtui check --rebuild`" in bad.stdout
    assert run(tmp_path, "--rebuild").returncode == 0
    assert run(tmp_path).returncode == 0


def test_a_report_holds_nothing_that_acts_on_the_terminal(tmp_path: Path) -> None:
    evil = "ev\x1b]0;pwned\x07il\nname"
    write_three(tmp_path / "articles" / evil)
    copied = tmp_path / "articles" / evil / "salt.txt"
    (tmp_path / "articles" / f"{evil}.txt").write_bytes(copied.read_bytes())
    (tmp_path / "articles" / f"{evil}.md").write_text("---\ndate: \x1b[31mnever\x07\n---\n")
    record = {"path": evil, "added": {"region": [evil]}, "note": evil}
    save_records(tmp_path, {key_of(b"gone"): record})
    ended = run(tmp_path)
    assert ended.returncode == 0
    assert not {character for character in ended.stdout if ord(character) < 32} - {"\n"}
    assert all(line[:12] in line for line in ended.stdout.splitlines())
    assert ended.stderr == ""


def test_a_terminal_sees_how_far_it_is_and_keeps_the_report_only(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    argv = [sys.executable, "-m", "tui", "check", "--library", str(tmp_path / "articles")]
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        assert terminal.wait_for_exit() == 0
        assert b"reading the articles" in terminal.written
        assert "reading the articles" not in terminal.text
        assert "articles    3 in 3 files" in terminal.text


def test_a_folder_that_may_not_be_written_is_checked(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    (tmp_path / "articles").chmod(0o500)
    try:
        ended = run(tmp_path)
    finally:
        (tmp_path / "articles").chmod(0o700)
    assert ended.returncode == 0
    assert not (tmp_path / "articles" / ".grtui").exists()


def test_a_place_in_which_nothing_can_be_saved_is_told(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    (tmp_path / "articles" / ".grtui").symlink_to(tmp_path / "disk" / "grtui")
    ended = run(tmp_path)
    assert ended.returncode == 1
    assert "  nothing can be saved: " in ended.stdout
    assert "is a link, but where it leads there is no folder" in ended.stdout


def test_a_second_tag_file_is_told_with_what_joins_it(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    save_records(tmp_path, {key_of(b"one"): {"read": True}})
    other = tmp_path / ".local/share/grtui" / locations.library_name(tmp_path / "articles")
    other.mkdir(parents=True)
    second = other / "tags.json"
    tables = {"grtui": {"1": {"format": 1}}, "articles": {key_of(b"two"): {"read": True}}}
    second.write_text(json.dumps(tables), encoding="utf-8")
    ended = run(tmp_path)
    assert ended.returncode == 1
    command = f"grtui restore --library {tmp_path / 'articles'} {second}"
    assert f"there is a second one: `{command}` joins it" in ended.stdout
    assert lines(ended.stdout)["tag file"].startswith(str(tmp_path / "articles"))


def test_an_index_that_lasts_for_one_run_only_is_told(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    (tmp_path / ".cache").write_text("no folder")
    ended = run(tmp_path)
    assert ended.returncode == 0
    assert "  its own folder cannot be written, so every run reads all articles" in ended.stdout
