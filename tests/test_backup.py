"""`grtui dump` and `grtui restore`, as they are called."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reading import open_library, write_three

from benchmarks.terminal import Terminal
from store.answers import Backup
from store.errors import TagFileError
from store.library import Library
from store.tags import Facet, Tag

ROOT = Path(__file__).parent.parent
AFRICA = Tag(Facet.REGION, "Africa")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    write_three(tmp_path / "articles")
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        yield library


@pytest.fixture
def file(library: Library) -> Path:
    """The tag file after changes: the first article had a star, the others have something."""
    first, second, third = keys(library)
    library.edit.toggle_star([first])
    library.edit.toggle(AFRICA, [second])
    library.edit.set_read([third], read=True)
    library.edit.toggle_star([first])
    return library.tag_file


def keys(library: Library) -> list[str]:
    return [row.key for row in library.rows(library.search().ids)]


def environ(place: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(place), "PYTHONPATH": str(ROOT)}


def run(
    place: Path, *arguments: str, stdin: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run grtui on the library `articles`, without a terminal."""
    command, *others = arguments
    return subprocess.run(
        [sys.executable, "-m", "tui", command, "--library", "articles", *others],
        cwd=place,
        env=environ(place),
        input=stdin or b"",
        capture_output=True,
        check=False,
    )


def shell(place: Path, command: str) -> subprocess.CompletedProcess[str]:
    grtui = f"{sys.executable} -m tui"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("grtui", grtui)],
        cwd=place,
        env=environ(place),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def tell(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """What was said on standard error."""
    assert done.stdout == b""
    return [line.removeprefix("grtui: ") for line in done.stderr.decode().splitlines()]


def records(file: Path) -> int:
    return len(json.loads(file.read_bytes())["articles"])


def test_a_dump_piped_into_a_restore_gives_the_same_file(tmp_path: Path, file: Path) -> None:
    command = "grtui dump --library articles | grtui restore --library articles --tags new.json"
    piped = shell(tmp_path, command)
    assert piped.returncode == 0, piped.stderr
    assert (tmp_path / "new.json").read_bytes() == file.read_bytes()
    assert piped.stdout == ""
    assert piped.stderr == (f"grtui: 2 articles new.\ngrtui: Restored: {tmp_path / 'new.json'}.\n")


def test_without_a_tag_file_there_is_nothing_to_dump(tmp_path: Path) -> None:
    write_three(tmp_path / "articles")
    nothing = run(tmp_path, "dump")
    assert (nothing.returncode, nothing.stdout) == (1, b"")
    assert nothing.stderr.startswith(b"grtui: There is no tag file ")
    assert not (tmp_path / "articles" / ".grtui").exists()


def test_a_backup_is_merged_after_a_question_and_undone(tmp_path: Path, file: Path) -> None:
    before = file.read_bytes()
    backup = f"{file}.bak"
    counts = "1 article new, 0 changed, 2 as they are, 0 only here."
    alone = run(tmp_path, "restore", backup)
    assert alone.returncode == 1
    assert tell(alone) == [
        counts,
        f"Restore into {file}? There is nobody to ask: say --yes to do it.",
    ]
    assert file.read_bytes() == before
    argv = [sys.executable, "-m", "tui", "restore", "--library", "articles", backup]
    for answer, status in (("n\r", 1), ("y\r", 0)):
        with Terminal(argv, columns=250, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
            terminal.wait_for("tags.json? [y/N]")
            terminal.press(answer)
            assert terminal.wait_for_exit() == status
        assert (file.read_bytes() == before) == (status == 1)
    assert records(file) == 3
    log = run(tmp_path, "log").stdout.decode()
    assert log.splitlines()[0].endswith("1 article  restore of tags.json.bak")
    assert run(tmp_path, "undo").returncode == 0
    assert json.loads(file.read_bytes())["articles"] == json.loads(before)["articles"]


def test_a_dump_is_merged_or_takes_the_place_of_what_is_there(tmp_path: Path, file: Path) -> None:
    dump = run(tmp_path, "dump").stdout
    (second,) = (
        line for line in dump.splitlines() if b'"Africa"' in line and b'"articles"' in line
    )
    part = dump.splitlines()[0] + b"\n" + second.replace(b"Africa", b"Oceania") + b"\n"
    counts = "0 articles new, 1 changed, 0 as they are, 1 only here"
    dry = run(tmp_path, "restore", "--replace", "--dry-run", stdin=part)
    assert (dry.returncode, tell(dry)) == (0, [f"{counts} (removed)."])
    assert run(tmp_path, "dump").stdout == dump
    alone = run(tmp_path, "restore", "-", stdin=part)
    assert alone.returncode == 1
    assert tell(alone)[0] == f"{counts} (kept)."
    merged = run(tmp_path, "restore", "--merge", "--yes", stdin=part)
    assert merged.returncode == 0
    assert tell(merged)[1] == f"Restored: {file}. `grtui undo` takes it back."
    assert b'{"region":["Africa","Oceania"]}' in file.read_bytes()
    replaced = run(tmp_path, "restore", "--replace", "--yes", stdin=part)
    assert replaced.returncode == 0
    assert records(file) == 1
    again = run(tmp_path, "restore", stdin=part)
    assert (again.returncode, tell(again)[-1]) == (0, "Nothing to change.")
    for _ in range(2):
        assert run(tmp_path, "undo").returncode == 0
    articles = [line for line in dump.splitlines() if line.startswith(b'["articles"')]
    assert articles == [
        line for line in run(tmp_path, "dump").stdout.splitlines() if line in articles
    ]
    assert run(tmp_path, "log").stdout.count(b"restore (undone)") == 0


def test_the_search_knows_what_was_restored(tmp_path: Path, file: Path, library: Library) -> None:
    dump = run(tmp_path, "dump").stdout
    for copy in file.parent.iterdir():
        copy.unlink()
    assert run(tmp_path, "restore", stdin=dump).returncode == 0
    assert len(library.search("region:africa").ids) == 1
    assert len(library.search("is:read").ids) == 1


def test_a_damaged_tag_file_is_mended_as_its_error_says(tmp_path: Path, file: Path) -> None:
    good = Path(f"{file}.bak").read_bytes()
    file.write_bytes(b"half")
    told = run(tmp_path, "dump")
    assert (told.returncode, told.stdout) == (1, b"")
    command = told.stderr.decode().split("`")[1]
    assert command == f"grtui restore --backup --tags {file}"
    arguments = command.split()[1:]
    refused = run(tmp_path, "restore", "--yes", f"{file}.bak")
    assert refused.returncode == 1
    assert "cannot be used" in refused.stderr.decode()
    for more, status in ((["--dry-run"], 0), ([], 1)):
        assert run(tmp_path, *arguments, *more).returncode == status
        assert file.read_bytes() == b"half"
    mended = run(tmp_path, *arguments, "--yes")
    assert mended.returncode == 0
    assert file.read_bytes() == Path(f"{file}.bak").read_bytes() == good
    (aside,) = file.parent.glob("tags.json.damaged-*")
    assert aside.read_bytes() == b"half"
    assert f"The damaged tag file is {aside} now." in tell(mended)


def test_a_tag_file_that_is_gone_comes_back_without_a_question(tmp_path: Path, file: Path) -> None:
    file.unlink()
    told = run(tmp_path, "dump")
    assert told.returncode == 1
    command = told.stderr.decode().split("`")[1]
    assert run(tmp_path, *command.split()[1:]).returncode == 0
    assert file.read_bytes() == Path(f"{file}.bak").read_bytes()


def test_undo_is_offered_only_for_a_step_of_the_history(tmp_path: Path, file: Path) -> None:
    text = b'["grtui","1",{"format":1}]\n["letters","region",{"peru":"p"}]\n'
    alone = run(tmp_path, "restore", "--yes", stdin=text)
    assert tell(alone) == [
        "0 articles new, 0 changed, 0 as they are, 2 only here (kept), 1 other entry new.",
        f"Restored: {file}.",
    ]


def test_what_is_broken_is_a_usage_error_and_changes_nothing(tmp_path: Path, file: Path) -> None:
    before = file.read_bytes()
    for text, why in (
        (b"", "Standard input cannot be restored: it is empty. Nothing was changed."),
        (b'["articles"\n', "Standard input cannot be restored: in line 1, it is not JSON"),
    ):
        broken = run(tmp_path, "restore", "--replace", "--yes", stdin=text)
        assert broken.returncode == 2
        assert tell(broken)[0].startswith(why)
    (tmp_path / "tags.dump").write_bytes(b'{"grtui": []}')
    for name, why in (
        ("tags.dump", "tags.dump cannot be restored: it is JSON, but not tables of documents"),
        ("missing", "missing cannot be read: No such file or directory."),
        ("articles", "articles cannot be read: Is a directory."),
    ):
        broken = run(tmp_path, "restore", "--yes", name)
        assert broken.returncode == 2
        assert tell(broken)[0].startswith(why)
    assert run(tmp_path, "restore", "--merge", "--replace").returncode == 2
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("grtui dump --library articles | head -c 1", 0),
        ("grtui dump --library articles >&-", 0),
        ("grtui dump --library articles >/dev/full", 1),
        ("grtui restore --library articles <&-", 2),
        ("grtui restore --library articles . </dev/null 2>&-", 2),
    ],
)
def test_a_stream_that_is_full_or_closed_is_no_traceback(
    tmp_path: Path, file: Path, command: str, status: int
) -> None:
    ended = shell(tmp_path, command)
    assert ended.returncode == status, ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_terminal_is_not_taken_for_a_dump(tmp_path: Path, file: Path) -> None:
    argv = [sys.executable, "-m", "tui", "restore", "--library", "articles"]
    with Terminal(argv, environ=environ(tmp_path), cwd=str(tmp_path)) as terminal:
        terminal.wait_for("Name a file, or send a dump")
        assert terminal.wait_for_exit() == 2


def test_the_library_lists_its_backups(library: Library, file: Path) -> None:
    last, dated = library.backups()
    then = datetime.fromtimestamp(last.path.stat().st_mtime, UTC)
    assert (last, dated.problem) == (Backup(Path(f"{file}.bak"), then, ""), "")
    dated.path.write_bytes(b"")
    os.utime(dated.path, (NOON.timestamp(), NOON.timestamp()))
    assert library.backups() == [last, Backup(dated.path, NOON, "it is empty")]


def test_the_newest_good_copy_is_restored_by_name_of_none(tmp_path: Path, file: Path) -> None:
    before = file.read_bytes()
    assert run(tmp_path, "tag", "+Oceania", "--yes", "--", "is:unread").returncode == 0
    assert run(tmp_path, "restore", "--backup").returncode == 1
    assert run(tmp_path, "restore", "--backup", "--yes").returncode == 0
    assert json.loads(file.read_bytes())["articles"] == json.loads(before)["articles"]
    assert run(tmp_path, "restore", "--backup", "x").returncode == 2
    for copy in file.parent.glob("*.bak"):
        copy.write_bytes(b"")
    none = run(tmp_path, "restore", "--backup")
    assert none.returncode == 1
    assert "There is no copy beside" in none.stderr.decode()


def test_nothing_is_restored_where_the_folder_is_gone(tmp_path: Path, library: Library) -> None:
    from store.dump import read

    (tmp_path / "articles").rename(tmp_path / "elsewhere")
    with pytest.raises(TagFileError, match="is gone"):
        library.edit.restore(read(b'["grtui","1",{"format":1}]', "x"))
    assert not (tmp_path / "articles").exists()


# A link


@pytest.mark.parametrize("inside", ["tags.json", ""])
def test_a_link_into_a_folder_that_is_not_there_is_told(tmp_path: Path, inside: str) -> None:
    """The disk may not be mounted: a new tag file there would hide under it, or hide it."""
    write_three(tmp_path / "articles")
    place = tmp_path / "articles" / ".grtui"
    if inside:
        place.mkdir()
    (place / inside).symlink_to(tmp_path / "disk" / "grtui" / inside)
    with closing(open_library(tmp_path)) as library:
        library.refresh()
        with pytest.raises(TagFileError, match=r"NOT saved: .* is a link, but .* no folder"):
            library.edit.toggle(AFRICA, keys(library))
        assert "is a link, but" in library.news().obstacle
        assert not (tmp_path / "disk").exists()
        (tmp_path / "disk" / "grtui").mkdir(parents=True)
        assert library.news().obstacle == ""
        library.edit.toggle(AFRICA, keys(library))
    assert (tmp_path / "disk" / "grtui" / "tags.json").is_file()
    assert (place / inside).is_symlink()
