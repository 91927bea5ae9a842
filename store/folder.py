"""Walks a library: which files are articles, which of them changed, and what is in them."""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from io import FileIO
from typing import NamedTuple

# Windows has no such flag, and no FIFOs in a folder either. There a file must be told to be binary.
_NONBLOCKING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

SETTLED_NS = 50_000_000
"""How old a file or folder must be before its time tells that it is unchanged: clocks of file
systems tick every 4 ms or more, and it may be changed twice within a tick."""

FOLDER_SETTLED_NS = 2_000_000_000
"""The same for a folder: where it has no size to tell, some clocks tick every two seconds (FAT)."""

SUFFIXES = (b".txt", b".md", b".markdown", b".html", b".htm")
"""What the name of an article's file ends in, in any case."""


class Stamp(NamedTuple):
    """What tells, without reading it, whether a file is as it was."""

    size: int
    mtime_ns: int
    inode: int


class Walked(NamedTuple):
    """The files of a library's articles, and what could not be looked into."""

    files: dict[bytes, Stamp]
    """By path, relative to the library, as the file system spells it: not all names are UTF-8."""
    unreadable: list[bytes]
    """The folders that could not be read; an empty name is the library itself."""
    folders: dict[bytes, int]
    """When the entries of each folder last changed, in nanoseconds.

    0 where it is just changing, or a file in it is just being written.
    """


def walk(folder: bytes) -> Walked:
    """Find the files of all articles, each folder by name, without following links to folders.

    Hidden names are skipped; so is whatever is not a regular file (a FIFO, a socket, a device), and
    a link that leads out of the library.
    """
    walked = Walked({}, [], {})
    root = os.path.realpath(folder)
    folders = [b""]
    while folders:
        inside = folders.pop()
        try:
            walked.folders[inside] = _changed_at(joined(root, inside))
            with os.scandir(joined(root, inside)) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            walked.unreadable.append(inside)
            continue
        folders += [joined(inside, entry.name) for entry in reversed(found) if _opens(entry)]
        files = dict(_articles(root, inside, found))
        if _is_any_just_written(files.values()):
            walked.folders[inside] = 0
        walked.files.update(files)
    return walked


def _is_any_just_written(stamps: Iterable[Stamp]) -> bool:
    # A copy over a slow line grows for a while; then no folder tells. A time far in the future
    # tells nothing.
    now = time.time_ns()
    return any(abs(now - stamp.mtime_ns) < FOLDER_SETTLED_NS for stamp in stamps)


def is_as_before(folder: bytes, folders: Mapping[bytes, int]) -> bool:
    """Has none of the folders of an earlier walk got another file, or lost one, since?

    That a file was written in place is not seen; most programs write a new one and rename it.
    """
    root = os.path.realpath(folder)
    try:
        return bool(folders) and all(
            at and _changed_at(joined(root, path)) == at for path, at in folders.items()
        )
    except OSError:
        return False


def _changed_at(folder: bytes) -> int:
    # Not st_mtime_ns: who unpacks an archive sets that back.
    changed_at = os.stat(folder).st_ctime_ns  # noqa: PTH116 (a path of bytes)
    return 0 if changed_at > time.time_ns() - FOLDER_SETTLED_NS else changed_at


def read(path: bytes) -> tuple[bytes, Stamp]:
    """The bytes of a regular file, and its stamp as they were read.

    Raises:
        OSError: It cannot be read, or is not a regular file.
    """
    # A FIFO that took the file's place since the walk would hold a plain open() for ever.
    handle = os.open(path, os.O_RDONLY | _NONBLOCKING)
    with FileIO(handle) as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("It is not a regular file.")
        return file.readall(), _stamp(status)


def stamp(path: bytes) -> Stamp | None:
    """The stamp of a file as it is now; None where there is none."""
    try:
        return _stamp(os.stat(path))  # noqa: PTH116 (a path of bytes)
    except OSError:
        return None


def is_settled(stamp: Stamp) -> bool:
    """Was the file written long enough ago for its stamp to tell of the next change?"""
    return abs(time.time_ns() - stamp.mtime_ns) >= SETTLED_NS


def joined(folder: bytes, path: bytes) -> bytes:
    """A path below a folder; `pathlib` knows no bytes."""
    return folder.rstrip(b"/") + b"/" + path if folder else path


def name_of(path: bytes) -> bytes:
    """The last part of a path."""
    return path.rpartition(b"/")[2]


def shown(path: bytes) -> str:
    r"""A path in a form that can be shown on one line: what is not UTF-8 is escaped.

    >>> shown(b"2018/caf\xe9\n.txt")
    '2018/caf\\xe9\\n.txt'
    """
    text = path.decode("utf-8", "backslashreplace")
    if text.isascii() and text.isprintable():
        return text
    # Most names are plain, and the sanitiser's regular expressions take time to import.
    from store.reader.decode import clean

    return clean(text).replace("\n", "\\n").replace("\t", "\\t")


def _opens(entry: os.DirEntry[bytes]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not _is_hidden(entry.name)
    except OSError:
        return False


def _is_hidden(name: bytes) -> bool:
    # The file system's own folder at the top of a disk, which nobody may read.
    return name.startswith(b".") or name == b"lost+found"


def _articles(
    root: bytes, inside: bytes, entries: list[os.DirEntry[bytes]]
) -> Iterator[tuple[bytes, Stamp]]:
    for entry in entries:
        if entry.name.startswith(b".") or not entry.name.lower().endswith(SUFFIXES):
            continue
        try:
            status = entry.stat()
            inner = not entry.is_symlink() or _is_inside(root, entry.path)
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode) and inner:
            yield joined(inside, entry.name), _stamp(status)


def _is_inside(root: bytes, link: bytes) -> bool:
    return os.path.realpath(link).startswith(root.rstrip(b"/") + b"/")


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)
