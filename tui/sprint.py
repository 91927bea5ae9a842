"""How a sprint through a result goes: what was done, what can be taken back, how fast it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

RECENT = 20
"""Of how many articles the average time is told."""


class Went(NamedTuple):
    """An article was left for the next one."""

    key: str
    is_done: bool
    """Was it done? It was skipped otherwise."""
    change: str = ""
    """The step of the history that marked it read; empty where none did."""


class Changed(NamedTuple):
    """A change was saved."""

    change: str
    """The step of the history."""


@dataclass
class Sprint:
    """The steps of a sprint, newest last, and how long each article took."""

    clock: Callable[[], float] = monotonic
    """Gives the time, in seconds."""
    steps: list[Went | Changed] = field(default_factory=list)
    """What can be taken back."""
    seconds: list[float] = field(default_factory=list)
    """How long each of the articles took that are done."""
    _arrived: float = 0.0

    def __post_init__(self) -> None:
        self._arrived = self.clock()

    @property
    def done(self) -> int:
        """How many articles are done."""
        return sum(isinstance(step, Went) and step.is_done for step in self.steps)

    @property
    def skipped(self) -> int:
        """How many articles were skipped."""
        return sum(isinstance(step, Went) and not step.is_done for step in self.steps)

    @property
    def pace(self) -> float | None:
        """Seconds an article of late; None where none is done yet."""
        recent = self.seconds[-RECENT:]
        return sum(recent) / len(recent) if recent else None

    def go(self, key: str, *, is_done: bool, change: str = "") -> None:
        """Note that one goes on to the next article."""
        self.steps.append(Went(key, is_done, change))
        if is_done:
            self.seconds.append(self.clock() - self._arrived)
        self._arrived = self.clock()

    def take_back(self) -> None:
        """Take the newest step out; the time of the article that one comes back to begins anew.

        Raises:
            IndexError: There is none.
        """
        step = self.steps.pop()
        if isinstance(step, Went):
            if step.is_done:
                self.seconds.pop()
            self._arrived = self.clock()
