"""From the bytes of a file to text that can do no harm (format.md, rules D1, D2)."""

import codecs

from store.sanitising import clean

_MARKS = (  # D1; UTF-32 before UTF-16, whose mark it begins with.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> str:
    """The text of a file: decoded whatever it holds, and clean (rules D1-D4)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(encoding, "replace"))
    try:  # D2
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return clean(text)
