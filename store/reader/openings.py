"""How the paragraphs around the body begin (format.md, rules B2-B6).

The class of a paragraph that begins so, and the words:

    A  Note to readers: please share
    A  NOTE TO OUR READERS
    A  **Note to readers**: please share
    A  The original source of this article is Asia Times
    A  Copyright © Ada Moss, 2018
    A  Copyright (c) Ada Moss
    A  © Asia Times
    A  (c) 2018 Asia Times
    A  Comment on Global Research Articles on our page
    A  Become a Member of Global Research
    A  Articles by: Ada Moss
    A  About the author:
    A  About the Authors
    A  About the author(s)
    A  Disclaimer: none of this is ours
    A  www.example.org contains copyrighted material
    A  For media inquiries: press@example.org
    N  All Global Research articles can be read in 51 languages
    N  To receive Global Research's newsletter
    N  Visit and follow us on Instagram
    N  Follow us on Telegram
    N  Please click the share buttons above
    N  Click the share button below
    N  Feel free to repost our articles
    N  Global Research is a reader-funded outlet
    B  This article was originally published on Asia Times.
    B  [First published by Asia Times]
    B  This article was first originally published by Asia Times.
    B  Featured image: a river
    B  Lead image by Ada Moss
    B  All images in this article are the author's
    B  Images in this article are free
    B  Image credit: Ada Moss
    B  Translated from Spanish by Ben Reed
    -  (c) the third point
    -  About the author of this book
    -  A note to readers
    -  Copyright law is old
    -  Disclaimers are cheap
    -  Originally published November 18, 2023
    -  Image: a river
    -  Images of war
    -  We follow us on
"""

import re

from store.article import Paragraph
from store.reader.names import without_suffix, without_title

_MARKS = r"[\s*_\u200e\u200f\u061c]*+"


def _opening(*phrases: str) -> re.Pattern[str]:
    words = "|".join(phrase.replace(" ", r"\s++") for phrase in phrases)
    return re.compile(f"{_MARKS}(?:{words})", re.IGNORECASE)


_CLASS_A = _opening(  # B4
    r"note to (?:our )?readers\b",
    r"the original source of this article is\b",
    r"copyright\s*(?:©|\(c\))",
    r"©",
    r"\(c\)\s*[0-9]{4}\b",
    r"comment on global research articles\b",
    r"become a member of\b",
    r"articles by\s*:",
    r"about the author(?:s|\(s\))?[\s*_]*+:?[\s*_]*+\Z",
    r"disclaimer\s*:",
    r"(?:https?://)?www\.\S+ contains copyrighted material\b",
    r"for media inquiries\s*:",
)
_CLASS_N = _opening(
    r"all global research articles can be read\b",
    r"to receive global research\b",
    r"(?:visit and )?follow us on\b",
    r"(?:please )?click the share buttons?\b",
    r"feel free to (?:repost|republish|share)\b",
    r"global research is a reader-funded\b",
)
_CREDIT = _opening(  # B6
    r"(?:featured|lead|cover) image\b",
    r"(?:all )?images in this article\b",
    r"image (?:credit|source)\s*:",
    r"translated (?:by|from)\b",
)
_NOTE_TO_READERS = _opening(r"note to (?:our )?readers\b")
_PUBLISHED = r"[\[(]?\s*+(?:this article was )?(?:first(?: originally)?|originally) published\b"
_HEAD_NOTE = _opening(_PUBLISHED)  # B2
_TAIL_NOTE = _opening(rf"{_PUBLISHED} (?:on|by|in|at)\b")  # B6
_BIO = re.compile(
    r"[*_]*(?:,| \(| (?:is|was|has|writes|teaches|lives|works|serves|edits|covers)\b"
    r"| can be reached\b)"
)

_LONGEST_HEAD_NOTE = 200
_LONGEST_TAIL_NOTE = 300
_LONGEST_BIO = 800


def opens_tail(paragraph: Paragraph) -> bool:
    """Does it begin like class A (rule B4)?"""
    return bool(_CLASS_A.match(paragraph.text))


def is_site_note(paragraph: Paragraph) -> bool:
    """Does it begin like class N?"""
    return bool(_CLASS_N.match(paragraph.text))


def is_head_note(paragraph: Paragraph) -> bool:
    """Is it class N or a note to readers, which may stand at the head (rule B3)?"""
    return is_site_note(paragraph) or bool(_NOTE_TO_READERS.match(paragraph.text))


def is_publication_note(paragraph: Paragraph) -> bool:
    """Does it say, below the header, where or when the article was first published (rule B2)?"""
    return bool(_HEAD_NOTE.match(paragraph.text)) and _is_short(paragraph, _LONGEST_HEAD_NOTE)


def is_tail_publication_note(paragraph: Paragraph) -> bool:
    """Does it say, in the tail, where or when the article was first published (rule B6)?"""
    return bool(_TAIL_NOTE.match(paragraph.text)) and _is_short(paragraph, _LONGEST_TAIL_NOTE)


def is_class_b(paragraph: Paragraph, authors: tuple[str, ...]) -> bool:
    """May the tail take it in, going backwards (rule B6)?"""
    return (
        is_site_note(paragraph)
        or bool(_CREDIT.match(paragraph.text))
        or is_tail_publication_note(paragraph)
        or is_bio(paragraph, authors)
    )


def is_bio(paragraph: Paragraph, authors: tuple[str, ...]) -> bool:
    """Does it say who one of the authors is?"""
    if not authors or len(paragraph.text) > 2 * _LONGEST_BIO:
        return False
    text = paragraph.collapsed
    if len(text) > _LONGEST_BIO:
        return False
    text = without_title(text.lstrip("*_ \u200e\u200f\u061c"))
    return any(_begins_with(text, without_title(author)) for author in authors)


def _begins_with(text: str, name: str) -> bool:
    names = {name, without_suffix(name)}
    return any(
        text[: len(name)].casefold() == name.casefold() and _BIO.match(text, len(name))
        for name in names
        if name
    )


def _is_short(paragraph: Paragraph, most: int) -> bool:
    # Collapsing a long paragraph only to measure it would cost more than all the rest.
    return len(paragraph.text) <= 2 * most and len(paragraph.collapsed) <= most
