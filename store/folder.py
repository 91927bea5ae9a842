"""Walks a library: which files are articles, which of them changed, and what is in them."""

import errno
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import islice
from mmap import mmap
from typing import NamedTuple

from store.errors import reason
from store.harmless import harmless_name

# Windows has no such flag, and no FIFOs in a folder either. There a file must be told to be binary.
_NONBLOCKING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

SETTLED_NS = 50_000_000
"""How old a file or folder must be before its time tells that it is unchanged: clocks of file
systems tick every 4 ms or more, and it may be changed twice within a tick."""

FOLDER_SETTLED_NS = 2_000_000_000
"""The same for a folder: where it has no size to tell, some clocks tick every two seconds (FAT)."""

MOST_BYTES = 64_000_000
"""The largest file that is taken for an article."""

TOO_LARGE = f"it is larger than {MOST_BYTES // 1_000_000} million bytes, which no article is"

_PIECE = 1 << 16

_LONG = 120
"""Characters of a path that are said of it in a sentence."""

_NAMES_AT_ONCE = 4000
"""How many names of a folder are sorted at once."""

SUFFIXES = (b".txt", b".md", b".markdown", b".html", b".htm")
"""What the name of an article's file ends in, in any case."""


class Stamp(NamedTuple):
    """What tells, without reading it, whether a file is as it was."""

    size: int
    mtime_ns: int
    inode: int


class Walk:
    """A walk through a library that goes as far as its files are asked for.

    Hidden names are skipped, and so are links to folders. What has the name of an article but is
    none is passed over: a link that leads out of the library or nowhere, what is no regular file (a
    FIFO, a socket, a device), and what is too large.
    """

    def __init__(self, folder: bytes) -> None:
        self._root = os.path.realpath(folder)
        self.unreadable: list[bytes] = []
        """The folders that could not be read; an empty name is the library itself."""
        self.passed_over: dict[bytes, str] = {}
        """What has the name of an article but is none, and why."""
        self.folders: dict[bytes, int] = {}
        """When the entries of each folder last changed, in nanoseconds.

        0 where it is just changing, or a file in it is just being written.
        """

    def files(self) -> Iterator[tuple[bytes, Stamp]]:
        """The files of all articles, in the order of their paths, byte by byte.

        A path is relative to the library, as the file system spells it: not all names are UTF-8.
        """
        waiting = [iter([b""])]  # folders end in a slash, but for the library itself
        while waiting:
            path = next(waiting[-1], None)
            if path is None:
                waiting.pop()
            elif path and not path.endswith(b"/"):
                if stamp := self._stamp(path):
                    yield path, stamp
            else:
                waiting.append(self._paths_in(path.removesuffix(b"/")))

    def _paths_in(self, inside: bytes) -> Iterator[bytes]:
        """What is to be looked at in a folder."""
        try:
            self.folders[inside] = _changed_at(joined(self._root, inside))
            with os.scandir(joined(self._root, inside)) as entries:
                names = filter(None, (self._name(inside, entry) for entry in entries))
                pieces = [*iter(lambda: _piece(islice(names, _NAMES_AT_ONCE)), None)]
        except OSError:
            self.unreadable.append(inside)
            return iter(())
        return (joined(inside, name) for name in merge(*map(_cut, pieces)))

    def _name(self, inside: bytes, entry: os.DirEntry[bytes]) -> bytes:
        """The name of a folder, with a slash, or of what may be an article; empty for all else."""
        if _opens(entry):
            return entry.name + b"/"
        return entry.name if self._may_be_article(inside, entry) else b""

    def _may_be_article(self, inside: bytes, entry: os.DirEntry[bytes]) -> bool:
        if entry.name.startswith(b".") or not entry.name.lower().endswith(SUFFIXES):
            return False
        try:
            if not entry.is_symlink() or _is_inside(self._root, entry.path):
                return True
        except OSError:
            pass
        self.passed_over[joined(inside, entry.name)] = "it is a link that leads out of the library"
        return False

    def _stamp(self, path: bytes) -> Stamp | None:
        """How a file is, and None where it is none; its folder is not at rest if it is young."""
        try:
            status = os.stat(joined(self._root, path))  # noqa: PTH116 (a path of bytes)
        except FileNotFoundError:
            if os.path.islink(joined(self._root, path)):  # noqa: PTH114
                self.passed_over[path] = "it is a link that leads nowhere"
            return None
        except OSError as error:
            self.passed_over[path] = reason(error)
            return None
        if why := _why_no_article(status):
            self.passed_over[path] = why
            return None
        # A copy over a slow line grows for a while; then no folder tells. A time far in the future
        # tells nothing.
        if abs(time.time_ns() - status.st_mtime_ns) < FOLDER_SETTLED_NS:
            self.folders[path.rpartition(b"/")[0]] = 0
        return _stamp(status)


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
        OSError: It cannot be read, is not a regular file, or is larger than `MOST_BYTES`.
    """
    # A FIFO that took the file's place since the walk would hold a plain open() for ever.
    handle = os.open(path, os.O_RDONLY | _NONBLOCKING)
    try:
        status = os.fstat(handle)
        if why := _why_no_article(status):
            raise OSError(errno.EINVAL, why)
        return _read(handle, status.st_size), _stamp(status)
    finally:
        os.close(handle)


def _read(handle: int, size: int) -> bytes:
    """The bytes of a file, whatever its size was said to be: in `/proc` all have none."""
    pieces, left = [os.read(handle, size)], MOST_BYTES - size
    while piece := os.read(handle, _PIECE):
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise OSError(errno.EFBIG, TOO_LARGE)
    return b"".join(pieces)


def _why_no_article(status: os.stat_result) -> str:
    """Why such a file is none that is read; empty where it is one."""
    if not stat.S_ISREG(status.st_mode):
        return "it is not a regular file"
    return TOO_LARGE if status.st_size > MOST_BYTES else ""


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
    return harmless_name(path.decode("utf-8", "backslashreplace"))


def shown_in_short(path: bytes) -> str:
    """A path within a sentence: of a very long one, both ends."""
    text = shown(path)
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]}…{text[-_LONG // 2 :]}"


def _piece(names: Iterable[bytes]) -> mmap | None:
    """Names by name, in memory that the system gets back; None where there are none."""
    if joined := b"".join(name + b"\0" for name in sorted(names)):
        piece = mmap(-1, len(joined))
        piece.write(joined)
        return piece
    return None


def _cut(piece: mmap) -> Iterator[bytes]:
    """The names of a piece, one by one."""
    start = 0
    while (end := piece.find(b"\0", start)) >= 0:
        yield piece[start:end]
        start = end + 1


def _opens(entry: os.DirEntry[bytes]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not _is_hidden(entry.name)
    except OSError:
        return False


def _is_hidden(name: bytes) -> bool:
    # The file system's own folder at the top of a disk, which nobody may read.
    return name.startswith(b".") or name == b"lost+found"


def _is_inside(root: bytes, link: bytes) -> bool:
    return os.path.realpath(link).startswith(root.rstrip(b"/") + b"/")


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)
