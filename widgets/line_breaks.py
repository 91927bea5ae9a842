"""Where a text is broken into lines, found in the time that it takes to look at it once."""

import re

from rich.cells import cell_len, chop_cells

_NARROW = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*+"
)
"""Letters that each take a column, and no white space but blanks."""

_WIDE = re.compile("[\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*+")
"""Letters that each take two columns, and no white space."""

_LETTER = re.compile(r"\S")
_WORD = re.compile(r"\s*+\S++\s*+")


def line_breaks(text: str, width: int) -> list[int]:
    """Where the lines of a text without tabs begin, but for the first one.

    They are as full as whole words let them be, and a word that is longer than a line is cut, as
    Rich's `Text.wrap` has it; that looks at each word, which takes ten times as long.
    """
    breaks: list[int] = []
    begin = 0
    for line in text.split("\n"):
        if begin:
            breaks.append(begin)
        at = _next(line, 0, width)
        while at < len(line):
            breaks.append(begin + at)
            at = _next(line, at, width)
        begin += len(line) + 1
    return breaks


def _next(line: str, begin: int, width: int) -> int:
    """Where the line ends that begins somewhere, and the next one begins."""
    limit, size = begin + width, len(line)
    narrow = _NARROW.match(line, begin, limit + 1)
    if narrow and narrow.end() == min(size, limit + 1):
        return size if limit >= size else _after_narrow(line, begin, limit)
    half = begin + width // 2
    wide = _WIDE.match(line, begin, half + 1)
    if wide and wide.end() == half + 1 > begin + 1:
        return half
    return _after_any(line, begin, width)


def _after_narrow(line: str, begin: int, limit: int) -> int:
    if line[limit] == " ":
        word = _LETTER.search(line, limit)
        return word.start() if word else len(line)
    blank = line.rfind(" ", begin, limit)
    # A word that is longer than a line is cut, and so is one behind nothing but blanks.
    return limit if blank < 0 or line[begin:blank].isspace() else blank + 1


def _after_any(line: str, begin: int, width: int) -> int:
    cells, reach = 0, begin + 4 * width + 8
    for word in _WORD.finditer(line, begin, reach):
        start = word.start()
        if cells + cell_len(word[0].rstrip()) > width:
            if start > begin:
                return start
            return begin + max(1, len(chop_cells(word[0][: 2 * width], width)[0]))
        cells += cell_len(word[0])
    return min(reach, len(line))
