"""The tags that can be given: how each is spelled, how often it is used, which letter gives it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.aliases import Naming
from store.errors import GrtuiError
from store.harmless import harmless
from store.letters import assign, owners
from store.listing import Listing
from store.tag_rows import UsedTag
from store.tags import KNOWN, Facet, Tag, fold, known_spelling


@dataclass(frozen=True, slots=True)
class Hint:
    """A tag of the vocabulary with the letter that gives it."""

    letter: str
    """One letter, or the two of a code; empty past the 358th tag of a facet."""
    name: str
    count: int
    """How many articles bear it (removed ones not counted)."""
    aliases: tuple[str, ...] = ()
    """The names that it had, by name."""
    more_letters: tuple[str, ...] = ()
    """The letters of tags that were merged into it, which give it too."""

    @property
    def letters(self) -> tuple[str, ...]:
        """All that give it, its own first."""
        return tuple(filter(None, (self.letter, *self.more_letters)))


def hints(index: Listing, facet: Facet, *, with_unused: bool = False) -> tuple[Hint, ...]:
    """Every known or used tag of a facet, by name, each with a letter of its own.

    With `with_unused` also those that nothing tells of but a saved letter.
    """
    naming, saved = index.namings()[facet], index.letters()[facet]
    used = index.used_tags(facet)
    counted = {
        tag.folded: (naming.aliases.now(known_spelling(facet, tag.name) or tag.name), tag.uses)
        for tag in used
    }
    for name in _offered(facet, naming):
        counted.setdefault(fold(name), (name, 0))
    if with_unused:
        hidden = {*map(fold, naming.hidden)}
        for folded in saved.keys() - hidden:
            if (present := fold(naming.aliases.now(folded))) not in counted:
                counted[present] = (_spelled(index, facet, naming, present), 0)
    given, former = _assigned(facet, naming, saved, used), naming.aliases.former()
    found = []
    for folded, (name, count) in sorted(counted.items()):
        old = tuple(former.get(folded, ()))
        letter = given.get(folded, "")
        codes = [saved[one] for one in owners((name, *old), saved)] if old else []
        more = tuple(code for code in dict.fromkeys(codes) if code != letter)
        found.append(Hint(letter, name, count, old, more))
    return tuple(found)


def former_names(found: Iterable[Hint]) -> dict[str, str]:
    """The names that tags had, each with the present one."""
    return {old: hint.name for hint in found for old in hint.aliases}


def names_of(found: Iterable[Hint]) -> dict[str, str]:
    """All names that tags have and had, each with the present one."""
    return {name: hint.name for hint in found for name in (hint.name, *hint.aliases)}


def letters(index: Listing, facet: Facet, new: Iterable[Tag] = ()) -> dict[str, str]:
    """The letter of every known or used tag, by folded name: the saved one, or the one to come."""
    naming, saved = index.namings()[facet], index.letters()[facet]
    names = [tag.name for tag in new if tag.facet is facet]
    return _assigned(facet, naming, saved, index.used_tags(facet), names)


def _assigned(
    facet: Facet,
    naming: Naming,
    saved: Mapping[str, str],
    used: Sequence[UsedTag],
    new: Iterable[str] = (),
) -> dict[str, str]:
    kept = dict(saved)
    names = [*(tag.name for tag in used), *new, *_offered(facet, naming)]
    for present, former in naming.aliases.former().items():
        if having := owners((present, *former), saved):
            kept[present] = saved[having[0]]
    return assign(facet, names, kept)


def spelled(index: Listing, tag: Tag) -> Tag:
    """A tag as it is called now, and as the publisher or the first article that bears it spells it.

    Raises:
        GrtuiError: It has no name.
    """
    name = " ".join(harmless(tag.name).split())
    if not name:
        raise GrtuiError("A tag needs a name.")
    naming = index.namings()[tag.facet]
    return Tag(tag.facet, _spelled(index, tag.facet, naming, naming.aliases.now(name)))


def _offered(facet: Facet, naming: Naming) -> list[str]:
    """The publisher's own labels as they are called now, but for the hidden ones."""
    hidden = {*map(fold, naming.hidden)}
    return [naming.aliases.now(name) for name in KNOWN[facet] if fold(name) not in hidden]


def _spelled(index: Listing, facet: Facet, naming: Naming, name: str) -> str:
    spelling = known_spelling(facet, name) or index.spelling(facet, fold(name))
    return naming.aliases.now(spelling or name)
