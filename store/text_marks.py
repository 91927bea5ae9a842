"""Where a text that is looked for stands in an article, as it was typed and not as a query."""

import re

from store.folding import plain
from store.marks import Marks, Spans
from store.query import EVERYTHING
from store.tags import composed

_ACCENTS = "[\u0300-\u036f]*"  # that stand behind their letter
_ALIKE = {"'": "['’‘ʼ]", '"': '["“”„«»]', "-": "[-‐‑–—]"}
"""What a keyboard has, and what is printed for it."""


class TextMarks(Marks):
    """Finds a text in all texts of an article, also within words; case and accents are folded."""

    def __init__(self, text: str) -> None:
        super().__init__(EVERYTHING)
        self._text = _pattern(text)

    def __bool__(self) -> bool:
        """Is there anything to look for?"""
        return bool(self._text.pattern)

    def spans(self, field: str, text: str) -> Spans:
        """The places of the text in a text."""
        return [match.span() for match in self._text.finditer(plain(text))] if self else []


def _pattern(text: str) -> re.Pattern[str]:
    words = plain(composed(text)).split()
    return re.compile(r"\s+".join("".join(map(_letter, word)) for word in words))


def _letter(letter: str) -> str:
    return _ALIKE.get(letter, re.escape(letter)) + _ACCENTS
