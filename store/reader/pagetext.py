"""The text of a saved web page in the plain form (format.md, rule W2).

Blocks are parted by blank lines, links are written as links, headings with their marks.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from store.sanitising import clean

REMOVED = frozenset({
    "h1", "script", "style", "nav", "footer", "aside", "form", "noscript", "template", "iframe",
    "svg", "button", "select",
    # No browser shows these in the page, or only where it cannot play what stands there.
    "head", "title", "object", "video", "audio", "canvas", "datalist",
})  # fmt: skip
"""Elements whose text is no part of the article (rule W2)."""

_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "search",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(2, 7)}
_RULE = "* * *"

_WHITE = re.compile(r"[ \t\n]+")  # No-break spaces are kept.
# What rule L1 takes for the text and the target of a link.
_LINK_TEXT = re.compile(r"(?:[^\[\]]++|\[[^\[\]]*+\])*+")
_LINK_TARGET = re.compile(r"(?:[^\s()]++|\([^\s()]*+\))*+")


def page_text(root: LexborNode) -> str:
    """The text within an element, in the plain form (rule W2)."""
    text = _Text()
    for tag, node, begins in _walk(root):
        if tag == "-text":
            text.add(node.text_content or "")
        elif tag == "br":
            text.end_line()
        elif tag == "a":
            text.end_link()
            if begins:
                text.begin_link(node.attributes.get("href"))
        elif tag in {"td", "th"}:
            text.add(" ")
        elif tag in _BLOCKS:
            text.end_block()
            if begins:
                text.begin_block(tag)
    text.end_block()
    return text.joined()


def _walk(root: LexborNode) -> Iterator[tuple[str, LexborNode, bool]]:
    """Each node within an element as it begins, and its elements as they end; none removed.

    Without recursion: pages nest as deep as they like.
    """
    open_elements: list[tuple[str, LexborNode]] = []
    node = root.first_child
    while True:
        if node is not None:
            tag = node.tag or ""
            if tag in REMOVED:
                node = node.next
                continue
            yield tag, node, True
            child = node.first_child
            if child is None and tag in {"-text", "br"}:
                node = node.next
                continue
            open_elements.append((tag, node))
            node = child
        elif open_elements:
            tag, node = open_elements.pop()
            yield tag, node, False
            node = node.next
        else:
            return


class _Text:
    """The text of a page as it grows, block by block."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._preformatted: set[int] = set()
        """Which blocks keep their lines."""
        self._pieces: list[str] = []
        self._heading = ""
        self._keeps_lines = False
        self._target: str | None = None
        """Where the open link leads."""
        self._link_start = 0
        """The piece that the open link begins with."""

    def add(self, words: str) -> None:
        """Add the words of a text node, their white space collapsed as a browser does."""
        words = clean(words)  # An entity can spell a control character.
        if not self._keeps_lines:
            words = _WHITE.sub(" ", words)
            if not self._pieces or self._pieces[-1][-1] in " \n":
                words = words.lstrip(" ")
        if words:
            self._pieces.append(words)

    def end_line(self) -> None:
        """End a line: two of them are a blank line, and that ends a paragraph (rule P1)."""
        self._pieces.append("\n")

    def begin_block(self, tag: str) -> None:
        """Begin a paragraph."""
        if tag == "hr":
            self._blocks.append(_RULE)
        self._heading = _HEADINGS.get(tag, "")
        self._keeps_lines = tag == "pre"

    def end_block(self) -> None:
        """End the paragraph; a link that is open goes on in the next one."""
        target = self._target
        self.end_link()
        block = "".join(self._pieces).strip()
        if block:
            if self._keeps_lines:
                self._preformatted.add(len(self._blocks))
            self._blocks.append(self._heading + block)
        self._pieces, self._heading, self._keeps_lines = [], "", False
        self._target, self._link_start = target, 0

    def begin_link(self, target: str | None) -> None:
        """Begin a link; an `<a>` without a target is none."""
        self._target = None if target is None else _link_target(target)
        self._link_start = len(self._pieces)

    def end_link(self) -> None:
        """Write the pieces since its beginning as a link, where rule L1 can read it as one."""
        target, self._target = self._target, None
        start = self._link_start
        written = "".join(self._pieces[start:])
        words = written.strip(" \n")
        image = start > 0 and self._pieces[start - 1].endswith("!")  # L2
        if target is None or not words or image or not _is_link_text(words):
            return
        before, after = written.split(words, 1)
        self._pieces[start:] = filter(None, [before, f"[{words}]({target})", after])

    def joined(self) -> str:
        """The blocks, parted by blank lines."""
        # A text file that a browser saved is one <pre>, and then its blank lines part paragraphs.
        if len(self._blocks) > 1:
            for index in self._preformatted:
                lines = self._blocks[index].split("\n")
                self._blocks[index] = "\n".join(filter(str.strip, lines))
        return clean("\n\n".join(self._blocks))  # marks of several nodes stand over one letter now


def _is_link_text(words: str) -> bool:
    blank_line = "\n" in words and any(not line.strip() for line in words.split("\n"))
    return not blank_line and "](" not in words and bool(_LINK_TEXT.fullmatch(words))


def _link_target(target: str) -> str:
    """A target as rule L1 takes it: no white space, parentheses balanced or escaped."""
    target = "%20".join(clean(target).split()) or "#"
    if not _LINK_TARGET.fullmatch(target):
        target = target.replace("(", "%28").replace(")", "%29")
    return target
