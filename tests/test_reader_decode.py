"""From bytes to text: rules D1 and D2."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reader.decode import decode
from store.sanitising import clean

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


@given(st.binary())
def test_any_bytes_are_decoded(data: bytes) -> None:
    assert decode(data) == clean(decode(data))
