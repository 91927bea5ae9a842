"""An article as a line in a list of references."""

from collections.abc import Sequence
from typing import NamedTuple

from store.harmless import harmless_line
from store.names import Name, name_of
from store.opening import Opened

MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
"""The names of months in English, from January on."""

_MOST_NAMES, _NAMES_OF_MANY = 10, 7
"""From more than ten authors on the first seven are named (Chicago Manual of Style, 14.76)."""

_ENDS = ("?", "!", ".", "…")


class Reference(NamedTuple):
    """What is cited of an article; each text is on one line, and empty where there is none."""

    title: str
    names: tuple[Name, ...] = ()
    publisher: str = ""
    date: str = ""
    """ISO, `YYYY-MM-DD`."""
    original_source: str = ""
    tags: tuple[str, ...] = ()
    """The tags of both facets that count."""
    note: str = ""
    """The reader's note."""

    @property
    def year(self) -> str:
        """The year; empty where there is no date."""
        return self.date[:4]


def reference(opened: Opened) -> Reference:
    """What is cited of an article."""
    article, row = opened.article, opened.row
    publisher = harmless_line(article.publisher or "")
    authors = (harmless_line(author) for author in article.authors)
    return Reference(
        title=harmless_line(article.title or row.title),
        names=tuple(
            # An article "by" its newspaper is by no person of two names.
            Name(author) if publisher and author.startswith(publisher) else name_of(author)
            for author in authors
            if author
        ),
        publisher=publisher,
        date=article.date or "",
        original_source=harmless_line(article.original_source or ""),
        tags=tuple(harmless_line(tag.name) for tag in (*row.regions, *row.themes) if tag.counts),
        note=harmless_line(opened.record.note),
    )


def plain(one: Reference) -> str:
    """A line of a list of references, as the Chicago Manual has it for newspapers (author-date).

    >>> plain(Reference("Wells", (Name("Okerlund", "Tomas"),), "Meridian Dispatch", "2018-05-14"))
    'Okerlund, Tomas. 2018. “Wells.” Meridian Dispatch, May 14, 2018.'
    """
    lead = _people(one.names) or one.publisher
    where = [one.publisher] if one.names else []
    day = _day(one.date) if one.date else ""
    parts = [_ended(lead), _ended(one.year or "n.d.")] if lead else []
    parts += [f"“{_ended(_inner(one.title))}”", _ended(", ".join(filter(None, (*where, day))))]
    if not (lead or day):
        parts.append("n.d.")
    if one.original_source:
        parts.append(_ended(f"Originally published in {one.original_source}"))
    return " ".join(filter(None, parts))


def _people(names: Sequence[Name]) -> str:
    """The authors, the first one turned: `Okerlund, Tomas, and Pell Hartigan`."""
    if len(names) > _MOST_NAMES:
        return f"{_people(names[:1])}, {_straight(names[1:_NAMES_OF_MANY])}, et al."
    if len(names) < 2:
        return "".join(name.turned for name in names)
    most = ", ".join(filter(None, (names[0].turned, _straight(names[1:-1]))))
    return f"{most}, and {names[-1].straight}"


def _straight(names: Sequence[Name]) -> str:
    return ", ".join(name.straight for name in names)


def _day(date: str) -> str:
    year, month, day = date.split("-")
    return f"{MONTHS[int(month) - 1]} {int(day)}, {year}"


def _inner(title: str) -> str:
    """A title that stands in quotation marks: those of its own are single ones."""
    return title.replace("“", "‘").replace("”", "’").replace('"', "'")


def _ended(text: str) -> str:
    """A text with a full stop, unless it ends in something like that."""
    return text if not text or text.endswith(_ENDS) else f"{text}."
