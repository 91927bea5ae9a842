"""What an article is: frozen values, for every other module."""

from typing import NamedTuple

from store.tags import Facet, GivenTag


class Link(NamedTuple):
    """A link in a paragraph."""

    start: int
    """Where its text begins in the paragraph's text, in characters."""
    end: int
    """Where its text ends (exclusive)."""
    target: str


class Paragraph(NamedTuple):
    """A paragraph as it is shown: links resolved to their text, line breaks kept."""

    text: str
    links: tuple[Link, ...] = ()
    after_rule: bool = False
    """Does a separator line stand before it? (rule B5)"""
    level: int = 0
    """1 to 6 for a heading that was marked with `#`, else 0 (rule P4)."""

    @property
    def collapsed(self) -> str:
        """The text with each run of white space as one space (rule P3)."""
        return " ".join(self.text.split())


class Article(NamedTuple):
    """What the file of an article says, and nothing else (format.md, section 1).

    All texts but paragraphs have their white space collapsed.
    """

    title: str | None = None
    subtitles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    """ISO, `YYYY-MM-DD`."""
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    """The in-depth reports that it belongs to."""
    original_source: str | None = None
    """The outlet that had it first, where it is another one than the publisher."""
    head_notes: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    endnotes: tuple[Paragraph, ...] = ()
    boilerplate: tuple[Paragraph, ...] = ()
    warnings: tuple[str, ...] = ()
    """What was wrong with the file, a sentence each."""

    def source_tags(self, facet: Facet) -> tuple[str, ...]:
        """The tags that the file gives in a facet."""
        return self.regions if facet is Facet.REGION else self.themes


class ArticleRow(NamedTuple):
    """What a line of the list needs to know about an article."""

    key: str
    """BLAKE2b digest of the file's bytes, 20 hex digits."""
    path: str
    """Where its file is, relative to the library, in a form that can be shown."""
    title: str
    """The title, or the file's name where it has none."""
    date: str | None = None
    regions: tuple[GivenTag, ...] = ()
    themes: tuple[GivenTag, ...] = ()
    is_read: bool = False
    is_starred: bool = False
    has_duplicates: bool = False
    """Has another file of the library the same bytes, or another article the same text?"""
    has_warnings: bool = False
    has_note: bool = False

    def tags(self, facet: Facet) -> tuple[GivenTag, ...]:
        """The tags it bears in a facet, removed ones included."""
        return self.regions if facet is Facet.REGION else self.themes
