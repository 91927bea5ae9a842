"""The calls of the operating system, counted, with a fault in one of them."""

import _pyio  # type: ignore[import-not-found]
import builtins
import errno
import fcntl
import os
import stat
from collections.abc import Callable
from typing import Any

DIED = 99
"""The exit status of a process that a fault has ended."""

CALLS = (
    *("open", "read", "write", "lseek", "ftruncate", "fsync", "close"),
    *("stat", "lstat", "fstat", "readlink", "listdir", "scandir", "access"),
    *("fchmod", "fchown", "chmod", "chown", "utime", "mkdir", "link", "replace"),
    *("rename", "unlink"),
)

DEATHS = ("die before", "die after")
ERRORS = ("EIO", "ENOSPC", "EROFS", "EINTR")
LATE = ("EIO, but it was done",)
OF_WRITE = ("half", "half, then die", "half, then ENOSPC")
LASTING = ("EIO for ever", "ENOSPC for ever", "EROFS for ever")


def kinds_for(call: str) -> tuple[str, ...]:
    """The faults that a call can have."""
    late = () if call == "close" else LATE  # its errors come late anyway
    return (*DEATHS, *ERRORS, *late, *(OF_WRITE if call == "write" else ()), *LASTING)


class FaultyOs:
    """Takes the place of os, fcntl.flock and open in this process, which is a child that ends.

    Attributes:
        calls: What was called, in order.
        hits: How many faults there were.
        is_on: Are calls counted and faults made?
    """

    def __init__(self, at: int = -1, kind: str = "", *, has_links: bool = True) -> None:
        """Have a fault of a kind in the call with the number `at`; in none where it is -1."""
        self.calls: list[str] = []
        self.hits = 0
        self.is_on = True
        self._at, self._kind, self._has_links = at, kind, has_links
        self._is_full = False
        self._fstat = os.fstat
        for name in CALLS:
            real = getattr(os, name)
            wrapped = self._wrapped(name, real)
            setattr(os, name, wrapped)
            for known in (os.supports_fd, os.supports_dir_fd, os.supports_follow_symlinks):
                if real in known:
                    known.add(wrapped)
        fcntl.flock = self._wrapped("flock", fcntl.flock)
        builtins.open = _pyio.open  # in Python, by the calls of os

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if not self.is_on:
                return real(*args, **options)
            if name == "link" and not self._has_links:
                self._count(name, args)
                raise OSError(errno.EPERM, os.strerror(errno.EPERM))
            return self._call(name, real, args, options)

        return call

    def _count(self, name: str, args: tuple[Any, ...]) -> int:
        if name == "fsync" and stat.S_ISDIR(self._mode_of(args[0])):
            name = "fsync of the folder"
        self.calls.append(name)
        return len(self.calls) - 1

    def _mode_of(self, fd: int) -> int:
        self.is_on = False
        mode = self._fstat(fd).st_mode
        self.is_on = True
        return mode

    def _call(
        self, name: str, real: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]
    ) -> Any:
        number = self._count(name, args)
        if self._is_full and name == "write":
            raise _error("ENOSPC")
        if number != self._at and not (self._kind in LASTING and 0 <= self._at < number):
            return real(*args, **options)
        match self._kind:
            case "die before":
                os._exit(DIED)
            case "die after":
                real(*args, **options)
                os._exit(DIED)
            case "half" | "half, then die" | "half, then ENOSPC":
                fd, data = args
                done = real(fd, bytes(data[: max(1, len(data) // 2)]))
                if self._kind == "half, then die":
                    os._exit(DIED)
                self._is_full = self._kind == "half, then ENOSPC"
                self.hits += 1
                return done
        if name == "close" or self._kind in LATE:
            real(*args, **options)  # a descriptor is closed even where closing fails
        self.hits += 1
        raise _error(self._kind)


def _error(kind: str) -> OSError:
    code = getattr(errno, kind.split()[0].rstrip(","))
    return OSError(code, os.strerror(code))
