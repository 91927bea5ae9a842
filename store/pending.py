"""A change of the tag file while it is made: what is there, and what is to be written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from store import naming
from store.aliases import Namings
from store.documents import NOTHING, document_of, joined, record_of
from store.history import check, in_order, with_moved_keys
from store.letters import is_code, is_free
from store.naming import Kind, NamingChange
from store.record import Record
from store.storage import Version
from store.tag_text import Document, Lines
from store.tags import Facet

KEPT_CHANGES = 1000
"""How many changes the history keeps."""

KEPT_BYTES = 4_000_000
"""How long the history may be in the file; a change of 100,000 articles takes 2.3 MB."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A version of the file with its records read."""

    version: Version
    records: dict[str, Record]

    @classmethod
    def of(cls, version: Version, last: "Snapshot | None") -> "Snapshot":
        """Read the records of a version; lines that `last` has too are not read again.

        Raises:
            ValueError: A record has a field of the wrong kind, or a change cannot be undone.
        """
        articles = _table(version, "articles")
        lines = articles.lines
        old = last.table("articles").lines if last else {}
        records = {
            key: last.records[key] for key, line in lines.items() if last and old.get(key) == line
        }
        new = [key for key in lines if key not in records]
        for key, document in articles.documents(new):
            try:
                records[key] = record_of(document)
            except ValueError as error:
                raise ValueError(f"in the record of the article {key:.60}, {error}") from error
        changes, known = _table(version, "history"), last.table("history").lines if last else {}
        for number in in_order(changes):
            if changes.lines[number] != known.get(number):
                check(changes.document(number))
        return cls(version, records)

    def table(self, name: str) -> Lines:
        """A table for looking at, empty where there is none."""
        return _table(self.version, name)

    def history(self) -> Iterator[tuple[str, Document]]:
        """The written changes with their numbers, newest first."""
        changes = self.table("history")
        for number in reversed(in_order(changes)):
            yield number, changes.document(number)


def _table(version: Version, name: str) -> Lines:
    return version.tables.get(name) or Lines()


def codes_in(document: Document) -> dict[str, str]:
    """The letters in a document of the table of letters, without what is none."""
    return {
        name: code for name, code in document.items() if isinstance(code, str) and is_code(code)
    }


class Pending:
    """What shall be written, table by table, on top of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.changed: dict[str, Record] = {}
        """The records that are others than before; an empty one will be removed."""
        self.tables: dict[str, dict[str, Document | None]] = {}
        """The documents to put into each table; None removes."""
        self.vocabulary: list[NamingChange] = []
        """What becomes another in the vocabulary."""
        self.saved = ""
        """The stamp of the file once it holds all this; empty if nothing was written."""
        self._paths: dict[str, str] | None = None  # those in the history, the newest of each
        self.written: dict[str, bytes] = {}
        """The lines of the history that were written then, by number."""

    def record(self, key: str) -> Record:
        """The record of an article as it will be."""
        return self.changed.get(key) or self.snapshot.records.get(key, NOTHING)

    def path_of(self, key: str) -> str:
        """Where the file of an article was last seen; "" where nothing tells."""
        if path := self.record(key).path:
            return path
        if self._paths is None:
            self._paths = {}
            for _, change in self.snapshot.history():
                self._paths = change.get("paths", {}) | self._paths
        return self._paths.get(key, "")

    def put_records(self, after: Mapping[str, Record]) -> None:
        """Put records where they differ from what is there; those without anything go."""
        for key, record in after.items():
            # What others wrote into a document keeps it there.
            document: Document | None = document_of(record, self._document("articles", key) or {})
            if document is not None and document.keys() <= {"path"}:
                record, document = NOTHING, None
            if record != self.record(key):
                self._put("articles", key, document)
                self.changed[key] = record

    def put_documents(self, table: str, documents: Mapping[str, Document | None]) -> None:
        """Put documents as they are; None removes."""
        for key, document in documents.items():
            self._put(table, key, document)
            if table == "articles":
                record = record_of(document) if document else NOTHING
                if record != self.snapshot.records.get(key, NOTHING):
                    self.changed[key] = record

    def add_change(self, document: Document) -> None:
        """Put a written change at the end of the history, and drop the oldest beyond the limits.

        What its user could redo before stays in the history, but is never made again.
        """
        for number, undone in self._redoable(document["user"]):
            self._put("history", number, {**undone, "replaced": True})
        numbers = in_order(self.snapshot.table("history"))
        self.put_change(f"{int(numbers[-1]) + 1 if numbers else 1:08d}", document)
        lines = self.snapshot.table("history").lines
        size = sum(map(len, lines.values()))
        kept = len(numbers) + 1
        for number in numbers:
            if kept <= KEPT_CHANGES and size <= KEPT_BYTES:
                break
            self._put("history", number, None)
            size -= len(lines[number])
            kept -= 1

    def put_change(self, number: str, document: Document) -> None:
        """Put a written change, with the paths of the records that go with it."""
        paths = dict(document.get("paths", {}))
        for key, record in self.changed.items():
            paths.pop(key, None)
            was = self.snapshot.records.get(key, NOTHING)
            if record == NOTHING and was.path:
                paths[key] = was.path
        document = {field: value for field, value in document.items() if field != "paths"}
        self._put("history", number, {**document, "paths": paths} if paths else document)

    def put_letters(self, letters: Mapping[Facet, Mapping[str, str]]) -> None:
        """Put the letters of tags that have none yet, unless another tag got them meanwhile."""
        for facet, wanted in letters.items():
            codes = dict(self._document("letters", facet.value) or {})
            known = len(codes)
            for name, code in wanted.items():
                if name not in codes and is_free(code, codes_in(codes).values()):
                    codes[name] = code
            if len(codes) > known:
                self._put("letters", facet.value, codes)

    def codes(self, facet: Facet) -> dict[str, str]:
        """The letters of a facet's tags, by folded name, as they will be."""
        return codes_in(self._document("letters", facet.value) or {})

    def namings(self) -> Namings:
        """What the reader changed in the vocabulary, as it will be."""
        return {facet: naming.naming_of(self.naming_document(facet)) for facet in Facet}

    def naming_document(self, facet: Facet) -> Document:
        """The document of the vocabulary of a facet as it will be; empty where there is none."""
        return self._document(naming.TABLE, facet.value) or {}

    def put_vocabulary(self, changes: Iterable[NamingChange]) -> None:
        """Make changes of the vocabulary, letters included."""
        made = list(changes)
        for facet in Facet:
            names = [one for one in made if one.facet is facet and one.kind is not Kind.LETTER]
            letters = [one for one in made if one.facet is facet and one.kind is Kind.LETTER]
            if names:
                document = naming.made_in(self.naming_document(facet), names)
                self._put(naming.TABLE, facet.value, document or None)
            if letters:
                codes = self._document("letters", facet.value) or {}
                self._put("letters", facet.value, naming.made_in(codes, letters) or None)
        self.vocabulary += made

    def move(self, moves: Mapping[str, str], copies: Iterable[tuple[str, str]] = ()) -> None:
        """Give records, and the history, new keys; a record that is at a new key is joined.

        `copies` are the old keys of records that go to one more key each.
        """
        articles = self.snapshot.table("articles")
        there = {old: new for old, new in moves.items() if old in articles}
        for old in there:
            self._put("articles", old, None)
            self.changed[old] = NOTHING
        for old, new in [*there.items(), *(pair for pair in copies if pair[0] in there)]:
            document = articles.document(old)
            if other := self._document("articles", new):
                document = joined(document, other)
            self._put("articles", new, document)
            self.changed[new] = record_of(document)
        for number, change in self.snapshot.history() if moves else ():
            moved = with_moved_keys(change, moves)
            if moved != change:
                self._put("history", number, moved)

    def last_done(self, user: str, only: str = "") -> tuple[str, Document] | None:
        """The change that undo takes back, with its number: the last one, or that of a number."""
        for number, change in self.snapshot.history():
            is_it = not only or number == only
            if is_it and change.get("user") == user and not change.get("undone"):
                return number, change
        return None

    def first_undone(self, user: str) -> tuple[str, Document] | None:
        """The change that redo makes again: the oldest after the user's last one that holds."""
        return next(reversed([*self._redoable(user)]), None)

    def _redoable(self, user: str) -> Iterator[tuple[str, Document]]:
        """The changes that redo would make again, newest first, with their numbers."""
        for number, change in self.snapshot.history():
            if change.get("user") == user:
                if not change.get("undone"):
                    break
                if not change.get("replaced"):
                    yield number, change

    def _document(self, table: str, key: str) -> Document | None:
        """A document as it will be."""
        waiting = self.tables.get(table, {})
        if key in waiting:
            return waiting[key]
        lines = self.snapshot.table(table)
        return lines.document(key) if key in lines else None

    def _put(self, table: str, key: str, document: Document | None) -> None:
        self.tables.setdefault(table, {})[key] = document
