"""What a terminal sends, in whatever pieces."""

import random
from collections.abc import Sequence

import pytest
from textual.events import Key, MouseEvent, Paste
from textual.message import Message

from tui.terminal_codes import LONGEST_PASTE, WAITS, WAITS_FOR_PASTE, TerminalCodes


class Clock:
    """Says how late it is."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def told(message: Message) -> str:
    """A message in a word or two."""
    if isinstance(message, Key):
        return message.key
    if isinstance(message, Paste):
        return f"paste {message.text}"
    return "mouse" if isinstance(message, MouseEvent) else type(message).__name__


def keys_of(*pieces: str, apart: float = 0.0, until: float = WAITS_FOR_PASTE) -> list[str]:
    """What comes of pieces that are some time apart, and of waiting for more."""
    clock = Clock()
    codes = TerminalCodes(clock)
    messages: list[Message] = []
    for piece in pieces:
        messages += codes.read(piece)
        clock.now += apart
        messages += codes.give_up()
    clock.now += until
    messages += codes.give_up()
    assert codes.waits is None
    return [told(message) for message in messages]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("j\x1b[Bk", ["j", "down", "k"]),
        ("\x1b", ["escape"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b\x1b[B", ["escape", "down"]),
        ("\x1bOP", ["f1"]),
        ("\x1b[[A", ["f1"]),  # the console of Linux
        ("\x1b[3$", ["shift+delete"]),  # rxvt
        ("\x1b[1;5D", ["ctrl+left"]),
        ("\x1b[97;5u", ["ctrl+a"]),
        ("\x1b[<64;3;4M", ["mouse"]),
        ("\x1b[I", ["AppFocus"]),
        ("\x1b[200~a\x1b[Bb\x1b[201~j", ["paste ab", "j"]),
        ("\x1b[200~\x1b[201~", []),
        ("\x1b[200~a\x1b]0;x\x07b\u202e\x9b31m\nc\x1b[201~", ["paste ab\nc"]),
        ("\x1b[M !!j", ["j"]),
        ("\x1b[12;40R", ["CursorPosition"]),
    ],
)
def test_a_whole_code_is_what_textual_calls_it(sent: str, keys: Sequence[str]) -> None:
    assert keys_of(sent) == keys
    assert keys_of(*sent) == keys


@pytest.mark.parametrize(
    "sent",
    [
        "\x1b[?62;22c",
        "\x1b[?62;1;2;4;6;9;15;16;17;18;21;22;28;29;42;52c",
        "\x1bP>|xterm(380)\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1b]11;rgb:0000/0000/0000\x07",
        "\x1b]10;rgb:dcdc/aaaa/8888\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b[99999999999u",
        "\x1b[55296u",
        "\x1b[48;0;0;0;0t",
        "\x1b[48;99999;99999;1;1t",
        "\x1b[M\xff\xff\xff",
    ],
)
def test_what_nobody_knows_is_no_key(sent: str) -> None:
    assert keys_of(f"{sent}j") == ["j"]
    assert keys_of(*sent, "j") == ["j"]


@pytest.mark.parametrize("begun", ["\x1b[", "\x1b[1;", "\x1b]11;rgb", "\x1bP>|te", "\x1b[<3;"])
def test_what_never_comes_to_an_end_types_nothing(begun: str) -> None:
    clock = Clock()
    codes = TerminalCodes(clock)
    assert list(codes.read(begun)) == []
    clock.now += WAITS
    assert [told(one) for one in codes.give_up()] in ([], ["escape"])
    assert [told(one) for one in codes.read("j")] == ["j"]


def pasting_until_it_stalls() -> TerminalCodes:
    clock = Clock()
    codes = TerminalCodes(clock)
    assert list(codes.read("\x1b[200~tea re")) == []
    clock.now += WAITS_FOR_PASTE - 1
    assert list(codes.give_up()) == []
    clock.now += 1
    assert [told(one) for one in codes.give_up()] == ["paste tea re"]
    assert codes.waits is None
    return codes


@pytest.mark.parametrize(("sent", "key"), [("j", "j"), ("\x1b[B", "down")])
def test_a_key_ends_a_paste_that_has_no_end(sent: str, key: str) -> None:
    codes = pasting_until_it_stalls()
    assert [told(one) for one in codes.read(f"{sent}")] == [key]
    assert [told(one) for one in codes.read("k")] == ["k"]


@pytest.mark.parametrize("rest", [["d lines re te\r\x1b[201~"], ["d lines re te\r\x1b[20", "1~"]])
def test_the_rest_of_a_paste_that_was_stuck_on_its_way_is_no_key(rest: list[str]) -> None:
    codes = pasting_until_it_stalls()
    pasted = [told(one) for piece in rest for one in codes.read(piece)]
    assert pasted == ["paste d lines re te\n"]
    assert [told(one) for one in codes.read("k")] == ["k"]


@pytest.mark.parametrize("end", ["\x1b[201~", "~"])
def test_the_end_of_a_paste_may_come_late(end: str) -> None:
    clock = Clock()
    codes = TerminalCodes(clock)
    assert list(codes.read("\x1b[200~tea\x1b[201~".removesuffix(end))) == []
    clock.now += WAITS_FOR_PASTE
    assert [told(one) for one in codes.give_up()] == ["paste tea"]
    assert [told(one) for one in codes.read(end)] == []
    assert [told(one) for one in codes.read("k")] == ["k"]


def test_a_key_whose_escape_came_too_early_is_that_key_too() -> None:
    assert keys_of("\x1b", "[B", apart=0.3) == ["escape", "down"]
    assert keys_of("\x1b", "[", "B", apart=0.05) == ["down"]


def test_who_presses_escape_and_a_bracket_means_both() -> None:
    assert keys_of("\x1b", "[", apart=2.0) == ["escape", "left_square_bracket"]
    assert keys_of("\x1b", "j", "[", apart=0.3) == ["escape", "j", "left_square_bracket"]


def test_whatever_comes_is_taken_and_none_of_it_waits_for_ever() -> None:
    chance = random.Random(8)
    letters = "\x1b\x1b\x1b[[]OPM_<>?;$ 0123459~uHRtcABm\x07\\\x00é\ud83d\ufffdj"
    for _ in range(1000):
        keys_of(*(chance.choice(letters) for _ in range(chance.randrange(1, 40))), apart=0.01)


def test_a_big_paste_is_one() -> None:
    text = "tea and\n" * 100_000
    pieces = [text[at : at + 4096] for at in range(0, len(text), 4096)]
    assert keys_of("\x1b[200~", *pieces, "\x1b[201~") == [f"paste {text}"]


def test_of_a_paste_that_is_too_big_the_rest_is_no_key() -> None:
    (pasted, key) = keys_of("\x1b[200~", *["x" * 4096] * 10_000, "\x1b[201~j")
    assert set(pasted) <= set("paste x")
    assert len(pasted) == len("paste ") + LONGEST_PASTE
    assert key == "j"
