"""One field of an article's header, whatever its kind (format.md, rules H2, H5, T1)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.dates import date_at_end
from store.reader.byline import Byline, byline_at, joined
from store.reader.dateline import Dateline, dateline_at
from store.reader.labels import label_in
from store.reader.links import pieces, resolved
from store.reader.paragraphs import header_line, is_separator

TAG_LISTS = frozenset(("region", "theme", "topic", "report"))

_MOST_LINES = 3
_MOST_CHARACTERS = 100
_LONGEST = 5_000
_TARGETS = re.compile(r"\]\([^\s)]*+\)?")
_BETWEEN_LINKS = re.compile(r"(?:[\s,;|·•]|and\b|&)*+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value."""

    kind: str
    """One of those in `store.reader.labels`."""
    value: str
    lines: int
    """How many lines it takes, blank ones within it included."""


Field = Byline | Dateline | Labelled


def field_at(lines: Sequence[str], at: int) -> Field | None:
    """The header field that begins with a line, if one does."""
    if label := label_in(lines[at]):
        return _labelled(lines, at, label.kind, label.value)
    return byline_at(lines, at) or dateline_at(lines, at)


def is_field(lines: Sequence[str], at: int) -> bool:
    """Does the line look like one of the header, wherever it stands?"""
    return bool(label_in(lines[at]) or byline_at(lines, at) or dateline_at(lines, at))


def _labelled(lines: Sequence[str], at: int, kind: str, value: str) -> Labelled:
    if kind in TAG_LISTS:
        return _tag_list(lines, at, kind, value)
    if kind == "author":
        return Labelled(kind, *joined(lines, at, value[:_LONGEST]))
    if kind in _ON_NEXT_LINE and not value:
        return Labelled(kind, "", _end_of_value(lines, at + 1, _ON_NEXT_LINE[kind]) - at)
    return Labelled(kind, resolved(value), 1)


def _tag_list(lines: Sequence[str], at: int, kind: str, value: str) -> Labelled:
    """A label with the whole of its tags (rule T1)."""
    end = at + 1
    while end < min(len(lines), at + 1 + _MOST_LINES) and _continues(lines, end):
        value = f"{value} {header_line(lines[end])}"
        end += 1
    while not value or value.rstrip().endswith(","):
        links, after = _paragraph_of_links(lines, end)
        if not links:
            break
        value, end = f"{value} {links}", after
    return Labelled(kind, value.strip(), end - at)


def _continues(lines: Sequence[str], at: int) -> bool:
    """May a tag list go on in this line?"""
    line = lines[at]
    if not line or len(line) > _LONGEST or is_separator(line) or is_field(lines, at):
        return False
    # A link may be broken over two lines, so each half is measured by what of it is seen.
    shown = _TARGETS.sub("", header_line(line)).strip("[] ")
    return len(shown) <= _MOST_CHARACTERS and shown[-1:] not in (".", "!", "?", ":")


def _paragraph_of_links(lines: Sequence[str], at: int) -> tuple[str, int]:
    """The next paragraph and where it ends, if it holds nothing but links and separators."""
    if at >= len(lines) or lines[at]:
        return "", at
    end = at + 1
    while end < len(lines) and lines[end]:
        end += 1
    text = " ".join(map(header_line, lines[at + 1 : end])) if end - at < 100 else ""
    parts = pieces(text)
    if not any(part.is_link for part in parts):
        return "", at
    if all(part.is_link or _BETWEEN_LINKS.fullmatch(part.text) for part in parts):
        return text, end
    return "", at


def _end_of_value(lines: Sequence[str], at: int, is_value: Callable[[str], bool]) -> int:
    """Where the value ends that a label leaves to the next line or paragraph."""
    start = at + 1 if at < len(lines) and not lines[at] else at
    if start < len(lines) and is_value(resolved(header_line(lines[start][:_LONGEST]))):
        return start + 1
    return at


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text))


def _is_date(text: str) -> bool:
    date = date_at_end(text)
    return date is not None and date.start == 0


_ON_NEXT_LINE = {
    "url": _is_address,
    "address": _is_address,
    "updated": _is_date,
    "last updated": _is_date,
}
"""Labels that are skipped with their value, and what that is."""
