"""What stands in the place of the list where it is empty: what is so, and what to do next."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.keymap import DEFAULT_KEYS, Keymap
from tui.wording import counted

if TYPE_CHECKING:
    from store.explaining import Explanation

MOST_ENDINGS = 4
"""How many endings of files are named."""

MOST_OF_QUERY = 80
"""How many characters of a query are said again."""

DONE_WITH = {
    "is:unread": "All articles are read.",
    "is:untagged": "All articles have tags.",
    "is:starred": "No article has a star yet: {} gives one.",
}
"""What it means that a search finds nothing."""


def no_articles(
    folder: str,
    others: Counter[str],
    troubles: Sequence[str],
    *,
    keymap: Keymap = DEFAULT_KEYS,
) -> str:
    """What to do about a library without an article.

    Args:
        folder: Where it is.
        others: How many files with which endings it has that are not read.
        troubles: What went wrong as it was looked through.
        keymap: Has the keys for it.
    """
    look = keymap.shown("look-for-files")
    if troubles:
        return f"No article of {folder} could be read.\n\n{troubles[0]}\n\n{look} looks again."
    if not others:
        return (
            f"There is no article in {folder} yet.\n\n"
            f"Copy some there, then press {look}: files that end in .txt, .md or .html."
        )
    number = counted(others.total(), "file", "files")
    return (
        f"There is no article in {folder}, but {number} that grtui does not read: "
        f"{_endings(others)}.\n\n"
        "It reads files that end in .txt, .md or .html. Save them as text, or rename them if they "
        f"are text, then press {look}."
    )


def _endings(others: Counter[str]) -> str:
    """How many files have which endings, the most first: `3 .pdf, 1 .docx, 2 others`."""
    named = [(ending, number) for ending, number in others.most_common() if ending][:MOST_ENDINGS]
    parts = [f"{number:,} {ending}" for ending, number in named]
    if rest := others.total() - sum(number for _, number in named):
        parts.append(counted(rest, "other", "others") if parts else "none has an ending")
    return ", ".join(parts)


def nothing_found(
    query: str, why: "Explanation | None" = None, *, keymap: Keymap = DEFAULT_KEYS
) -> str:
    """What to do about a search that finds nothing, a line each; with the keys for it."""
    search, widen = keymap.shown("search"), keymap.shown("widen")
    next_steps = f"{search} changes the search, {widen} takes it back."
    if meaning := DONE_WITH.get(query.strip().casefold()):
        return f"{meaning.format(keymap.shown('toggle-star'))}\n\n{next_steps}"
    cut = query if len(query) <= MOST_OF_QUERY else f"{query[: MOST_OF_QUERY - 1]}…"
    lines = [f"Nothing matches {cut}."]
    if why and why.clauses:
        lines.append(" · ".join(f"{clause.text} {clause.count:,}" for clause in why.clauses))
        lines += [f"Without {one.text}: {one.without:,}." for one in why.worth_dropping]
    if why and why.without_empty:
        empty = " and ".join(clause.text for clause in why.empty)
        lines.append(f"Without {empty}: {why.without_empty:,}.")
    if why and why.meant:
        lines.append(f"Did you mean {' or '.join(why.meant)}?")
    return "\n".join([*lines, "", next_steps])
