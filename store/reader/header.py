"""The header of an article: its title and the fields below (format.md, rules H1, H2, H5-H9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from store.dates import WrittenDate, dates_in
from store.reader.byline import Byline
from store.reader.dateline import Dateline
from store.reader.fields import TAG_LISTS, Field, Labelled, field_at, is_field
from store.reader.names import split_names
from store.reader.openings import opens_tail
from store.reader.paragraphs import is_separator, paragraph, top_heading, unescaped, unmarked
from store.reader.taglists import split_tags
from store.tags import Facet, without_doubles

_MOST_SUBTITLES = 3
_LONGEST_SUBTITLE = 200
_LONGEST_BARE_TITLE = 200
_LONGEST = 5_000
"""Characters of a subtitle with its links' targets."""
_MOST_LINES = 100
"""Lines of a paragraph in which a header field is looked for."""
_NO_TITLE = frozenset(("author", "region", "theme", "topic", "report"))


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says."""

    title: str | None = None
    subtitles: tuple[str, ...] = ()
    byline: Byline | None = None
    dateline: Dateline | None = None
    second_dateline: Dateline | None = None
    """The one directly below it (rule H7)."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What follows each label, in print order."""
    end: int = 0
    """The line after it."""

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the byline, else of `Author:`."""
        if self.byline:
            return self.byline.names
        return split_names(self.labels.get("author", ""))

    @property
    def publisher(self) -> str | None:
        """The outlet on the dateline."""
        return self.dateline.publisher if self.dateline else None

    @property
    def written_date(self) -> WrittenDate | None:
        """The dateline's date, else that of `Date:`, else that of the byline (rules Y6, Y7)."""
        if self.dateline:
            return self.dateline.date
        for kind, value in self.labels.items():
            if kind in ("date", "published") and (date := next(dates_in(value), None)):
                return date
        return self.byline.date if self.byline else None

    @property
    def regions(self) -> tuple[str, ...]:
        """The tags of `Region:`."""
        return split_tags(Facet.REGION, self.labels.get("region", ""))

    @property
    def themes(self) -> tuple[str, ...]:
        """The tags of `Theme:`, then those of `Topic:`."""
        values = (self.labels[kind] for kind in ("theme", "topic") if kind in self.labels)
        return without_doubles(tag for value in values for tag in split_tags(Facet.THEME, value))

    @property
    def reports(self) -> tuple[str, ...]:
        """The in-depth reports."""
        return split_tags(None, self.labels.get("report", ""))


def read_header(lines: Sequence[str], *, is_markdown: bool = False) -> Header:
    """The header that the lines of an article begin with."""
    start = _next_text(lines, 0)
    if start == len(lines):
        return Header(end=start)
    if _is_no_title(field_at(lines, start)):
        return _with_fields(None, (), lines, start)
    title_end = _end_of_text(lines, start + 1)
    title = _shown(lines[start:title_end])
    subtitles, first_field = _subtitles(lines, title_end)
    if first_field is not None:
        return _with_fields(title or None, subtitles, lines, first_field)
    if is_markdown and (heading := top_heading(lines[start])):  # M3
        return Header(_shown([heading]) or None, end=start + 1)
    # H9: nothing tells a title from a first paragraph but what it looks like.
    if title and len(title) <= _LONGEST_BARE_TITLE and title[-1] not in ".,;:…":
        return Header(title, end=title_end)
    return Header(end=start)


def _is_no_title(found: Field | None) -> bool:
    """Is it one of the two kinds of first line that mean "no title" (rule H1)?"""
    if isinstance(found, Labelled):
        return found.kind in _NO_TITLE
    return isinstance(found, Byline) and found.is_linked


def _shown(lines: Sequence[str]) -> str:
    """The lines of a title or subtitle as one, without marks around it (rule H1)."""
    shown = paragraph("\n".join(lines))
    return " ".join(unmarked(unescaped(shown.collapsed)).split()) if shown else ""


def _subtitles(lines: Sequence[str], at: int) -> tuple[tuple[str, ...], int | None]:
    """The subtitles after the title, and the first line with a header field (rule H2)."""
    subtitles: list[str] = []
    while (at := _next_text(lines, at)) < len(lines):
        if is_field(lines, at):
            return tuple(subtitles), at
        end = _end_of_text(lines, at)
        shown = paragraph("\n".join(lines[at:end])[:_LONGEST])
        if shown is not None:
            text = _shown(lines[at:end])
            if len(subtitles) == _MOST_SUBTITLES or len(text) > _LONGEST_SUBTITLE:
                break
            if opens_tail(shown):
                break
            subtitles.append(text)
        at = end
    return (), None


def _with_fields(
    title: str | None, subtitles: tuple[str, ...], lines: Sequence[str], at: int
) -> Header:
    """The header with all fields from a line on, each kind once (rule H2)."""
    byline, dateline, second = None, None, None
    labels: dict[str, str] = {}
    end, after_dateline, is_second_below = at, False, False
    while (at := _next_line(lines, end)) < len(lines):
        found = field_at(lines, at)
        match found:
            # H3: a plain byline below the tags is the text's.
            case Byline() if not byline and (found.is_linked or not TAG_LISTS & labels.keys()):
                byline = found
            case Dateline() if not dateline:
                dateline = found
            case Dateline() if not second:
                second, is_second_below = found, after_dateline
            case Labelled() if found.kind not in labels:
                labels[found.kind] = found.value
            case _:
                break
        after_dateline = isinstance(found, Dateline)
        if isinstance(found, Dateline):  # H6: "by NAMES" after it is a byline.
            byline = byline or found.byline
        end = at + found.lines
    below = second if is_second_below else None
    return Header(title, subtitles, byline, dateline, below, labels, end)


def _next_line(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at]:
        at += 1
    return at


def _next_text(lines: Sequence[str], at: int) -> int:
    """The next line that is neither blank nor a separator."""
    while at < len(lines) and (not lines[at] or is_separator(lines[at])):
        at += 1
    return at


def _end_of_text(lines: Sequence[str], at: int) -> int:
    """Where the paragraph of a line ends, or the first header field within it begins (rule H1)."""
    end = at
    while end < len(lines) and lines[end] and not is_separator(lines[end]):
        if end - at < _MOST_LINES and is_field(lines, end):
            break
        end += 1
    return end
