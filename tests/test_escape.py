"""Escape and a key that come in one piece."""

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from tui.escape import apart, keep_escapes


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> XTermParser:
    """Textual's reader of what the terminal sends, as `grtui` has it."""
    name = "_sequence_to_key_events"
    monkeypatch.setattr(XTermParser, name, getattr(XTermParser, name))  # and back afterwards
    keep_escapes()
    return XTermParser()


def keys_of(parser: XTermParser, sent: str, bound: tuple[str, ...] = ()) -> list[str]:
    """The names of the keys that a terminal sends in one piece."""
    told = [*parser.feed(sent), *parser.feed("")]
    return [one.key for key in told if isinstance(key, Key) for one in apart(key, bound)]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1bj", ["escape", "j"]),
        ("\x1bJ", ["escape", "J"]),
        ("\x1b/", ["escape", "slash"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b ", ["escape", "space"]),
        ("\x1b\x10", ["escape", "ctrl+p"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1bjk", ["escape", "j", "k"]),
        ("j\x1bk", ["j", "escape", "k"]),
        ("\x1b\x1b[B", ["escape", "down"]),
        ("\x1b[B", ["down"]),
        ("\x1b[Z", ["shift+tab"]),
        ("\x1bOP", ["f1"]),
        ("\x1b[106;3u", ["alt+j"]),
    ],
)
def test_escape_and_a_key_are_two_keys(parser: XTermParser, sent: str, keys: list[str]) -> None:
    assert keys_of(parser, sent) == keys


def test_a_key_with_alt_that_means_something_is_one_key(parser: XTermParser) -> None:
    assert keys_of(parser, "\x1bj", bound=("alt+j",)) == ["alt+j"]
