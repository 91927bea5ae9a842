"""Changes of tags as they are typed."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from store.errors import GrtuiError
from store.harmless import harmless_line
from store.plans import TagChange
from store.tags import Facet, Tag, fold, loose

Names = Mapping[Facet, Mapping[str, str]]
"""By facet the names that known and used tags have and had, each with the present one."""


def typed_change(text: str, names: Names) -> TagChange:
    r"""The change that a text asks for.

    | typed | what it does |
    |---|---|
    | `+Europe` | gives the region Europe: no theme is called so |
    | `-theme:History` | takes the theme History |
    | `+region:"Latin America & Caribbean"` | gives it; the quotation marks may be left out |
    | `+region:latin-america-and-caribbean` | gives it too, as in a search |
    | `+theme:Salt Tax` | gives the theme Salt Tax, which is new |

    A name that a tag had means the tag.

    Raises:
        GrtuiError: It does not say whether to give or to take, or which tag.
    """
    given = harmless_line(text)
    if not _is_utf_8(text):
        raise GrtuiError(f"{given} is not text in UTF-8, and can be no tag.")
    if given[:1] not in ("+", "-"):
        raise GrtuiError(f"{given} is no change: write +Europe to give a tag, -Europe to take it.")
    facets, name = _facets(given[1:])
    if not name:
        raise GrtuiError(f"{given} names no tag: write +region:Europe or -theme:History.")
    found = [
        Tag(facet, names[facet][known]) for facet in facets for known in _equal(name, names[facet])
    ]
    if not found and len(facets) == 1:
        found = [Tag(facets[0], name)]
    if len(found) != 1:
        raise GrtuiError(_which(given[0], name, bool(found), names))
    return TagChange(found[0], gives=given[0] == "+")


def _is_utf_8(text: str) -> bool:
    """Is a text without the halves of pairs that Python has for bytes it cannot read?"""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def near(tag: Tag, names: Names) -> str | None:
    """The tag of the facet that one may have meant instead, if it is none itself."""
    by_folded = {fold(name): now for name, now in names[tag.facet].items()}
    if fold(tag.name) in by_folded:
        return None
    return next((by_folded[one] for one in get_close_matches(fold(tag.name), by_folded, 1)), None)


def _facets(text: str) -> tuple[tuple[Facet, ...], str]:
    """The facets that a tag may be of, and its name."""
    field, colon, rest = text.partition(":")
    chosen = tuple(facet for facet in Facet if colon and field.casefold() == facet.value)
    name = (rest if chosen else text).strip()
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1].strip()
    return chosen or tuple(Facet), name


def _equal(name: str, names: Iterable[str]) -> list[str]:
    """The tag of that name, if there is one; with hyphens for spaces only if there is no other."""
    known = list(names)
    for same in (fold, loose):
        if found := [one for one in known if same(one) == same(name)]:
            return found[:1]
    return []


def _which(sign: str, name: str, is_in_both: bool, names: Names) -> str:
    quoted = f'"{name}"' if " " in name else name
    choice = f"write {sign}region:{quoted} or {sign}theme:{quoted}"
    if is_in_both:
        return f"{name} is a region and a theme: {choice}."
    known = {fold(one): now for facet in Facet for one, now in names[facet].items()}
    meant = get_close_matches(fold(name), known, 1)
    hint = f" Did you mean {known[meant[0]]}?" if meant else ""
    new = f" For a new one {choice}." if sign == "+" else ""
    return f"There is no tag {name}.{hint}{new}"
