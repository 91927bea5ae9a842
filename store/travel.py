"""Undo and redo: a step of the history taken back, or made again, on what is there now."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from store import naming
from store.errors import HistoryError
from store.harmless import harmless_line
from store.history import LISTS, Difference, Value, apply, did, inverse, touched, without_keys
from store.naming import Kind, NamingChange, values
from store.pending import Pending
from store.tags import Facet, fold

Given = dict[tuple[str, str], Value]
"""How steps of the history have left a tag (is it there?), a mark or a note, by field and name."""


def travel(pending: Pending, user: str, *, back: bool, rest: bool, only: str = "") -> str | None:
    """Put into a change what undo or redo of a user does: its label, None where there is nothing.

    With `rest`, the articles on which it has been changed again since are passed over: a step that
    is taken back stands on them for good, and one that is made again leaves them out for good. So
    it is with all that a step did to the vocabulary, where a part of that was changed again. Where
    `only` is the number of a step that stands, that one is taken back, whatever came after it.

    Raises:
        HistoryError: What the step changed has been changed again since.
    """
    found = pending.last_done(user, only) if back else pending.first_undone(user)
    if found is None:
        return None
    number, entry = found
    kept = entry.get("kept", [])
    wanted = _way(entry, back=back)
    for key in kept:
        wanted.pop(key, None)
    others = _others_since(pending, number, user, wanted)
    names = _way_of_names(entry, back=back)
    obstacle = _obstacle(pending, int(number), user, names)
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
    if obstacle and not rest:
        what, who = obstacle
        raise HistoryError(
            f"Nothing was changed: {what} has been changed again since “{_label(entry)}”{who}."
        )
    entry.pop("undone", None)
    if not obstacle:
        pending.put_vocabulary(_fitting(pending, names))
    elif back:
        entry["vocabulary_kept"] = True
    else:
        entry.pop("vocabulary")
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


def _way_of_names(entry: Mapping[str, Any], *, back: bool) -> list[NamingChange]:
    """What to do to the vocabulary."""
    if entry.get("vocabulary_kept"):
        return []
    done = naming.did(entry)
    return [one.inverse for one in reversed(done)] if back else done


def _obstacle(
    pending: Pending, number: int, user: str, wanted: Sequence[NamingChange]
) -> tuple[str, str] | None:
    """What of the vocabulary was changed again since a step, and by whom; None where nothing was.

    The words are parts of a sentence.
    """
    things = {one.thing: one for one in wanted}
    for later, step in pending.snapshot.history() if wanted else ():
        if int(later) <= number:
            break
        if step["user"] != user and (step.get("vocabulary_kept") or not step.get("undone")):
            for one in naming.did(step):
                if one.thing in things:
                    return _in_words(one), f", by {harmless_line(str(step['user']))}"
    for facet in {one.facet for one in wanted}:
        of_facet = [one for one in wanted if one.facet is facet]
        if changed := _otherwise(pending, facet, of_facet):
            return _in_words(changed), ""
    return None


def _otherwise(
    pending: Pending, facet: Facet, wanted: Sequence[NamingChange]
) -> NamingChange | None:
    """One of the changes of a facet that cannot be made of what is there now.

    Those of letters always can: letters are also given without a step of the history.
    """
    document = pending.naming_document(facet)
    changes = [one for one in wanted if one.kind is not Kind.LETTER]
    for one in changes:
        if values(document, one.kind).get(one.name) != one.before:
            return one
    led = naming.naming_of(document).aliases.by_folded.keys() - {fold(one.name) for one in changes}
    after = naming.naming_of(naming.made_in(document, changes)).aliases
    # What is there and no part of the step would lead in a circle.
    return changes[0] if led - after.by_folded.keys() else None


def _fitting(pending: Pending, wanted: Sequence[NamingChange]) -> list[NamingChange]:
    """The changes with those of letters as they can be made of what is there now."""
    found = [one for one in wanted if one.kind is not Kind.LETTER]
    for facet in Facet:
        letters = [one for one in wanted if one.kind is Kind.LETTER and one.facet is facet]
        found += naming.fitting_letters(facet, pending.codes(facet), letters)
    return found


def _in_words(change: NamingChange) -> str:
    what = f"the {change.facet} {harmless_line(change.name)}"
    return f"the letter of {what}" if change.kind is Kind.LETTER else what


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
