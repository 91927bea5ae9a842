"""Words with marks that take a cell of their own in some terminals, and none in others.

Vowels of Hindi, Bengali, Tamil and other scripts are such marks (category Mc of Unicode): Rich
gives them no cell, as kitty does; xterm, tmux and VTE give them one. Were each letter put where it
belongs, it would be put over the vowel before it, there, and half of the text would be missing. So
such words are written without a move in between, over the blanks behind them, and what comes behind
two blanks is in its place again.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from tui.cells import Cell


class Flow(NamedTuple):
    """Columns of a row in which words flow: to where they may, and to where their text goes."""

    start: int
    end: int
    text_end: int


@lru_cache(1024)
def has_vowel(character: str) -> bool:
    """Is there a mark in a cell that takes another one in some terminals?"""
    return len(character) > 1 and any(category(mark) == "Mc" for mark in character)


def flows_in(cells: Sequence[Cell]) -> Iterator[Flow]:
    """Where in a row words flow: each goes from behind two blanks to behind the next blanks."""
    characters = [character for character, _ in cells]
    at = 0
    while at < len(cells):
        start = at
        while at < len(cells) and characters[at : at + 2] not in ([" ", " "], [" "]):
            at += 1
        text_end = at
        while at < len(cells) and characters[at] == " ":
            at += 1
        if any(map(has_vowel, characters[start:text_end])):
            yield Flow(start, at, text_end)
