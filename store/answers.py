"""What the library answers: frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    ids: Sequence[int]
    """The index's row ids of the articles, in order; `Library.rows` makes them `ArticleRow`s."""
    unread: int
    """How many of them are unread."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change that is on disk."""

    label: str
    """What it did, in the words of the screen: `+Europe`, `read`, `undo of +Europe`."""
    keys: tuple[str, ...]
    """The articles that really changed."""
    at: datetime
    """When it was saved, in local time."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new in the tag file."""

    changed: bool
    """Has another process changed it?"""
    obstacle: str
    """Why nothing can be saved at present, as a sentence; empty where it can."""
