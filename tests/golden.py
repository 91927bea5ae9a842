"""Screens as they shall look, kept as text files beside the tests.

`GOLDEN=write pytest tests/test_golden.py` writes them anew; look at what changed before it is kept.
"""

import os
import re
from pathlib import Path

from reading import Reader, write_article

FOLDER = Path(__file__).parent / "golden"

SIZES = ((80, 24), (120, 40))

_TITLES = (
    "Ferry Timetable Changes: Will the Islands Be Reached Earlier?",
    "Lighthouse Keepers Vote on Night Shifts",
    "The Salt Tax Nobody Collects",
    "Sixty Mayors, One Bridge",
    "A Census of Wells in the Dry Provinces",
    "Who Owns the Tide Gauges?",
    "Harbour Pilots Count Their Hours",
)
_REGIONS = ("[Europe](#)", "[Oceania](#)", "[Latin America & Caribbean](#)", "")
_THEMES = ("[Environment](#), [Global Economy](#)", "[Law and Justice](#)", "", "[History](#)")
_BODY = "\n\n".join(
    [
        "The ferry to the outer islands will leave forty minutes earlier from June on, the harbour "
        "board said, if the new tide tables are adopted by all four municipalities.",
        "Fishing crews have asked for the change since 2011. They say that the boats lie dry for "
        "two hours of each morning, and that the market does not wait for them.",
        "The pilots’ union has not answered yet.",
    ]
)


def write_thirty(folder: Path) -> None:
    """Write thirty articles, of which some have tags."""
    for number in range(30):
        write_article(
            folder,
            f"{number:02}.txt",
            title=_TITLES[number % len(_TITLES)],
            date=f"{'May' if number < 15 else 'April'} {28 - number % 15}, 2018",
            region=_REGIONS[number % len(_REGIONS)],
            theme=_THEMES[number % 3],
            body=_BODY.replace("2011", str(2011 - number)),  # no two have the same text
        )


def is_golden(reader: Reader, name: str) -> bool:
    """Does the screen look as it shall?

    Raises:
        AssertionError: It does not; the message shows both.
    """
    columns, lines = reader.pilot.app.size
    path = FOLDER / f"{name}-{columns}x{lines}.txt"
    now = re.sub(r"saved \d\d:\d\d", "saved 14:02", reader.text) + "\n"
    now = re.sub(r"\d+\.\d s an article", "4.1 s an article", now)
    now = re.sub(r"/tmp/grtui\w{8}/", "/tmp/grtui-example/", now)
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    wanted = path.read_text(encoding="utf-8")
    assert now == wanted, f"{path.name} shall be\n{wanted}\nand is\n{now}"
    return True
