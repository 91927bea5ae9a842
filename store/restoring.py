"""What restoring a dump changes in a tag file that is there.

The reader's work here is the newer one. Merging loses nothing on either side; where both sides say
the contrary of a tag, the one here stays. Replacing makes the records those of the dump. In both, a
record that is here keeps its path, the history and the letters that are here stay, letters that are
free are added, and so is what others wrote, but for what is here already: undo could not bring
back what is neither a record nor a name. The names of tags go as the records do: those of the dump
are added, or take the place of those here.
"""

from dataclasses import replace

from store import naming
from store.aliases import Naming
from store.answers import Restoration
from store.documents import NOTHING, document_of, joined
from store.dump import Dump
from store.pending import Pending, Snapshot, codes_in
from store.record import Record
from store.tag_text import Document
from store.tags import Facet, fold, without_doubles

_Written = tuple[Record, Document]
"""A record and the document that it is in."""

_OWN = {"articles", "history"}
_FACETS = {facet.value for facet in Facet}


def restore(dump: Dump, pending: Pending, *, replaces: bool) -> Restoration:
    """Put what is in a dump into a change of the tag file, and count what that changes."""
    here = pending.snapshot
    wanted = _wanted(dump, here, replaces)
    pending.put_documents("articles", wanted)
    others = _put_others(dump, pending) + _put_names(dump, pending, replaces=replaces)
    mine = {key for key, record in here.records.items() if _says_something(record)}
    theirs = {key for key, record in dump.records.items() if _says_something(record)}
    changed = len(wanted.keys() & mine & theirs)
    return Restoration(
        new=len(wanted.keys() - mine),
        changed=changed,
        same=len(mine & theirs) - changed,
        only_here=len(mine - theirs),
        gone=len(mine - theirs) if replaces else 0,
        others=others,
    )


def _says_something(record: Record) -> bool:
    # A hundred thousand times: without making a record that has no path.
    tags = record.added_regions or record.added_themes
    tags = tags or record.removed_regions or record.removed_themes
    return bool(tags or record.is_read or record.is_starred or record.note)


def _wanted(dump: Dump, here: Snapshot, replaces: bool) -> dict[str, Document | None]:
    """The documents of articles that shall be others than they are; None removes."""
    articles, lines = here.table("articles"), here.table("articles").lines
    coming = dump.table("articles")
    join = _replaced if replaces else _merged
    wanted: dict[str, Document | None] = {}
    for key, line in coming.lines.items():
        if (old := lines.get(key)) != line:
            there, mine = dump.records[key], here.records.get(key, NOTHING)
            theirs, ours = coming.document(key), articles.document(key) if old else {}
            document = join((there, theirs), (mine, ours))
            if not _are_alike(document, ours) and not _are_alike(document, document_of(mine, ours)):
                wanted[key] = _unless_empty(document)
    if replaces:
        for key in here.records.keys() - dump.records.keys():
            if _says_something(here.records[key]):
                wanted[key] = _unless_empty(document_of(NOTHING, articles.document(key)))
    return wanted


def _replaced(theirs: _Written, ours: _Written) -> Document:
    record = replace(theirs[0], path=ours[0].path or theirs[0].path)
    return document_of(record, joined(theirs[1], ours[1]))


def _merged(theirs: _Written, ours: _Written) -> Document:
    (there, older), (here, newer) = theirs, ours
    less = replace(
        there,
        added_regions=_less(there.added_regions, here.removed_regions),
        added_themes=_less(there.added_themes, here.removed_themes),
        removed_regions=_less(there.removed_regions, here.added_regions),
        removed_themes=_less(there.removed_themes, here.added_themes),
        note="" if _holds(here.note, there.note) else there.note,
    )
    if less != there:
        older = document_of(less, older)
    if here.note and _holds(less.note, here.note):
        newer = document_of(replace(here, note=""), newer)
    return joined(older, newer)


def _less(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    folded = {*map(fold, others)}
    return tuple(name for name in names if fold(name) not in folded) if folded else names


def _holds(note: str, other: str) -> bool:
    """Is the other note in one, as whole paragraphs? Merged once more, it would be there twice."""
    return other in note and f"\n\n{other}\n\n" in f"\n\n{note}\n\n"


def _are_alike(one: Document, other: Document) -> bool:
    """Do two documents say the same, but for the path?"""
    return one.keys() - {"path"} == other.keys() - {"path"} and all(
        other[field] == value for field, value in one.items() if field != "path"
    )


def _unless_empty(document: Document) -> Document | None:
    return document if document.keys() - {"path"} else None


def _put_others(dump: Dump, pending: Pending) -> int:
    """Put free letters, and documents of other tables that are not here; how many came?"""
    here, count = pending.snapshot, 0
    for name, table in dump.tables.items():
        if name not in _OWN:
            mine = here.table(name)
            new = {key: document for key, document in table.documents(table) if key not in mine}
            if name in ("letters", naming.TABLE):
                new = {key: document for key, document in new.items() if key not in _FACETS}
            if new:
                pending.put_documents(name, new)
                count += len(new)
    return count + _put_letters(dump, pending)


def _put_names(dump: Dump, pending: Pending, *, replaces: bool) -> int:
    """Join or replace what the reader changed in the vocabulary; how much of that is new?"""
    table, count = dump.table(naming.TABLE), 0
    for facet in Facet:
        theirs = naming.naming_of(table.document(facet.value) if facet.value in table else {})
        document = pending.naming_document(facet)
        mine = naming.naming_of(document)
        joined_names = Naming(
            mine.aliases.joined(theirs.aliases),
            without_doubles((*mine.hidden, *theirs.hidden)),
        )
        after = theirs if replaces else joined_names
        changes = naming.changes_to(facet, document, after) if after != mine else []
        pending.put_vocabulary(changes)
        count += len(changes)
    return count


def _put_letters(dump: Dump, pending: Pending) -> int:
    theirs, mine = dump.table("letters"), pending.snapshot.table("letters")
    letters = {facet: theirs.document(facet.value) for facet in Facet if facet.value in theirs}
    pending.put_letters({facet: codes_in(document) for facet, document in letters.items()})
    after = pending.tables.get("letters", {})
    return sum(
        len(after.get(facet.value) or {})
        - (len(mine.document(facet.value)) if facet.value in mine else 0)
        for facet in letters
        if facet.value in after
    )
