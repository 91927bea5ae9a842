"""The page docs/benchmarks.md: what was measured, between what is written by hand."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.goals import ROWS
from benchmarks.machine import machine, versions
from benchmarks.table import Measured, lines, markdown, not_met

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: made by make bench -->", "<!-- end of figures -->"


def figures(
    measured: Measured, date: str, command: str, fixed_work: Sequence[float], failed: Sequence[str]
) -> str:
    """The part of the page that a run makes."""
    runs = len(fixed_work)
    missed = not_met(ROWS, measured)
    parts = [
        f"Measured on {date} by `{command}`, in {runs} {'round' if runs == 1 else 'rounds'}.",
        f"- Machine: {machine()}. A piece of work that is always the same took "
        f"{min(fixed_work):.1f} to {max(fixed_work):.1f} ms.\n"
        f"- Versions: {versions()}.",
        markdown([*lines(ROWS, measured)]),
        f"Goals that are not met: {'; '.join(missed) if missed else 'none'}.",
        *(f"Failed: {each}." for each in failed),
    ]
    return "\n\n".join(parts)


def with_figures(page: str, made: str) -> str:
    """The page with the figures of a run in the place of the last ones."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"
