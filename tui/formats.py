"""Articles written for programs and lists of references, and objects as JSON or CSV."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from store.opening import Opened

Object = Mapping[str, object]

TABLE, IDS, PATHS = "table", "ids", "paths0"
"""The formats that are none of objects: lines for people, keys, names of files."""


_FORMULA = ("=", "+", "-", "@")
"""What makes a formula of a cell in a spreadsheet, which could run a program or load a page."""


def json_text(value: object, stream: TextIO | None, indent: int | None = None) -> str:
    """A value as JSON that a stream can print: where it cannot print all of Unicode, as ASCII."""
    from json import dumps

    encoding = getattr(stream, "encoding", None) or ""
    return dumps(value, ensure_ascii=not encoding.lower().startswith("utf"), indent=indent)


def print_json(fields: Sequence[str], objects: Iterable[Object], to: TextIO | None) -> None:
    """Print a list, an object a line."""
    before = "[\n"
    for each in objects:
        print(before + json_text(each, to), end="", file=to)
        before = ",\n"
    print("[]" if before == "[\n" else "\n]", file=to)


def print_jsonl(fields: Sequence[str], objects: Iterable[Object], to: TextIO | None) -> None:
    """Print an object a line (https://jsonlines.org)."""
    for each in objects:
        print(json_text(each, to), file=to)


def print_csv(fields: Sequence[str], objects: Iterable[Object], to: TextIO | None) -> None:
    """Print a line of the fields' names and one for each object (RFC 4180).

    What a spreadsheet would take for a formula gets a `'` before it; JSON has it as it is.
    """
    import csv

    if to is None:
        return
    writer = csv.writer(to)
    writer.writerow(fields)
    writer.writerows([_cell(each[field]) for field in fields] for each in objects)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    text = "; ".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


OF_OBJECTS: dict[str, Callable[[Sequence[str], Iterable[Object], TextIO | None], None]] = {
    "json": print_json,
    "jsonl": print_jsonl,
    "csv": print_csv,
}
"""What prints objects, by the format's name."""


def print_bibtex(articles: Iterable["Opened"], to: TextIO | None) -> None:
    """Print an entry of BibTeX for each article."""
    from store.bibtex import bibtex
    from store.citation import reference

    for entry in bibtex(reference(article) for article in articles):
        print(entry, file=to)


def print_ris(articles: Iterable["Opened"], to: TextIO | None) -> None:
    """Print a record of RIS for each article."""
    from store.citation import reference
    from store.ris import ris

    for article in articles:
        print(ris(reference(article)), file=to)


def print_markdown(articles: Iterable["Opened"], to: TextIO | None) -> None:
    """Print the articles as one document."""
    from tui.markdown import markdown

    for article in articles:
        print(markdown(article), file=to)


OF_ARTICLES: dict[str, Callable[[Iterable["Opened"], TextIO | None], None]] = {
    "bibtex": print_bibtex,
    "ris": print_ris,
    "markdown": print_markdown,
}
"""What prints articles, by the format's name."""
