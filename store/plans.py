"""What a command does to articles, decided from their records as they are under the lock."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from store.aliases import Aliases
from store.index import Known
from store.record import Record
from store.tags import Facet, Tag, fold

Change = Callable[[str, Record], Record]
"""Gives the record of an article, by its key, as it shall be."""

Held = frozenset[tuple[Facet, str]]
"""The effective tags of an article: facets and folded names."""


class Plan(NamedTuple):
    """What shall be done."""

    label: str
    """In words: `+Europe`, `read`."""
    change: Change
    """In deed."""
    edits: "tuple[TagEdit, ...]" = ()
    """The same for tags, if it is about tags."""


Planner = Callable[[Mapping[str, Known], Mapping[str, Record]], Plan]
"""Decides what to do, from the articles of the index and their records, by key."""


@dataclass(frozen=True, slots=True)
class TagChange:
    """A tag to give or to take."""

    tag: Tag
    gives: bool = True
    """Is the tag given? It is taken away otherwise."""

    @property
    def label(self) -> str:
        """The change in short: `+Europe`, `-Asia`."""
        return f"{'+' if self.gives else '-'}{self.tag.name}"

    def made_in(self, record: Record, known: Known) -> Record:
        """The record of an article with the change made."""
        source, aliases = known.source_tags(self.tag.facet), known.aliases_of(self.tag.facet)
        return (record.with_tag if self.gives else record.without_tag)(self.tag, source, aliases)

    def made_among(self, held: Held, known: Known) -> Held:
        """The tags of an article that had some, with the change made."""
        tag = {(self.tag.facet, fold(known.aliases_of(self.tag.facet).now(self.tag.name)))}
        return held | tag if self.gives else held - tag


@dataclass(frozen=True, slots=True)
class Clearing:
    """All tags of a facet to take."""

    facet: Facet
    names: tuple[str, ...] | None = None
    """Only those of these names; None for all."""

    @property
    def label(self) -> str:
        """The change in short: `no region`."""
        return f"no {self.facet}"

    def made_in(self, record: Record, known: Known) -> Record:
        """The record of an article with the change made."""
        source, aliases = known.source_tags(self.facet), known.aliases_of(self.facet)
        wanted = self._wanted(aliases)
        for name in map(aliases.now, (*source, *record.added(self.facet))):
            if wanted is None or fold(name) in wanted:
                record = record.without_tag(Tag(self.facet, name), source, aliases)
        return record

    def made_among(self, held: Held, known: Known) -> Held:
        """The tags of an article that had some, with the change made."""
        wanted = self._wanted(known.aliases_of(self.facet))
        return frozenset(
            (facet, name)
            for facet, name in held
            if facet is not self.facet or (wanted is not None and name not in wanted)
        )

    def _wanted(self, aliases: Aliases) -> set[str] | None:
        """The folded names that the tags to take have now; None for all."""
        return None if self.names is None else {fold(aliases.now(name)) for name in self.names}


TagEdit = TagChange | Clearing
"""Something that changes tags."""


def changing(edits: Sequence[TagEdit]) -> Planner:
    """Give tags and take tags."""

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        def change(key: str, record: Record) -> Record:
            for one in edits:
                record = one.made_in(record, known[key])
            return record

        return Plan(" ".join(one.label for one in edits), change, tuple(edits))

    return plan


def toggling(tag: Tag) -> Planner:
    """Give a tag to all articles, or take it from all if all have it."""

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        takes = bool(records) and all(
            bears(tag, record, known[key]) for key, record in records.items()
        )
        return changing([TagChange(tag, gives=not takes)])(known, records)

    return plan


def marking_read(is_read: bool | None) -> Planner:
    """Mark articles read or unread; None: read, or unread if all of them are read."""

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        shall = not all(one.is_read for one in records.values()) if is_read is None else is_read
        label = "read" if shall else "unread"
        return Plan(label, lambda _, one: replace(one, is_read=shall))

    return plan


def starring(is_starred: bool | None) -> Planner:
    """Star articles or take their stars; None: star, or take the stars if all of them have one."""

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        are_all = all(one.is_starred for one in records.values())
        shall = not are_all if is_starred is None else is_starred
        label = "starred" if shall else "unstarred"
        return Plan(label, lambda _, one: replace(one, is_starred=shall))

    return plan


def noting(note: str, before: str) -> Planner:
    """Write a note; where it is not as it was `before` any more, below what another wrote."""

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        here = next((one.note for one in records.values()), "")
        label, shall = "note" if note else "no note", note
        if here not in (before, note, "") and note != before:
            label = "note, both texts kept" if note else "note kept, as another wrote it anew"
            shall = f"{here}\n\n{note}".strip()
        return Plan(label, lambda _, one: one if note == before else replace(one, note=shall))

    return plan


def bears(tag: Tag, record: Record, known: Known) -> bool:
    """Is the tag one of an article's effective tags?"""
    return record.bears(tag, known.source_tags(tag.facet), known.aliases_of(tag.facet))


class PreviewedChange(NamedTuple):
    """What one change of a tag would do."""

    change: TagEdit
    changed: int
    """How many articles it would change."""
    same: int
    """How many are so already."""


class Preview(NamedTuple):
    """What changes of tags would do to articles."""

    changes: tuple[PreviewedChange, ...]
    keys: tuple[str, ...]
    """The articles that would be changed, in the order they were named."""


class Scope(NamedTuple):
    """Articles that changes are for, as they are at one time."""

    known: Mapping[str, Known]
    """The articles by key, in the order they were named."""
    stamp: str
    """The stamp of the tag file at that time."""

    def preview(self, edits: Sequence[TagEdit]) -> Preview:
        """What changes would do to the articles."""
        return previewed(edits, self.known)


def previewed(edits: Sequence[TagEdit], known: Mapping[str, Known]) -> Preview:
    """What changes would do to articles, one after the other, as the index has them."""
    changed: Counter[int] = Counter()
    touched = []
    for key, article in known.items():
        before = held = frozenset((tag.facet, fold(tag.name)) for tag in article.tags)
        for number, one in enumerate(edits):
            after = one.made_among(held, article)
            changed[number] += after != held
            held = after
        if held != before:
            touched.append(key)
    counts = [(changed[number], len(known) - changed[number]) for number in range(len(edits))]
    parts = map(PreviewedChange, edits, *zip(*counts, strict=True)) if edits else ()
    return Preview(tuple(parts), tuple(touched))
