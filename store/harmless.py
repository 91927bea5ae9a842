"""The door for text from outside: what others wrote, as it may be kept, shown and printed.

Files of articles come in by `store.reader.decode`; all else comes and goes by here. Only the names
of files that `grtui search --format paths0` prints for xargs, and those that are copied, are as
they are.
"""

from unicodedata import category


def harmless(text: str) -> str:
    """A text without what a terminal would act upon (rule D4); line ends and tabs stay."""
    if text.isprintable() and (text.isascii() or not any(map(_is_mark, text))):
        return text
    # Nearly all texts are plain, and the sanitiser's regular expressions take time to import.
    from store.sanitising import clean

    return clean(text)


def harmless_line(text: str) -> str:
    r"""A harmless text on one line, with single spaces: the name of a tag, a label.

    >>> harmless_line(" Middle\n East")
    'Middle East'
    """
    return " ".join(harmless(text).split())


def harmless_name(text: str) -> str:
    r"""A harmless text on one line, with what parts lines as an escape: the name of a file.

    >>> harmless_name("a\tb\n.txt")
    'a\\tb\\n.txt'
    """
    return harmless(text).replace("\n", "\\n").replace("\t", "\\t")


def _is_mark(character: str) -> bool:
    return category(character)[0] == "M"  # of which only a few may stand over one letter
