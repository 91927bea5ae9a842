"""Equality of tag names: rule T5."""

import sys
import unicodedata

from store.tags import fold


def test_every_dash_of_unicode_is_the_same_in_a_tag() -> None:
    characters = map(chr, range(sys.maxunicode + 1))
    dashes = [dash for dash in characters if unicodedata.category(dash) == "Pd"] + ["\u2212"]
    assert len(dashes) > 20
    assert [dash for dash in dashes if fold(f"sub{dash}Saharan") != "sub-saharan"] == []


def test_other_marks_are_no_dash() -> None:
    assert fold("a_b") != fold("a-b") != fold("a~b")
