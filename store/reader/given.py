"""Fields that a file gives beside its text: front matter, the head of a page (rules M3, W3)."""

from collections.abc import Iterable

from store.article import Article
from store.dates import dates_in
from store.reader.links import resolved
from store.reader.names import split_names
from store.reader.paragraphs import unescaped, unmarked
from store.reader.plain import read_plain
from store.sanitising import clean
from store.tags import Facet, fold, known_spelling, without_doubles

_TITLE = "Title"
_NO_BRACKETS = str.maketrans("", "", "[]")


def read_below(given: Article, text: str) -> Article:
    """Read a text by the plain rules; what is given wins over its header lines (rules M3, W3).

    Where the title is given, the text begins with its header or its body. The plain rules see a
    title of ours there: they would take the first paragraph for it (rules H1, H9).
    """
    if given.title is None:
        return _joined(given, read_plain(text))
    below = _without_title(text, given.title)
    read = read_plain(f"{_TITLE}\n\n{below}")
    if given.authors and not read.authors and not read.subtitles:
        # A bio belongs to the tail if it begins with an author's name (rule B6).
        read = read_plain(f"{_TITLE}\n\n{_byline(given.authors)}\n\n{below}")
    return _joined(given, read)


def given_text(text: str) -> str:
    """A value as a field holds it: entities and links resolved, collapsed (rules H1, H5, P3).

    Cleaned once more: an escape in YAML or an entity of a page can spell a control character.
    """
    return resolved(unescaped(clean(text)))


def given_names(text: str) -> tuple[str, ...]:
    """The authors in a text, split like a byline (rules M1, W1)."""
    names = split_names(unescaped(clean(text)))
    return names or tuple(filter(None, [given_text(text)]))


def given_tags(facet: Facet, names: Iterable[str]) -> tuple[str, ...]:
    """Tags that each stand alone: kept whole, known ones in the known spelling (rules T5, T6)."""
    tags = (given_text(name).removesuffix(".").rstrip() for name in names)
    return without_doubles(known_spelling(facet, tag) or tag for tag in tags if tag)


def given_date(text: str) -> str | None:
    """The first date in a value as ISO text, None where there is none (rules Y1-Y5)."""
    # No date needs more; a page's head may hold a whole article where a date should stand.
    return next((date.iso for date in dates_in(given_text(text[:200]))), None)


def split_by_facet(tags: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags that are known regions, and the others as themes (rules M2, W1)."""
    names = tuple(tags)
    regions = tuple(name for name in names if known_spelling(Facet.REGION, name))
    themes = tuple(name for name in names if not known_spelling(Facet.REGION, name))
    return given_tags(Facet.REGION, regions), given_tags(Facet.THEME, themes)


def _joined(given: Article, read: Article) -> Article:
    publisher = given.publisher or read.publisher
    source = given.original_source or read.original_source
    if source and publisher and fold(source) == fold(publisher):
        source = None
    return read._replace(
        title=given.title or read.title,
        subtitles=given.subtitles or read.subtitles,
        authors=given.authors or read.authors,
        publisher=publisher,
        date=given.date or read.date,
        regions=given.regions or read.regions,
        themes=given.themes or read.themes,
        reports=given.reports or read.reports,
        original_source=source,
        warnings=given.warnings + read.warnings,
    )


def _byline(authors: Iterable[str]) -> str:
    names = (name.translate(_NO_BRACKETS) for name in authors)
    return "By " + ", ".join(f"[{name}](#)" for name in names)


def _without_title(text: str, title: str) -> str:
    """The text without its title, where it begins with it (rule M3)."""
    text = text.lstrip()
    end = 0
    for _ in range(3):  # A title may run over several lines (rule H1).
        end = text.find("\n", end) + 1 or len(text)
        if end > 2 * len(title) + 200:
            return text
        if fold(given_text(unmarked(text[:end].strip()))) == fold(title):
            return text[end:]
    return text
