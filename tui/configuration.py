"""The configuration as text: what is in force, and a file to begin with."""

from collections.abc import Iterator
from textwrap import wrap

from store.config import KEY_TABLES, Config
from store.settings import SETTINGS
from tui.key_names import written_chord
from tui.keymap import TABLES, Keymap

COMMENT_COLUMN = 28
"""Where the comments begin, if there is room."""

LINE = 100
"""Columns of an explanation."""

_ESCAPED = {'"': '\\"', "\\": "\\\\"}


def as_toml(config: Config, keymap: Keymap) -> str:
    """All that is in force, each with where it comes from; of the keys those that were changed."""
    lines = [
        _line(one.name, config.values[one.name].value, config.values[one.name].source)
        for one in SETTINGS
    ]
    sources = {(change.screen, change.command): change.source for change in config.keys}
    for screen, commands in keymap.tables.items():
        changed = [
            _line(now.name, _keys(now.key_list), sources[screen, now.name])
            for now, before in zip(commands, TABLES[screen], strict=True)
            if now.keys != before.keys
        ]
        if changed:
            lines += ["", f"[{KEY_TABLES[screen]}]", *changed]
    return "\n".join(lines)


def beginning() -> str:
    """A file in which all is commented out, with what it is for."""
    return "\n".join(
        [
            "# What grtui does otherwise. Take the # away from a line to change it.",
            "# `grtui config` shows what is in force.",
            "",
            *_settings(),
            *_tables(),
            "",
        ]
    )


def _settings() -> Iterator[str]:
    for one in SETTINGS:
        variable = f" The variable {one.variable} wins." if one.variable else ""
        yield from wrap(f"{one.help}{variable}", LINE, initial_indent="# ", subsequent_indent="# ")
        yield f"# {one.name} = {toml_value(one.default)}"
        yield ""


def _tables() -> Iterator[str]:
    yield "# Keys: as many as you like with commas between them, as `j`, `ctrl+d`, `page down`, `?`"
    yield '# or two after each other, `g g`; a `*` is the letter of a tag. "" is no key.'
    for screen, commands in TABLES.items():
        yield ""
        yield f"[{KEY_TABLES[screen]}]"
        for one in commands:
            if not {"lower", "upper"} & set(one.key_list):
                yield f"# {_line(one.name, _keys(one.key_list), one.help)}"


def _line(name: str, value: object, comment: str) -> str:
    return f"{f'{name} = {toml_value(value)}':{COMMENT_COLUMN}}  # {comment}"


def _keys(keys: tuple[str, ...]) -> str:
    return ", ".join(map(written_chord, keys))


def toml_value(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = "" if value is None else str(value)
    escaped = "".join(_ESCAPED.get(one, one) for one in text)
    return '"' + "".join(one if one.isprintable() else _unicode(one) for one in escaped) + '"'


def _unicode(character: str) -> str:
    return f"\\U{ord(character):08x}"
