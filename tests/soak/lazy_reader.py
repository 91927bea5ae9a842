"""The reader with a save that is known to be bad: a tag is shown at once and written later."""

import sys
import threading
from collections.abc import Sequence
from datetime import datetime

from store.answers import Done
from store.editing import Editor
from store.tags import Tag
from tui.cli import main

DELAY = 1.0
"""After how many seconds a tag that is shown is on disk."""

_toggle = Editor.toggle


def toggle_later(editor: Editor, tag: Tag, keys: Sequence[str]) -> Done:
    """Say that it is saved, and save it in a moment."""
    threading.Timer(DELAY, _toggle, (editor, tag, keys)).start()
    return Done(f"+{tag.name}", tuple(keys), datetime.now().astimezone())


if __name__ == "__main__":
    Editor.toggle = toggle_later  # type: ignore[assignment, method-assign]
    sys.exit(main())
