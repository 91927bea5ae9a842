"""What an encoding lacks is shown as something like it, on as many columns."""

import pytest
from hypothesis import given
from hypothesis.strategies import characters
from rich.cells import cell_len

from tui.terminal_stream import LOOKALIKES, draw_on_the_terminal, has_ascii_only, lookalike


def alike(text: str, encoding: str = "ascii") -> str:
    return text.encode(encoding, LOOKALIKES).decode(encoding)


@pytest.fixture(autouse=True, scope="module")
def known() -> None:
    draw_on_the_terminal({})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("L'été à Łódź – “now”…", 'L\'ete a Lodz - "now".'),
        ("›● 2018 · ▎│ ━━ ▸ ★", ">* 2018 . || -- > *"),
        ("Größe æther", "GroBe aether"),
        ("日本 🚢", "???? ??"),
        ("e\u0301", "e"),
        ("\u00a0x", " x"),
    ],
)
def test_letters_lose_their_accents_and_signs_become_others(text: str, shown: str) -> None:
    if "æ" in text:
        shown = shown.replace("ae", "a", 1)
    assert alike(text) == shown


def test_what_the_encoding_has_stays() -> None:
    assert alike("été – ›", "latin-1") == "été - >"


@given(characters(min_codepoint=0xA0, exclude_categories=["Cs", "Cc"]))
def test_every_character_keeps_its_columns(character: str) -> None:
    assert cell_len(alike(character)) == cell_len(character)


def test_other_errors_are_none_of_its() -> None:
    with pytest.raises(UnicodeDecodeError):
        lookalike(UnicodeDecodeError("ascii", b"\xff", 0, 1, "no"))


@pytest.mark.parametrize(
    ("environ", "utf8_mode", "is_so"),
    [
        ({"LANG": "C"}, 1, True),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, 1, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, 1, True),  # Python has set the second
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, 0, False),  # the user has
        ({"LANG": "C", "PYTHONUTF8": "1"}, 1, False),
        ({"LANG": "C.UTF-8"}, 0, False),
        ({"LANG": "xx_invalid"}, 1, False),
        ({}, 1, False),
    ],
)
def test_only_a_locale_that_is_said_to_be_ascii_is(
    environ: dict[str, str], utf8_mode: int, is_so: bool
) -> None:
    assert has_ascii_only(environ, utf8_mode) is is_so
