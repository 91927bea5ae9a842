"""A line of typed changes of tags: where each change is, and how one that has begun may go on."""

import re
from collections import Counter
from collections.abc import Mapping

from store.completing import MOST, Choice, Completion, matching
from store.tags import Facet, fold

_CHANGES = re.compile(r'(?:"[^"]*"?|(?!\s[+-]\S).)+', re.DOTALL)
"""Up to a blank before a sign; what is in quotation marks is never one."""


def spans_in(line: str) -> list[tuple[int, int]]:
    r"""Where the changes of a line are, without the blanks around them.

    | line | its changes |
    |---|---|
    | `+Europe -Asia` | `+Europe`, `-Asia` |
    | `+Latin America & Caribbean -theme:History` | `+Latin America & Caribbean`, `-theme:History` |
    | `+theme:"Salt -Tax" +USA` | `+theme:"Salt -Tax"`, `+USA` |
    | `+Post-War - Years` | `+Post-War - Years` |
    """
    found = []
    for match in _CHANGES.finditer(line):
        text = match[0]
        if text.strip():
            start = match.start() + len(text) - len(text.lstrip())
            found.append((start, start + len(text.strip())))
    return found


def changes_in(line: str) -> list[str]:
    """The changes of a line, as `store.changes.typed_change` reads them."""
    return [line[start:end] for start, end in spans_in(line)]


def complete_change(
    line: str,
    cursor: int,
    counts: Mapping[Facet, Mapping[str, int]],
    former: Mapping[Facet, Mapping[str, str]],
) -> Completion:
    """What may stand in the place of the change that the cursor is in.

    Args:
        line: The line.
        cursor: Where its cursor is.
        counts: How many articles have each tag, by facet.
        former: The names that tags had, by facet, each with the present one.
    """
    before = [span for span in spans_in(line) if span[0] < cursor]
    start, end = before[-1] if before else (cursor, cursor)
    end = max(end, cursor)
    sign, begun = line[start : start + 1], line[start + 1 : cursor]
    if sign not in ("+", "-"):
        return Completion()
    field, colon, value = begun.partition(":")
    facets = [facet for facet in Facet if colon and field.strip().casefold() == facet.value]
    if facets:
        (facet,) = facets
        choices = [
            Choice(f"{sign}{field}:{one.text}", one.count)
            for one in matching(value.strip().strip('"'), counts[facet], former[facet])
        ]
    else:
        choices = _of_all(sign, begun.strip().strip('"'), counts, former)
    written = line[start:end]
    fresh = [choice for choice in choices if choice.text != written]
    return Completion(start, end, tuple(fresh[:MOST]))


def _of_all(
    sign: str,
    begun: str,
    counts: Mapping[Facet, Mapping[str, int]],
    former: Mapping[Facet, Mapping[str, str]],
) -> list[Choice]:
    """The tags of both facets that begin so; with the facet where its name alone is not enough."""
    bearers = Counter(fold(name) for names in counts.values() for name in names)
    offered = []
    for facet, names in counts.items():
        for choice in matching(begun, names, former[facet]):
            is_both = bearers[fold(choice.text.strip('"'))] > 1
            text = f"{facet}:{choice.text}" if is_both else choice.text
            offered.append(Choice(f"{sign}{text}", choice.count))
    return offered
