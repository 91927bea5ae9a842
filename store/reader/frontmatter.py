"""The front matter of a Markdown article, with nothing lost where it is not YAML (rule M1).

Much front matter in the wild is not valid YAML. Where the whole block is not, each key is read on
its own; where YAML fails even there, what stands after the colon is the value as it is written:

    title: Harbour: the end        ->  Harbour: the end
    title: [Video] A calm sea      ->  [Video] A calm sea
    title: "Calm" is no forecast   ->  "Calm" is no forecast
    author: @mariana               ->  @mariana
    tags: [Fish, Salt              ->  [Fish, Salt
    title: *Salt* and sea          ->  *Salt* and sea
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

import yaml

Value: TypeAlias = str | tuple[str, ...]
"""What a key holds: a text, or the items of a list."""

Node: TypeAlias = "str | tuple[Node, ...]"

_DEPTH = 8
"""How deep its lists may nest; an article needs two levels."""
_LENGTH = 64 * 1024
"""How long a text, in characters, YAML is asked to read at once."""
_CLOSED = re.compile(r"^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"""(?P<quote>["']?)(?P<key>[^\s"'#:\[\]{},-][^"':\n]*+)(?P=quote)\s*+:(?!\S)""")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a front matter in their order, and what was wrong with it."""

    values: tuple[tuple[str, Value], ...] = ()
    """Keys are lower-case with `_` between their words; a key may stand here twice."""
    warnings: tuple[str, ...] = ()


def split_front_matter(text: str, known: Collection[str]) -> tuple[FrontMatter | None, str]:
    """The front matter of a text and the text after it, or None and the whole text (rule M1).

    Two separator lines with prose between them are no front matter: its first line is a key, and
    it is YAML or has one of the known keys.
    """
    first, _, rest = text.lstrip().partition("\n")
    closed = _CLOSED.search(rest)
    if first.rstrip() != "---" or closed is None:
        return None, text
    block, after = rest[: closed.start()], rest[closed.end() :]
    if not block.strip():
        return FrontMatter(), after
    front = _read(block, known)
    return (front, after) if front is not None else (None, text)


def _read(block: str, known: Collection[str]) -> FrontMatter | None:
    lines = [line for line in block.split("\n") if line.strip() and not line.startswith("#")]
    if not lines or _KEY.match(lines[0]) is None:
        return None
    try:
        return FrontMatter(tuple(_pairs(block)))
    except (yaml.YAMLError, ValueError):
        return _by_key(lines, known)


def _by_key(lines: list[str], known: Collection[str]) -> FrontMatter | None:
    """Read each known key on its own; None where there is no known key."""
    values: list[tuple[str, Value]] = []
    warnings = []
    for key, entry in _entries(lines):
        if key not in known:
            continue
        try:
            values += _pairs("\n".join(entry))
        except (yaml.YAMLError, ValueError):
            values.append((key, _as_written(entry)))
            warnings.append(f"The front matter's “{key}” is not YAML: it was read as written.")
    return FrontMatter(tuple(values), tuple(warnings)) if values else None


def _entries(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each key with its line and the lines that follow it up to the next key."""
    entry: list[str] = []
    key = ""
    for line in lines:
        if match := _KEY.match(line):
            if entry:
                yield key, entry
            key, entry = _normal(match["key"]), []
        entry.append(line)
    yield key, entry


def _as_written(entry: list[str]) -> Value:
    """The value of a key that is not YAML, from its own line and those that follow it."""
    match = _KEY.match(entry[0])
    value = entry[0][match.end() if match else 0 :].strip()
    following = [line.strip() for line in entry[1:]]
    items = [line[1:].strip() for line in takewhile(lambda line: line.startswith("-"), following)]
    if items and not value:
        return tuple(_unquoted(item) for item in items)
    return _unquoted(" ".join([value, *following]).strip())


def _unquoted(text: str) -> str:
    closed = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if closed and text.count(text[0]) == 2 else text


def _pairs(text: str) -> Iterator[tuple[str, Value]]:
    """The keys and values of a YAML mapping, every scalar as text.

    Raises:
        yaml.YAMLError: It is not YAML, or not the small part of it that front matter needs.
    """
    match _tree(text):
        case ("{", *nodes):
            for key, value in zip(nodes[::2], nodes[1::2], strict=True):
                yield _normal(_text(key)), _value(value)
        case _:
            raise yaml.YAMLError("not a mapping")


def _tree(text: str) -> Node:
    """The nodes of a YAML text; a list begins with `[`, a mapping with `{`.

    Built from the parser's events, because CBaseLoader composes recursively in C: 1,500 nested
    lists end the process with SIGSEGV. Aliases are refused: a few lines of them expand to
    gigabytes ("billion laughs"), and in a title `*Salt*` is no alias.
    """
    if len(text) > _LENGTH:
        raise yaml.YAMLError("too long")
    open_nodes: list[list[Node]] = [[]]
    for event in yaml.parse(text, _LOADER):
        if isinstance(event, yaml.ScalarEvent):
            open_nodes[-1].append(event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append(["{" if isinstance(event, yaml.MappingStartEvent) else "["])
        elif isinstance(event, yaml.CollectionEndEvent):
            node = tuple(open_nodes.pop())
            open_nodes[-1].append(node)
        if isinstance(event, yaml.AliasEvent) or len(open_nodes) > _DEPTH:
            raise yaml.YAMLError("aliases, or too deep")
    return open_nodes[0][0] if open_nodes[0] else ""


def _value(node: Node) -> Value:
    match node:
        case ("[", *items):
            return tuple(_text(item) for item in items)
        case _:
            return _text(node)


def _text(node: Node) -> str:
    """A node as one text; of a mapping its `name`, else all as it was written.

    `- Salt: a history` is a mapping in YAML and a tag with a colon to whoever wrote it.
    """
    match node:
        case str():
            return node
        case ("{", *nodes):
            texts = [_text(each) for each in nodes]
            pairs = dict(zip(texts[::2], texts[1::2], strict=True))
            written = (f"{key}: {value}".rstrip(": ") for key, value in pairs.items())
            return pairs.get("name") or ", ".join(written)
        case _:
            return ", ".join(_text(item) for item in node[1:])


def _normal(key: str) -> str:
    return "_".join(re.split(r"[\s_-]+", key.strip().casefold()))
