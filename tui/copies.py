"""What can be copied of articles, each as one text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from store.bibtex import bibtex
from store.citation import plain, reference
from store.opening import Opened
from store.ris import ris
from tui.plain_text import BETWEEN, body_text


@dataclass(frozen=True, slots=True)
class Copy:
    """One thing that can be copied of each article."""

    one: str
    """What it is called: `the title`."""
    many: str
    """What those of several articles are called: `the titles`."""
    make: Callable[[Iterable[Opened]], str]
    """Makes it of some articles, in their order."""


TITLE = Copy("the title", "the titles", lambda opened: "\n".join(one.row.title for one in opened))
BODY = Copy(
    "the text",
    "the texts",
    lambda opened: BETWEEN.join(body_text(one.article) for one in opened),
)
CITATION = Copy(
    "the citation",
    "the citations",
    lambda opened: "\n".join(plain(reference(one)) for one in opened),
)
BIBTEX = Copy(
    "the BibTeX entry",
    "the BibTeX entries",
    lambda opened: "\n".join(bibtex(reference(one) for one in opened)),
)
RIS = Copy(
    "the RIS record",
    "the RIS records",
    lambda opened: "\n".join(ris(reference(one)) for one in opened),
)
KEY = Copy("the key", "the keys", lambda opened: "\n".join(one.row.key for one in opened))
