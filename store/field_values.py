"""What stands after a field's colon in a query: checked, and made a value."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from store.query import CHOICES, DATE_FIELDS, FIELDS, TAG_FIELDS, TEXT_FIELDS, Span, Term
from store.spans import span_of

if TYPE_CHECKING:
    from store.parser import Parsed

MOST_WILD = 6
"""How many `*` a path may hold."""

_KEY = re.compile("[0-9a-fA-F]{1,20}")


def value_of(name: str, term: Term, written: str, today: date | None) -> Term | Span:
    """The value of a field.

    Args:
        name: The field.
        term: What stands there, read as a word or a phrase.
        written: The same as it is written.
        today: The day from which relative dates count; the present one if None.

    Raises:
        ValueError: It can be none, and why, as a sentence.
    """
    if name in DATE_FIELDS:
        return _days(name, term.text, today or datetime.now().astimezone().date())
    return _READERS.get(name, _name)(name, term, written)


def example(name: str) -> str:
    """The end of a sentence that says what a field needs."""
    return _EXAMPLES[name]


def nearest(text: str, choices: Iterable[str]) -> str:
    """The choice that was most likely meant; empty where none is near."""
    from difflib import get_close_matches  # only for a query that is wrong

    return next(iter(get_close_matches(text, list(choices), 1)), "")


def misread_field(text: str, parsed: "Parsed") -> str:
    """The field that a word with a colon in it was most likely meant to be; empty for none.

    >>> from store.parser import read
    >>> misread_field("regoin:usa", read("regoin:usa"))
    'region'
    """
    for one in parsed.primaries:
        name, colon, value = text[one.start : one.end].partition(":")
        is_word = isinstance(one.query, Term) and colon and value and not value.startswith("//")
        if is_word and (near := nearest(name.lower(), FIELDS)):
            return near
    return ""


def has_letters(text: str) -> bool:
    """Is there anything in it that a search can look for?"""
    return any(character.isalnum() for character in text)


def _name(name: str, term: Term, written: str) -> Term:
    if not term.text and not term.is_prefix:
        raise ValueError(f"{name}: needs a name{example(name)}.")
    return term


def _words(name: str, term: Term, written: str) -> Term:
    if not has_letters(term.text):
        raise ValueError(f"{name}: needs a letter or a digit to look for.")
    return term


def _choice(name: str, term: Term, written: str) -> Term:
    choice = term.text.lower()
    if choice in CHOICES[name]:
        return Term(choice)
    near = nearest(choice, CHOICES[name])
    hint = f"; did you mean {name}:{near}?" if near else "."
    raise ValueError(f"{name}: is followed by one of {', '.join(CHOICES[name])}{hint}")


def _path(name: str, term: Term, written: str) -> Term:
    """A path as it is written: in it, a `*` stands for a part of a name."""
    text = term.text if term.is_phrase else written
    if not text:
        raise ValueError(f"{name}: needs a part of a path{example(name)}.")
    if len(re.findall(r"\*+", text)) > MOST_WILD:  # each may stand for many letters
        raise ValueError(f"{name}: takes at most {MOST_WILD} times a *.")
    return Term(text, term.is_phrase)


def _key(name: str, term: Term, written: str) -> Term:
    if not _KEY.fullmatch(term.text):
        raise ValueError(f"{name}: needs the first digits of an article's key{example(name)}.")
    return Term(term.text.lower())


def _days(name: str, text: str, today: date) -> Span:
    span = span_of(text, today)
    if span is None or (name != "date" and re.search(r"\.\.|[<>]", text)):
        raise ValueError(
            f"{name}: needs a day, a month or a year that exists: 2018-11-08, 2018-11, 2018, "
            "last-month or 2w."
        )
    if span.first and span.last and span.first > span.last:
        raise ValueError("This time ends before it begins.")
    if name == "after":
        return Span(span.first, "")
    return span_of(f"..{text}", today) or span if name == "before" else span


_READERS: Mapping[str, Callable[[str, Term, str], Term]] = {
    **dict.fromkeys(TEXT_FIELDS, _words),
    **dict.fromkeys(CHOICES, _choice),
    "path": _path,
    "key": _key,
}
"""What reads the values of a field; those of the others are names of tags."""

_EXAMPLES = {
    **dict.fromkeys(FIELDS, ", with no space between"),
    **{name: f", such as {name}:usa" for name in TAG_FIELDS},
    **{name: f", such as {name}:{values[0]}" for name, values in CHOICES.items()},
    **{name: f", such as {name}:2018-11" for name in DATE_FIELDS},
    "region": ', such as region:usa or region:"Latin America & Caribbean"',
    "theme": ', such as theme:history or theme:"Oil and Energy"',
    "path": ", such as path:2018/** or path:ferry",
    "key": ", such as key:3f9a0c",
}
