"""The piece of an article's text that shows best why a search found it."""

from typing import NamedTuple

from store.marks import Marks, Spans

LENGTH = 160
"""Characters of a snippet, less than a word more or less."""


class Snippet(NamedTuple):
    """Some words of an article; an ellipsis where it goes on."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    """Where in `text` the words stand that were searched for."""


def snippet(marks: Marks, body: str, note: str = "", length: int = LENGTH) -> Snippet:
    """The piece of the body with the most of the words; of the note, where only that has some."""
    for field, text in (("body", body), ("note", note)):
        text = " ".join(text.split())
        if marks and (spans := marks.spans(field, text)):
            return _cut(text, spans, length)
    return _cut(" ".join(body[: 2 * length].split()), [], length)


def _cut(text: str, spans: Spans, length: int) -> Snippet:
    before = length // 4  # characters before the first of the words
    start = max(0, _densest(spans, length - before) - before) if spans else 0
    end = min(len(text), start + length)
    if start:
        start = text.find(" ", start, start + before) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
        end = max([end, *(last for first, last in spans if first < end < last)])
    head, tail = "…" * (start > 0), "…" * (end < len(text))
    moved = len(head) - start
    inside = [(s + moved, e + moved) for s, e in spans if start <= s and e <= end]
    return Snippet(f"{head}{text[start:end]}{tail}", tuple(inside))


def _densest(spans: Spans, length: int) -> int:
    """Where the piece of that length begins that holds the most of the places."""
    best, most, first = spans[0][0], 0, 0
    for last, (_, end) in enumerate(spans):
        while end - spans[first][0] > length and first < last:
            first += 1
        if last - first + 1 > most:
            best, most = spans[first][0], last - first + 1
    return best
