"""A process that reads files for the index of another one, until that closes its input.

It imports no SQLite, shows nothing and writes no file: chunks of paths come in, readings go out.
"""

import os
import pickle
import signal
import sys

from store.opening import parsed
from store.packing import Packer
from store.reading import Task, read_some

_LESS = 10


def main() -> None:
    """Answer each chunk of paths with what is in the files."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # Who asks has the longer way to go, and keys to answer: that one comes first.
        os.nice(_LESS)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    try:
        task: Task = pickle.load(asked)
        parsed(b"", b"")  # The readers are imported, which takes a while.
        pickle.dump(None, answers)
        answers.flush()
        packer, words = None, b""
        while True:
            paths, now = pickle.load(asked)
            if now != words:
                packer, words = Packer(now), now
            pickle.dump(read_some(task, paths, packer), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    except (EOFError, OSError):
        # There is nobody any more: what is in the buffer needs no farewell.
        sys.stdout = None
