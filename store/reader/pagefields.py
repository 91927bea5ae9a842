"""The fields that a saved web page gives beside its text (format.md, rule W1).

Field, and where it is looked for, the first that has it first (case does not count; a `meta` may
say `name`, `property` or `itemprop`):

    title      meta og:title; <h1>; <title>
    authors    meta author, article:author
    publisher  meta og:site_name, publisher
    date       meta article:published_time, date, dc.date, dc.date.issued, dcterms.date,
               dcterms.issued, datePublished; datePublished in microdata and JSON-LD;
               <time datetime>
    regions    meta region, regions
    themes     meta theme, themes, else article:tag, else keywords

Of article:tag and keywords, those that equal a known region are regions.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from store.article import Article
from store.reader.given import given_date, given_names, given_tags, given_text, split_by_facet
from store.reader.pagetext import REMOVED, page_text
from store.reader.taglists import split_tags
from store.tags import Facet, without_doubles

METAS = {
    "title": ("og:title",),
    "authors": ("author", "article:author"),
    "publisher": ("og:site_name", "publisher"),
    "date": (
        "article:published_time",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "datepublished",
    ),
    "regions": ("region", "regions"),
    "themes": ("theme", "themes"),
    "tags": ("article:tag",),
    "keywords": ("keywords",),
}
"""The names of the `meta` elements that give a field; the first that says something counts."""

NOT_REMOVED = f":not(:is({', '.join(sorted(REMOVED - {'h1'}))}) *)"
"""A selector's end: the element stands in no part of the page that is removed (rule W2)."""

_TIME = f"time[datetime]{NOT_REMOVED}"
_PUBLISHED = re.compile(r'"datePublished"\s*+:\s*+"([^"]{4,40})"')
_ADDRESS = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)


def page_fields(page: LexborHTMLParser, root: LexborNode) -> Article:
    """The fields of a page whose article is within an element (rule W1)."""
    metas = _metas(page)
    regions, themes = _tags(metas)
    return Article(
        title=_first(metas, "title") or _heading(page, root) or _page_title(page),
        authors=_authors(metas),
        publisher=_first(metas, "publisher"),
        date=next(filter(None, map(given_date, _dates(page, root, metas))), None),
        regions=regions,
        themes=themes,
    )


def _metas(page: LexborHTMLParser) -> dict[str, list[str]]:
    """What the `meta` elements say, by name in lower case, in their order."""
    metas: dict[str, list[str]] = {}
    for node in page.css("meta[content]"):
        attributes = node.attributes
        content = attributes.get("content") or ""
        names = {attributes.get(key) or "" for key in ("property", "name", "itemprop")}
        for name in {name.strip().lower() for name in names} - {""}:
            if content.strip():
                metas.setdefault(name, []).append(content)
    return metas


def _values(metas: dict[str, list[str]], field: str) -> list[str]:
    """What the first name of a field says that says something."""
    return next((metas[name] for name in METAS[field] if name in metas), [])


def _first(metas: dict[str, list[str]], field: str) -> str | None:
    return next(filter(None, map(given_text, _values(metas, field))), None)


def _authors(metas: dict[str, list[str]]) -> tuple[str, ...]:
    """The authors; article:author is often the address of a profile, and that is no name."""
    for name in METAS["authors"]:
        written = [text for text in metas.get(name, []) if not _ADDRESS.match(text.strip())]
        if authors := without_doubles(name for text in written for name in given_names(text)):
            return authors
    return ()


def _tags(metas: dict[str, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The regions and the themes of a page."""
    regions = _split(metas, "regions", Facet.REGION)
    themes = _split(metas, "themes", Facet.THEME)
    if not themes:
        tags = _values(metas, "tags") or _split(metas, "keywords", Facet.THEME)
        more_regions, themes = split_by_facet(map(given_text, tags))
        regions = given_tags(Facet.REGION, (*regions, *more_regions))
    return regions, themes


def _split(metas: dict[str, list[str]], field: str, facet: Facet) -> tuple[str, ...]:
    values = map(given_text, _values(metas, field))
    return without_doubles(tag for value in values for tag in split_tags(facet, value))


def _heading(page: LexborHTMLParser, root: LexborNode) -> str | None:
    """The words of the article's `<h1>`, else of the page: there it is often a logo."""
    headings = (*root.css("h1"), *page.css("h1"))
    return next(filter(None, (given_text(page_text(heading)) for heading in headings)), None)


def _page_title(page: LexborHTMLParser) -> str | None:
    title = page.css_first("title:not(svg *)")
    return (given_text(title.text()) if title else "") or None


def _dates(page: LexborHTMLParser, root: LexborNode, metas: dict[str, list[str]]) -> Iterator[str]:
    """What may hold the date of publication, the best first."""
    for name in METAS["date"]:
        yield from metas.get(name, [])
    for node in page.css("[itemprop]"):
        attributes = node.attributes
        if (attributes.get("itemprop") or "").lower() == "datepublished":
            yield attributes.get("datetime") or attributes.get("content") or node.text()
    for script in page.css("script"):
        if "ld+json" in (script.attributes.get("type") or ""):
            yield from _PUBLISHED.findall(script.text())
    for node in (*root.css(_TIME), *page.css(_TIME)):
        attributes = node.attributes
        if "modified" not in (attributes.get("itemprop") or "").lower():
            yield attributes.get("datetime") or ""
