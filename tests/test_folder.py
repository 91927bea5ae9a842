import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.folder import Walk, read, shown, shown_in_short


def names(folder: Path) -> list[bytes]:
    return [path for path, _ in Walk(os.fsencode(folder)).files()]


def put(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert names(tmp_path) == []


def test_articles_are_found_by_their_endings_in_every_folder(tmp_path: Path) -> None:
    put(tmp_path, "b.TXT", "a.md", "c.markdown", "2018/d.html", "2018/11/e.htm", "f.pdf", "txt")
    assert sorted(names(tmp_path)) == [
        b"2018/11/e.htm",
        b"2018/d.html",
        b"a.md",
        b"b.TXT",
        b"c.markdown",
    ]


def test_files_come_by_name(tmp_path: Path) -> None:
    put(tmp_path, "c.txt", "a.txt", "b.txt")
    assert names(tmp_path) == [b"a.txt", b"b.txt", b"c.txt"]


def test_hidden_names_are_skipped(tmp_path: Path) -> None:
    put(tmp_path, ".a.txt", ".grtui/b.txt", ".git/c.txt", "d.txt")
    assert names(tmp_path) == [b"d.txt"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a/a.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a")
    assert names(tmp_path) == [b"a/a.txt"]


def test_a_link_out_of_the_library_is_no_article(tmp_path: Path) -> None:
    put(tmp_path, "outside.txt", "library/a.txt", "library2/b.txt")
    library = tmp_path / "library"
    (library / "out.txt").symlink_to(tmp_path / "outside.txt")
    (library / "out2.txt").symlink_to(tmp_path / "library2" / "b.txt")
    (library / "in.txt").symlink_to("a.txt")
    (library / "broken.txt").symlink_to("nothing")
    (library / "self.txt").symlink_to("self.txt")
    assert names(library) == [b"a.txt", b"in.txt"]


def test_what_is_not_a_regular_file_is_no_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    monkeypatch.chdir(tmp_path)  # The path of a socket has at most some 100 bytes.
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        (tmp_path / "folder.txt").mkdir()
        (tmp_path / "device.txt").symlink_to("/dev/zero")
        assert names(tmp_path) == []


def test_a_fifo_that_took_a_file_s_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    with pytest.raises(OSError, match="regular file"):
        read(os.fsencode(tmp_path / "fifo.txt"))


def test_what_is_passed_over_is_told_with_the_reason(tmp_path: Path) -> None:
    put(tmp_path, "outside.txt", "library/a.txt", "library/notes.pdf")
    library = tmp_path / "library"
    (library / "out.txt").symlink_to(tmp_path / "outside.txt")
    (library / "gone.txt").symlink_to("nothing")
    (library / "self.txt").symlink_to("self.txt")
    os.mkfifo(library / "fifo.md")
    (library / "huge.html").touch()
    os.truncate(library / "huge.html", 10**12)  # a sparse file
    walk = Walk(os.fsencode(library))
    assert [path for path, _ in walk.files()] == [b"a.txt"]
    assert walk.passed_over == {
        b"out.txt": "it is a link that leads out of the library",
        b"gone.txt": "it is a link that leads nowhere",
        b"self.txt": "too many levels of symbolic links",
        b"fifo.md": "it is not a regular file",
        b"huge.html": "it is larger than 64 million bytes, which no article is",
    }


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "huge.txt").touch()
    os.truncate(tmp_path / "huge.txt", 10**12)
    with pytest.raises(OSError, match="larger than 64 million"):
        read(os.fsencode(tmp_path / "huge.txt"))


def test_a_file_that_has_no_size_is_read_to_its_end_and_no_further_than_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert b"Name:" in read(b"/proc/self/status")[0]
    (tmp_path / "endless.txt").touch()
    monkeypatch.setattr(os, "read", lambda _, size: b"x" * size)
    with pytest.raises(OSError, match="larger than 64 million"):
        read(os.fsencode(tmp_path / "endless.txt"))


def test_a_name_that_is_not_utf_8_is_found_and_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 (no Path holds these bytes)
        file.write(b"text")
    assert names(tmp_path) == [b"caf\xe9.txt"]
    assert read(path)[0] == b"text"


def test_what_is_read_has_the_stamp_of_the_walk(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    ((_, stamp),) = Walk(os.fsencode(tmp_path)).files()
    assert read(os.fsencode(tmp_path / "a.txt")) == (b"a.txt", stamp)


def test_a_folder_that_cannot_be_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", "closed/b.txt")
    forbid(monkeypatch, os.fsencode(tmp_path / "closed"))
    walk = Walk(os.fsencode(tmp_path))
    assert [path for path, _ in walk.files()] == [b"a.txt"]
    assert walk.unreadable == [b"closed"]


def forbid(monkeypatch: pytest.MonkeyPatch, folder: bytes) -> None:
    """Make a folder unreadable, for root too."""
    scandir = os.scandir

    def refuse(path: bytes) -> Iterator[os.DirEntry[bytes]]:
        if path == folder:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (b"2018/a.txt", "2018/a.txt"),
        ("Année.txt".encode(), "Année.txt"),
        (b"caf\xe9.txt", "caf\\xe9.txt"),
        (b"a\nb\tc.txt", "a\\nb\\tc.txt"),
        (b"a\x1b[31mb.txt", "ab.txt"),
        ("a\u202eb.txt".encode(), "ab.txt"),
    ],
)
def test_a_path_is_shown_so_that_it_cannot_act(path: bytes, text: str) -> None:
    assert shown(path) == text


def test_of_a_very_long_path_both_ends_are_said() -> None:
    assert shown_in_short(b"a/b.txt") == "a/b.txt"
    said = shown_in_short(b"begin/" + b"d/" * 2_000 + b"end.txt")
    assert said.startswith("begin/d/")
    assert said.endswith("/d/end.txt")
    assert len(said) < 130


def test_the_file_system_s_own_folder_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "lost+found").mkdir()
    (tmp_path / "lost+found" / "a.txt").touch()
    assert names(tmp_path) == []
