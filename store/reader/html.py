"""Saved web pages: the fields of the page, and its text by the plain rules (rules W1-W3)."""

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from store.article import Article
from store.reader.given import read_below
from store.reader.pagefields import NOT_REMOVED, page_fields
from store.reader.pagetext import page_text
from store.reader.plain import read_plain
from store.reader.taming import tamed

_ROOTS = (f"article{NOT_REMOVED}", f"main{NOT_REMOVED}", "body", "html")


def read_html(text: str) -> Article:
    """Read an article that was saved as a web page (rules W1-W3)."""
    try:
        page = LexborHTMLParser(tamed(text))
    except SelectolaxError as error:  # It had no memory for the page.
        warning = f"The page could not be parsed ({error}): its markup is shown."
        return read_plain(text)._replace(warnings=(warning,))
    root, below = _root(page)
    return Article() if root is None else read_below(page_fields(page, root), below)


def _root(page: LexborHTMLParser) -> tuple[LexborNode | None, str]:
    """The element that holds the article, and its text: the first that has one (rule W2).

    An `<article>` in an `<aside>` announces another article.
    """
    root, below = page.root, ""
    for selector in _ROOTS:
        if (element := page.css_first(selector)) and (below := page_text(element)):
            return element, below
    return root, below
