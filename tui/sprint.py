"""How a sprint through a result goes: what was done, what can be taken back, how fast it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

RECENT = 20
"""Of how many articles the average time is told."""


@dataclass(frozen=True, slots=True)
class Went:
    """An article was left for the next one."""

    key: str
    is_done: bool
    """Was it done? It was skipped otherwise."""
    was_marked: bool
    """Was it marked read by that?"""


@dataclass
class Sprint:
    """The steps of a sprint, newest last, and how long each article took."""

    clock: Callable[[], float] = monotonic
    """Gives the time, in seconds."""
    steps: list[Went | None] = field(default_factory=list)
    """What can be taken back: an article that was left; None for a change that was saved."""
    seconds: list[float] = field(default_factory=list)
    """How long each of the articles took that are done."""
    _arrived: float = 0.0

    def __post_init__(self) -> None:
        self._arrived = self.clock()

    @property
    def done(self) -> int:
        """How many articles are done."""
        return sum(bool(step and step.is_done) for step in self.steps)

    @property
    def skipped(self) -> int:
        """How many articles were skipped."""
        return sum(bool(step and not step.is_done) for step in self.steps)

    @property
    def pace(self) -> float | None:
        """Seconds an article of late; None where none is done yet."""
        recent = self.seconds[-RECENT:]
        return sum(recent) / len(recent) if recent else None

    def changed(self) -> None:
        """Note that a change was saved."""
        self.steps.append(None)

    def go(self, key: str, *, is_done: bool, was_marked: bool = False) -> None:
        """Note that one goes on to the next article."""
        self.steps.append(Went(key, is_done, was_marked))
        if is_done:
            self.seconds.append(self.clock() - self._arrived)
        self._arrived = self.clock()

    def go_back(self) -> Went | None:
        """Take the newest step out and return it; the time of the article begins anew.

        Raises:
            IndexError: There is none.
        """
        step = self.steps.pop()
        if step:
            if step.is_done:
                self.seconds.pop()
            self._arrived = self.clock()
        return step
