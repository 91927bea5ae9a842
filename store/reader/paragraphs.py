r"""Lines, paragraphs and the separators between them (format.md, rules P1-P4 and B5).

Lines that are separators:

    *
    ***
    *     *     *
    \*\*\*
    ---
    - - - -
    ___
    =====
    —
    ⁂
    • • •
    # # #
    *-*-*

Lines that are not:

    * one
    --
    _
    #
    1
    ...
    | --- |
"""

import re
from collections.abc import Iterable, Iterator

from store.article import Link, Paragraph
from store.reader.links import resolve
from store.sanitising import clean

_ORNAMENTS = frozenset("*∗⁎⁂✱＊•·◊◆♦❖■●–—―")
_RULES = frozenset("-_=~#")
_HEADING = re.compile(r"(#{1,6})[^\S\n]++(?=\S)")
_LINE_HEADING = re.compile(r"^#{1,6}[^\S\n]++(?=\S)", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_EMPTY_LINK = re.compile(r"\[\s*+\]\(")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(\S|\S.*\S)\1")
DIRECTION_MARKS = "\u200e\u200f\u061c"


def lines_of(text: str) -> list[str]:
    """The lines of a text, a blank one as nothing, and never two blank ones in a row (rule P1).

    A line of empty links and images is left out: it is nothing (rule L3).
    """
    lines: list[str] = []
    has_empty_link = _EMPTY_LINK.search(text) is not None
    for line in text.split("\n"):
        line = line.rstrip()
        if has_empty_link and "](" in line and paragraph(line) is None:
            continue
        if line or (lines and lines[-1]):
            lines.append(line)
    return lines


def blocks(lines: Iterable[str]) -> Iterator[str | None]:
    """The paragraphs of the lines as printed, and None for a separator (rule P2).

    A separator line stands alone even without blank lines around it.
    """
    block: list[str] = []
    for line in lines:
        if line and not is_separator(line):
            block.append(line)
            continue
        if block:
            yield "\n".join(block)
            block = []
        if line:
            yield None
    if block:
        yield "\n".join(block)


def is_separator(line: str) -> bool:
    """Does the line hold nothing but marks that part two stretches of text?"""
    line = line.strip()
    if not line or not (line[0] in _ORNAMENTS or line[0] in _RULES or line[0] == "\\"):
        return False
    marks = [mark for mark in line if not mark.isspace() and mark != "\\"]
    kinds = set(marks)
    if kinds <= _ORNAMENTS:
        return bool(marks)
    return len(marks) >= 3 and kinds <= _ORNAMENTS | _RULES


def paragraph(block: str) -> Paragraph | None:
    """A block as it is shown, or None where nothing of it is (rules P4, L1-L4)."""
    block = block.strip()
    level = 0
    # One character is found in a twentieth of the time that two are.
    if "#" in block and (block.startswith("#") or "\n#" in block):  # P4
        if "\n" not in block and (heading := _HEADING.match(block)):
            level = len(heading[1])
        block = _LINE_HEADING.sub("", block)
    if "]" not in block:
        block = block.strip()
        return Paragraph(block, level=level) if block else None
    text, links = resolve(block)
    shown = text.strip()
    if len(shown) != len(text):  # An empty link stood at an end (rule L3).
        moved = len(text) - len(text.lstrip())
        links = tuple(Link(link.start - moved, link.end - moved, link.target) for link in links)
    return Paragraph(shown, links, level=level) if shown else None


def part_of(paragraph: Paragraph, start: int, end: int | None = None) -> Paragraph:
    """A stretch of a paragraph, with the links that begin in it."""
    text = paragraph.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    links = (
        Link(link.start - start, min(link.end - start, len(text)), link.target)
        for link in paragraph.links
        if start <= link.start < start + len(text)
    )
    return Paragraph(text, tuple(links), paragraph.after_rule)


def top_heading(line: str) -> str | None:
    """The words of a `# …` line, or None where it is none (rule M3)."""
    line = line.strip()
    if line[:1] != "#" or not line[1:2].isspace():
        return None
    heading = line[1:].strip()
    if (words := heading.rstrip("#")) != heading and words[-1:].isspace():
        heading = words.rstrip()  # `# Title #`
    return heading


def unescaped(text: str) -> str:
    """The text with its HTML entities resolved, as in header fields (rules H1, H5).

    Only those that end in a semicolon: "Q&regions" is none.
    """
    if "&" not in text:
        return text
    import html  # Its table takes 4 ms to import, and few headers hold an entity.

    # Entities can spell what was cleaned away: &#144; is a DCS.
    return clean(_ENTITY.sub(lambda entity: clean(html.unescape(entity[0])), text))


def unmarked(text: str) -> str:
    """The text without the marks of a heading or of emphasis around it (rules H1, H5)."""
    if text[:1] == "#" and (heading := _HEADING.match(text)):
        text = text[heading.end() :]
    for _ in range(2):  # "**_so_**"
        if text[:1] not in ("*", "_") or not (match := _EMPHASIS.fullmatch(text)):
            break
        if match[1] in match[2]:  # "**this** and **that**"
            break
        text = match[2]
    return text


def header_line(line: str) -> str:
    """A line as the rules of the header see it: no marks around it, entities resolved (rule H5)."""
    line = unescaped(line).strip().lstrip(DIRECTION_MARKS)
    return " ".join(unmarked(line.lstrip()).split())
