"""Where things are: the sample articles, the tag file and the index of a library.

The environment is an argument, as `os.environ` has it, so that a test never meets a real home.
Files are looked at with os.path: those of pathlib raise an error where a folder is shut.
"""

# ruff: noqa: PTH110, PTH112, PTH114

import os
import re
from collections.abc import Mapping
from pathlib import Path

from store.folder import shown
from store.locking import Lock
from store.schema import VERSION

_ROOT = Path(__file__).parent.parent


def samples() -> Path:
    """The folder of the sample articles: in a checkout, or inside an installed package."""
    installed = _ROOT / "tui" / "sample_articles"
    return installed if installed.is_dir() else _ROOT / "sample_articles"


def tag_file(folder: Path, environ: Mapping[str, str], chosen: Path | None = None) -> Path:
    """The file that holds what the reader did in a library; `chosen` wins.

    It lies in the library itself, so that it moves with the articles, unless that folder holds the
    samples (an upgrade of the package would delete what lies beside them) or cannot be written. One
    that is there already stays the one, whatever may be written now: what was done is in it.
    """
    if chosen is not None:
        return chosen.absolute()
    if folder.resolve() == samples().resolve():
        # Wherever the next version lies.
        return _base(environ, "XDG_DATA_HOME", ".local/share") / "samples" / "tags.json"
    inside, elsewhere = _places(folder, environ)
    can_write = _can_write(inside.parent)
    if os.path.lexists(elsewhere) and not (os.path.lexists(inside) and can_write):
        return elsewhere
    if can_write or os.path.lexists(inside) or _is_shut_to_its_owner(inside.parent):
        return inside
    return elsewhere


def unused_tag_file(folder: Path, environ: Mapping[str, str]) -> Path | None:
    """The tag file of a library that is passed over, as there are two; None where there are not."""
    used = tag_file(folder, environ)
    both = _places(folder, environ)
    return next((one for one in both if one != used and os.path.lexists(one)), None)


def _places(folder: Path, environ: Mapping[str, str]) -> tuple[Path, Path]:
    """Where a tag file may be: in the library, and elsewhere."""
    data = _base(environ, "XDG_DATA_HOME", ".local/share")
    return folder / ".grtui" / "tags.json", data / library_name(folder) / "tags.json"


def library_around(path: Path) -> Path | None:
    """The library that a file belongs to: the nearest folder above it that holds `.grtui`."""
    return next((above for above in path.absolute().parents if (above / ".grtui").is_dir()), None)


def index_file(
    folder: Path, environ: Mapping[str, str], cache: Path | None = None, tags: Path | None = None
) -> Path:
    """The file of a library's index, in the folder `cache` where one is given.

    It mirrors a tag file: a library that is read with another one than its own, `tags`, has
    another index. Each version of the tables has its own: two programs would build one by turns.
    """
    if cache is None:
        cache = _base(environ, "XDG_CACHE_HOME", ".cache")
    suffix = f"-{_digest(Path(os.path.realpath(tags)))}" if tags else ""
    return cache.absolute() / f"{library_name(folder)}{suffix}.{VERSION}.sqlite3"


def state_file(folder: Path, environ: Mapping[str, str], what: str) -> Path:
    """The file in which something is remembered of a library: `searches`, `places` ...."""
    return common_state_file(environ, f"{library_name(folder)}.{what}")


def common_state_file(environ: Mapping[str, str], what: str) -> Path:
    """The file in which something is remembered of the reader, in whichever library."""
    return _base(environ, "XDG_STATE_HOME", ".local/state") / what


def copied_file(environ: Mapping[str, str]) -> Path:
    """The file that holds what was copied last, whatever the terminal makes of it."""
    return common_state_file(environ, "copied.txt")


def config_folder(environ: Mapping[str, str]) -> Path:
    """The folder of the reader's configuration."""
    return _base(environ, "XDG_CONFIG_HOME", ".config")


def library_name(folder: Path) -> str:
    """A file name for a library: the folder's own made safe, and a digest of its whole path.

    >>> library_name(Path("/srv/press/Année 2018"))
    'Ann-e-2018-45a8ac60'
    """
    safe = re.sub(r"[^A-Za-z0-9._]+", "-", folder.resolve().name).strip("-.")[:40]
    return f"{safe or 'library'}-{_digest(folder.resolve())}"


def _digest(path: Path) -> str:
    try:  # hashlib gives the same, but loads OpenSSL first, for 2 ms
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

    return blake2b(os.fsencode(path), digest_size=4).hexdigest()


def why_dangling(tag_file: Path) -> str:
    """Which link leads nowhere, as a sentence; a link to a file yet to be made is none."""
    links = [path for path in (tag_file, tag_file.parent) if os.path.islink(path)]
    folder = Path(os.path.realpath(tag_file)).parent
    if not links or os.path.isdir(folder):
        return ""
    link, place = (shown(os.fsencode(path)) for path in (links[0], folder))
    return f"{link} is a link, but where it leads there is no folder {place}: bring that back."


def why_read_only(tag_file: Path) -> str:
    """Why a tag file cannot be saved, as a sentence; empty where it can, as far as one can tell."""
    if why := why_dangling(tag_file):
        return why
    target = Path(os.path.realpath(tag_file))
    folder = next(above for above in (target.parent, *target.parents) if os.path.isdir(above))
    lock = Lock(target)
    if not os.access(folder, os.W_OK | os.X_OK):
        return _read_only(folder)
    return _read_only(lock.file) if lock.is_shut else ""


def _read_only(path: Path) -> str:
    return (
        f"{shown(os.fsencode(path))} may not be written: ask its owner for the right to, "
        "or choose another tag file with --tags."
    )


def _can_write(inside: Path) -> bool:
    """May a file be made in a folder, or the folder itself?"""
    return os.access(inside if os.path.exists(inside) else inside.parent, os.W_OK | os.X_OK)


def _is_shut_to_its_owner(inside: Path) -> bool:
    """Is a folder one's own that cannot be entered? What it holds is not to be passed over."""
    try:
        is_own = os.name != "nt" and inside.stat().st_uid == os.geteuid()
    except OSError:
        return False
    return is_own and not os.access(inside, os.X_OK)


def home(environ: Mapping[str, str]) -> Path:
    """The user's home; the root, as in a container, for one of whom the system knows nothing."""
    try:
        return Path(environ.get("HOME") or Path.home())
    except RuntimeError:
        return Path("/")


def _base(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    """A folder of the XDG base directory specification; one that is not absolute is ignored."""
    chosen = Path(environ.get(variable, ""))
    return (chosen if chosen.is_absolute() else home(environ) / usual) / "grtui"
