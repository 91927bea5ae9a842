"""The names of keys: as Textual has them, as they are printed, and as people write them."""

import re
import unicodedata
from functools import cache
from string import punctuation

SHOWN = {
    "slash": "/",
    "backslash": "\\",
    "minus": "-",
    "plus": "+",
    "equals_sign": "=",
    "asterisk": "*",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "number_sign": "#",
    "lower": "a … z",
    "upper": "A … Z",
    "question_mark": "?",
    "full_stop": ".",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "page down",
    "pageup": "page up",
    "escape": "esc",
}
"""What is printed for a key whose name is another."""

LETTER = "*"
"""The end of a chord that stands for the letter of a tag, or of a saved search."""

NAMED = {
    *("space", "tab", "enter", "escape", "backspace", "delete", "insert", "home", "end"),
    *("pageup", "pagedown", "up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 25)),
}
"""The keys that have a name and no character."""

TURNED = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+h": "backspace",
}
"""The keys that terminals turn into others."""

QUIT = ("ctrl+c", "ctrl+q")
"""The keys that quit, whatever is open or asked."""

FIXED = {*QUIT, "ctrl+p"}
"""The keys that mean the same everywhere: out, out, and the palette."""

_SYNONYMS = {
    **{shown: key for key, shown in SHOWN.items() if key not in ("lower", "upper")},
    **dict.fromkeys(("return", "cr", "ret"), "enter"),
    **dict.fromkeys(("page_down", "page-down", "pgdn", "pgdown"), "pagedown"),
    **dict.fromkeys(("page_up", "page-up", "pgup"), "pageup"),
    "del": "delete",
    "ins": "insert",
    "bs": "backspace",
}
_REPLACED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_MODIFIED = re.compile(r"((?:(?:ctrl|alt|shift)\+)+)(.+)", re.IGNORECASE)


def key_named(text: str) -> str:
    """Textual's name of a key.

    | text | key |
    |---|---|
    | `j` | `j` |
    | `J` | `J` |
    | `?` | `question_mark` |
    | `ctrl+d` | `ctrl+d` |
    | `Ctrl+D` | `ctrl+d` |
    | `esc` | `escape` |
    | `page down` | `pagedown` |
    | `full_stop` | `full_stop` |
    | `é` | `é` |

    Raises:
        ValueError: There is no such key, or grtui cannot have it: with the reason.
    """
    key = _key_of(text)
    if key in TURNED:
        raise ValueError(f"terminals turn {text} into {SHOWN.get(TURNED[key], TURNED[key])}")
    if key in FIXED:
        raise ValueError(f"{text} cannot be changed")
    return key


def _key_of(text: str) -> str:
    if len(text) == 1 and text.isprintable():
        return _SYNONYMS.get(text) or _of_character(text)
    if match := _MODIFIED.fullmatch(text):
        modifiers, key = match[1].lower(), _key_of(match[2])
        if modifiers == "shift+" and len(key) == 1:
            return key.upper()
        return modifiers + (key.lower() if "ctrl" in modifiers else key)
    name = text.lower()
    name = _SYNONYMS.get(name, name)
    if name in NAMED or _character(name):
        return name
    raise ValueError(f"there is no key `{text}`")


def _of_character(character: str) -> str:
    """The name of a character's key, by the rule of Textual."""
    if character.isalnum():
        return character
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return _REPLACED.get(name, name)


@cache
def _character(name: str) -> str:
    """The character that a name stands for; empty where it is none of a plain keyboard's."""
    return next((one for one in punctuation if _of_character(one) == name), "")


def chord_named(text: str) -> str:
    """Textual's names of keys that follow each other, with spaces between them: `g g`, `r *`.

    Raises:
        ValueError: One of them is no key.
    """
    joined = re.sub(r"\bpage (down|up)\b", r"page\1", text.strip(), flags=re.IGNORECASE)
    words = joined.split()
    return " ".join(
        LETTER if word == LETTER and number else key_named(word)
        for number, word in enumerate(words)
    )


def shown_key(key: str) -> str:
    """A key as it is printed: `?`, `ctrl+d`, `↓`."""
    return SHOWN.get(key) or _character(key) or key


def shown_chord(chord: str) -> str:
    """The keys of a chord as they are printed: `r /`, `r letter`."""
    return " ".join("letter" if key == LETTER else shown_key(key) for key in chord.split())


def written_chord(chord: str) -> str:
    """The keys of a chord as they stand in the configuration: `r /`, `r *`, `down`."""
    as_they_are = ("up", "down", "left", "right", "comma", LETTER)
    return " ".join(key if key in as_they_are else shown_key(key) for key in chord.split())
