"""Undo and redo: a step of the history taken back, or made again, on what is there now."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from store.errors import HistoryError
from store.harmless import harmless_line
from store.history import apply, did, inverse, without_keys
from store.pending import Pending


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
        try:
            after = apply(inverse(done) if back else done, pending.record(key))
        except HistoryError as error:
            if not rest:
                raise _changed_again(pending, key, entry, error, back) from error
            passed_over.add(key)
        else:
            path = after.path or entry.get("paths", {}).get(key, "")
            pending.put_records({key: replace(after, path=path)})
    entry.pop("undone", None)
    if passed_over:
        entry = without_keys(entry, passed_over)
    pending.put_change(number, {**entry, "undone": True} if back else entry)
    return f"{'undo' if back else 'redo'} of {harmless_line(str(entry.get('label', '')))}"


def _changed_again(
    pending: Pending, key: str, entry: Mapping[str, Any], why: HistoryError, back: bool
) -> HistoryError:
    command = "undo" if back else "redo"
    return HistoryError(
        f"Nothing was changed: {pending.path_of(key) or key} has been changed again since "
        f"“{entry.get('label', '')}”: {why}. `grtui {command} --rest` passes over it."
    )
