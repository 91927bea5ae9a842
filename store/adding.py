"""Copies articles into a library, each under a good name; never changes or deletes a file."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from store import folder
from store.atomic import create_file, make_folder
from store.errors import LibraryError, reason
from store.file_names import name_for, with_number
from store.folder import MOST_BYTES, shown
from store.library import Library
from store.opening import key_of, parsed

_LOOKED_AT = 8_000
"""In how many of the first bytes a NUL tells that they are no text, as git and grep have it."""

_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""How a text begins in which a NUL is nothing special: UTF-16 and UTF-32."""

_PAGES = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Added:
    """An article that was added, or was there before."""

    key: str
    path: str
    """Where its file is, relative to the library, in a form that can be shown."""
    title: str
    """The title, or the file's name where it has none."""
    is_new: bool


class Adding:
    """Adds articles to a library, or only tells what would be added."""

    def __init__(self, library: Library, into: Path | None = None, *, is_trial: bool = False):
        """Add to a library, or to a folder in it.

        Raises:
            LibraryError: In such a folder no article would be found.
        """
        self._library = library
        self._inside = _checked(library.folder, into) if into else b""
        self._is_trial = is_trial
        self._names: set[bytes] = set()  # that a trial has given
        self._added: dict[str, Added] = {}

    def add(self, data: bytes, name: str, what: str) -> Added:
        """Add an article, unless the library has it.

        Args:
            data: The bytes of its file.
            name: What that is called; empty for what comes from no file.
            what: How it is spoken of.

        Raises:
            LibraryError: It is no article.
            OSError: It cannot be written.
        """
        _check(data, what)
        key = key_of(data)
        if there := self._there(key, data):
            return there
        stem, ending = _stem_and_ending(name, data)
        article = parsed(data, os.fsencode(f"article{ending}"))
        path, is_new = self._put(name_for(article, stem, ending), data)
        title = article.title or shown(folder.name_of(path))
        added = Added(key, shown(path), title, is_new)
        self._added[key] = added
        return added

    def _there(self, key: str, data: bytes) -> Added | None:
        """The article of these bytes, if the library has it."""
        if key in self._added:
            return replace(self._added[key], is_new=False)
        files = self._library.find.paths([key]).get(key, [])
        # One that was written in place since the last look is another article now.
        if not any(_holds(self._place(path), data) for path in files):
            return None
        rows = self._library.rows([*self._library.ids([key]).values()])
        return Added(key, rows[0].path, rows[0].title, is_new=False) if rows else None

    def _put(self, name: str, data: bytes) -> tuple[bytes, bool]:
        """Write a file, and return where it is; False where another process has just done so."""
        number = 1
        while True:
            path = folder.joined(self._inside, os.fsencode(with_number(name, number)))
            place = self._place(path)
            is_taken = os.path.lexists(place)
            if is_taken and _holds(place, data):
                return path, False
            if is_taken or path in self._names:
                number += 1
                continue
            if self._is_trial:
                self._names.add(path)
                return path, True
            make_folder(place.parent)
            with suppress(FileExistsError):  # another process was quicker: look at that one
                create_file(place, data)
                return path, True

    def _place(self, path: bytes) -> Path:
        return self._library.folder / os.fsdecode(path)


def read_source(path: Path) -> bytes:
    """The bytes of a file that is to be added.

    Raises:
        LibraryError: It is none, or too large, or cannot be read.
    """
    name = os.fsencode(path)
    try:
        if path.is_dir():
            raise LibraryError(
                f"{shown(name)} is a folder: name its files, or say "
                f"find {shown(name)} -type f -exec grtui add {{}} +."
            )
        status = path.stat()
        if not path.is_file():
            raise LibraryError(f"{shown(name)} is no file that can be copied.")
        if status.st_size > MOST_BYTES:
            raise LibraryError(_too_large(shown(name)))
        data, _ = folder.read(name)
    except OSError as error:
        raise LibraryError(f"{shown(name)} could not be read: {reason(error)}.") from error
    return data


def _check(data: bytes, what: str) -> None:
    """Raise an error where bytes cannot be an article."""
    if not data.strip():
        raise LibraryError(f"{what} is empty.")
    if len(data) > MOST_BYTES:
        raise LibraryError(_too_large(what))
    is_binary = b"\0" in data[:_LOOKED_AT] and not data.startswith(_WIDE)
    if is_binary or data.startswith(b"%PDF-"):
        raise LibraryError(f"{what} is no text: save it as .txt, .md or .html first.")


def _too_large(what: str) -> str:
    return f"{what} is larger than {MOST_BYTES // 1_000_000} MB, which no article is."


def _checked(root: Path, into: Path) -> bytes:
    """A folder in the library, relative to it, if articles in it are found."""
    given = shown(os.fsencode(into))
    # Where links lead: grtui itself follows none to a folder.
    real, place = Path(os.path.realpath(root)), Path(os.path.realpath(root / into))
    if not place.is_relative_to(real):
        raise LibraryError(f"{given} is not in the library: name a folder in it.")
    inside = place.relative_to(real)
    if any(part.startswith(".") or part == "lost+found" for part in inside.parts):
        raise LibraryError(f"{given} is hidden, and grtui passes over it: choose another name.")
    if any(above.exists() and not above.is_dir() for above in (place, *place.parents)):
        raise LibraryError(f"{given} is a file: name a folder.")
    return b"" if inside == Path() else os.fsencode(inside)


def _stem_and_ending(name: str, data: bytes) -> tuple[str, str]:
    """What a file is called, and the ending by which grtui knows what it is."""
    path = Path(name)
    if os.fsencode(path.suffix.lower()) in folder.SUFFIXES:
        return path.stem, path.suffix.lower()
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    if start.startswith(_PAGES):
        return path.stem, ".html"
    return path.stem, ".md" if start.startswith((b"---\n", b"---\r\n")) else ".txt"


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and folder.read(os.fsencode(path))[0] == data
    except OSError:
        return False
