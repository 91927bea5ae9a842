"""Good names for the files of articles: `2018-05-14-the-salt-tax.txt`."""

import re
from unicodedata import category, normalize

from store.article import Article
from store.folding import PLAIN_LETTERS

LONGEST = 60
"""Characters of a name before its ending."""

_MOST_BYTES = 200
"""The same in bytes: most file systems take 255, and an ending and a number follow."""

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""What Windows takes for a device, whatever the ending."""

_DROPPED = re.compile("['’ʼ`´\u0300-\u036f]")
"""Apostrophes, and accents that make no letter of their own."""


def name_for(article: Article, instead: str, ending: str) -> str:
    """The name of an article's file, of its date and title; of `instead` where it has no title.

    >>> name_for(Article(title="Émile's Tax: Is It Old?", date="2018-05-14"), "", ".txt")
    '2018-05-14-emiles-tax-is-it-old.txt'
    >>> name_for(Article(), "../Scan (3)", ".md"), name_for(Article(title="???"), "", ".txt")
    ('scan-3.md', 'article.txt')
    """
    words = slug(article.title or "") or slug(instead) or "article"
    date = f"{article.date}-" if article.date and article.title else ""
    name = _cut(f"{date}{words}")
    return f"article-{name}{ending}" if _RESERVED.fullmatch(name) else f"{name}{ending}"


def slug(text: str) -> str:
    r"""The words of a text in lower case, joined by hyphens; only letters and digits are left.

    A letter with an accent loses it where that makes it ASCII; those of other scripts are kept.

    >>> slug("Łódź & the Straße"), slug("Новая дорога"), slug(".. / \\0")
    ('lodz-the-strasse', 'новая-дорога', '0')
    """
    text = _DROPPED.sub("", normalize("NFC", text).lower().translate(PLAIN_LETTERS))
    return re.sub("-+", "-", "".join(map(_plain, text))).strip("-")


def with_number(name: str, number: int) -> str:
    """The name that the second and further files of a name have.

    >>> with_number("salt.txt", 1), with_number("salt.txt", 2)
    ('salt.txt', 'salt-2.txt')
    """
    if number == 1:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{number}{dot}{ending}"


def _plain(character: str) -> str:
    """A character as it stands in a name: a hyphen for what is no part of a word."""
    base = normalize("NFKD", character)[:1]
    if base.isascii() and base.isalnum():
        return base
    # In some scripts the vowels are marks; one on a letter that is ASCII is an accent.
    is_word = category(character)[0] in "LN" or category(character) in ("Mc", "Mn")
    return character if is_word and not character.isascii() else "-"


def _cut(name: str) -> str:
    """As many whole words of a name as there is room for."""
    room = len(name.encode()[:_MOST_BYTES].decode(errors="ignore"))
    room = min(room, LONGEST)
    if len(name) <= room:
        return name
    head = name[: room + 1].rpartition("-")[0]
    return head if len(head) > room // 2 else name[:room].rstrip("-")
