"""What a change of the vocabulary does, decided from what is there under the lock."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.aliases import Aliases, Naming
from store.errors import GrtuiError
from store.harmless import harmless_line
from store.letters import is_code, owners
from store.naming import Kind, NamingChange, changes_to, naming_of
from store.record import Record
from store.tag_text import Document
from store.tags import KNOWN, Facet, Tag, fold, known_spelling

if TYPE_CHECKING:
    from store.vocabulary import Hint

NamingPlan = tuple[str, list[NamingChange]]
"""What shall be done, in the words of the history and in deed."""


@dataclass(frozen=True, slots=True)
class Present:
    """What is in the tag file while nobody else can change it."""

    documents: Mapping[Facet, Document]
    """Those of the vocabulary."""
    codes: Mapping[Facet, Mapping[str, str]]
    """The saved letters by folded names."""
    records: Mapping[str, Record]

    def naming(self, facet: Facet) -> Naming:
        """What the reader changed in the vocabulary of a facet."""
        return naming_of(self.documents[facet])


NamingPlanner = Callable[[Present], NamingPlan]


def renaming(tag: Tag, new_name: str, hints: Sequence["Hint"]) -> NamingPlanner:
    """Give a tag another name; where another tag has that, they become one.

    Args:
        tag: By any of its names.
        new_name: However it is spelled.
        hints: The tags of the facet, those that nobody uses too.
    """

    def plan(here: Present) -> NamingPlan:
        facet, naming = tag.facet, here.naming(tag.facet)
        old = _there(tag, naming.aliases, hints)
        name = harmless_line(new_name)
        if not name:
            raise GrtuiError("A tag needs a name.")
        target = naming.aliases.now(name)
        named = _names(naming.aliases, (one for one in hints if one.count or _is_known(facet, one)))
        merges = fold(target) != fold(old) and fold(target) in named
        if merges:
            new = named[fold(target)]
        elif fold(name) == fold(old):
            new = name
        else:
            wanted = name if fold(target) == fold(old) else target
            new = known_spelling(facet, wanted) or wanted
        if new == old:
            raise GrtuiError(f"The {facet} {old} is called so already.")
        hidden = tuple(one for one in naming.hidden if fold(one) != fold(new))
        after = Naming(naming.aliases.renamed(old, new), hidden)
        changes = changes_to(facet, here.documents[facet], after)
        if not merges:
            changes += _with_its_letter(facet, old, new, naming.aliases, here.codes[facet])
        return f"{facet} {old} {'merged into' if merges else 'renamed to'} {new}", changes

    return plan


def _with_its_letter(
    facet: Facet, old: str, new: str, aliases: Aliases, codes: Mapping[str, str]
) -> list[NamingChange]:
    """Let the new name have the letter, and the old one that which the new one may have had."""
    having, name = owners(aliases.names_of(old), codes)[:1], fold(new)
    return [
        change
        for one in having
        if one != name
        for change in (
            NamingChange(facet, Kind.LETTER, one, codes[one], codes.get(name)),
            NamingChange(facet, Kind.LETTER, name, codes.get(name), codes[one]),
        )
    ]


def removing(tag: Tag, hints: Sequence["Hint"]) -> NamingPlanner:
    """Take a tag that no article bears out of the vocabulary: its letter, and its former names."""

    def plan(here: Present) -> NamingPlan:
        facet, naming = tag.facet, here.naming(tag.facet)
        aliases, codes = naming.aliases, here.codes[tag.facet]
        name = _there(tag, aliases, hints)
        wanted = fold(name)
        count = max(
            *(one.count for one in hints if fold(aliases.now(one.name)) == wanted),
            sum(
                any(fold(aliases.now(one)) == wanted for one in record.added(facet))
                for record in here.records.values()
            ),
        )
        if count:
            have = "1 article has" if count == 1 else f"{count:,} articles have"
            raise GrtuiError(f"{have} the {facet} {name}: merge it into another instead.")
        hidden = [one for one in KNOWN[facet] if fold(aliases.now(one)) == wanted]
        after = Naming(aliases.without(name), tuple(dict.fromkeys((*naming.hidden, *hidden))))
        freed = [
            NamingChange(facet, Kind.LETTER, one, codes[one], None)
            for one in owners(aliases.names_of(name), codes)
        ]
        changes = changes_to(facet, here.documents[facet], after)
        return f"{facet} {name} removed", changes + freed

    return plan


def lettering(tag: Tag, letter: str, hints: Sequence["Hint"]) -> NamingPlanner:
    """Let a letter, or two, give a tag; one that has it already gets the tag's own for it."""

    def plan(here: Present) -> NamingPlan:
        facet, aliases = tag.facet, here.naming(tag.facet).aliases
        name = _there(tag, aliases, hints)
        if not is_code(letter):
            typed = harmless_line(letter) or "Nothing"
            raise GrtuiError(f"{typed} is no letter: a tag has one of a-z and A-Z, or two.")
        before = here.codes[facet]
        having = owners(aliases.names_of(name), before)
        own = before[having[0]] if having else None
        if own == letter:
            raise GrtuiError(f"{letter} is the letter of the {facet} {name} already.")
        after = dict(before)
        for one in having[:1]:
            del after[one]
        for holder in [one for one, code in before.items() if code == letter]:
            del after[holder]
            other = fold(aliases.now(holder))
            # A letter of a former name is one too many, if it is not the only one of its tag.
            if own and other != fold(name) and owners(aliases.names_of(other), before)[0] == holder:
                after[other] = own
        after[fold(name)] = letter
        _make_sure_of(letter, name, after, _names(aliases, hints), aliases)
        changes = [
            NamingChange(facet, Kind.LETTER, one, before.get(one), after.get(one))
            for one in {**before, **after}
            if before.get(one) != after.get(one)
        ]
        return f"letter {letter} for {facet} {name}", changes

    return plan


def _make_sure_of(
    letter: str,
    name: str,
    codes: Mapping[str, str],
    names: Mapping[str, str],
    aliases: Aliases,
) -> None:
    """Raise an error where a letter begins another tag's code, or is begun by one."""
    for one, code in codes.items():
        if one != fold(name) and (code.startswith(letter) or letter.startswith(code)):
            holder = fold(aliases.now(one))
            other = names.get(holder, holder)
            raise GrtuiError(
                f"{letter} cannot be the letter of {name}, as {code} gives {other}: "
                f"choose another, or give {other} another one first."
            )


def _there(tag: Tag, aliases: Aliases, hints: Iterable["Hint"]) -> str:
    """The present name of a tag.

    Raises:
        GrtuiError: There is none.
    """
    name = _names(aliases, hints).get(fold(aliases.now(tag.name)))
    if name is None:
        raise GrtuiError(f"There is no {tag.facet} {harmless_line(tag.name)}.".replace(" .", "."))
    return name


def _names(aliases: Aliases, hints: Iterable["Hint"]) -> dict[str, str]:
    """The present names of tags by folded ones: somebody may have renamed one just now."""
    present = (aliases.now(hint.name) for hint in hints)
    return {fold(name): name for name in present}


def _is_known(facet: Facet, hint: "Hint") -> bool:
    """Is a tag that nobody uses one of the publisher's?"""
    return any(known_spelling(facet, name) for name in (hint.name, *hint.aliases))
