"""What a change really did to records, how to take it back, and how it is written down."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from store import naming
from store.errors import HistoryError
from store.harmless import harmless, harmless_line
from store.naming import NamingChange
from store.record import Record
from store.tag_text import Document
from store.tags import fold

Names = tuple[str, ...]
Value = bool | str | Names | None

LISTS = {
    "added.region": "added_regions",
    "added.theme": "added_themes",
    "removed.region": "removed_regions",
    "removed.theme": "removed_themes",
}
"""The fields with tags, as they are called in the tag file, and in a Record."""

SCALARS = {"read": "is_read", "starred": "is_starred", "note": "note"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is another in a record than before.

    A tag that came has no `before`, one that went no `after`. A read mark, a star, a note, and a
    list of tags that was put in another order have both.
    """

    field: str
    before: Value
    after: Value
    place: int = 0
    """For one tag: how many tags stand behind it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the history."""

    when: datetime
    user: str
    label: str
    articles: int
    """How many articles it changed."""
    undone: bool
    kept: int = 0
    """On how many of them it stands all the same, as undo had to pass over them."""


def differences(before: Record, after: Record) -> tuple[Difference, ...]:
    """What makes one record of another, in the order in which to apply it; the path is left out."""
    found: list[Difference] = []
    for name, attribute in LISTS.items():
        old, new = getattr(before, attribute), getattr(after, attribute)
        if old != new:
            found += _of_lists(name, old, new)
    for name, attribute in SCALARS.items():
        old, new = getattr(before, attribute), getattr(after, attribute)
        if old != new:
            found.append(Difference(name, old, new))
    return tuple(found)


def _of_lists(name: str, old: Names, new: Names) -> list[Difference]:
    stay = [tag for tag in old if tag in new]
    if _has_doubles(old) or _has_doubles(new) or stay != [tag for tag in new if tag in old]:
        return [Difference(name, old, new)]
    gone = [
        Difference(name, tag, None, len(old) - at - 1)
        for at, tag in enumerate(old)
        if tag not in new
    ]
    come = [
        Difference(name, None, tag, sum(other in old for other in new[at + 1 :]))
        for at, tag in enumerate(new)
        if tag not in old
    ]
    return gone + come


def _has_doubles(names: Names) -> bool:
    return len(names) > 1 and len(set(map(fold, names))) < len(names)


def inverse(done: Sequence[Difference]) -> tuple[Difference, ...]:
    """The differences that take others back."""
    return tuple(replace(one, before=one.after, after=one.before) for one in reversed(done))


def apply(wanted: Iterable[Difference], record: Record) -> Record:
    """The record with the differences made, whatever else is in it.

    Raises:
        HistoryError: It is not as the differences expect it: somebody changed the same thing.
    """
    for one in wanted:
        attribute = LISTS.get(one.field) or SCALARS[one.field]
        changed: dict[str, Any] = {attribute: _applied(one, getattr(record, attribute))}
        record = replace(record, **changed)
    return record


def _applied(one: Difference, value: Any) -> Value:
    if one.field in SCALARS or isinstance(one.before, tuple):
        if value != one.before:
            raise HistoryError(f"its {one.field} has been changed again")
        return one.after
    names = list(value)
    if one.after is None:
        if one.before not in names:
            raise HistoryError(f"the tag {one.before} is no longer there")
        names.remove(one.before)
    else:
        if fold(str(one.after)) in map(fold, names):
            raise HistoryError(f"the tag {one.after} is there again")
        names.insert(max(0, len(names) - one.place), str(one.after))
    return tuple(names)


def written(
    when: datetime,
    user: str,
    label: str,
    changed: Mapping[str, Sequence[Difference]],
    vocabulary: Iterable[NamingChange] = (),
) -> Document:
    """A change as a document: articles with equal differences share them.

    `{"at": ..., "user": ..., "label": ..., "changes": [{"keys": [...], "did": [[field, before,
    after, place], ...]}, ...]}`; an undone one has `"undone": true`, `"kept"` holds the keys that
    undo and redo pass over for good, and `"paths"` holds the paths of records that are not there at
    present, since they had nothing else. What it did to the vocabulary is in `"vocabulary":
    [[facet, kind, name, before, after], ...]`; with `"vocabulary_kept": true` undo and redo pass
    over that.
    """
    alike: dict[tuple[Difference, ...], list[str]] = {}
    for key, did in changed.items():
        alike.setdefault(tuple(did), []).append(key)
    others = [naming.as_list(one) for one in vocabulary]
    return {
        "at": when.isoformat(timespec="seconds"),
        "user": user,
        "label": label,
        "changes": [
            {"keys": keys, "did": [_as_list(one) for one in did]} for did, keys in alike.items()
        ],
        **({"vocabulary": others} if others else {}),
    }


def _as_list(one: Difference) -> list[Any]:
    values: list[Any] = [one.field, one.before, one.after]
    return [*values, one.place] if one.place else values


def did(document: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """The key of each article that a written change changed, and how; names as in a record."""
    for change in document["changes"]:
        read = (_from_list(*values) for values in change["did"])
        steps = tuple(step for step in read if step.before != step.after)
        for key in change["keys"]:
            yield key, steps


def in_order(changes: Iterable[str]) -> list[str]:
    """The numbers of written changes, oldest first, without keys that are none."""
    return sorted((number for number in changes if number.isdecimal()), key=int)


def check(document: Mapping[str, Any]) -> None:
    """Make sure that undo and redo can use a written change.

    Raises:
        ValueError: They cannot.
    """
    try:
        as_step(document).when.astimezone()
        lists = [change["keys"] for change in document["changes"]]
        lists += [document.get("kept", []), list(document.get("paths", {}).values())]
        if not all(type(one) is list and _are_texts(one) for one in lists):
            raise TypeError
        for change in document["changes"]:
            for field, before, after, *place in change["did"]:
                if not _may_be(field, before, after):
                    raise TypeError
                if place and (len(place) > 1 or type(place[0]) is not int):
                    raise TypeError
        naming.did(document)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ValueError("a change of its history cannot be read") from error


def _may_be(field: str, before: Any, after: Any) -> bool:
    """Are these a difference as `Difference` says?"""
    kinds = {type(before), type(after)}
    if field not in LISTS:
        return kinds == {str if field == "note" else bool} and field in SCALARS
    return kinds == {str, type(None)} or (
        kinds == {list} and _are_texts(before) and _are_texts(after)
    )


def _are_texts(values: Iterable[Any]) -> bool:
    return {str}.issuperset(map(type, values))


def _from_list(field: str, before: Any, after: Any, place: int = 0) -> Difference:
    return Difference(field, _read(field, before), _read(field, after), place)


def _read(field: str, value: Any) -> Value:
    """A value as `store.documents` reads it into a record, or undo would not find it there."""
    if field in LISTS and isinstance(value, list):
        return tuple(filter(None, map(harmless_line, value)))
    if isinstance(value, str):
        return (harmless_line(value) or None) if field in LISTS else harmless(value)
    return cast(Value, value)


def as_step(document: Mapping[str, Any]) -> Step:
    """The line of the history for a written change."""
    return Step(
        datetime.fromisoformat(document["at"]),
        harmless_line(str(document["user"])),
        harmless_line(str(document["label"])),
        sum(len(change["keys"]) for change in document["changes"]),
        bool(document.get("undone")),
        len(document.get("kept", ())),
    )


def with_moved_keys(document: Mapping[str, Any], moves: Mapping[str, str]) -> Document:
    """A written change in which articles have their new keys.

    Where articles became one, so do their differences: what one of them says of a tag or a mark
    goes before what the others say.
    """
    named = [key for change in document["changes"] for key in change["keys"]]
    now = [moves.get(key, key) for key in named]
    if len({*now}) < len(now):
        document = _joined(document, moves)
    changes = [
        {**change, "keys": [moves.get(key, key) for key in change["keys"]]}
        for change in document["changes"]
    ]
    moved = {**document, "changes": changes}
    if paths := document.get("paths"):
        moved["paths"] = {moves.get(key, key): path for key, path in paths.items()}
    if kept := document.get("kept"):
        # What goes on for one of the articles that became one goes on for it.
        goes_on = {new for key, new in zip(named, now, strict=True) if key not in kept}
        new_keys = dict.fromkeys(moves.get(key, key) for key in kept)
        moved["kept"] = [key for key in new_keys if key not in goes_on]
    return moved


def _joined(document: Mapping[str, Any], moves: Mapping[str, str]) -> Document:
    """A written change in which each article that others become has their differences too."""
    whole: dict[str, list[list[Any]]] = {}
    first: dict[str, str] = {}
    for change in document["changes"]:
        for key in change["keys"]:
            new = moves.get(key, key)
            here = whole.setdefault(first.setdefault(new, key), [])
            said = touched(_from_list(*values) for values in here)
            here += [one for one in change["did"] if said.isdisjoint(touched([_from_list(*one)]))]
    changes = [{"keys": [key], "did": values} for key, values in whole.items()]
    return {**document, "changes": changes}


def without_keys(document: Mapping[str, Any], keys: Container[str]) -> Document:
    """A written change without what it did to some articles."""
    changes = [
        {**change, "keys": [key for key in change["keys"] if key not in keys]}
        for change in document["changes"]
    ]
    return {**document, "changes": [change for change in changes if change["keys"]]}


def touched(done: Iterable[Difference]) -> set[tuple[str, str]]:
    """What differences are about: each a field, with the folded name of a tag or ""."""
    found: set[tuple[str, str]] = set()
    for one in done:
        for value in (one.before, one.after):
            names = value if isinstance(value, tuple) else (value,)
            is_tag = one.field in LISTS
            found.update((one.field, fold(str(name)) if is_tag else "") for name in names if name)
    return found


def tagged_by(key: str, changes: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Step]:
    """The step that gave or took each tag of an article last, from written changes, newest first.

    By field and folded name; what was undone did nothing.
    """
    found: dict[tuple[str, str], Step] = {}
    for document in changes:
        if document.get("undone") and key not in document.get("kept", ()):
            continue
        for changed, steps in did(document):
            if changed == key:
                come = [one for one in steps if one.field in LISTS and one.after]
                for about in touched(replace(one, before=None) for one in come):
                    found.setdefault(about, as_step(document))
    return found
