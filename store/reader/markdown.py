"""Articles in Markdown: front matter, then a text in the plain form (format.md, rules M1-M4).

Field, and the keys that give it, in any case, with `_`, `-` or a space between their words:

    title            title
    subtitles        subtitle, subtitles
    authors          author, authors
    publisher        publisher, site
    date             date, published
    regions          region, regions
    themes           theme, themes
    tags             tag, tags, topic, topics
    reports          in_depth_report, in_depth_reports
    original_source  original_source, source

Of the tags, those that equal a known region are regions, the others are themes (rule M2).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from store.article import Article
from store.reader.frontmatter import FrontMatter, Value, split_front_matter
from store.reader.given import (
    given_date,
    given_names,
    given_tags,
    given_text,
    read_below,
    split_by_facet,
)
from store.reader.paragraphs import top_heading, unmarked
from store.reader.plain import read_plain
from store.reader.taglists import split_tags, whole_labels
from store.tags import Facet, without_doubles

KEYS = {
    "title": ("title",),
    "subtitles": ("subtitle", "subtitles"),
    "authors": ("author", "authors"),
    "publisher": ("publisher", "site"),
    "date": ("date", "published"),
    "regions": ("region", "regions"),
    "themes": ("theme", "themes"),
    "tags": ("tag", "tags", "topic", "topics"),
    "reports": ("in_depth_report", "in_depth_reports"),
    "original_source": ("original_source", "source"),
}
"""The keys of each field; where it can have but one value, the first that says something counts."""

_KNOWN = frozenset(key for keys in KEYS.values() for key in keys)
_NOTHING = frozenset({"", "~", "null"})
_SWITCH = frozenset({"true", "false", "yes", "no"})  # Where `published` is not a date.


def read_markdown(text: str) -> Article:
    """Read an article in Markdown (rules M1-M4)."""
    front, below = split_front_matter(text, _KNOWN)
    if front is None:
        return read_plain(text, is_markdown=True)  # M4
    given = _given(front)
    heading, below = _split_heading(below)
    if heading and not given.title:  # M3
        given = given._replace(title=heading)
    return read_below(given, below)


def _given(front: FrontMatter) -> Article:
    """The fields of a front matter."""
    regions, themes = split_by_facet(_tags(front, "tags", Facet.THEME))  # M2
    explicit_regions = _tags(front, "regions", Facet.REGION)
    explicit_themes = _tags(front, "themes", Facet.THEME)
    return Article(
        title=_text(front, "title"),
        subtitles=tuple(_items(front, "subtitles", _whole)),
        authors=without_doubles(_items(front, "authors", given_names)),
        publisher=_text(front, "publisher"),
        date=next(filter(None, map(given_date, _items(front, "date", _whole))), None),
        regions=given_tags(Facet.REGION, (*explicit_regions, *regions)),
        themes=given_tags(Facet.THEME, (*explicit_themes, *themes)),
        reports=without_doubles(_items(front, "reports", partial(split_tags, None))),
        original_source=_text(front, "original_source"),
        warnings=front.warnings + tuple(_date_warnings(front)),
    )


def _items(front: FrontMatter, field: str, split: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The items of a field: those of a list are kept whole, a text is split (rule M1)."""
    for value in _values(front, field):
        if isinstance(value, str):
            yield from split(value)
        else:
            yield from filter(None, map(given_text, value))


def _tags(front: FrontMatter, field: str, facet: Facet) -> Iterator[str]:
    """The tags of a field; in `[Culture, Society & History]` YAML cuts a label in two (rule T4)."""
    for value in _values(front, field):
        if isinstance(value, str):
            yield from split_tags(facet, value)
        else:
            yield from whole_labels(facet, [text for text in map(given_text, value) if text])


def _text(front: FrontMatter, field: str) -> str | None:
    """The first text of a field; of a list all its items."""
    values = _values(front, field)
    texts = (value if isinstance(value, str) else ", ".join(value) for value in values)
    return next(filter(None, map(given_text, texts)), None)


def _values(front: FrontMatter, field: str) -> Iterator[Value]:
    """What the keys of a field hold, in the order of its keys."""
    for wanted in KEYS[field]:
        for key, value in front.values:
            if key == wanted and value not in _NOTHING:
                yield value


def _whole(text: str) -> tuple[str, ...]:
    return tuple(filter(None, [given_text(text)]))


def _date_warnings(front: FrontMatter) -> Iterator[str]:
    for written in _items(front, "date", _whole):
        if given_date(written) is None and written.casefold() not in _SWITCH:
            yield f"The front matter's date “{written[:80]}” is not a date."


def _split_heading(text: str) -> tuple[str | None, str]:
    """The words of a `# …` line at the beginning of a text, and the text after it (rule M3)."""
    text = text.lstrip()
    line, _, below = text.partition("\n")
    heading = top_heading(line)
    if heading is None:
        return None, text
    return given_text(unmarked(heading)) or None, below
