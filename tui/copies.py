"""What can be copied of articles."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from store.bibtex import bibtex
from store.citation import plain, reference
from store.opening import Opened
from store.ris import ris
from tui.plain_text import BETWEEN, body_text


class Copy(NamedTuple):
    """One thing that can be copied of each article."""

    one: str
    """What it is called: `the title`."""
    many: str
    """What those of several articles are called: `the titles`."""
    each: Callable[[Iterable[Opened]], Iterable[str]]
    """Makes it of each of some articles."""
    between: str = "\n"
    """What stands between those of two articles."""


TITLE = Copy("the title", "the titles", lambda opened: (one.row.title for one in opened))
BODY = Copy(
    "the text", "the texts", lambda opened: (body_text(one.article) for one in opened), BETWEEN
)
CITATION = Copy(
    "the citation", "the citations", lambda opened: (plain(reference(one)) for one in opened)
)
BIBTEX = Copy(
    "the BibTeX entry", "the BibTeX entries", lambda opened: bibtex(map(reference, opened))
)
RIS = Copy(
    "the RIS record", "the RIS records", lambda opened: (ris(reference(one)) for one in opened)
)
KEY = Copy("the key", "the keys", lambda opened: (one.row.key for one in opened))
