"""What is measured in one run of a program, by names that the table asks for."""

import statistics
from collections.abc import Sequence

from benchmarks.measuring import Held, Idling, Leaving, Reaction
from benchmarks.process import CAN_TELL, proportional, resident

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


def holding(held: Held) -> Figures:
    """What a held key costs."""
    figures = {
        "held: bytes a key": held.bytes_a_key,
        "held: bytes between": held.bytes_between,
        "held: lag": held.lag,
    }
    return figures | ({} if held.cpu_a_key is None else {"held: cpu": held.cpu_a_key})


def memory(pid: int) -> Figures:
    """The memory of a process now."""
    if not CAN_TELL:
        return {}
    return {"memory": resident(pid) / 1e6, "memory: share": proportional(pid) / 1e6}


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
