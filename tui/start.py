"""Where grtui begins: nothing is imported before ctrl+c is no traceback any more."""

import os
import sys

_NOTHING, _INTERRUPTED = 1, 130


def main() -> int:
    """Run grtui, and return its exit status.

    What is missing of an installation shows while it is imported, some of it only when the reader
    is open, which gives the terminal back before it says so.
    """
    sys.excepthook = _tell
    sys.unraisablehook = _end
    fill_streams()
    try:
        from tui.cli import main as run

        return run()
    except ImportError as error:
        sentence = f"grtui: This installation is not complete: {error}. Install grtui again.\n"
        if sys.stderr:
            sys.stderr.write(sentence)
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


def _tell(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """Say nothing of ctrl+c that came before it is waited for: Python ends by the signal then."""
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, error.__traceback__)


def _end(what: "sys.UnraisableHookArgs") -> None:
    """End by ctrl+c that came where Python would go on, in some call that it makes by itself."""
    if issubclass(what.exc_type, KeyboardInterrupt):
        os._exit(_INTERRUPTED)
    sys.__unraisablehook__(what)
