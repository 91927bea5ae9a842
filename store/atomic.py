"""Replacing a file so that it is always the old or the new one, whatever happens meanwhile."""

import os
import stat
from contextlib import suppress
from errno import EACCES, EMLINK, ENOSYS, ENOTSUP, EOPNOTSUPP, EPERM, EXDEV
from pathlib import Path

_NO_LINKS = {EPERM, EACCES, EMLINK, ENOSYS, ENOTSUP, EOPNOTSUPP, EXDEV}

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


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
    except OSError:
        # An error after the rename means saved, so look before telling.
        if not _holds(path, data):
            with suppress(OSError):
                temporary.unlink()
            raise
    return new


def keep_aside(path: Path, aside: Path) -> None:
    """Let a file's version of now be found under a second name for good, durably.

    Raises:
        FileExistsError: The name is taken.
        OSError: It was not done; the file is as it was.
    """
    _link_or_copy(path, aside)
    fsync_folder(aside.parent)


def fsync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
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


def _create(path: Path, data: bytes, old: os.stat_result | None) -> str:
    fd = os.open(path, _FLAGS, 0o600)
    try:
        if old is not None:
            _dress(fd, old)
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
    """Give a file the group and the mode of the one that it replaces."""
    if os.name == "nt":
        return
    # A folder shared by a group, a file system without owners: what cannot be kept is not needed.
    with suppress(PermissionError):
        if os.fstat(fd).st_gid != old.st_gid:
            os.fchown(fd, -1, old.st_gid)
        os.fchmod(fd, stat.S_IMODE(old.st_mode))


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


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read_file(path)[1] == data
    except OSError:
        return False
