"""What is said of a query on standard error: what is wrong with it, or why it finds nothing."""

import os
import re
import sys
from collections.abc import Sequence

from store.errors import QueryError
from store.harmless import harmless_line
from store.library import Library
from store.query import TAG_FIELDS, TEXT_FIELDS
from tui.slow_line import is_command_of_ssh
from tui.subcommands.options import columns, is_terminal, tell
from tui.wording import counted, no_articles


def tell_mistake(error: QueryError, query: str) -> None:
    """Say what is wrong with a query, and mark where."""
    lines = marked(query, error.start, error.end, columns(sys.stderr) - 3)
    tell(str(error), *(f"  {line}" for line in lines))


def marked(query: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The part of a query around a mistake, in so many columns, and carets for the line below.

    >>> marked("ferry (tuba", 6, 7, 40)
    ('ferry (tuba', '      ^')
    >>> marked("one after another is:red at the end", 21, 24, 20)
    ('… is:red at the end', '     ^^^')
    """
    from rich.cells import cell_len

    before, wrong, after = map(_printable, (query[:start], query[start:end], query[end:]))
    wrong = _beginning(wrong, width - 2)
    room = width - cell_len(wrong)
    before = _ending(before, max(room - cell_len(after), room // 2))
    after = _beginning(after, room - cell_len(before))
    return before + wrong + after, " " * cell_len(before) + "^" * max(1, cell_len(wrong))


def tell_of_misread(library: Library, query: str) -> None:
    """Say so where a word was most likely meant to be a field."""
    if ":" not in query:
        return
    from store.field_values import misread_field

    if field := misread_field(query, library.find.read(query)):
        tell(f"A word with a colon is searched as text; did you mean the field {field}:?")


def tell_nothing_found(library: Library, words: Sequence[str]) -> None:
    """Say why a query finds nothing, and what to do about it.

    `words` are the arguments that it came in.
    """
    query = " ".join(words)
    if not library.find.search("", limit=1).ids:
        tell(no_articles(library))
        return
    explained = library.find.explain(query)
    tell(f"Nothing matches {harmless_line(query)}.")
    if explained.clauses:
        width = max(len(f"{clause.count:,}") for clause in explained.clauses)
        lines = (
            f"  {clause.count:>{width},}  {harmless_line(clause.text)}"
            for clause in explained.clauses
        )
        tell("Articles that each part finds alone:", *lines)
        if drop := explained.to_drop:
            number = counted(drop.without, "article", "articles")
            tell(f"Without {harmless_line(drop.text)} it finds {number}.")
        elif explained.without_empty:
            empty = " and ".join(harmless_line(clause.text) for clause in explained.empty)
            number = counted(explained.without_empty, "article", "articles")
            tell(f"Without {empty} it finds {number}.")
        else:
            tell("Leaving out one of them is not enough.")
    if better := _with_quotation_marks(library, words):
        tell(_to_be_quoted(harmless_line(better)))
    elif explained.meant:
        tell(f"Did you mean {' or '.join(map(harmless_line, explained.meant))}?")


def _to_be_quoted(query: str) -> str:
    """Say how a query is to be written, so that it comes through the shell, or through two."""
    from shlex import quote

    if not is_command_of_ssh(os.environ) or is_terminal(sys.stdin):
        return f"The shell takes quotation marks away; did you mean {quote(query)}?"
    command = re.sub(r'(["$`\\])', r"\\\1", f"grtui search {quote(query)}")
    return (
        "The shells here and there take quotation marks away: put quotes around the whole command, "
        f'as in ssh host "{command}".'
    )


def _with_quotation_marks(library: Library, words: Sequence[str]) -> str:
    """The query with the quotation marks that a shell took away, where it finds something so."""
    fields = "|".join((*TAG_FIELDS, *TEXT_FIELDS))
    unquoted = rf'^(-*(?:{fields}):)([^"]*\s[^"]*)$'  # region:Latin America
    quoted = [re.sub(unquoted, r'\1"\2"', word) for word in words]
    try:
        return (
            " ".join(quoted) if quoted != [*words] and library.find.count(" ".join(quoted)) else ""
        )
    except QueryError:
        return ""


def _printable(text: str) -> str:
    """A text as standard error shows it, character for character."""
    shown = "".join(one if one.isprintable() else " " for one in text)
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    return shown.encode(encoding, "backslashreplace").decode(encoding)


def _beginning(text: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else set_cell_size(text, max(width - 1, 0)) + "…"


def _ending(text: str, width: int) -> str:
    from rich.cells import cell_len

    if cell_len(text) <= width:
        return text
    while cell_len(text) > max(width - 1, 0):
        text = text[1 + (cell_len(text) - width) // 2 :]
    return "…" + text
