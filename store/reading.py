"""Reads the files of articles for the index, one after the other."""

import time
from collections.abc import Callable, Container, Sequence
from typing import NamedTuple

from store import folder
from store.errors import reason
from store.extract import Entry, extract_of, packed_by
from store.opening import key_of, parsed
from store.packing import Packer


class Unread(NamedTuple):
    """A file that could not be read."""

    path: bytes
    reason: str


Reading = Entry | Unread


class Task(NamedTuple):
    """What all files of a look have in common."""

    root: bytes
    known: Container[str]
    """The keys of articles that need not be parsed: the index has them."""


def read(root: bytes, path: bytes, is_known: Callable[[str], bool]) -> Reading:
    """Read a file of a library, and parse it where the index does not know its bytes."""
    started = time.time_ns()
    try:
        data, stamp = folder.read(folder.joined(root, path))
    except OSError as error:
        return Unread(path, reason(error))
    if stamp.mtime_ns > started - folder.SETTLED_NS:
        stamp = stamp._replace(mtime_ns=0)
    key = key_of(data)
    return Entry(path, stamp, key, None if is_known(key) else extract_of(parsed(data, path)))


def read_some(task: Task, paths: Sequence[bytes], packer: Packer | None) -> list[Reading]:
    """Read files, and pack their texts where the index has a dictionary already."""
    found = [read(task.root, path, task.known.__contains__) for path in paths]
    return [_packed(one, packer) for one in found] if packer else found


def _packed(one: Reading, packer: Packer) -> Reading:
    if isinstance(one, Unread) or one.extract is None:
        return one
    extract = one.extract._replace(packed=packed_by(packer, one.extract))
    return one._replace(extract=extract)
