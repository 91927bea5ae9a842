"""Articles written into a file, in the format that the ending of its name says.

Files are looked at with os.path: pathlib raises errors where a folder is shut or a name too long.
"""

# ruff: noqa: PTH100, PTH111, PTH112, PTH113

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from store.errors import GrtuiError, reason
from store.export import article_object
from store.folder import SUFFIXES, shown
from store.library import Library
from store.marks import Marks
from store.opening import Opened
from store.snippets import snippet
from tui.formats import OF_ARTICLES, OF_OBJECTS, Object
from tui.results import FIELDS

FORMATS = {
    ".md": "markdown",
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".bib": "bibtex",
    ".ris": "ris",
}
"""The formats of `tui.formats` by the ending of a file's name."""

NAME_LENGTH = 40
"""Characters of a proposed name."""


class ExportError(GrtuiError):
    """A file cannot be written; nothing was."""


def proposed_name(query: str, library: Library) -> str:
    """What an export may be called, after the query or the library; not in the library itself."""
    name = _words(query) or _words(library.name) or "articles"
    try:
        is_inside = _is_in(library, Path(os.path.realpath(os.curdir)))
    except OSError:  # the folder is gone
        is_inside = True
    return f"~/{name}.md" if is_inside else f"{name}.md"


def _words(text: str) -> str:
    r"""The words of a text, as a part of a file's name.

    >>> _words('ferry region:"Latin America"')
    'ferry-region-Latin-America'
    """
    return re.sub(r"\W+", "-", text).strip("-")[:NAME_LENGTH].strip("-")


def named_file(name: str, library: Library) -> Path:
    """The file of a name that was typed.

    Raises:
        ExportError: It cannot be the file of an export.
    """
    if not name.strip():
        raise ExportError("Type the name of a file; its ending says the format.")
    try:
        path = Path(os.path.abspath(os.path.expanduser(name.strip())))
    except OSError as error:
        raise ExportError("The folder that one is in is gone: type a whole path.") from error
    place = shown(os.fsencode(path))
    if os.path.isdir(path):
        raise ExportError(f"{place} is a folder: type the name of a file in it, too.")
    if path.suffix.lower() not in FORMATS:
        *most, last = FORMATS
        wrong = f"{path.suffix} is no format" if path.suffix else "There is no ending"
        raise ExportError(f"{wrong}: a name ends in {', '.join(most)} or {last}.")
    if not os.path.isdir(path.parent):
        raise ExportError(f"There is no folder {shown(os.fsencode(path.parent))}.")
    if os.path.lexists(path) and not os.path.isfile(path):
        raise ExportError(f"{place} is no file that can be written: choose another name.")
    if _belongs_to(library, path):
        raise ExportError(f"{place} would be in the library, which stays as it is: go elsewhere.")
    return path


def _belongs_to(library: Library, path: Path) -> bool:
    """Would a file be an article of the library, or is it one of grtui's own?"""
    real = Path(os.path.realpath(path))
    if real == Path(os.path.realpath(library.tag_file)):
        return True
    is_own = ".grtui" in real.parts or os.fsencode(real.suffix.lower()) in SUFFIXES
    return is_own and _is_in(library, real)


def _is_in(library: Library, path: Path) -> bool:
    return path.is_relative_to(os.path.realpath(library.folder))


def export(path: Path, articles: Iterable[Opened], marks: Marks, *, overwrites: bool) -> None:
    """Write articles into a file; it is there, or another, only when all are written.

    Raises:
        ExportError: It cannot be written.
    """
    target = Path(os.path.realpath(path))
    new = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with new.open("x", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                _print(FORMATS[path.suffix.lower()], articles, marks, stream)
                stream.flush()
                os.fsync(stream.fileno())
            if overwrites and target.exists():
                new.chmod(stat.S_IMODE(target.stat().st_mode))
            elif target.exists():
                raise FileExistsError(None, "a file of that name has come meanwhile")
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        place = shown(os.fsencode(path))
        raise ExportError(f"{place} could not be written: {reason(error)}.") from error


def _print(kind: str, articles: Iterable[Opened], marks: Marks, to: TextIO) -> None:
    if kind in OF_ARTICLES:
        OF_ARTICLES[kind](articles, to)
    else:
        fields = (*FIELDS, "note") if kind == "csv" else (*FIELDS, "note", "body")
        OF_OBJECTS[kind](fields, _objects(fields, articles, marks), to)


def _objects(fields: Iterable[str], articles: Iterable[Opened], marks: Marks) -> Iterator[Object]:
    for opened in articles:
        body = "\n".join(paragraph.text for paragraph in opened.article.body)
        told = article_object(opened)
        told["snippet"] = snippet(marks, body, opened.record.note).text
        yield {field: told[field] for field in fields}
