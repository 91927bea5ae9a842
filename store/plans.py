"""What a command does to articles, decided from their records as they are under the lock."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from store.index import Known
from store.record import Record
from store.tags import Facet, Tag, fold

Change = Callable[[str, Record], Record]
"""Gives the record of an article, by its key, as it shall be."""

Plan = tuple[str, Change]
"""What shall be done, in words (`+Europe`, `read`) and in deed."""

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
        source = known.source_tags(self.tag.facet)
        return (record.with_tag if self.gives else record.without_tag)(self.tag, source)


def changing(changes: Sequence[TagChange]) -> Planner:
    """Give tags and take tags."""

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        def change(key: str, record: Record) -> Record:
            for one in changes:
                record = one.made_in(record, known[key])
            return record

        return " ".join(one.label for one in changes), change

    return plan


def toggling(tag: Tag) -> Planner:
    """Give a tag to all articles, or take it from all if all have it."""

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        takes = bool(records) and all(
            bears(tag, record, known[key]) for key, record in records.items()
        )
        return changing([TagChange(tag, gives=not takes)])(known, records)

    return plan


def clearing(facet: Facet, names: Iterable[str] | None = None) -> Planner:
    """Take the tags of a facet away: all, or those of some names."""
    wanted = None if names is None else {*map(fold, names)}

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        def change(key: str, record: Record) -> Record:
            source = known[key].source_tags(facet)
            for name in (*source, *record.added(facet)):
                if wanted is not None and fold(name) not in wanted:
                    continue
                record = record.without_tag(Tag(facet, name), source)
            return record

        return f"no {facet}", change

    return plan


def marking_read(is_read: bool | None) -> Planner:
    """Mark articles read or unread; None: read, or unread if all of them are read."""

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        shall = not all(one.is_read for one in records.values()) if is_read is None else is_read
        return "read" if shall else "unread", lambda _, one: replace(one, is_read=shall)

    return plan


def starring(is_starred: bool | None) -> Planner:
    """Star articles or take their stars; None: star, or take the stars if all of them have one."""

    def plan(known: Mapping[str, Known], records: Mapping[str, Record]) -> Plan:
        are_all = all(one.is_starred for one in records.values())
        shall = not are_all if is_starred is None else is_starred
        label = "starred" if shall else "unstarred"
        return label, lambda _, one: replace(one, is_starred=shall)

    return plan


def bears(tag: Tag, record: Record, known: Known) -> bool:
    """Is the tag one of an article's effective tags?"""
    tags = record.given(tag.facet, known.source_tags(tag.facet))
    return any(one.counts and fold(one.name) == fold(tag.name) for one in tags)


@dataclass(frozen=True, slots=True)
class PreviewedChange:
    """What one change of a tag would do."""

    change: TagChange
    changed: int
    """How many articles it would change."""
    same: int
    """How many are so already."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What changes of tags would do to articles."""

    changes: tuple[PreviewedChange, ...]
    keys: tuple[str, ...]
    """The articles that would be changed, in the order they were named."""


def previewed(changes: Sequence[TagChange], known: Mapping[str, Known]) -> Preview:
    """What changes would do to articles, as the index has them."""
    parts, touched = [], set()
    for one in changes:
        would = [key for key, article in known.items() if article.bears(one.tag) != one.gives]
        parts.append(PreviewedChange(one, len(would), len(known) - len(would)))
        touched.update(would)
    return Preview(tuple(parts), tuple(key for key in known if key in touched))
