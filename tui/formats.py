"""Objects printed for programs: as JSON, a JSON object a line, or CSV."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

Object = Mapping[str, object]

TABLE, IDS, PATHS = "table", "ids", "paths0"
"""The formats that are none of objects: lines for people, keys, names of files."""


def json_text(value: object, stream: TextIO | None, indent: int | None = None) -> str:
    """A value as JSON that a stream can print: where it cannot print all of Unicode, as ASCII."""
    from json import dumps

    encoding = getattr(stream, "encoding", None) or ""
    return dumps(value, ensure_ascii=not encoding.lower().startswith("utf"), indent=indent)


def print_json(fields: Sequence[str], objects: Iterable[Object]) -> None:
    """Print a list, an object a line."""
    before = "[\n"
    for each in objects:
        print(before + json_text(each, sys.stdout), end="")
        before = ",\n"
    print("[]" if before == "[\n" else "\n]")


def print_jsonl(fields: Sequence[str], objects: Iterable[Object]) -> None:
    """Print an object a line (https://jsonlines.org)."""
    for each in objects:
        print(json_text(each, sys.stdout))


def print_csv(fields: Sequence[str], objects: Iterable[Object]) -> None:
    """Print a line of the fields' names and one for each object (RFC 4180)."""
    import csv

    if sys.stdout is None:
        return
    writer = csv.writer(sys.stdout)
    writer.writerow(fields)
    writer.writerows([_cell(each[field]) for field in fields] for each in objects)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, list) else value


OF_OBJECTS: dict[str, Callable[[Sequence[str], Iterable[Object]], None]] = {
    "json": print_json,
    "jsonl": print_jsonl,
    "csv": print_csv,
}
"""What prints objects, by the format's name."""
