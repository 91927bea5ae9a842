"""From bytes to text: rules D1 to D4."""

import codecs

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from store.reader.decode import clean, decode

TEXT = "Élan – “tide” 潮 🌊"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)) == TEXT


def test_a_mark_decides_even_if_the_rest_is_broken() -> None:
    assert decode(codecs.BOM_UTF8 + b"a\xffb") == "a\ufffdb"
    assert decode(codecs.BOM_UTF16_LE + b"a\0b") == "a\ufffd"
    assert decode(codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff") == "\ufffd"


def test_utf_8_needs_no_mark() -> None:
    assert decode(TEXT.encode()) == TEXT


def test_what_is_not_utf_8_is_windows_1252() -> None:
    assert decode("“élan” – €5".encode("cp1252")) == "“élan” – €5"


def test_a_byte_that_windows_1252_leaves_undefined_is_replaced() -> None:
    assert decode(b"caf\xe9 \x81\x8d") == "café \ufffd\ufffd"


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
    [c for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in b"\t\n\r\v\f\x1b" and c != 0x85]
    + [0xFEFF, 0x200B, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xE0001, 0xE0041, 0xE007F],
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


@given(st.binary())
def test_any_bytes_are_decoded(data: bytes) -> None:
    assert decode(data) == clean(decode(data))


@pytest.mark.parametrize(
    "part", ["\x1b]", "\x9d", "\x90a\n", "\x1b[", "\x1b]a\n", "\x1b", "\x1bP\x07"]
)
def test_a_million_broken_sequences_take_linear_time(part: str) -> None:
    assert grows_linearly(lambda size: clean(part * (size // len(part))), 1_000_000)
