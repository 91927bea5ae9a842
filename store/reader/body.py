"""What follows the header: head notes, body, endnotes, boilerplate (format.md, rules B1-B7)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.article import Paragraph
from store.reader.endnotes import is_numbered_note, without_headed_notes
from store.reader.openings import is_head_note, is_publication_note
from store.reader.tail import tail_start

_BROKEN_OFF = re.compile(r"[^.!?:…)\]\"”’*_]\Z")


@dataclass(frozen=True, slots=True)
class Parts:
    """The paragraphs below the header."""

    head_notes: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    endnotes: tuple[Paragraph, ...] = ()
    boilerplate: tuple[Paragraph, ...] = ()


def read_parts(items: Sequence[Paragraph | None], authors: tuple[str, ...]) -> Parts:
    """Tell the body from what is around it. An item is a paragraph, or None for a separator."""
    kept, endnotes = without_headed_notes(items)
    head_end = _head_end(kept)
    tail = head_end + tail_start(kept[head_end:], authors)
    if not any(kept[head_end:tail]):  # B2: notes and then the tail are all tail.
        head_end, tail = 0, tail_start(kept, authors)
    endnotes += [item for item in kept[tail:] if item and is_numbered_note(item)]
    return Parts(
        head_notes=_shown(kept[:head_end]),
        body=_shown(kept[head_end:tail]),
        endnotes=tuple(endnotes),
        boilerplate=_shown(item for item in kept[tail:] if not is_numbered_note(item)),
    )


def _head_end(items: Sequence[Paragraph | None]) -> int:
    """Where the notes at the head end, and the separators after them (rules B2, B3)."""
    end = 0
    noted = False
    for index, item in enumerate(items):
        if item is None:
            continue
        if is_publication_note(item) and not noted:
            noted = True
        elif not is_head_note(item) and not (index == end > 0 and _goes_on(items[end - 1], item)):
            break
        end = index + 1
    while 0 < end < len(items) and items[end] is None:
        end += 1
    return end


def _goes_on(before: Paragraph | None, after: Paragraph) -> bool:
    """Is a paragraph the rest of a note that was broken in mid-sentence?"""
    return (
        before is not None
        and is_head_note(before)
        and bool(_BROKEN_OFF.search(before.text))
        and after.text[0].islower()
    )


def _shown(items: Iterable[Paragraph | None]) -> tuple[Paragraph, ...]:
    """The paragraphs, of which each knows whether a separator parts it from the last (rule B5)."""
    shown: list[Paragraph] = []
    after_rule = False
    for item in items:
        if item is None:
            after_rule = bool(shown)
        else:
            shown.append(item._replace(after_rule=True) if after_rule else item)
            after_rule = False
    return tuple(shown)
