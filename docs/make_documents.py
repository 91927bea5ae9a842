"""Makes what the documents take from the program: tables of keys, the manual page, pictures.

Run it with `make docs` after a change of the commands or of the screen.
"""

import asyncio
import os
from pathlib import Path

from manual_page import manual_page
from pictures import PICTURES, taken

from tui.command import groups
from tui.commands import MAIN
from tui.sprint_commands import SPRINT
from tui.vocabulary_commands import VOCABULARY

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MANUAL = ROOT / "docs" / "grtui.1"
BEGIN, END = "<!-- keys: made by docs/make_documents.py -->", "<!-- end of keys -->"


def key_table() -> str:
    """The table of keys in Markdown, one heading a group."""
    lines: list[str] = []
    for group, commands in groups((*MAIN, *SPRINT, *VOCABULARY)).items():
        lines += [f"| {group} | |", "| --- | --- |"]
        for command in commands:
            keys = ", ".join(f"`{keys}`" for keys in command.shown_keys).replace("|", "\\|")
            lines.append(f"| {keys} | {command.help} |")
        lines.append("")
    return "\n".join(lines)


def with_key_table(readme: str) -> str:
    """A README with the table of keys as it is now."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{key_table()}\n{END}{after}"


def main() -> None:
    """Write the table, the manual page and the pictures."""
    README.write_text(with_key_table(README.read_text(encoding="utf-8")), encoding="utf-8")
    os.environ.pop("NO_COLOR", None)
    MANUAL.write_text(manual_page(), encoding="utf-8")
    for picture in PICTURES:
        picture.path.write_text(asyncio.run(taken(picture)), encoding="utf-8")


if __name__ == "__main__":
    main()
