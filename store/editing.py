"""Changes what the reader did with articles: the writing half of the library."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from store import plans
from store.aliases import Aliases, Namings, aliases_of
from store.answers import Done, Restoration
from store.cache import Filled
from store.changes import near, typed_change
from store.errors import GrtuiError, TagFileError
from store.folder import shown
from store.following import QUICK, Follower
from store.harmless import harmless
from store.index import Index, Known
from store.locations import why_dangling
from store.mirror import NO_TAGS
from store.plans import Clearing, Plan, Planner, Preview, Scope, TagChange, TagEdit
from store.record import Record
from store.tags import Facet, Tag
from store.vocabulary import Hint, hints, letters, names_of, spelled

if TYPE_CHECKING:
    from store.database import Saved
    from store.dump import Dump
    from store.renaming import NamingPlanner
    from store.saved_searches import SavedSearch


class Editor:
    """Changes records of the tag file, and the history that takes the changes back.

    Any thread may call any method. A change is on disk before its method returns.
    """

    def __init__(self, folder: Path, index: Index, tags: Follower, filled: Filled) -> None:
        self._folder = folder
        self._index = index
        self._tags = tags
        self._filled = filled

    def change(self, edits: Sequence[TagEdit], keys: Sequence[str]) -> Done:
        """Give tags to articles and take tags from them, as one change.

        A name is written as the publisher or the first article that bears it spells it.

        Raises:
            GrtuiError: A tag has no name.
            TagFileError: It could not be saved; nothing was changed.
        """
        made = self.spelled(edits)
        new = [one.tag for one in made if isinstance(one, TagChange) and one.gives]
        return self._edit(plans.changing(made), keys, new)

    def spelled(self, edits: Sequence[TagEdit]) -> list[TagEdit]:
        """Changes of tags by the names that these have now.

        Raises:
            GrtuiError: A tag has no name.
        """
        return [
            replace(one, tag=self._spelled(one.tag)) if isinstance(one, TagChange) else one
            for one in edits
        ]

    def typed_changes(self, texts: Iterable[str]) -> list[TagChange]:
        """The changes that texts ask for, see `store.changes`.

        Raises:
            GrtuiError: A text is no change, or does not say which tag.
        """
        names = self._names()
        return [typed_change(text, names) for text in texts]

    def meant(self, tag: Tag) -> str | None:
        """The tag that one may have meant by one that no article has; None where it is known."""
        return near(tag, self._names())

    def preview(self, edits: Sequence[TagEdit], keys: Sequence[str]) -> Preview:
        """What changes would do to articles."""
        return self.scope(keys).preview(edits)

    def scope(self, keys: Sequence[str], last: Scope | None = None) -> Scope:
        """Articles as they are now, for several looks at what changes would do to them.

        That is the `last` scope of the same articles, where nothing has been changed since: to
        look at 100,000 articles takes more than a second.
        """
        stamp = self._filled(self._index.mirrored_stamp)
        if last and last.stamp == stamp and list(last.known) == list(keys):
            return last
        known = self._known(keys)
        return Scope({key: known[key] for key in keys if key in known}, stamp)

    def held(self, keys: Sequence[str]) -> tuple[int, dict[Tag, int]]:
        """How many of the articles there are, and how many of them have each tag."""
        known = self._known(keys)
        return len(known), Counter(tag for article in known.values() for tag in article.tags)

    def tagged_before(self, besides: Sequence[str]) -> tuple[Tag, ...]:
        """The tags of the article that the user tagged last, `besides` some.

        Raises:
            TagFileError: The tag file cannot be read.
        """
        key = self._tags.database().tagged_last({*besides})
        known = self._known([key] if key else [])
        return tuple(tag for article in known.values() for tag in article.tags)

    def toggle(self, tag: Tag, keys: Sequence[str]) -> Done:
        """Give a tag to all of the articles, or take it from all if all have it.

        Raises:
            GrtuiError: As in `change`.
        """
        tag = self._spelled(tag)
        return self._edit(plans.toggling(tag), keys, [tag])

    def clear(self, facet: Facet, keys: Sequence[str], names: Iterable[str] | None = None) -> Done:
        """Take the tags of a facet from the articles: all, or those of some names."""
        return self.change([Clearing(facet, None if names is None else tuple(names))], keys)

    def set_read(self, keys: Sequence[str], read: bool) -> Done:
        """Mark articles read or unread."""
        return self._edit(plans.marking_read(read), keys)

    def toggle_read(self, keys: Sequence[str]) -> Done:
        """Mark articles read, or unread if all of them are read."""
        return self._edit(plans.marking_read(None), keys)

    def toggle_star(self, keys: Sequence[str]) -> Done:
        """Star articles, or take their stars if all of them have one."""
        return self._edit(plans.starring(None), keys)

    def set_starred(self, keys: Sequence[str], starred: bool) -> Done:
        """Star articles, or take their stars."""
        return self._edit(plans.starring(starred), keys)

    def set_note(self, key: str, note: str, *, before: str, path: str = "") -> Done:
        """Write a note on an article, an empty one to have none.

        Where the note is no longer as it was `before`, both texts are kept: the one of another
        process, a blank line, this one. A note on an article that was edited meanwhile is on what
        it became, and one whose file is gone keeps it, too.

        Args:
            key: The article.
            note: The text; white space around it is left out.
            before: The note as it was when writing began.
            path: Where the article's file is or was.

        Raises:
            TagFileError: It could not be saved; nothing was changed.
        """
        key = self._filled(lambda: self._index.became([key])).get(key) or key
        planner = plans.noting(tidy_note(note), before)
        return self._edit(planner, [key], instead=Known(path, NO_TAGS, False, False))

    def rename(self, tag: Tag, new_name: str) -> Done:
        """Give a tag another name on all articles; where another tag has that, they become one.

        The records of the articles stay as they are, and the former name goes on to mean the tag.

        Raises:
            GrtuiError: There is no such tag, no new name, or it is the name that the tag has.
            TagFileError: It could not be saved; nothing was changed.
        """
        from store.renaming import renaming

        return self._change_vocabulary(renaming(tag, new_name, self._hints(tag.facet)))

    def set_letter(self, tag: Tag, letter: str) -> Done:
        """Let a letter, or a code of two, give a tag; one that has it gets the tag's own for it.

        Raises:
            GrtuiError: There is no such tag, it is no letter, or another code begins with it.
            TagFileError: It could not be saved; nothing was changed.
        """
        from store.renaming import lettering

        return self._change_vocabulary(lettering(tag, letter, self._hints(tag.facet)))

    def remove(self, tag: Tag) -> Done:
        """Take a tag that no article bears out of the vocabulary.

        It is there again as soon as an article bears it.

        Raises:
            GrtuiError: There is no such tag, or an article bears it.
            TagFileError: It could not be saved; nothing was changed.
        """
        from store.renaming import removing

        return self._change_vocabulary(removing(tag, self._hints(tag.facet)))

    def save_search(self, name: str, query: str) -> "tuple[SavedSearch, SavedSearch | None]":
        """Save a search under a name; returns it, and the one that had the name before.

        Raises:
            GrtuiError: It has no name, or there is nothing to search for.
            TagFileError: It could not be saved; nothing was changed.
        """
        self._check_place()
        with self._tags.saving:
            saved, search, before = self._tags.database().save_search(name, query)
            self._told(saved)
        return search, before

    def forget_search(self, name: str) -> "SavedSearch | None":
        """Remove a saved search; returns it, or None where there was none.

        Raises:
            TagFileError: It could not be saved; nothing was changed.
        """
        with self._tags.saving:
            saved, search = self._tags.database().forget_search(name)
            self._told(saved)
        return search

    def undo(self, *, rest: bool = False, only: str = "") -> Done | None:
        """Take the user's last change back; None where there is none.

        With `rest`, articles on which it has been changed again since are passed over. Where `only`
        is the `step` of a `Done`, it is that one, whatever came after it.

        Raises:
            HistoryError: What it changed has been changed again since; nothing was done.
        """
        with self._tags.saving:
            return self._done(self._tags.database().undo(rest=rest, only=only))

    def redo(self, *, rest: bool = False) -> Done | None:
        """Make the change again that the user took back last; None where there is none.

        Raises:
            HistoryError: As in `undo`.
        """
        with self._tags.saving:
            return self._done(self._tags.database().redo(rest=rest))

    def restoration(self, dump: "Dump", *, replaces: bool = False) -> Restoration:
        """What `restore` would change.

        Raises:
            TagFileError: As in `restore`.
        """
        return self._tags.database().restoration(dump, replaces=replaces)

    def restore(self, dump: "Dump", name: str = "", *, replaces: bool = False) -> Restoration:
        """Join what is in a dump with what is here, or put it in the place of that.

        `undo` takes it back. Where there is no tag file, all becomes as it is in the dump.

        Args:
            dump: What `store.dump.read` made of a text.
            name: What the history calls it.
            replaces: Do records that are only here go? A damaged tag file is put aside then.

        Raises:
            TagFileError: The tag file cannot be used, or saved; nothing was changed.
        """
        self._check_place()
        label = f"restore of {name}" if name else "restore"
        with self._tags.saving:
            saved, restoration = self._tags.database().restore(label, dump, replaces=replaces)
            self._told(saved)
        return restoration

    def _check_place(self) -> None:
        # Or a tag file would be made where there is nothing.
        if not os.path.isdir(self._folder):  # noqa: PTH112 (false, too, where a folder is shut)
            raise TagFileError(f"NOT saved: the folder {shown(os.fsencode(self._folder))} is gone.")
        if why := why_dangling(self._tags.path):
            raise TagFileError(f"NOT saved: {why}")

    def _edit(
        self,
        planner: Planner,
        keys: Iterable[str],
        new: Iterable[Tag] = (),
        *,
        instead: Known | None = None,
    ) -> Done:
        """Change the records of articles, and save all letters along with them.

        Those that the index has no more are left out, unless there is something `instead`.
        """
        self._check_place()
        keys = list(keys)
        known = self._known(keys)
        if instead:
            known = dict.fromkeys(keys, instead) | known
        if not known:
            return Done(planner({}, {}).label, (), datetime.now().astimezone())
        edits: tuple[TagEdit, ...] = ()

        def plan(records: Mapping[str, Record], namings: Namings) -> Plan:
            nonlocal edits
            there = _with_aliases(known, aliases_of(namings))
            label, change, edits = planner(there, records)

            def change_one(key: str, record: Record) -> Record:
                after = change(key, record)
                return record if after == record else replace(after, path=known[key].path)

            return Plan(label, change_one)

        with self._tags.saving:
            given = self._letters(new)
            saved = self._tags.database().edit_as(list(known), plan, letters=given)
            return self._told(saved)._replace(edits=edits)

    def _change_vocabulary(self, planner: "NamingPlanner") -> Done:
        """Change the vocabulary, and save all letters before, so that they stay."""
        self._check_place()
        with self._tags.saving:
            given = self._letters()
            return self._told(self._tags.database().change_vocabulary(planner, letters=given))

    def _letters(self, new: Iterable[Tag] = ()) -> dict[Facet, dict[str, str]]:
        new = list(new)
        return self._filled(lambda: {facet: letters(self._index, facet, new) for facet in Facet})

    def _hints(self, facet: Facet) -> tuple[Hint, ...]:
        def look() -> tuple[Hint, ...]:
            self._tags.trouble(QUICK)
            return hints(self._index, facet, with_unused=True)

        return self._filled(look)

    def _names(self) -> dict[Facet, dict[str, str]]:
        return self._filled(lambda: {facet: names_of(hints(self._index, facet)) for facet in Facet})

    def _spelled(self, tag: Tag) -> Tag:
        return self._filled(lambda: spelled(self._index, tag))

    def _known(self, keys: Iterable[str]) -> dict[str, Known]:
        wanted = list(keys)
        return self._filled(lambda: self._index.known(wanted))

    def _done(self, saved: "Saved | None") -> Done | None:
        return self._told(saved) if saved else None

    def _told(self, saved: "Saved") -> Done:
        def show() -> None:
            self._tags.follow(QUICK)
            # An undo may bring back the record of an article without a file.
            if new := saved.records.keys() - self._index.ids(saved.records).keys():
                self._index.list_missing(new)

        unseen = ""
        try:
            self._filled(show)
        except (GrtuiError, OSError) as error:
            unseen = str(error)  # it is saved; `news` tries again to show it
        self._tags.note(saved, is_mirrored=not unseen)
        keys, of_vocabulary = tuple(saved.records), saved.of_vocabulary
        step = max(saved.written, default="")  # a new one may say of older ones that it is there
        return Done(saved.label, keys, saved.at, unseen, step, of_vocabulary=of_vocabulary)


def tidy_note(note: str) -> str:
    r"""A note as it is kept: harmless, without white space at its ends and those of its lines.

    >>> tidy_note("\n Ask the board. \r\nTwice.\n")
    'Ask the board.\nTwice.'
    """
    lines = harmless(note).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


def _with_aliases(
    known: Mapping[str, Known], aliases: Mapping[Facet, Aliases]
) -> Mapping[str, Known]:
    """Articles of the index with the former names of tags that the tag file has."""
    if all(one.aliases == aliases for one in islice(known.values(), 1)):
        return known
    return {key: one._replace(aliases=aliases) for key, one in known.items()}
