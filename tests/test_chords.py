"""Keys that come in twos."""

from tui.chords import Chords, Complete, Unknown
from tui.keymap import DEFAULT_KEYS

CHORDS = DEFAULT_KEYS.chords
CODES = {"r": frozenset({"e", "a", "Qa", "Qb"}), "t": frozenset({"h"})}


def chords(first: str) -> Chords:
    chords = Chords(DEFAULT_KEYS, lambda key: CODES.get(key, frozenset()))
    assert chords.begins(first)
    return chords


def test_a_key_that_begins_no_chord_goes_its_way() -> None:
    assert not Chords(DEFAULT_KEYS, lambda _: frozenset()).begins("j")


def test_two_keys_of_the_table_are_a_command() -> None:
    assert chords("g").press("g", "g") == Complete(CHORDS["g", "g"])


def test_a_tags_letter_completes_the_chord() -> None:
    assert chords("r").press("e", "e") == Complete(CHORDS["r", "*"], "e")


def test_a_tag_of_two_letters_waits_for_the_second() -> None:
    pressed = chords("r")
    assert pressed.press("Q", "Q") is None
    assert pressed.pending == "r Q"
    assert pressed.press("b", "b") == Complete(CHORDS["r", "*"], "Qb")
    assert not pressed.pending


def test_typing_and_clearing_are_no_letters() -> None:
    assert chords("r").press("slash", "/") == Complete(CHORDS["r", "slash"])
    assert chords("t").press("minus", "-") == Complete(CHORDS["t", "minus"])


def test_an_unknown_second_key_cancels_and_is_no_command_of_its_own() -> None:
    pressed = chords("t")
    assert pressed.press("q", "q") == Unknown("t q")
    assert not pressed.pending


def test_a_key_without_a_character_cancels() -> None:
    assert chords("r").press("f5", None) == Unknown("r f5")
