"""Replacing a file so that it is always the old or the new one, whatever happens meanwhile."""

import os
import stat
from contextlib import suppress
from errno import EACCES, EINVAL, EMLINK, ENOSYS, ENOTSUP, EOPNOTSUPP, EPERM, EXDEV
from itertools import takewhile
from pathlib import Path

_NO_LINKS = {EPERM, EACCES, EMLINK, ENOSYS, ENOTSUP, EOPNOTSUPP, EXDEV}

_NO_FSYNC = {EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP}
"""What a file system answers that does not know how to sync a folder."""

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class UncertainError(OSError):
    """Nobody can tell whether a file was replaced."""


def mark(status: os.stat_result) -> str:
    """What tells one version of a file from another: time of change, size, inode."""
    return f"{status.st_mtime_ns}-{status.st_size}-{status.st_ino}"


def stamp(path: Path) -> str:
    """What changes whenever a file does: its mark; "" where there is no file."""
    try:
        return mark(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        return f"unreadable: {error.strerror}"


def read_file(path: Path) -> tuple[str, bytes]:
    """The mark of a file and its bytes, of one version.

    Raises:
        OSError: It cannot be read, or is not a regular file.
    """
    # Opening a FIFO would wait for a writer for ever.
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(fd, "rb") as file:  # noqa: PTH123 (a descriptor has no Path)
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("it is not a regular file")
        return mark(status), file.read()


def replace_file(path: Path, data: bytes, *backups: Path) -> str:
    """Put bytes in the place of a file, durably, and return their mark.

    The order is: write and fsync a temporary beside it, give the old version the names of the
    backups, rename, fsync the folder. Only one process may do this at a time.

    Raises:
        UncertainError: It may be done: the file cannot be looked at any more.
        OSError: It was not done; the old file is as it was.
    """
    temporary = path.with_name(path.name + ".tmp")
    try:
        new = _write(temporary, data, _status(path))
        for backup in backups:
            _give_name(path, backup)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    try:
        os.replace(temporary, path)  # noqa: PTH105 (tests put faults into os, call by call)
        fsync_folder(path.parent)
    except OSError as error:
        # An error after the rename means saved, so look before telling.
        is_saved = _holds(path, data)
        if not is_saved:
            with suppress(OSError):
                temporary.unlink()
        if is_saved is None:
            raise UncertainError(error.errno, error.strerror) from error
        if not is_saved:
            raise
    return new


def create_file(path: Path, data: bytes) -> None:
    """Put bytes under a name that nothing has, durably; they are there whole, or not at all.

    Raises:
        FileExistsError: The name is taken; what has it is as it was.
        OSError: It was not done.
    """
    temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")  # hidden: no article yet
    try:
        _create(temporary, data, None, mode=0o666)
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            os.close(os.open(path, _FLAGS, 0o666))  # from now on the name is ours
            os.replace(temporary, path)  # noqa: PTH105
    finally:
        with suppress(OSError):
            temporary.unlink()
    fsync_folder(path.parent)


def keep_aside(path: Path, aside: Path) -> None:
    """Let a file's version of now be found under a second name for good, durably.

    Raises:
        FileExistsError: The name is taken.
        OSError: It was not done; the file is as it was.
    """
    _link_or_copy(path, aside)
    fsync_folder(aside.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably, where they are not there.

    Raises:
        OSError: It cannot be made.
    """
    missing = list(takewhile(lambda above: not above.is_dir(), (folder, *folder.parents)))
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        fsync_folder(made.parent)
    for made in reversed(missing):
        _give_to_owner_of(made.parent, made)


def fsync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    try:
        fd = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # a folder may be one to write into only
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_FSYNC:
            raise
    finally:
        os.close(fd)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _write(path: Path, data: bytes, old: os.stat_result | None) -> str:
    path.unlink(missing_ok=True)  # of a process that was killed
    return _create(path, data, old)


def _create(path: Path, data: bytes, old: os.stat_result | None, *, mode: int = 0o600) -> str:
    fd = os.open(path, _FLAGS, mode)
    try:
        if old is not None:
            _dress(fd, old)
        else:
            _give_to_owner_of(path.parent, path)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(fd, rest) :]
        if old is not None:
            _make_later(fd, old)
        new = mark(os.fstat(fd))
        os.fsync(fd)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    finally:
        os.close(fd)
    return new


def _dress(fd: int, old: os.stat_result) -> None:
    """Give a file the owner, the group and the mode of the one that it replaces.

    In a folder shared by a group, or on a file system without owners, not all can be kept. Root
    can, and must, or it would lock the owner out.
    """
    if os.name == "nt":
        return
    new = os.fstat(fd)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.fchown(fd, old.st_uid, old.st_gid)
        except OSError:
            with suppress(OSError):
                os.fchown(fd, -1, old.st_gid)
    with suppress(PermissionError):
        os.fchmod(fd, stat.S_IMODE(old.st_mode))


def _give_to_owner_of(folder: Path, path: Path) -> None:
    """Let what root has made in somebody's folder be theirs, or they could not use it."""
    if os.name != "nt" and os.geteuid() == 0:
        owner = folder.stat()
        with suppress(OSError):
            os.chown(path, owner.st_uid, owner.st_gid)


def _make_later(fd: int, old: os.stat_result) -> None:
    """Two saves within one tick of the file system's clock must not look like one version."""
    now = os.fstat(fd)
    if now.st_mtime_ns <= old.st_mtime_ns and os.utime in os.supports_fd:
        os.utime(fd, ns=(now.st_atime_ns, old.st_mtime_ns + 1))


def _give_name(path: Path, name: Path) -> None:
    """Let a file's version of now be found under a second name, which costs no writing of data."""
    spare = name.with_name(name.name + ".tmp")
    spare.unlink(missing_ok=True)
    try:
        _link_or_copy(path, spare)
        os.replace(spare, name)  # noqa: PTH105
    finally:
        # A rename between two names of one file leaves both.
        with suppress(OSError):
            spare.unlink(missing_ok=True)


def _link_or_copy(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _create(name, read_file(path)[1], path.stat())


def _holds(path: Path, data: bytes) -> bool | None:
    """Does a file hold these bytes? None where it cannot be looked at."""
    try:
        return read_file(path)[1] == data
    except FileNotFoundError:
        return False
    except OSError:
        return None
