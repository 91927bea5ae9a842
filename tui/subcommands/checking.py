"""`grtui check`."""

import argparse
import os
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from store import locations
from store.answers import Backup
from store.folder import shown
from store.harmless import harmless_line
from store.library import Library
from store.record import Record
from store.tags import Facet
from tui.subcommands.options import DONE, NOTHING, new_command, opened, progress_line
from tui.wording import counted, progress

if TYPE_CHECKING:
    from store.checking import Checked, IndexState, TagFileState
    from tui.subcommands.options import Commands

LABEL_WIDTH = 12
"""Columns for the name of a section."""

_DIFFERENCES = {
    "changed": "its bytes have changed, though not its size and time",
    "missing": "is not in the index",
    "surplus": "is in the index, but not in the folder",
    "untrue": "the index does not have what the tag file says",
}
"""What is wrong with a file in the index, by the fields of `IndexState`."""


def add_to(commands: "Commands") -> None:
    """Add the command."""
    check = new_command(commands, "check", _check)
    check.add_argument("--rebuild", action="store_true", help="build the index again first")


def _check(arguments: argparse.Namespace) -> int:
    with opened(arguments) as library:
        with progress_line() as show:
            found = library.check(
                lambda what, state: show(f"{what}: {progress(state)}"), rebuild=arguments.rebuild
            )
        chosen = arguments.tags is not None
        unused = None if chosen else locations.unused_tag_file(library.folder, os.environ)
        for line in _report(library, found, unused):
            print(line)
    return DONE if found.is_well and not unused else NOTHING


def _report(library: Library, found: "Checked", unused: Path | None) -> Iterator[str]:
    files = counted(found.files, "file", "files")
    yield _line("articles", f"{found.articles:,} in {files}")
    yield from _warnings(found.warned)
    yield from _duplicates(found.duplicates)
    yield from _vanished(found.vanished)
    yield from _unreadable(found.unreadable)
    yield from _passed_over(found.passed_over)
    yield from _tag_file(shown(os.fsencode(library.tag_file)), found.tag_file)
    if unused:
        place, folder = (shlex.quote(shown(os.fsencode(one))) for one in (unused, library.folder))
        command = f"`grtui restore --library {folder} {place}`"
        yield f"  there is a second one: {command} joins it with this; then move it away"
    yield from _backups(library.backups())
    yield from _index(found.index)


def _line(label: str, text: str) -> str:
    return f"{label:{LABEL_WIDTH}}{text}"


def _warnings(warned: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if warned:
        yield _line("warnings", counted(len(warned), "file", "files"))
    for path, warnings in warned.items():
        yield from (f"  {path}: {harmless_line(warning)}" for warning in warnings)


def _duplicates(duplicates: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = [f"  {' = '.join(paths)}" for paths in duplicates]
    if lines:
        articles = counted(len(lines), "article", "articles")
        yield _line("duplicates", f"{articles} in more than one file")
    yield from lines


def _vanished(vanished: Mapping[str, Record]) -> Iterator[str]:
    if vanished:
        whose = counted(len(vanished), "article whose file is", "articles whose files are")
        yield _line("vanished", f"{whose} gone; what you did with {_them(vanished)} is kept")
    for key, record in vanished.items():
        yield f"  {record.path or key}: {_deeds(record) or 'nothing that grtui knows of'}"


def _them(things: Mapping[str, object]) -> str:
    return "it" if len(things) == 1 else "them"


def _deeds(record: Record) -> str:
    """What the reader did with an article: `+Europe -Asia, read, starred, a note`."""
    tags = [f"+{name}" for facet in Facet for name in record.added(facet)]
    tags += [f"-{name}" for facet in Facet for name in record.removed(facet)]
    marks = {"read": record.is_read, "starred": record.is_starred, "a note": record.note}
    return ", ".join([" ".join(tags)] * bool(tags) + [mark for mark, has in marks.items() if has])


def _unreadable(unreadable: Mapping[str, str]) -> Iterator[str]:
    if unreadable:
        number = counted(len(unreadable), "file or folder", "files and folders")
        yield _line("unreadable", f"{number}; what is known of the articles was kept")
    for path, why in unreadable.items():
        yield f"  {path or 'the whole folder'}: {harmless_line(why)}"


def _passed_over(passed_over: Mapping[str, str]) -> Iterator[str]:
    if passed_over:
        yield _line("passed over", f"{counted(len(passed_over), 'file', 'files')} of no article")
    for path, why in passed_over.items():
        yield f"  {path}: {harmless_line(why)}"


def _tag_file(path: str, state: "TagFileState") -> Iterator[str]:
    if state.damage:
        yield _line("tag file", harmless_line(state.damage))
    elif not state.is_there:
        yield _line("tag file", f"{path}: none yet")
    else:
        articles = counted(state.records, "article", "articles")
        changes = counted(state.changes, "change", "changes")
        yield _line("tag file", f"{path}: good, {articles}, {changes} in its history")
    if state.obstacle:
        yield f"  nothing can be saved: {harmless_line(state.obstacle)}"


def _backups(backups: Iterable[Backup]) -> Iterator[str]:
    label = "backups"
    for backup in backups:
        name = shown(os.fsencode(backup.path.name))
        saved = f" of {backup.saved_at:%Y-%m-%d %H:%M}" if backup.saved_at else ""
        yield _line(label, f"{name}{saved}: {harmless_line(backup.problem) or 'good'}")
        label = ""


def _index(state: "IndexState") -> Iterator[str]:
    differences = [
        f"  {path}: {what}" for name, what in _DIFFERENCES.items() for path in getattr(state, name)
    ]
    if state.damage:
        yield _line("index", f"{state.path}: {harmless_line(state.damage)}")
    elif differences:
        files = counted(len(differences), "file", "files")
        yield _line("index", f"{state.path}: differs in {files}")
    else:
        yield _line("index", f"{state.path}: good, agrees with the folder")
    if state.is_temporary:
        yield "  its own folder cannot be written, so every run reads all articles again"
    yield from differences
    if not state.is_good:
        yield _line("", "`grtui check --rebuild` builds it again.")
    for path in state.waiting:
        yield f"  {path}: is listed as it was before, until all can be read and saved"
