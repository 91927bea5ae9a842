"""Undo and redo: a step of the history taken back, or made again, on what is there now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from store.errors import HistoryError
from store.harmless import harmless_line
from store.history import Difference, apply, did, inverse, without_keys
from store.pending import Pending
from store.record import Record


def travel(pending: Pending, user: str, *, back: bool, rest: bool) -> str | None:
    """Put into a change what undo or redo of a user does: its label, None where there is nothing.

    With `rest`, the articles on which it has been changed again since are passed over, and leave
    the step.

    Raises:
        HistoryError: What the step changed has been changed again since.
        ValueError: The step cannot be read.
    """
    found = pending.last_done(user) if back else pending.first_undone(user)
    if found is None:
        return None
    number, entry = found
    passed_over = set()
    for key, done in dict(did(entry)).items():
        step = inverse(done) if back else done
        try:
            pending.put_records({key: _stepped(pending.record(key), step, key, entry)})
        except HistoryError as error:
            if not rest:
                command = "undo" if back else "redo"
                raise HistoryError(f"{error} `grtui {command} --rest` passes over it.") from error
            passed_over.add(key)
    entry.pop("undone", None)
    if passed_over:
        entry = without_keys(entry, passed_over)
    pending.put_change(number, {**entry, "undone": True} if back else entry)
    return f"{'undo' if back else 'redo'} of {harmless_line(str(entry.get('label', '')))}"


def _stepped(
    record: Record, step: Sequence[Difference], key: str, entry: Mapping[str, Any]
) -> Record:
    """A record with a step of the history made, and with its old path if it comes back."""
    try:
        after = apply(step, record)
    except HistoryError as error:
        raise HistoryError(
            f"Nothing was changed: since “{entry.get('label', '')}”, the article "
            f"{record.path or key} has been changed by another; {error}."
        ) from error
    return replace(after, path=after.path or entry.get("paths", {}).get(key, ""))
