"""The reader with a save that is known to be bad: a tag is shown at once and written later."""

import sys
import threading
from collections.abc import Sequence
from datetime import datetime

from store.answers import Done
from store.editing import Editor
from store.plans import TagChange
from tui.cli import main

DELAY = 1.0
"""After how many seconds a tag that is shown is on disk."""

_change = Editor.change


def change_later(editor: Editor, changes: Sequence[TagChange], keys: Sequence[str]) -> Done:
    """Say that it is saved, and save it in a moment."""
    threading.Timer(DELAY, _change, (editor, changes, keys)).start()
    return Done(changes[0].label, tuple(keys), datetime.now().astimezone())


if __name__ == "__main__":
    Editor.change = change_later  # type: ignore[assignment, method-assign]
    sys.exit(main())
