"""The copies of earlier tag files beside a tag file, and what brings the newest good one back."""

import os
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

from store.answers import Backup
from store.atomic import read_file
from store.dump import of_tag_file
from store.tag_text import DamageError


def backups(path: Path) -> list[Backup]:
    """The copies beside a tag file, the newest first, those of an old format last."""
    return [Backup(copy, saved_at(copy), _problem(copy)) for copy in copies(path)]


def newest_backup(path: Path) -> Path | None:
    """The newest copy beside a tag file that can be used as one, or None."""
    return next((copy for copy in copies(path) if not _problem(copy)), None)


def copies(path: Path) -> list[Path]:
    """Where the copies are, in the order of `backups`; looks into none."""
    found = [last(path)] if os.path.lexists(last(path)) else []
    return found + dated_copies(path) + _named(path, r"format\d+")


def last(path: Path) -> Path:
    """Where the version before the last save is."""
    return path.parent / f"{path.name}.bak"


def named(path: Path, between: str) -> Path:
    """Where another copy is: that of a day, or of an old format."""
    return path.parent / f"{path.name}.{between}.bak"


def dated_copies(path: Path) -> list[Path]:
    """The copies of days, the newest first."""
    return _named(path, r"\d{4}-\d\d-\d\d")


def spares(path: Path) -> list[Path]:
    """What processes that were killed have left of copies that they were making."""
    return _named(path, r".*", end=r"\.bak\.tmp")


def remedy_for_damage(path: Path) -> str:
    """What to do about a tag file that is damaged, as a sentence."""
    if copy := newest_backup(path):
        return _remedy(path, copy)
    if copies(path):
        return f"No copy beside it ({path.name}.*bak) can be used either."
    return "There is no copy beside it."


def remedy_for_loss(path: Path) -> str:
    """What to do about a tag file that is gone, in sentences."""
    if copy := newest_backup(path):
        return f"{_remedy(path, copy)} To begin without tags, move {path.name}.*bak away."
    if copies(path):
        return f"No copy beside it can be used. To begin without tags, move {path.name}.*bak away."
    return "There is no copy beside it. Bring it back; to begin without tags, start grtui again."


def _problem(path: Path) -> str:
    """Why a copy of a tag file cannot be used; empty where it can."""
    try:
        of_tag_file(read_file(path)[1])
    except DamageError as error:
        return str(error)
    except OSError as error:
        return f"it cannot be read ({error.strerror or error})"
    return ""


def saved_at(copy: Path) -> datetime | None:
    """When the version was saved that a copy holds, in local time; None where that is gone."""
    try:
        return datetime.fromtimestamp(copy.stat().st_mtime, UTC).astimezone()
    except OSError:  # another process has just replaced it
        return None


def _remedy(path: Path, copy: Path) -> str:
    command = f"grtui restore --backup --tags {shlex.quote(str(path))}"
    at = saved_at(copy)
    saved = f" of {at:%Y-%m-%d %H:%M}" if at else ""
    return f"`{command}` brings back its copy{saved}, which lacks what was done since then."


def _named(path: Path, between: str, end: str = r"\.bak") -> list[Path]:
    pattern = re.compile(rf"{re.escape(path.name)}\.{between}{end}")
    try:
        found = [other for other in path.parent.iterdir() if pattern.fullmatch(other.name)]
    except OSError:
        return []
    return sorted(found, reverse=True)
