"""Changes of the vocabulary as they are in the tag file: in a facet's document, and in history.

A document of the table `vocabulary` is `{"aliases": {"Mid-East": "Middle East"}, "hidden":
["Canada"]}`; what others wrote into it is passed over, and kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from store.aliases import Aliases, Naming
from store.harmless import harmless_line
from store.letters import is_free
from store.tag_text import Document
from store.tags import Facet, fold, without_doubles

TABLE = "vocabulary"
"""The table of the tag file that holds a document for each facet."""


_FIELDS = ("aliases", "hidden")


class Kind(StrEnum):
    """What a change of the vocabulary is about."""

    ALIAS = "alias"
    """Which name a former one leads to."""
    HIDDEN = "hidden"
    """Is a label of the publisher's hidden?"""
    LETTER = "letter"
    """The code that gives a tag, by its folded name."""


@dataclass(frozen=True, slots=True)
class NamingChange:
    """One thing that is another in the vocabulary than before; None where there was or is none."""

    facet: Facet
    kind: Kind
    name: str
    before: str | None
    after: str | None

    @property
    def thing(self) -> tuple[Facet, Kind, str]:
        """What it is about."""
        return self.facet, self.kind, fold(self.name)

    @property
    def inverse(self) -> "NamingChange":
        """What takes it back."""
        return replace(self, before=self.after, after=self.before)


def naming_of(document: Mapping[str, Any]) -> Naming:
    """What a document says, as far as it can be understood."""
    hidden = map(harmless_line, _names(document, "hidden"))
    return Naming(Aliases.of(_pairs(document)), without_doubles(filter(None, hidden)))


def changes_to(facet: Facet, document: Mapping[str, Any], after: Naming) -> list[NamingChange]:
    """What makes a document say something else, in the order in which to make it."""
    found = []
    aliases = {alias.name: alias.present for alias in after.aliases.by_folded.values()}
    hidden = dict.fromkeys(after.hidden, "hidden")
    for kind, new in ((Kind.ALIAS, aliases), (Kind.HIDDEN, hidden)):
        old = values(document, kind)
        names = [*(old.keys() - new.keys()), *new]
        found += [
            NamingChange(facet, kind, name, old.get(name), new.get(name))
            for name in names
            if old.get(name) != new.get(name)
        ]
    return found


def values(document: Mapping[str, Any], kind: Kind) -> dict[str, str]:
    """What a document says of one kind, to the letter: the one of letters is of another table."""
    if kind is Kind.HIDDEN:
        return dict.fromkeys(_names(document, "hidden"), "hidden")
    pairs = document if kind is Kind.LETTER else _pairs(document)
    return {name: value for name, value in pairs.items() if isinstance(value, str)}


def made_in(document: Mapping[str, Any], changes: Iterable[NamingChange]) -> Document:
    """A document with changes made, what comes standing last."""
    made = dict(document)
    for one in changes:
        if one.kind is Kind.HIDDEN:
            names = [name for name in _names(made, "hidden") if name != one.name]
            made["hidden"] = [*names, one.name] if one.after else names
            continue
        pairs = made if one.kind is Kind.LETTER else dict(_pairs(made))
        pairs.pop(one.name, None)
        if one.after is not None:
            pairs[one.name] = one.after
        if one.kind is Kind.ALIAS:
            made["aliases"] = pairs
    return {field: value for field, value in made.items() if value or field not in _FIELDS}


def fitting_letters(
    facet: Facet, codes: Mapping[str, str], wanted: Sequence[NamingChange]
) -> list[NamingChange]:
    """What becomes of letters where a step of the history is taken back or made again.

    A letter may be another tag's by now. A tag that had one before the step gets it back all the
    same, and the other gets the one that is given up for it; one that had none goes without it.
    """
    now = {name: code for name, code in codes.items() if name not in {one.name for one in wanted}}
    wishes = {one.after for one in wanted}
    for one in wanted:
        had = codes.get(one.name)
        holders = [
            name for name, code in now.items() if one.after and not is_free(one.after, [code])
        ]
        if holders and one.before is None:
            now |= {one.name: had} if had and is_free(had, now.values()) else {}
        elif one.after:
            for holder in holders:
                del now[holder]
            now[one.name] = one.after
            if holders and had and had not in wishes and is_free(had, now.values()):
                now[holders[0]] = had
    return [
        NamingChange(facet, Kind.LETTER, name, codes.get(name), now.get(name))
        for name in {**codes, **now}
        if codes.get(name) != now.get(name)
    ]


def as_list(change: NamingChange) -> list[Any]:
    """A change as the history has it: `[facet, kind, name, before, after]`."""
    return [change.facet.value, change.kind.value, change.name, change.before, change.after]


def did(document: Mapping[str, Any]) -> list[NamingChange]:
    """What a written change did to the vocabulary.

    Raises:
        ValueError: It cannot be read.
        TypeError: Nor can it.
    """
    found = []
    for facet, kind, name, before, after in document.get("vocabulary", ()):
        if type(name) is not str or not {str, type(None)}.issuperset((type(before), type(after))):
            raise TypeError
        found.append(NamingChange(Facet(facet), Kind(kind), name, before, after))
    return found


def _pairs(document: Mapping[str, Any]) -> Mapping[str, Any]:
    pairs = document.get("aliases")
    return pairs if isinstance(pairs, dict) else {}


def _names(document: Mapping[str, Any], field: str) -> list[str]:
    names = document.get(field)
    return [one for one in names if isinstance(one, str)] if isinstance(names, list) else []
