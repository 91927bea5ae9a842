"""Undo and redo: a step of the history taken back, or made again, on what is there now."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from store.errors import HistoryError
from store.harmless import harmless_line
from store.history import LISTS, Difference, Value, apply, did, inverse, touched, without_keys
from store.pending import Pending

Given = dict[tuple[str, str], Value]
"""How steps of the history have left a tag (is it there?), a mark or a note, by field and name."""


def travel(pending: Pending, user: str, *, back: bool, rest: bool) -> str | None:
    """Put into a change what undo or redo of a user does: its label, None where there is nothing.

    With `rest`, the articles on which it has been changed again since are passed over: a step that
    is taken back stands on them for good, and one that is made again leaves them out for good.

    Raises:
        HistoryError: What the step changed has been changed again since.
    """
    found = pending.last_done(user) if back else pending.first_undone(user)
    if found is None:
        return None
    number, entry = found
    kept = entry.get("kept", [])
    wanted = _way(entry, back=back)
    for key in kept:
        wanted.pop(key, None)
    others = _others_since(pending, number, user, wanted)
    if back:
        wanted = _without_what_stands(pending, number, wanted)
    conflicts = {key: f", by {other}" for key, other in others.items()}
    for key, done in wanted.items():
        if key in others:
            continue
        try:
            after = apply(done, pending.record(key))
        except HistoryError as error:
            conflicts[key] = f": {error}"
        else:
            path = after.path or pending.path_of(key)
            pending.put_records({key: replace(after, path=path)})
    if conflicts and not rest:
        raise _changed_again(pending, entry, conflicts)
    entry.pop("undone", None)
    if conflicts and back:
        entry["kept"] = [*kept, *sorted(conflicts)]
    elif conflicts:
        entry = without_keys(entry, conflicts)
    pending.put_change(number, {**entry, "undone": True} if back else entry)
    return f"{'undo' if back else 'redo'} of {_label(entry)}"


def _way(entry: Mapping[str, Any], *, back: bool) -> dict[str, tuple[Difference, ...]]:
    """What to do to each article; those of a bulk change share it."""
    wanted: dict[str, tuple[Difference, ...]] = {}
    last: tuple[Difference, ...] | None = None
    way: tuple[Difference, ...] = ()
    for key, done in did(entry):
        if done is not last:
            last, way = done, inverse(done) if back else done
        wanted[key] = way
    return wanted


def _others_since(
    pending: Pending, number: str, user: str, wanted: Mapping[str, Sequence[Difference]]
) -> dict[str, str]:
    """By articles, who else has changed since the step what it changed, so that it stands now.

    It may look as before: the tag that is there may be another's, who took it away and gave it.
    """
    others: dict[str, str] = {}
    for later, who, key, done in _standing(pending, wanted.keys()):
        if later <= int(number):
            break
        if who != user and not touched(wanted[key]).isdisjoint(touched(done)):
            others.setdefault(key, harmless_line(who))
    return others


def _without_what_stands(
    pending: Pending, number: str, wanted: Mapping[str, tuple[Difference, ...]]
) -> dict[str, tuple[Difference, ...]]:
    """What undo does, without taking what an earlier step gave as well.

    Where two articles became one, each may have got the same: one of the steps is enough for it.
    """
    given: dict[str, Given] = {}
    last, gives = None, Given()
    for earlier, _, key, done in _standing(pending, wanted.keys()):
        if earlier >= int(number):
            continue
        if done is not last:
            last, gives = done, _given_by(done)
        given[key] = gives | given.get(key, {})
    return {
        **wanted,
        **{
            key: tuple(one for one in wanted[key] if not _is_given(one, gives, wanted[key]))
            for key, gives in given.items()
        },
    }


def _standing(
    pending: Pending, keys: Set[str]
) -> Iterator[tuple[int, str, str, tuple[Difference, ...]]]:
    """What the steps that stand did to articles, newest first: number, user, key, and what."""
    for number, step in pending.snapshot.history():
        stands = keys & set(step.get("kept", ())) if step.get("undone") else keys
        for key, done in did(step):
            if key in stands:
                yield int(number), str(step["user"]), key, done


def _given_by(done: Sequence[Difference]) -> Given:
    """How differences leave what they are about: is a tag there, what is a mark or a note?"""
    return {
        thing: thing in touched([replace(one, before=None)]) if one.field in LISTS else one.after
        for one in done
        for thing in touched([one])
    }


def _is_given(
    one: Difference,
    given: Given,
    whole: Sequence[Difference],
) -> bool:
    """Does an earlier step give what a difference takes back, and the step does no more to it?"""
    if not one.before or isinstance(one.before, tuple):
        return False
    (thing,) = touched([one])
    is_respelled = any(thing in touched([other]) for other in whole if other is not one)
    return not is_respelled and given.get(thing) == (True if one.field in LISTS else one.before)


def _changed_again(
    pending: Pending, entry: Mapping[str, Any], conflicts: Mapping[str, str]
) -> HistoryError:
    first = min(conflicts)
    name = pending.path_of(first) or first
    more = f" and {len(conflicts) - 1:,} more" if len(conflicts) > 1 else ""
    have = "have" if more else "has"
    return HistoryError(
        f"Nothing was changed: {name}{more} {have} been changed again since "
        f"“{_label(entry)}”{conflicts[first]}."
    )


def _label(entry: Mapping[str, Any]) -> str:
    return harmless_line(str(entry["label"]))
