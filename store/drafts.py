"""Notes that were written and are not saved yet, so that a lost connection loses none."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from store.harmless import harmless, harmless_line
from store.locking import Lock
from store.remembered import lines_in, remember

KEPT = 100
"""How many drafts are kept, the newest."""

PATIENCE = 0.2
"""How many seconds to wait for another reader that keeps a draft."""


class Draft(NamedTuple):
    """A note as it stands where it is written."""

    key: str
    """The article that it is on."""
    path: str
    """Where the article's file is."""
    before: str
    """The note as it was when writing began."""
    text: str


Written = tuple[int, Draft]
"""A draft, and the process that it is of."""


class Drafts:
    """Keeps drafts in memory and, as well as it can, in a text file.

    A line is a JSON array of the process that wrote it and the fields of the draft.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock(path)
        self._mine: dict[str, Draft] = {}
        self._taken_over: set[Written] = set()

    @property
    def mine(self) -> tuple[Draft, ...]:
        """Those of this process."""
        return tuple(self._mine.values())

    def of(self, key: str) -> Draft | None:
        """The draft on an article: of this process, or of those that have ended, all of them."""
        if mine := self._mine.get(key):
            return mine
        left = [one for one in self._all() if one[1].key == key and not _runs(one[0])]
        self._taken_over.update(left)
        texts = dict.fromkeys(draft.text for _, draft in left)
        return left[-1][1]._replace(text="\n\n".join(texts)) if left else None

    def keep(self, draft: Draft) -> None:
        """Keep a draft in the place of the one on the same article."""
        self._mine[draft.key] = draft
        with self._alone():
            self._write([*self._others(draft.key), (os.getpid(), draft)])

    def drop(self, key: str) -> None:
        """Forget the draft on an article: it is saved, or is not wanted."""
        self._mine.pop(key, None)
        if any(self._is_mine(one, key) for one in self._all()):
            with self._alone():
                self._write(self._others(key))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other reader write between reading the file and writing it, if it can be so."""
        with ExitStack() as held:
            with suppress(OSError):  # a TimeoutError is one, too
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                held.enter_context(self._lock.held(PATIENCE))
            yield

    def _others(self, key: str) -> list[Written]:
        """The drafts of the file but for this process's on an article."""
        return [one for one in self._all() if not self._is_mine(one, key)]

    def _is_mine(self, one: Written, key: str) -> bool:
        """Is a draft the one on an article that this process has, or that it took over?"""
        process, draft = one
        return draft.key == key and (process == os.getpid() or one in self._taken_over)

    def _write(self, drafts: Sequence[Written]) -> None:
        lines = [json.dumps([process, *draft]) for process, draft in drafts[-KEPT:]]
        remember(self._path, lines)

    def _all(self) -> list[Written]:
        """The drafts of the file, the newest last."""
        return [written for written in map(_read, lines_in(self._path)) if written]


def _read(line: str) -> Written | None:
    """The draft of a line, whoever wrote it."""
    try:
        process, key, path, before, text = json.loads(line)
        texts = harmless_line(key), harmless_line(path), harmless(before), harmless(text)
    except (TypeError, ValueError, AttributeError, RecursionError):
        return None
    return (process, Draft(*texts)) if type(process) is int else None


def _runs(process: int) -> bool:
    """Does another process run on this machine?"""
    if process == os.getpid():
        return False  # in a container one that has ended had the same number
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass  # it is another user's
    return True
