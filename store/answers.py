"""What the library answers: frozen values."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.query import EVERYTHING, Query, conditions_of, order_of

if TYPE_CHECKING:
    from store.history import Step
    from store.plans import TagEdit


class Found(NamedTuple):
    """What a search found."""

    ids: Sequence[int]
    """The index's row ids of the articles, in order; `Library.rows` makes them `ArticleRow`s."""
    unread: int
    """How many of them are unread."""
    query: Query = EVERYTHING
    """What was searched for."""
    is_complete: bool = True
    """Is that all that there is? Where not, `unread` counts nothing."""

    @property
    def is_everything(self) -> bool:
        """Did the query ask for nothing in particular?"""
        return not conditions_of(self.query)

    @property
    def order(self) -> str:
        """How they are sorted, one of `store.query.ORDERS`."""
        return order_of(self.query)


class Byline(NamedTuple):
    """Who wrote an article, and where: what a line of the list does not show."""

    title: str | None
    """None where it has none, and the list shows its file's name."""
    authors: tuple[str, ...]
    publisher: str | None


class Done(NamedTuple):
    """A change that is on disk."""

    label: str
    """What it did, in the words of the screen: `+Europe`, `read`, `undo of +Europe`."""
    keys: tuple[str, ...]
    """The articles that really changed."""
    at: datetime
    """When it was saved, in local time."""
    unseen: str = ""
    """Why searches do not show it yet, as a sentence; empty where they do."""
    step: str = ""
    """The number of the step of the history that it wrote; empty where it wrote none."""
    edits: "tuple[TagEdit, ...]" = ()
    """What it did to tags, for doing it again; nothing for an undo."""
    of_vocabulary: bool = False
    """Is another name or letter in the vocabulary? Then no article's record need have changed."""


class News(NamedTuple):
    """What is new in the tag file."""

    changed: bool
    """Has another process changed it?"""
    obstacle: str
    """Why nothing can be saved at present, as a sentence; empty where it can."""
    steps: tuple["Step", ...] = ()
    """What others did, newest first, as far as the history tells."""


class Backup(NamedTuple):
    """A copy of an earlier tag file, beside it."""

    path: Path
    saved_at: datetime | None
    """When the version that it holds was saved, in local time; None where it has just gone."""
    problem: str
    """Why it cannot be used, as the end of a sentence; empty where it can."""


class Restoration(NamedTuple):
    """What restoring a dump changes, or changed."""

    new: int
    """Articles of which only the dump has a record."""
    changed: int = 0
    """Articles whose record here becomes another."""
    same: int = 0
    """Articles whose record here stays as it is."""
    only_here: int = 0
    """Articles of which only the tag file here has a record."""
    gone: int = 0
    """How many of these lose it."""
    others: int = 0
    """Letters, names of tags, and what others wrote, that come along."""
    is_first: bool = False
    """Is there no tag file here?"""
    is_step: bool = False
    """Is it a step of the history, which undo takes back?"""
    damage: str = ""
    """Why the tag file here cannot be used, as a sentence; empty where it can or never was."""
    aside: Path | None = None
    """Where the damaged tag file is now."""

    @property
    def changes_nothing(self) -> bool:
        """Is everything in the dump here already, and nothing else here that goes?"""
        changes = self.new or self.changed or self.gone or self.others
        return not (changes or self.damage or self.is_first)
