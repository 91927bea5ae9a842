"""How the reader laid out the screen: the same for all libraries."""

import re
from pathlib import Path

from store.remembered import lines_in, remember

_LIST = "list-width"


class Layout:
    """Remembers measures as well as it can: a text file of lines `name columns`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def list_width(self) -> int | None:
        """The columns of the list of articles; None where the reader has not chosen any."""
        columns = self._all().get(_LIST, "")
        return int(columns) if re.fullmatch("[0-9]{1,4}", columns) else None

    def keep_list_width(self, columns: int) -> None:
        """Remember the columns of the list, where that is possible."""
        measures = {**self._all(), _LIST: str(columns)}
        remember(self._path, [f"{name} {value}" for name, value in measures.items()])

    def _all(self) -> dict[str, str]:
        pairs = (line.split() for line in lines_in(self._path))
        return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
