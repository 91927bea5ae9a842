"""Reads many files at once: in processes beside this one, and in this one where there are none.

The processes are programs of their own and no forks: a fork of a process with threads may stand
still for ever, and `multiprocessing` needs a terminal that Textual has taken away. Each lives as
long as its input is open, so that none is left when this process is killed.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from store.packing import Packer
from store.reading import Reading, Task, read_some

_MOST = 3
"""So many read faster than one process can write the index."""

_CHUNK = 32
"""Files that are asked for at once: what they hold fits into a pipe."""

_AHEAD = 32
"""Chunks that may be read before the one that is waited for is there: some 10 MB of memory."""

_PIPE_BYTES = 1 << 18
_PATIENCE = 0.05
"""Seconds of waiting after which the caller may look at something else."""

_START = "import sys; sys.path[:] = sys.argv[1:]; from store.worker import main; main()"
_GONE = (OSError, EOFError, ValueError, pickle.UnpicklingError)


def most_workers() -> int:
    """How many processes are worth it on this machine."""
    if getattr(sys, "frozen", False) or not sys.executable:
        return 0  # There is no Python to start, only this very program.
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(cores, _MOST) if cores > 1 else 0


class _Worker:
    """A process that reads files; see `store.worker`."""

    def __init__(self) -> None:
        # Not what lies in the working directory: `-I` leaves that out, and so does this.
        places = [place for place in sys.path if Path(place).is_absolute()]
        flags = ["-I", *["-B"] * sys.dont_write_bytecode]
        self._process = subprocess.Popen(
            [sys.executable, *flags, "-c", _START, *places, str(Path(__file__).parents[1])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Beside the terminal's: its ctrl+c is not for them. A session of their own would make
            # their low priority, which counts within a session, count for nothing.
            process_group=0,
            pipesize=_PIPE_BYTES,
        )
        assert self._process.stdin, "It is a pipe."
        assert self._process.stdout, "It is a pipe."
        self._asked, self._answers = self._process.stdin, self._process.stdout

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def begin(self, task: Task) -> None:
        """Wait until it is ready."""
        self._send(task)
        pickle.load(self._answers)

    def ask(self, paths: Sequence[bytes], words: bytes) -> None:
        """Ask for what is in files."""
        self._send((paths, words))

    def answer(self) -> list[Reading]:
        """What is in the files that were asked for the longest time ago."""
        found: list[Reading] = pickle.load(self._answers)
        return found

    def kill(self) -> None:
        """End it; any thread may."""
        self._process.kill()

    def close(self) -> None:
        """End it, and let go of it."""
        self.kill()
        self._process.wait()
        self._answers.close()
        try:
            self._asked.close()
        except OSError:
            pass

    def _send(self, message: object) -> None:
        pickle.dump(message, self._asked, pickle.HIGHEST_PROTOCOL)
        self._asked.flush()


class Workers:
    """Processes that share the reading of files, each served by a thread.

    Whoever is ready takes the next chunk of files. The process that asks for them reads what nobody
    has taken, as long as no other process is ready, and what one has left that went down.
    """

    def __init__(
        self,
        task: Task,
        paths: Sequence[bytes],
        words: Callable[[], bytes],
        count: int | None = None,
    ) -> None:
        """Share files.

        Args:
            task: What all files have in common.
            paths: The files.
            words: Gives the dictionary by which texts are packed; b"" while there is none.
            count: How many processes, if not as many as are worth it.
        """
        self._task = task
        self._chunks = [paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK)]
        self._fetch_words = words
        self._words = b""
        self._changed = threading.Condition()  # It guards all below.
        self._is_over = False
        self._workers: list[_Worker] = []
        self._ready = 0
        self._taken = 0  # chunks that somebody reads or has read
        self._wanted = 0  # the chunk that comes out next
        self._left: set[int] = set()  # chunks for this process
        self._read: dict[int, list[Reading]] = {}
        count = most_workers() if count is None else count
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]

    def __enter__(self) -> Self:
        try:
            for thread in self._threads:
                thread.start()
        except RuntimeError:  # There is no room for another thread.
            pass
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
            for worker in self._workers:
                worker.kill()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    @property
    def pids(self) -> list[int]:
        """The processes that were started."""
        with self._changed:
            return [worker.pid for worker in self._workers]

    def readings(self) -> Iterator[list[Reading]]:
        """What is in the files, in their order; now and then nothing, while it is waited for."""
        for number in range(len(self._chunks)):
            self._words = self._words or self._fetch_words()
            while (found := self._found(number)) is None:
                yield []
            yield found

    def _found(self, number: int) -> list[Reading] | None:
        """What is in the files of a chunk, or None while it takes longer."""
        with self._changed:
            self._wanted = number
            self._changed.notify_all()
            if number in self._read:
                return self._read.pop(number)
            if number == self._taken and not self._ready:
                self._taken += 1
                self._left.add(number)
            if number not in self._left:
                self._changed.wait(_PATIENCE)
                return None
        packer = Packer(self._words) if self._words else None
        return read_some(self._task, self._chunks[number], packer)

    def _serve(self) -> None:
        """Give chunks to a process, until there are none left or it is gone."""
        asked: deque[int] = deque()
        worker, is_ready = None, False
        try:
            if worker := self._started():
                worker.begin(self._task)
                with self._changed:
                    self._ready += 1
                is_ready = True
                while True:
                    # One more than it reads: it need not wait until this thread has its turn.
                    while len(asked) < 2 and (number := self._take(wait=not asked)) is not None:
                        asked.append(number)
                        worker.ask(self._chunks[number], self._words)
                    if not asked:
                        break
                    found = worker.answer()
                    with self._changed:
                        self._read[asked.popleft()] = found
                        self._changed.notify_all()
        except _GONE:
            pass
        finally:
            with self._changed:
                self._ready -= is_ready
                self._left.update(asked)
                self._changed.notify_all()
            if worker:
                worker.close()

    def _started(self) -> _Worker | None:
        with self._changed:
            if self._is_over:
                return None
            self._workers.append(_Worker())
            return self._workers[-1]

    def _take(self, *, wait: bool) -> int | None:
        """The next chunk that nobody reads, if any is left."""
        with self._changed:
            while not self._is_over and self._taken < len(self._chunks):
                if self._taken < self._wanted + _AHEAD:
                    self._taken += 1
                    return self._taken - 1
                if not wait:
                    return None
                self._changed.wait()
        return None
