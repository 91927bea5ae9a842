"""What is measured in one run of a program, by names that the table asks for."""

import statistics
from collections.abc import Sequence

from benchmarks import measuring
from benchmarks.measuring import Answering, Held, Idling, Leaving, Reaction
from benchmarks.process import CAN_TELL, resident
from benchmarks.terminal import Terminal

Figures = dict[str, float]
"""Milliseconds, bytes, megabytes or percent, by name. What cannot be told is not there."""


def reactions(name: str, measured: Sequence[Reaction]) -> Figures:
    """The medians of what was done again and again."""
    figures: Figures = {f"{name}: bytes": statistics.median(each.size for each in measured)}
    last = [each.last for each in measured if each.last is not None]
    cpu = [each.cpu for each in measured if each.cpu is not None]
    visible = [each.visible for each in measured if each.visible is not None]
    for what, times in (("last byte", last), ("cpu", cpu), ("visible", visible)):
        if times:
            figures[f"{name}: {what}"] = statistics.median(times)
    return figures


def answering(began: Answering) -> Figures:
    """How soon a start shows something and answers."""
    return {"visible": began.visible, "answered": began.answered}


def settled(terminal: Terminal) -> Figures:
    """What a start has written, and the memory, as soon as nothing happens any more."""
    measuring.settle(terminal)
    figures: Figures = {"start: bytes": len(terminal.written)}
    return figures | ({"memory": resident(terminal.pid) / 1e6} if CAN_TELL else {})


def holding(held: Held) -> Figures:
    """What a held key costs."""
    return {
        "held: bytes a key": held.bytes_a_key,
        "held: bytes between": held.bytes_between,
        "held: lag": held.lag,
    }


def idling(did: Idling) -> Figures:
    """What happened while nothing did."""
    figures: Figures = {"idle: bytes": did.size}
    if did.writes is not None:
        figures["idle: writes"] = did.writes
    return figures | ({} if did.cpu_share is None else {"idle: cpu": did.cpu_share * 100})


def leaving(how: Leaving) -> Figures:
    """How a program ended."""
    figures = {"quit: gone": how.gone, "quit: not given back": float(len(how.left))}
    return figures | ({} if how.given_back is None else {"quit: given back": how.given_back})
