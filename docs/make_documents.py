"""Makes what the documents take from the program: tables, the manual page and pictures.

Run it with `make docs` after a change of the commands or of the screen.
"""

import asyncio
import os
from pathlib import Path

from manual_page import manual_page
from pictures import PICTURES, taken

from store.settings import SETTINGS
from tui.command import groups
from tui.commands import MAIN
from tui.configuration import toml_value
from tui.sprint_commands import SPRINT
from tui.vocabulary_commands import VOCABULARY

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MANUAL = ROOT / "docs" / "grtui.1"
CONFIGURATION = ROOT / "docs" / "configuration.md"
BEGIN_SETTINGS = "<!-- settings: made by docs/make_documents.py -->"
END_SETTINGS = "<!-- end of settings -->"
BEGIN, END = "<!-- keys: made by docs/make_documents.py -->", "<!-- end of keys -->"


def key_table() -> str:
    """The table of keys in Markdown, one heading a group."""
    lines: list[str] = []
    for group, commands in groups((*MAIN, *SPRINT, *VOCABULARY)).items():
        lines += [f"| {group} | |", "| --- | --- |"]
        for command in commands:
            keys = ", ".join(f"`{keys}`" for keys in command.listed_keys).replace("|", "\\|")
            lines.append(f"| {keys} | {command.help} |")
        lines.append("")
    return "\n".join(lines)


def with_key_table(readme: str) -> str:
    """A README with the table of keys as it is now."""
    return _between(readme, BEGIN, END, key_table())


def with_settings_table(page: str) -> str:
    """The page on the configuration with the table of settings as it is now."""
    lines = ["| setting | default | | variable |", "| --- | --- | --- | --- |"]
    for one in SETTINGS:
        variable = f"`{one.variable}`" if one.variable else ""
        lines.append(f"| `{one.name}` | `{toml_value(one.default)}` | {one.help} | {variable} |")
    return _between(page, BEGIN_SETTINGS, END_SETTINGS, "\n".join([*lines, ""]))


def _between(page: str, begin: str, end: str, made: str) -> str:
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n\n{made}\n{end}{after}"


def main() -> None:
    """Write the tables, the manual page and the pictures."""
    page = CONFIGURATION.read_text(encoding="utf-8")
    CONFIGURATION.write_text(with_settings_table(page), encoding="utf-8")
    README.write_text(with_key_table(README.read_text(encoding="utf-8")), encoding="utf-8")
    os.environ.pop("NO_COLOR", None)
    os.environ["LOGNAME"] = "ann"  # who gave the tags in the pictures
    MANUAL.write_text(manual_page(), encoding="utf-8")
    for picture in PICTURES:
        picture.path.write_text(asyncio.run(taken(picture)), encoding="utf-8")


if __name__ == "__main__":
    main()
