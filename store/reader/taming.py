"""Pages made safe for the parser: what would cost it quadratic time or memory is flattened.

An HTML5 parser looks through the stack of open elements at each tag, and opens again in each
paragraph every `<font>` that nobody closed. Measured with lexbor 2: 100,000 nested `<div>` take 65
seconds, 200 KB of `<p><font a=1><p><font a=2>…` more than 4 GB. Real pages pass as they are.
"""

import re
from collections import Counter

_NAME = re.compile(r"<(/?[a-zA-Z][^\s/>]*)")
"""Finds all tags that the parser can find, and some in comments and scripts: none can hide."""

_TAG = re.compile(
    r"(?P<kept><!--(?:-?>|.*?(?:--!?>|\Z)))"
    r"|(?P<raw><(?P<rawname>script|style|textarea|title)\b.*?(?:</(?P=rawname)|\Z))"
    r"|(?P<svg><svg\b.*?(?:</svg\b|\Z))"
    r"|</?(?P<name>[a-zA-Z][^\s/>]*+)"
    r"""(?P<attributes>(?:[^>=]++|=\s*+"[^"]*+(?:"|\Z)|=\s*+'[^']*+(?:'|\Z)|=)*+)(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL,
)

_FLAT = frozenset({
    "head", "a", "area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "button",
    "select", "script", "style", "textarea", "title", "template", "iframe",
})  # fmt: skip
"""Elements that do not nest: leaves, and those that close one another."""
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "details",
    "dialog", "dir", "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "html", "main", "menu", "nav", "noscript",
    "ol", "pre", "section", "summary", "table", "ul",
})  # fmt: skip
_FORMATTING = frozenset({
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
"""Elements that the parser opens again in each block until they are closed."""

_STEPS = 20_000_000
"""Open elements times tags: what lexbor walks in a quarter of a second."""
_COPIES = 2_000_000
"""Formatting elements times tags: 200 MB if all of them are opened again everywhere."""
_OFTEN = 50
"""How often a block may be opened in a page that is flattened."""
_ATTRIBUTES = 1_000
"""What a tag may hold: 40,000 take lexbor 3 seconds, 1,000 take 2 ms."""


def tamed(page: str) -> str:
    """A page that the parser reads in linear time, with the same paragraphs.

    Where it nests too much, blocks that are opened often become paragraph breaks, and elements
    within a line lose their tags.
    """
    costly = _costly_names(page, _STEPS)
    if not costly and all(len(piece) < 20 * _ATTRIBUTES for piece in page.split(">")):
        return page
    flat = _TAG.sub(lambda tag: _flattened(tag, costly), page)
    if costly and _costly_names(flat, 10 * _STEPS):
        return re.sub(r"<[^>]*(?:>|\Z)", "<p>", page)
    return flat


def _costly_names(page: str, steps: int) -> frozenset[str]:
    """The elements whose tags have to go."""
    tags = Counter(name.lower() for name in _NAME.findall(page))
    opened = {name: n for name, n in tags.items() if name[0] != "/" and name not in _FLAT}
    costly = set()
    if sum(opened.values()) * tags.total() > steps:
        costly |= {name for name, n in opened.items() if n > _OFTEN or name not in _BLOCKS}
    if sum(opened.get(name, 0) for name in _FORMATTING) * tags.total() > _COPIES:
        costly |= _FORMATTING
    return frozenset(costly)


def _flattened(tag: re.Match[str], costly: frozenset[str]) -> str:
    if tag["name"] is None:
        return "" if tag["svg"] and "svg" in costly else tag[0]
    name = tag["name"].lower()
    if name in costly:
        return "<p>" if name in _BLOCKS else ""
    if len(tag["attributes"]) > 2 * _ATTRIBUTES and len(tag["attributes"].split()) > _ATTRIBUTES:
        return f"<{name}>"
    return tag[0]
