"""The model of the screen sends the least that makes the picture that Textual asks for."""

from collections.abc import Sequence
from itertools import pairwise, product
from operator import itemgetter

import pytest
from emulator import Emulator, apart, as_rich, narrow, spacing
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.cells import is_unsure
from tui.clipboard import clipboard_codes
from tui.screen_model import BEGIN, END, ScreenModel

RED, BLUE = "38;2;255;0;0", "38;2;0;0;255"
ON_GREY = "48;2;18;18;18"
CLEAR = "\x1b[H\x1b[J"

Segments = Sequence[tuple[str, str]]
"""Styles and texts."""


def segments(*pairs: tuple[str, str]) -> str:
    """Text as Textual sends it."""
    return "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in pairs)


def update(*pieces: tuple[int, int, str], cursor: tuple[int, int] = (0, 0)) -> str:
    """An update of Textual: pieces, each with its line and column, and the cursor at the end."""
    drawn = ""
    for place, (line, column, text) in enumerate(pieces):
        end = "\n" if place and pieces[place - 1][0] != line else ""
        drawn += f"{end}\x1b[{line + 1};{column + 1}H{text}"
    return f"{drawn}\x1b[{cursor[0] + 1};{cursor[1] + 1}H"


def model(*, erases_in_colour: bool = True) -> ScreenModel:
    """A model of 20 columns and 4 lines that shows `one two` and `three` on grey."""
    shown = ScreenModel(20, 4, erases_in_colour=erases_in_colour)
    lines = enumerate(("one two", "three", "", ""))
    texts = ((line, 0, segments((f"{RED};{ON_GREY}", text.ljust(20)))) for line, text in lines)
    shown.update(update(*texts))
    return shown


def red(text: str) -> str:
    return segments((f"{RED};{ON_GREY}", text))


# What is sent


def test_what_is_shown_already_is_not_sent_again() -> None:
    shown = model()
    assert shown.update(update((0, 0, red("one two".ljust(20))))) == ""
    assert shown.update(update((0, 0, red("one")), (1, 2, red("re")))) == ""


@pytest.mark.parametrize(
    ("piece", "sent"),
    [
        ((0, 4, red("tvo")), "\x1b[5Cv"),
        ((0, 0, red("off two")), "\x1b[C" + "ff"),
        ((0, 0, red("One twO")), "O\x1b[5CO"),
        ((0, 0, red("One Two")), "One T"),  # as short as to pass over what stays, or shorter
        ((3, 18, red("no")), "\x1b[4;19Hno"),
        ((1, 0, red(" " * 20)), "\x1b[2H\x1b[K"),
        ((1, 0, red("t".ljust(20))), "\x1b[2;2H\x1b[K"),
        ((1, 3, red("  ")), "\x1b[2;4H  "),  # two blanks are shorter than the code for them
        ((1, 0, segments((f"1;{RED};{ON_GREY}", "three"))), "\x1b[2H\x1b[1mthree"),
        ((1, 0, segments((f"{BLUE};{ON_GREY}", "three"))), f"\x1b[2H\x1b[{BLUE}mthree"),
        ((1, 0, segments((f"{RED}", "three"))), "\x1b[2H\x1b[49mthree"),
        ((1, 0, segments(("", "three"))), "\x1b[2H\x1b[mthree"),
        ((1, 5, segments((f"{BLUE};{ON_GREY}", "   "))), ""),  # a blank has no colour
        ((1, 5, segments((f"4;{RED};{ON_GREY}", " "))), "\x1b[2;6H\x1b[4m "),  # but a line
        ((1, 0, red("three") + segments((BLUE, "!"))), f"\x1b[2;6H\x1b[0;{BLUE}m!"),
    ],
)
def test_the_shortest_codes_are_sent(piece: tuple[int, int, str], sent: str) -> None:
    back = "\x1b[H" if sent else ""
    assert model().update(update(piece)) == sent + back


def test_bold_is_ended_without_the_colours_being_sent_again() -> None:
    shown = model()
    shown.update(update((1, 0, segments((f"1;3;{RED};{ON_GREY}", "three")))))
    assert shown.update(update((1, 0, red("three")))) == "\x1b[2H\x1b[22;23mthree\x1b[H"


def test_dim_stays_where_bold_ends() -> None:
    shown = model()
    shown.update(update((1, 0, segments((f"1;2;{RED};{ON_GREY}", "three")))))
    again = shown.update(update((1, 0, segments((f"2;{RED};{ON_GREY}", "three")))))
    assert again == "\x1b[2H\x1b[22;2mthree\x1b[H"


def test_the_rest_of_a_row_is_erased_only_where_that_has_the_background() -> None:
    blank = update((0, 0, red(" " * 20)))
    assert model(erases_in_colour=False).update(blank) == "       \x1b[H"
    own = ScreenModel(20, 4)
    own.update(update((0, 0, "one two".ljust(20))))
    assert own.update(update((0, 0, " " * 20))) == "\x1b[K"


def test_many_colours_in_many_rows_are_sent_colour_by_colour() -> None:
    shown = model()
    row = segments((f"{RED};{ON_GREY}", "date  "), (f"{BLUE};{ON_GREY}", "title"))
    sent = shown.update(update(*((line, 0, row) for line in range(4))))
    assert sent.count(RED) + sent.count(BLUE) == 1  # red was set


def test_the_cursor_is_left_where_textual_has_it() -> None:
    shown = model()
    assert shown.update(update((0, 0, red("one")), cursor=(2, 5))) == "\x1b[3;6H"
    assert shown.update(update((0, 0, red("one")), cursor=(2, 5))) == ""
    assert shown.update(update((0, 0, red("one")), cursor=(9, 99))) == "\x1b[4;20H"


# Marks, modes and what is not known


def test_an_update_is_marked_only_where_something_changes() -> None:
    shown = model()
    same, other = update((0, 0, red("one"))), update((0, 0, red("two")))
    assert [shown.update(data) for data in (BEGIN, same, END)] == ["", "", ""]
    assert [shown.update(data) for data in (BEGIN, other, END)] == [
        "",
        f"{BEGIN}two\x1b[H",
        END,
    ]
    assert [shown.update(data) for data in (BEGIN, CLEAR, END)] == [
        "",
        f"{BEGIN}\x1b[m{CLEAR}",
        END,
    ]


@pytest.mark.parametrize(
    "code",
    [
        "\x1b[?25l",
        "\x1b[?1003h",
        "\x1b[?2026$p",
        "\x1b[?2048h",
        "\x1b[?7l",
        "\x1b[>25u",
        "\x1b[<u",
        "\x1b]22;pointer\x07",
        "\a",
        clipboard_codes("One title", {}),
    ],
)
def test_what_leaves_the_screen_alone_is_sent_as_it_is(code: str) -> None:
    shown = model()
    assert shown.update(code) == code
    assert shown.update(update((0, 0, red("one")))) == ""


@pytest.mark.parametrize(
    "code",
    [
        "\x1b[?1049h",
        "\x1b[?1049l",
        CLEAR,
        "\x1b[2J",
        "\x1b[3;1H\x1b[K",
        "text",
        "\x1b[1;1Hone\ttwo",
        "\x1b[1;1Hone\x1b[1;1",
        "\x1b[1;1H\x1b[31mred",  # it is not ended
        "\x1b[1;1H\x1b[58;5;1mred\x1b[0m",
        "\x1b[1;1H\x1b[38;5mred\x1b[0m",
        "\x1b[1;1H\x1b[4:3mred\x1b[0m",
        "\x1b[1;1H\x1b]8;;https://tides.example.org\x1b\\link\x1b]8;;\x1b\\",
        "\x1b[1;1Hone\n",
        "\x1b[4;1Hone\n\x1b[1;1H",  # it scrolls
        "\x1bPq#0\x1b\\",
        "\x1bc",
        clipboard_codes("One title", {"TMUX": "/tmp/x"}),
    ],
)
def test_what_is_not_known_is_sent_in_no_colour_and_all_after_it_anew(code: str) -> None:
    shown = model()
    assert shown.update(code) == f"\x1b[m{code}"
    assert shown.update(update((0, 0, red("one")))) == f"\x1b[H\x1b[0;{RED};{ON_GREY}mone\x1b[H"


def test_at_another_size_all_is_sent_anew() -> None:
    shown = model()
    shown.resize(20, 4)
    assert shown.update(update((0, 0, red("one")))) == ""
    shown.resize(20, 5)
    assert shown.update(update((0, 0, red("one")))) == f"\x1b[H\x1b[0;{RED};{ON_GREY}mone\x1b[H"


def test_what_is_drawn_beside_the_screen_is_not_sent() -> None:
    shown = model()
    beside = update((0, 15, red("     behind")), (0, 20, red("behind")))
    assert shown.update(beside) == ""
    assert shown.update(update((4, 0, red("below")), cursor=(7, 70))) == "\x1b[4;20H"


# Widths


def test_no_cell_is_passed_over_by_more_than_it_takes() -> None:
    shown = model()
    shown.update(update((0, 0, red("你好吗 ab"))))
    assert shown.update(update((0, 0, red("你好啊 aB")))) == "\x1b[4C啊 aB\x1b[H"


def test_behind_what_is_disputed_the_next_is_put_where_it_belongs() -> None:
    shown = model()
    heart = "\u2764\ufe0f"
    assert shown.update(update((0, 0, red(f"{heart}e two".ljust(20))))) == (
        f"  \x1b[H{heart}\x1b[1;3He two\x1b[K\x1b[H"
    )
    assert shown.update(update((0, 0, red(f"{heart}e Two".ljust(20))))) == "\x1b[4CT\x1b[H"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        *(("a", False), ("é", False), ("e\u0301", False), ("ж", False), ("—", False), ("★", False)),
        *(("│", False), ("你", False), ("가", False), ("א", False), ("…", False), ("", False)),
        *(("😀", True), ("⚡", True), ("\u2764\ufe0f", True), ("👍🏽", True), ("👨‍👩‍👧", True)),
        *(("🇳🇴", True), ("1\ufe0f\u20e3", True), ("a\u200d", True), ("\u00ad", True)),
    ],
)
def test_the_widths_of_emoji_and_of_what_joins_are_disputed(text: str, is_so: bool) -> None:
    assert is_unsure(text) is is_so


HINDI = "दुनिया की हिन्दी"
"""10 cells for Rich, and 15 where each vowel beside a letter has one."""


def test_no_letter_is_put_over_the_vowel_before_it() -> None:
    sends = ScreenModel(30, 1)
    shown = Emulator(30, 1, spacing)
    for text in ("one", HINDI, f"{HINDI}!", "ab", f"x {HINDI}", HINDI):
        shown.write(sends.update(update((0, 0, red(f"{text:16}".ljust(20 + 6) + "| e")))))
        there = "".join(cell.data for cell in shown.row(0))
        assert there.startswith(f"{text} ")
        assert there.rstrip().endswith("  | e")


def test_what_is_behind_two_blanks_cuts_words_that_take_more_cells() -> None:
    sends = ScreenModel(30, 1)
    shown = Emulator(30, 1, spacing)
    for end in ("| e", "| f"):
        shown.write(sends.update(update((0, 0, red(f"{HINDI}  {end}".ljust(30))))))
        there = "".join(cell.data for cell in shown.row(0))
        assert there.rstrip() == f"{HINDI[:12]}{end}"


HINDI_TEXTS = [
    "",
    "ab",
    "z".rjust(12),
    "z".rjust(20),
    HINDI,
    f"{HINDI}  |",
    f"ab   {HINDI}",
    f"{HINDI}!",
]


@given(st.lists(st.tuples(st.sampled_from((0, 4)), st.sampled_from(HINDI_TEXTS)), min_size=2))
def test_nothing_is_left_of_words_that_took_more_cells(drawn: list[tuple[int, str]]) -> None:
    sends, shown = ScreenModel(40, 1, erases_in_colour=True), Emulator(40, 1, spacing)
    for column, text in drawn:
        picture = red(" " * column + text + " " * (40 - column - cell_len(text)))
        shown.write(sends.update(update((0, 0, picture))))
        afresh = Emulator(40, 1, spacing)
        afresh.write(ScreenModel(40, 1, erases_in_colour=True).update(update((0, 0, picture))))
        assert shown.row(0) == afresh.row(0)


# The same picture

STYLES = ("", RED, f"1;{RED};{ON_GREY}", f"{BLUE};{ON_GREY}", f"7;{BLUE}", "4;31", "2;3;90;47", "9")
CHARACTERS = [*"ab   .é│你好", "e\u0301", "😀", "\u2764\ufe0f", "👨‍👩‍👧", "🇳🇴", "\u00ad"]
CERTAIN = CHARACTERS[:12]


def pieces(columns: int, characters: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts in styles that take as many columns."""

    def fitted(drawn: list[tuple[str, str]]) -> str:
        room = columns
        kept = []
        for style, text in drawn:
            cells = list(as_rich(text))
            while sum(width for _, width in cells) > room:
                cells.pop()
            room -= sum(width for _, width in cells)
            kept.append((style, "".join(cell for cell, _ in cells)))
        return segments(*kept, (drawn[-1][0], " " * room))

    text = st.lists(st.sampled_from(characters), min_size=1, max_size=8).map("".join)
    return st.lists(st.tuples(st.sampled_from(STYLES), text), min_size=1, max_size=4).map(fitted)


def updates(bounds: Sequence[int], characters: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """What Textual sends of widgets beside each other, each from one column to the next."""
    widgets = [
        st.tuples(st.integers(0, 3), st.just(start), pieces(end - start, characters))
        for start, end in pairwise(bounds)
    ]
    drawn = st.lists(st.one_of(*widgets), min_size=1, max_size=6, unique_by=itemgetter(0, 1))
    one = drawn.map(lambda pieces: update(*sorted(pieces)))
    return st.lists(one, min_size=1, max_size=6)


@given(
    updates((0, 6, 13, 20), [*CHARACTERS, "दि"]),
    st.sampled_from([*product((True, False), repeat=2)]),
)
def test_the_picture_is_that_of_textual_cell_by_cell(
    drawn: list[str], terminal: tuple[bool, bool]
) -> None:
    in_colour, stays = terminal
    asked = Emulator(20, 4, erases_in_colour=in_colour, stays=stays)
    shown = Emulator(20, 4, erases_in_colour=in_colour, stays=stays)
    sends = ScreenModel(20, 4, erases_in_colour=in_colour)
    for data in drawn:
        asked.write(data)
        shown.write(sends.update(data))
        shown.assert_same(asked)
        assert sends.update(data) == ""


@given(st.data())
def test_the_picture_is_the_same_where_something_is_drawn_over_half_a_character(
    data: st.DataObject,
) -> None:
    asked, shown, sends = Emulator(20, 2), Emulator(20, 2), ScreenModel(20, 2)
    for _ in range(6):
        start = data.draw(st.integers(0, 19))
        end = data.draw(st.integers(start + 1, 20))
        drawn = update(
            (data.draw(st.integers(0, 1)), start, data.draw(pieces(end - start, CERTAIN)))
        )
        asked.write(drawn)
        shown.write(sends.update(drawn))
        shown.assert_same(asked)


@given(updates((0, 6, 13, 19), CHARACTERS), st.sampled_from([narrow, apart]))
def test_whatever_a_terminal_makes_of_emoji_all_else_is_in_its_place(
    drawn: list[str], widths: object
) -> None:
    # What has no room in the last column terminals put over what is before it.
    asked, shown = Emulator(20, 4), Emulator(20, 4, widths)
    sends = ScreenModel(20, 4, erases_in_colour=True)
    for data in (update(*((line, 0, " " * 20) for line in range(4))), *drawn):
        asked.write(data)
        shown.write(sends.update(data))
        for line in range(4):
            unsure = False
            for there, here in zip(asked.row(line), shown.row(line), strict=True):
                unsure = is_unsure(there.data) or (unsure and there.data == "")
                assert unsure or there == here
