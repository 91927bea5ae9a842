"""The words of the title line and the status line."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store import locations
from store.answers import Done, Found
from store.folder import shown
from store.library import Library
from store.tags import Tag

if TYPE_CHECKING:
    from store.history import Step
    from store.plans import Preview, PreviewedChange
    from store.refresh import Progress, Refreshed

BAR_WIDTH = 10
"""Columns of a progress bar."""


SEE_ABOVE = "NOT saved, see above."
"""What a tag key says while a banner tells why nothing can be saved."""


LEAVE_ALL_THE_SAME = "The same key again quits without it."
"""What is said where quitting has waited for a save that failed."""

CTRL_Q_LEAVES = "ctrl+q leaves grtui, q does in the list"

TITLE_COLUMNS = 24
"""How much of a title stands in the status line."""


def counted(number: int, one: str, many: str) -> str:
    """A number and its noun: `1 article`, `2,417 articles`."""
    return f"{number:,} {one if number == 1 else many}"


def short_path(path: Path) -> str:
    """A path as it can be shown, with ~ for one's home."""
    home = locations.home(os.environ)
    if home != Path("/") and path.is_relative_to(home):
        path = Path("~") / path.relative_to(home)
    return shown(os.fsencode(path))


def cut(title: str) -> str:
    """As much of a title as there is room for among other words."""
    return title if len(title) <= TITLE_COLUMNS else title[: TITLE_COLUMNS - 1] + "…"


def last_search(widen: str) -> str:
    """What is said where the reader opens with a search that a key takes back."""
    return f"the search of last time; {widen} shows all articles"


_ORDERS = {
    "-date": "newest first",
    "date": "oldest first",
    "title": "by title",
    "-title": "by title, from Z",
    "relevance": "best first",
}


def place(cursor: int, found: Found, number: int) -> str:
    """Where the reader is in the list of a `number` of articles: `3 of 212 · newest first`."""
    order = _ORDERS[found.order]
    if not found.is_complete:
        return f"{cursor + 1:,} of … · {order}"
    if not number:
        return "no articles"
    return f"{cursor + 1:,} of {number:,} · {found.unread:,} unread · {order}"


def marks(marked: int, in_range: int = 0, unlisted: int = 0) -> str:
    """How many articles are marked: `12 marked (4 not listed)`, `12 marked and a range of 3`."""
    parts = [f"{marked:,} marked" + (f" ({unlisted:,} not listed)" if unlisted else "")]
    parts = parts if marked else []
    if in_range:
        parts.append(f"a range of {in_range:,}")
    return " and ".join(parts)


def sprint(left: int, done: int, pace: float | None) -> str:
    """How a sprint goes: `31 left · 9 done · 4.1 s an article`."""
    parts = [f"{left:,} left", f"{done:,} done"]
    return " · ".join([*parts, f"{pace:.1f} s an article"] if pace is not None else parts)


def sprint_ended(done: int, skipped: int, pace: float | None) -> str:
    """How a sprint went: `Sprint: 9 articles done, 2 skipped, 4.1 s an article`."""
    words = f"Sprint: {counted(done, 'article', 'articles')} done"
    words += f", {skipped:,} skipped" if skipped else ""
    return words + (f", {pace:.1f} s an article." if pace is not None else ".")


def saved(done: Done, title: str = "", marked: int = 0) -> str:
    """What was done, and that it is on disk: `saved 14:02  +Asia on 3 articles`.

    Args:
        done: What was done.
        title: The title of the one article, where it must be said.
        marked: For how many marked articles it was asked: `+Asia on 3 marked, 1 unchanged`.
    """
    if not done.keys and not done.of_vocabulary:
        scope = f" on {marked:,} marked" if marked else ""
        return f"{done.label}{scope}: nothing to change."
    scope = f" on {len(done.keys):,} articles" if len(done.keys) > 1 else ""
    if marked:
        same = marked - len(done.keys)
        scope = f" on {marked:,} marked" + (f", {same:,} unchanged" if same else "")
    elif title:
        between = ": " if done.label.endswith("read") else " on "  # space is what reads on
        scope = f"{between}{cut(title)}"
    unseen = f". It does not show yet: {done.unseen}" if done.unseen else ""
    return f"saved {done.at:%H:%M}  {done.label}{scope}{unseen}"


def news(steps: "Sequence[Step]", no_match: int = 0) -> str:
    """What others did: `14:02  ann: +Asia on 3 articles, and 2 changes more`."""
    newest, *others = steps
    scope = counted(newest.articles, "article", "articles")
    words = f"{newest.when.astimezone():%H:%M}  {newest.user}: {newest.label}"
    if newest.articles:  # it is not a change of the vocabulary
        words += f" on {scope}"
    if others:
        words += f", and {counted(len(others), 'change', 'changes')} more"
    if no_match:
        words += f" · {no_match:,} here {'matches' if no_match == 1 else 'match'} no longer"
    return words


def preview(would: "Preview") -> str:
    """What changes would do: `+Europe: 37 new, 3 have it. -Asia: 2 lose it, 1 lacks it.`."""
    return " ".join(f"{previewed(one)}." for one in would.changes)


def previewed(one: "PreviewedChange") -> str:
    """What a change would do: `+Europe: 37 new, 3 have it`."""
    from store.plans import Clearing  # a start without a change needs none

    if isinstance(one.change, Clearing):
        words = f"{counted(one.changed, 'loses its', 'lose their')} {one.change.facet}s"
        words += f", {counted(one.same, 'has', 'have')} none"
    elif one.change.gives:
        words = f"{one.changed:,} new, {counted(one.same, 'has it', 'have it')}"
    else:
        lose, lack = ("loses it", "lose it"), ("lacks it", "lack it")
        words = f"{counted(one.changed, *lose)}, {counted(one.same, *lack)}"
    return f"{one.change.label}: {words}"


def new_tag(tag: Tag, meant: str) -> str:
    """That a tag is new, and which one may be meant instead."""
    return f"No article has the {tag.facet} {tag.name} yet; did you mean {meant}?"


def read_only(obstacle: str) -> str:
    """Why nothing can be saved, for as long as that is so."""
    return f"NOTHING CAN BE SAVED  {obstacle}"


def progress(state: "Progress") -> str:
    """How far the look through the folder has come, with a bar."""
    filled = BAR_WIDTH * state.done // max(1, state.total)
    bar = "━" * filled + "╌" * (BAR_WIDTH - filled)
    return f"reading the articles {bar} {state.done:,} of {state.total:,}"


NOTHING_NEW = "No new articles."
"""What is said where one has asked for them."""


MOST_TROUBLES = 3
"""Of more files that cannot be read only their number is said."""


def refreshed(changes: "Refreshed", here: int | None = None) -> str:
    """What was new in the folder: `Articles: 3 new, 1 of them here`; empty where nothing was.

    Args:
        changes: What was new.
        here: How many of the new articles are listed, where not all of them need be.
    """
    counts = ((changes.added, "new"), (changes.changed, "changed"), (changes.vanished, "gone"))
    parts = [f"{number:,} {word}" for number, word in counts if number]
    if changes.added and here is not None:
        parts.insert(1, f"{here or 'none'} of them here")
    told, more = changes.troubles[:MOST_TROUBLES], len(changes.troubles) - MOST_TROUBLES
    rest = [f"{more:,} more: `grtui check` names all"] * (more > 0)
    return " · ".join([f"Articles: {', '.join(parts)}"] * bool(parts) + [*told, *rest])


def no_articles(library: Library) -> str:
    """What is so in a library without an article."""
    return (
        f"There is no article in {library.shown_folder}. "
        "grtui reads files that end in .txt, .md or .html."
    )


def whole_words(query: str, seen: int) -> str:
    """Why the result of a search is smaller than while it was typed."""
    return f"As whole words; {query}* finds {seen:,}."


def with_one_verb(titles: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The word that all titles of commands begin with, if they do, and what is left of them.

    >>> with_one_verb({"t": "Copy the title", "r": "Copy as RIS"})
    ('copy', {'t': 'the title', 'r': 'as RIS'})
    >>> with_one_verb({"g": "To the top"})
    ('', {'g': 'to the top'})
    """
    verbs = {title.partition(" ")[0] for title in titles.values()}
    if len(titles) > 1 and len(verbs) == 1:
        return verbs.pop().lower(), {key: one.partition(" ")[2] for key, one in titles.items()}
    return "", {key: title[:1].lower() + title[1:] for key, title in titles.items()}
