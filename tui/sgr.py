"""How characters look, as the parameters of the code that sets it (SGR; ECMA-48, 8.3.117).

A style is those that make it out of nothing, attributes first, then both colours:
`1;38;2;255;196;115;48;2;18;18;18`. Two styles that are equal look the same.
"""

from collections.abc import Iterator
from functools import lru_cache

RESET = "\x1b[m"
"""The code of the empty style."""

OWN_BACKGROUND = " "
"""What a blank shows where the background is the terminal's own."""

_ENDS = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""The attributes: the parameter that sets each, and the one that ends it."""

_ON_BLANKS = frozenset({"4", "7", "9", "21", "51", "52", "53"})
"""The attributes that a blank shows: lines, and the colours exchanged."""

_BASIC = {str(number) for first in (30, 90) for number in range(first, first + 8)}
_BASIC_BACKGROUNDS = {str(number) for first in (40, 100) for number in range(first, first + 8)}
_VALUES = {"5": 1, "2": 3}
"""How many numbers a colour has: its number among 256, or red, green and blue."""

_Parts = tuple[frozenset[str], str, str]
"""Attributes, the colour and the background; an empty one is the terminal's own."""


@lru_cache(1024)
def style_of(parameters: str) -> str | None:
    """The style that a code sets; None where it has a parameter that is not known."""
    parts = _read(parameters)
    return None if parts is None else _joined(parts)


@lru_cache(1024)
def on_blanks(style: str) -> str:
    """What of a style a blank shows: all, or only the background, which begins with a space."""
    if is_background(style):
        return style
    attributes, _, background = _parts(style)
    return f" {background}" if attributes.isdisjoint(_ON_BLANKS) else style


def is_background(style: str) -> bool:
    """Is it what a blank shows of a style, if that is only the background?"""
    return style.startswith(" ")


@lru_cache(1024)
def for_blanks(pen: str | None, style: str) -> str:
    """The style itself; for a background one that has it, not far from the style that is set."""
    if not is_background(style):
        return style
    background = style[1:]
    if pen is None:
        return background
    if on_blanks(pen) == style:
        return pen
    attributes, colour, _ = _parts(pen)
    return _joined((attributes - _ON_BLANKS, colour, background))


@lru_cache(2048)
def change(pen: str | None, style: str) -> str:
    """The shortest code that sets a style, where another one is set, or an unknown one."""
    if pen == style:
        return ""
    afresh = f"0;{style}" if style else ""
    if pen is None:
        return f"\x1b[{afresh}m"
    return f"\x1b[{min(';'.join(_steps(_parts(pen), _parts(style))), afresh, key=len)}m"


def _steps(pen: _Parts, style: _Parts) -> Iterator[str]:
    """The parameters that end what is not in a style, and set what is not set."""
    ends = {_ENDS[attribute] for attribute in pen[0] - style[0]}
    stay = {attribute for attribute in pen[0] if _ENDS[attribute] not in ends}
    yield from sorted(ends)
    yield from sorted(style[0] - stay)
    for before, after, own in zip(pen[1:], style[1:], ("39", "49"), strict=True):
        if before != after:
            yield after or own


@lru_cache(1024)
def _parts(style: str) -> _Parts:
    parts = _read(style)
    assert parts is not None
    return parts


def _joined(parts: _Parts) -> str:
    attributes, colour, background = parts
    return ";".join(filter(None, (*sorted(attributes), colour, background)))


def _read(parameters: str) -> _Parts | None:
    """What parameters set, or None where one of them is not known."""
    attributes: set[str] = set()
    colour = background = ""
    numbers = iter(parameters.split(";"))
    for number in numbers:
        if number in ("", "0"):
            attributes, colour, background = set(), "", ""
        elif number in _ENDS:
            attributes.add(number)
        elif number in _ENDS.values():
            attributes = {one for one in attributes if _ENDS[one] != number}
        elif number in _BASIC or number == "39":
            colour = "" if number == "39" else number
        elif number in _BASIC_BACKGROUNDS or number == "49":
            background = "" if number == "49" else number
        elif number in ("38", "48"):
            kind = next(numbers, "")
            values = [next(numbers, "") for _ in range(_VALUES.get(kind, 0))]
            if not values or "" in values:
                return None
            whole = ";".join((number, kind, *values))
            colour, background = (whole, background) if number == "38" else (colour, whole)
        else:
            return None
    return frozenset(attributes), colour, background
