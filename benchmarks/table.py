"""The table of what was measured."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.figures import Figures
from benchmarks.goals import BYTES, NOT_MET, THINGS, Goal, Other, Row

HEAD = ("work", "program", "median", "least – most", "grtui is", "must", "aim", "")
NOT_MEASURED = "not measured"


@dataclass(slots=True)
class Measured:
    """What each program was found to do, round by round."""

    rounds: dict[str, list[Figures]] = field(default_factory=dict)

    def add(self, program: str, number: int, figures: Figures) -> None:
        """Note figures of a round."""
        rounds = self.rounds.setdefault(program, [])
        while len(rounds) <= number:
            rounds.append({})
        rounds[number] |= figures

    def of(self, program: str, figure: str) -> list[float | None]:
        """A figure of each round; None where there was none."""
        return [figures.get(figure) for figures in self.rounds.get(program, [])]

    def ratios(self, row: Row, other: Other) -> list[float]:
        """Our figure through another's, in each round that has both."""
        ours, theirs = self.of(row.program, row.figure), self.of(other.program, other.figure)
        pairs = zip(ours, theirs, strict=False)
        return [our / their for our, their in pairs if our is not None and their]


def lines(rows: Sequence[Row], measured: Measured) -> Iterator[tuple[str, ...]]:
    """The cells of the table, line by line."""
    for row in rows:
        ours = [value for value in measured.of(row.program, row.figure) if value is not None]
        goals = _goals(row.goal, row.unit, _verdict(row.goal, ours))
        yield (row.work, row.program, *_values(ours, row.unit), "", *goals)
        for other in row.others:
            found = measured.of(other.program, other.figure)
            theirs = [value for value in found if value is not None]
            ratios = measured.ratios(row, other)
            ratio = _times(statistics.median(ratios)) if ratios else ""
            goals = _goals(other.goal, "×", _verdict(other.goal, ratios))
            name = other.program if other.program != row.program else other.figure
            yield ("", name, *_values(theirs, row.unit), ratio, *goals)


def markdown(cells: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown whose columns stand below each other."""
    whole = [HEAD, *cells]
    widths = [max(len(line[column]) for line in whole) for column in range(len(HEAD))]
    rows = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in whole
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([rows[0], rule, *rows[1:]])


def not_met(rows: Sequence[Row], measured: Measured) -> list[str]:
    """The goals that are not met, as their work and the program they are measured against."""
    missed, work = [], ""
    for cells in lines(rows, measured):
        work = cells[0] or work
        if cells[-1] == NOT_MET:
            missed.append(f"{work} ({cells[1]})")
    return missed


def _values(values: Sequence[float], unit: str) -> tuple[str, str]:
    if not values:
        return NOT_MEASURED, ""
    spread = f"{_number(min(values), unit)} – {_number(max(values), unit)}"
    return f"{_number(statistics.median(values), unit)} {unit}".rstrip(), spread


def _verdict(goal: Goal, values: Sequence[float]) -> str:
    if goal == Goal():
        return ""
    return goal.verdict(statistics.median(values)) if values else NOT_MEASURED


def _goals(goal: Goal, unit: str, verdict: str) -> tuple[str, str, str]:
    texts = (
        "" if value is None else f"{value:,g} {unit}".rstrip() for value in (goal.must, goal.aim)
    )
    must, aim = texts
    return must, aim, verdict


def _times(ratio: float) -> str:
    return f"{ratio:.2f} ×"


def _number(value: float, unit: str) -> str:
    return f"{value:,.0f}" if unit in (BYTES, THINGS) or value >= 100 else f"{value:.1f}"
