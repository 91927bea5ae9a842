"""The words of the vocabulary screen."""

from string import ascii_letters

from store.tags import Facet
from tui.vocabulary_listing import Listing
from tui.wording import counted
from widgets.listed_tag import ListedTag

_OTHER = {Facet.REGION: "also a theme", Facet.THEME: "also a region"}


def about(one: ListedTag, merge: str = "m", remove: str = "d") -> str:
    """What there is to know of a tag: `nearly Mid-East: m merges the two · used once`.

    `merge` and `remove` are the keys of what can be done about it.
    """
    parts = []
    if one.near:
        parts.append(f"nearly {' and '.join(one.near[:2])}: {merge} merges the two")
    if one.is_in_both:
        parts.append(_OTHER[one.facet])
    if one.is_used_once:
        parts.append("used once")
    if not one.total:
        parts.append(f"nobody uses it: {remove} removes it")
    elif one.count != one.total:
        parts.append(f"{one.count:,} here, {one.total:,} in the library")
    if one.old_names:
        parts.append(f"before: {', '.join(one.old_names)}")
    return " · ".join(parts)


def none_here(facet: Facet, leave: str, tag: str) -> str:
    """What to do about a facet that no article of the result has a tag of."""
    return f"No article here has a {facet}: {leave}, {tag} and a letter give one."


def place(listing: Listing, order: str) -> str:
    """What the numbers are of, and how the tags are sorted: `of 212 articles · by count`."""
    return f"of {counted(listing.articles, 'article', 'articles')} · {order}"


def merging(one: ListedTag, into: ListedTag) -> str:
    """What is asked before two tags become one."""
    return f"merge {one.name} ({one.total:,}) into {into.name} ({into.total:,})?"


def free_letters(codes: set[str]) -> str:
    """The letters that give no tag yet, and begin no code."""
    begun = {code[0] for code in codes}
    return " ".join(letter for letter in ascii_letters if letter not in begun)


def not_here(one: ListedTag) -> str:
    """Why there is nothing to narrow by."""
    if not one.total:
        return f"Nobody uses {one.name}."
    have = counted(one.total, "article elsewhere has", "articles elsewhere have")
    return f"No article here has {one.name}; {have} it."
