"""The sanitiser, and the door for text from outside: rules D3 and D4."""

import sys
from itertools import product
from unicodedata import category

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from store.harmless import harmless, harmless_line, harmless_name
from store.reader.links import resolve
from store.reader.read import read_article
from store.sanitising import MOST_MARKS, clean, is_mark
from tests.soak.machine import Kind, parts

HIDDEN = {
    *(0x200B, 0xFEFF),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF0, 0xFFFC),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE0100),
    *range(0xE01F0, 0xE1000),
}
"""What is dropped though it is no control character: it has no width, turns text, or hides one."""


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n"])
def test_every_line_end_becomes_one_line_feed(end: str) -> None:
    assert clean(f"a{end}b") == "a\nb"


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[31m",
        "\x1b[?1049h",
        "\x1b[1;2 q",
        "\x9b31m",
        "\x1b]0;title\x07",
        "\x1b]8;;u\x1b\\",
        "\x9d52;c;AAAA\x9c",
        "\x1bP1$tx\x1b\\",
        "\x90x\x9c",
        "\x1bXsos\x1b\\",
        "\x1b^pm\x1b\\",
        "\x1b_apc\x1b\\",
        "\x98x\x9c",
        "\x9ex\x9c",
        "\x9fx\x9c",
        "\x1bc",
        "\x1b(B",
        "\x1b7",
        "\x1b#8",
        "\x1b",
        "\x1b\x1b[2J",
        "\x1b[\x0031m",
        "\x1bPq#1\n#2~\x1b\\",
        "\x84",
        "\x1b=",
    ],
)
def test_a_whole_terminal_sequence_goes(sequence: str) -> None:
    assert clean(f"a{sequence}Éb") == "aÉb"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x1b[31é", "aé"),
        ("a\x1b[31", "a"),
        ("a\x1b]0;title", "a"),
        ("a\x1b]0;title\nb", "a\nb"),
        ("a\x1b]0;title\n\nb\x07", "a\n\nb"),
        ("a\x1b]0;ti\x1b[1mtle", "atle"),
        ("a\x1bP1\x18b", "ab"),
        ("a\x1b\nb", "a\nb"),
    ],
)
def test_an_unfinished_sequence_goes_up_to_where_it_breaks_off(text: str, kept: str) -> None:
    assert clean(text) == kept


@pytest.mark.parametrize(
    "code",
    [c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in b"\t\n\r\v\f\x1b" and c != 0x85],
)
def test_a_character_that_acts_or_hides_is_removed(code: int) -> None:
    assert clean(f"a{chr(code)}") == "a"


@pytest.mark.parametrize(
    "kept", ["\t", "\n", "\u200c", "\u200d", "\u200e", "\u200f", "\xa0", "\xad"]
)
def test_joiners_marks_and_spaces_are_kept(kept: str) -> None:
    assert clean(f"a{kept}b") == f"a{kept}b"


def test_half_a_surrogate_pair_cannot_stay() -> None:
    assert clean("a\udcffb") == "a\ufffdb"


ODD = st.text(st.sampled_from("\x1b\x9b\x9d\x90\x9c\x07\x18[]P\\;m1A\n\r \0é\u200b\u202e\u2028"))


@given(ODD | st.text())
def test_clean_text_is_clean_whatever_it_was(text: str) -> None:
    cleaned = clean(text)
    assert not any((c < " " and c not in "\t\n") or "\x7f" <= c <= "\x9f" for c in cleaned)
    assert not set(cleaned) & set("\u200b\u202e\u2028\ufeff")
    assert clean(cleaned) == cleaned
    cleaned.encode()


def test_each_code_point_stays_or_goes_as_the_rules_say() -> None:
    for code in range(sys.maxunicode + 1):
        one = chr(code)
        if code in HIDDEN or (category(one) == "Cc" and one not in "\t\n\r\v\f\x85"):
            wanted = ""
        elif one in "\r\v\f\x85\u2028\u2029":
            wanted = "\n"
        else:
            wanted = "\ufffd" if 0xD800 <= code <= 0xDFFF else one
        assert clean(one) == harmless(one) == wanted, hex(code)


def test_of_each_mark_only_some_stand_over_one_letter() -> None:
    for code in {*range(0xE0200)} - {*range(0xD800, 0xE000), *HIDDEN}:
        one = chr(code)
        many = harmless(f"a{one * 9}b")
        if is_mark(one):
            assert many == f"a{one * MOST_MARKS}b", hex(code)
        elif category(one) not in ("Cc", "Zl", "Zp"):
            assert many == f"a{one * 9}b", hex(code)


CLASSES = (
    "a é\t\n\r\x00\x07\x18\x1b\x7f\x84\x90\x9b\x9c\x9d[]P"
    "\\m0;?~\u0301\u200b\u200d\u200e\u202e\u2028\ud800\udc00\ufeff\ufe0f漢😀\U000e0041"
)
"""One of each kind of character that means something to a terminal or to the sanitiser."""


@pytest.mark.parametrize("length", [2, 3])
def test_no_few_characters_together_act(length: int) -> None:
    for characters in product(CLASSES, repeat=length):
        cleaned = clean("".join(characters))
        acting = [part for part in parts(cleaned) if part.kind is not Kind.TEXT]
        assert {part.written for part in acting} <= {"\t", "\n"}, characters
        assert HIDDEN.isdisjoint(map(ord, cleaned)), characters
        assert clean(cleaned) == harmless(cleaned) == cleaned, characters


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 ❤️ 1️⃣ 👍🏽",
        "می‌خواهم",
        "क्षत्रिय संयुक्त राष्ट्र",
        "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ",
        "בְּרֵאשִׁ֖ית בָּרָ֣א",
        "လျှော့ ကျွန်ုပ်",
        "e\u0301\u0323 Việt Nam",
        "中文　日本語 한국어 葛󠄀",
        "100 %\u00a0and 20\u202f000",
        "€€€€€ ◆◆◆◆◆◆ ↑↑↑↑↑ ＃＃＃＃＃",
    ],
)
def test_what_scripts_and_emoji_need_is_kept(text: str) -> None:
    assert clean(text) == harmless(text) == text


def test_marks_of_several_links_nodes_and_entities_do_not_come_together() -> None:
    mark, some = "\u0301", "\u0301" * MOST_MARKS
    assert resolve(f"e[{some}](#)[{some}](#)[{some}](#)")[0] == f"e{some}"
    text = f"<p>Words.</p><p>e<b>{some}</b><i>{some}</i> stays</p>"
    page = f"<html><body><h1>A title</h1>{text}</body></html>"
    _, paragraph = read_article(page.encode(), "a.html").body
    assert paragraph.text == f"e{some} stays"
    article = read_article(f"e{'&#769;' * 9} title\n\nRegion: [Asia](#)\n\nText.".encode())
    assert article.title is not None
    assert article.title.count(mark) == MOST_MARKS


def test_a_harmless_line_is_one_and_so_is_a_name() -> None:
    assert harmless_line(" a\x1b[2J\n\u2028b\tc ") == "a b c"
    assert harmless_name("a\x1b]0;x\x07\nb\tc\u202etxt") == "a\\nb\\tctxt"


@given(ODD | st.text())
def test_the_door_says_what_the_sanitiser_says(text: str) -> None:
    assert harmless(text) == clean(text)


@pytest.mark.parametrize(
    "part",
    [
        "\x1b]",
        "\u0301",
        "e\u0301\u0301",
        "\u200d€",
        "क्",
        "\x9d",
        "\x90a\n",
        "\x1b[",
        "\x1b]a\n",
        "\x1b",
        "\x1bP\x07",
    ],
)
def test_a_million_broken_sequences_take_linear_time(part: str) -> None:
    assert grows_linearly(lambda size: clean(part * (size // len(part))), 1_000_000)
