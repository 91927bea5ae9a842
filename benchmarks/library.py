"""Makes a library of any size: the same articles for the same number, in the print form."""

import datetime
import random
from pathlib import Path

from store.tags import KNOWN, Facet

_SYLLABLES = [consonant + vowel for consonant in "bklmrt" for vowel in "aeiou"]


def write_library(folder: Path, count: int, seed: int = 7) -> None:
    """Write `count` articles of about 4 KB each into a folder, unless they are there already."""
    if folder.is_dir() and len(list(folder.iterdir())) >= count:
        return
    folder.mkdir(parents=True, exist_ok=True)
    words = _vocabulary(random.Random(seed))
    for number in range(count):
        path = folder / f"{number:06}.txt"
        path.write_text(_article(random.Random(f"{seed}:{number}"), words), encoding="utf-8")


def _vocabulary(rng: random.Random) -> list[str]:
    """Words in the order of their frequency, as in a real text."""
    return [
        "".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3, 3, 4)))) for _ in range(20_000)
    ]


def _article(rng: random.Random, words: list[str]) -> str:
    def draw(number: int) -> str:
        return " ".join(words[int(len(words) ** rng.random()) - 1] for _ in range(number))

    def links(facet: Facet) -> str:
        return ", ".join(f"[{name}](#)" for name in rng.sample(KNOWN[facet], rng.randint(1, 3)))

    day = datetime.date(2001, 1, 1) + datetime.timedelta(days=rng.randrange(8000))
    author = f"{draw(1).title()} {draw(1).title()}"
    body = "\n\n".join(f"{draw(rng.randint(50, 110)).capitalize()}." for _ in range(7))
    return (
        f"{draw(rng.randint(4, 10)).title()}\n\nBy [{author}](#)\n\n"
        f"Meridian Dispatch, {day:%B %d, %Y}\n\nRegion: {links(Facet.REGION)}\n\n"
        f"Theme: {links(Facet.THEME)}\n\n{body}\n\n*\n\n"
        f"Note to readers: {draw(30)}.\n\nCopyright © [{author}](#), Meridian Dispatch, {day:%Y}\n"
    )
