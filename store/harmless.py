"""Text that others wrote, as it may be kept, shown and printed."""


def harmless(text: str) -> str:
    """A text without what a terminal would act upon (rule D4); line ends and tabs stay."""
    if text.isprintable():
        return text
    # Nearly all texts are plain, and the sanitiser's regular expressions take time to import.
    from store.reader.decode import clean

    return clean(text)


def harmless_line(text: str) -> str:
    r"""A harmless text on one line, with single spaces: the name of a tag, a label.

    >>> harmless_line(" Middle\n East")
    'Middle East'
    """
    return " ".join(harmless(text).split())
