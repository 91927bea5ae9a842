"""How wide the lines of an article are set."""

from collections.abc import Iterable

MEASURE = 80
"""The widest line of text, in columns, where nothing else is said."""

CHOICES = (60, 80, 100, None)
"""The widths one can choose from; None is that of the whole pane."""


def columns(measure: int | None, room: int) -> int:
    """How wide a line is, where there is `room` for so many columns."""
    return max(10, room if measure is None else min(measure, room))


def next_measure(measure: int | None, room: int) -> int | None:
    """The next width that looks different; the same one where all look the same.

    >>> next_measure(80, 200), next_measure(None, 200), next_measure(80, 70)
    (100, 60, 60)
    """
    for choice in _after(measure):
        if columns(choice, room) != columns(measure, room):
            return choice
    return measure


def _after(measure: int | None) -> Iterable[int | None]:
    """All choices, from the one that follows on."""
    wider = [choice for choice in CHOICES if choice is None or (measure and choice > measure)]
    return [*(wider if measure else []), *CHOICES]
