"""TinyDB's tables over our storage: changed in place, with document ids that we give."""

from collections.abc import Callable, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table

from store.storage import AtomicStorage
from store.tag_text import Document, Lines


class InPlaceTable(Table):
    """A TinyDB table that is changed in place, and whose documents have ids that we give."""

    document_id_class = str  # type: ignore[assignment]

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        # TinyDB copies the whole table twice, which takes most of the time of a save.
        tables: dict[str, Any] = self._storage.read() or {}
        updater(tables.setdefault(self.name, Lines()))
        self._storage.write(tables)
        self.clear_cache()

    def put(self, documents: Mapping[str, Document | None]) -> None:
        """Insert or replace documents by their ids; None removes."""

        def updater(table: Lines) -> None:
            for key, document in documents.items():
                if document is not None:
                    table[key] = document
                elif key in table:
                    del table[key]

        self._update_table(updater)


class InPlaceTables(TinyDB):
    """TinyDB over a storage that is there already."""

    table_class = InPlaceTable

    def __init__(self, storage: AtomicStorage) -> None:
        super().__init__(storage=lambda: storage)

    def put(self, name: str, documents: Mapping[str, Document | None]) -> None:
        """Insert, replace or remove documents of a table; a query cache would go stale."""
        InPlaceTable(self.storage, name, cache_size=0).put(documents)
