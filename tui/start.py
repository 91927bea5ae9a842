"""Where grtui begins: nothing else is imported before ctrl+c ends it in silence."""

import os
import sys

_NOTHING, _INTERRUPTED = 1, 130
_NO_THREAD = ("can't start new thread", "cannot join thread before it is started")


def main() -> int:
    """Run grtui, and return its exit status.

    Ctrl+c ends it as the system does: all that was told as saved is on disk, and an exception that
    comes into an import, or into what Python calls by itself, is handled there or becomes another.
    While the reader has the terminal its driver takes the key and the signal.

    What is missing of an installation shows while it is imported, some of it only when the reader
    is open, which gives the terminal back before it says so.
    """
    sys.excepthook = _tell  # until the line below has imported what it needs
    _end_by_interrupt()
    fill_streams()
    try:
        from tui.cli import main as run

        return run()
    except ImportError as error:
        _say(f"This installation is not complete: {error}. Install grtui again.")
        return _NOTHING


def fill_streams() -> None:
    """Let nothing come in and go nowhere by standard streams that are closed.

    Else the file that is opened next takes the number of one, and what a program says that is run
    from here, or a library, goes into the tag file.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest that is free


def _end_by_interrupt() -> None:
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _tell(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """Tell of what nobody handles; nothing of ctrl+c, nor of what Python made of it."""
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, KeyboardInterrupt):
            os._exit(_INTERRUPTED)
        if isinstance(cause, MemoryError):
            _say("There is too little memory.")
            return
        if isinstance(cause, RuntimeError) and str(cause) in _NO_THREAD:
            _say("The system starts no more threads: too many processes run, or too few may.")
            return
        cause = cause.__cause__ or cause.__context__
    sys.__excepthook__(kind, error, error.__traceback__)


def _say(sentence: str) -> None:
    if sys.stderr:
        sys.stderr.write(f"grtui: {sentence}\n")
