"""What a trial is, and what came of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Control:
    """The same trial of something that is known to be bad, which shows that the trial can fail."""

    name: str
    trials: int
    violations: int

    @property
    def bites(self) -> bool:
        return self.violations > 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial of one promise."""

    promise: str
    what: str
    trials: int
    hits: int
    """How often what was to happen really did: a fault was met, a kill came in a save."""
    violations: int
    """How often the promise was broken."""
    controls: tuple[Control, ...] = ()
    detail: str = ""
    """What else was measured, and the first breaches in words."""
    impossible: str = ""
    """Why it cannot be tried on this machine; then nothing was."""

    @property
    def holds(self) -> bool:
        """Was the promise kept, where it could have been broken?"""
        return bool(self.impossible) or (
            not self.violations
            and self.hits > 0
            and all(control.bites for control in self.controls)
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """A way to break one promise; `run` gets how many times, the chance, and an empty folder."""

    name: str
    run: Callable[[int, random.Random, Path], Outcome]
    short: int
    """How many times with every run of the tests; 0 for not at all."""
    long: int
    least_hits: int = 1
    """How many hits the short form must have."""


class Breaches:
    """Counts what broke a promise, and keeps the first few in words."""

    def __init__(self) -> None:
        self.count = 0
        self.words: list[str] = []

    def add(self, what: str) -> None:
        self.count += 1
        if len(self.words) < 5:
            self.words.append(what)

    def told(self, *also: str) -> str:
        """Some words and the first breaches, for an outcome's detail."""
        return "; ".join([*also, *self.words])
