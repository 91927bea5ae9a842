"""Makes the colours of a theme such that all texts can be read on their backgrounds."""

from collections.abc import Callable, Mapping

from textual.color import BLACK, WHITE, Color
from textual.constants import DIM_FACTOR

LEAST = 4.5
"""The contrast of text with its background, at least (WCAG 2.2, 1.4.3)."""

LEAST_OF_DIM = 3.5
"""That of dim text, which is what can be passed over."""

LEAST_OF_CURSOR = 4.0
"""That of the line under the cursor, which is bold: white on a strong blue is enough."""

COLOURS = ("text-accent", "text-warning", "text-error", "text-success")
"""What words are set in, beside the foreground."""

STEPS = 20


def readable(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables of a theme, with what is too faint nearer to black or white.

    Overlays have the `panel` behind them, where it leaves dim text a contrast.
    """
    background = Color.parse(variables["background"])
    foreground = _stronger(
        Color.parse(variables["foreground"]),
        background,
        lambda colour: contrast(_dim(colour, background), background) >= LEAST_OF_DIM,
    )
    panel = _blended(
        Color.parse(variables["panel"]),
        background,
        lambda colour: contrast(_dim(foreground, colour), colour) >= LEAST_OF_DIM,
    )
    changed = {"foreground": foreground, "panel": panel}
    for name in COLOURS:
        changed[name] = _stronger(
            background + Color.parse(variables[name]),
            background,
            lambda colour: min(contrast(colour, background), contrast(colour, panel)) >= LEAST,
        )
    cursor = background + Color.parse(variables["block-cursor-background"])
    changed["block-cursor-foreground"] = _stronger(
        _on(cursor, variables["block-cursor-foreground"]),
        cursor,
        lambda colour: contrast(colour, cursor) >= LEAST_OF_CURSOR,
    )
    return {**variables, **{name: colour.hex for name, colour in changed.items()}}


def with_quiet_scrollbars(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables of a theme, with scrollbars that take their colours from its text and panel.

    Those of some themes are black beside whatever they scroll.
    """
    panel, text = Color.parse(variables["panel"]), Color.parse(variables["foreground"])
    track = dict.fromkeys(
        (f"scrollbar-{name}" for name in ("background", "background-hover", "background-active")),
        panel.hex,
    )
    parts = {"scrollbar": 0.4, "scrollbar-hover": 0.6, "scrollbar-active": 0.8}
    thumb = {name: panel.blend(text, part).hex for name, part in parts.items()}
    return {**variables, **track, **thumb}


def contrast(one: Color, other: Color) -> float:
    """How far two colours can be told apart, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _dim(colour: Color, background: Color) -> Color:
    """A colour as Textual dims it."""
    return background.blend(colour, DIM_FACTOR)


def _on(background: Color, text: str) -> Color:
    """The colour of a text; `auto` is the one of black and white that Textual takes, in full."""
    if text.startswith("auto"):
        return background.get_contrast_text(1.0)
    return background + Color.parse(text)


def _pole(background: Color) -> Color:
    return max((BLACK, WHITE), key=lambda pole: contrast(pole, background))


def _stronger(colour: Color, background: Color, is_enough: Callable[[Color], bool]) -> Color:
    return _blended(colour, _pole(background), is_enough)


def _blended(colour: Color, end: Color, is_enough: Callable[[Color], bool]) -> Color:
    """The first colour on the way to another one that is enough; that one where none is."""
    steps = (colour.blend(end, step / STEPS) for step in range(STEPS))
    return next(filter(is_enough, steps), end)
