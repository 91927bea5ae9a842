"""The reader, where ctrl+l is a mistake of its own, with a text from outside in it."""

import sys

from tui.app import GrtuiApp
from tui.cli import main

FROM_OUTSIDE = "a title \x1b]52;c;aGVsbG8=\x07 [red]\x1b[31m"


def fail(app: GrtuiApp) -> None:
    title = FROM_OUTSIDE
    raise KeyError(title)


if __name__ == "__main__":
    GrtuiApp._clear = fail  # type: ignore[method-assign]
    sys.exit(main())
