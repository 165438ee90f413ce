"""The chart of capacity: own and outside places as bars, what is expected as a line with its band, what is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from otklik.domain.locales import Locale, group
from otklik.web.drawings import Drawing, Shape, dot, line, path, words

WIDTH, HEIGHT = 1392, 216
LEFT, TOP, BOTTOM = 167, 24, 190
BAR = 0.56
"""Part of a day's column that its bars take."""
HATCH = "url(#outside)"
STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
LINES = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One day: places, what was sold, and the forecast where there is one."""

    own: int
    outside: int
    sold: int
    expected: float | None = None
    low: float = 0.0
    high: float = 0.0
    gap: int = 0


def draw_capacity(
    columns: Sequence[Column], title: str, about: str, capacity: str, locale: Locale
) -> Drawing:
    """The chart of some days, each a column of the grid below it.

    Parameters
    ----------
    capacity
        What the first day's capacity is called, with `{count}`.
    """
    top = _round_up(max((_reach(one) for one in columns), default=1.0) or 1.0)
    width = (WIDTH - LEFT) / max(len(columns), 1)

    def y_of(value: float) -> float:
        return BOTTOM - value / top * (BOTTOM - TOP)

    def x_of(number: int) -> float:
        return LEFT + (number + 0.5) * width

    shapes: list[Shape] = []
    for number in range(LINES):
        value = top * number / (LINES - 1)
        shapes.append(line(LEFT, y_of(value), WIDTH, y_of(value), "grid"))
        shapes.append(words(LEFT - 10, y_of(value) + 4, group(round(value), locale), anchor="end"))
    for number, one in enumerate(columns):
        left, bar = x_of(number) - width * BAR / 2, width * BAR
        shapes.append(_bar(left, y_of(one.own), bar, BOTTOM - y_of(one.own), "own"))
        if one.outside:
            height = y_of(one.own) - y_of(one.own + one.outside) - 2
            shapes.append(_bar(left, y_of(one.own + one.outside), bar, max(height, 1), "out", HATCH))
        label = group(one.own + one.outside, locale)
        said = capacity.format(count=label) if number == 0 else label
        shapes.append(words(x_of(number), BOTTOM + 19, said, anchor="middle"))
    known = [(x_of(number), one) for number, one in enumerate(columns) if one.expected is not None]
    if known:
        upper = [(x, y_of(one.high)) for x, one in known]
        lower = [(x, y_of(one.low)) for x, one in known]
        shapes.append(path([*upper, *reversed(lower)], "band", closed=True))
        shapes.append(path([(x, y_of(one.expected or 0.0)) for x, one in known], "line"))
        for x, one in known:
            shapes += _mark(x, y_of(one.expected or 0.0), y_of(one.high), one, locale)
    else:
        for number, one in enumerate(columns):
            shapes.append(
                line(
                    x_of(number) - width * 0.3,
                    y_of(one.sold),
                    x_of(number) + width * 0.3,
                    y_of(one.sold),
                    "sold",
                )
            )
            shapes.append(
                words(
                    x_of(number),
                    min(y_of(one.sold), BOTTOM - 4) - 5,
                    group(one.sold, locale),
                    "lab",
                    anchor="middle",
                )
            )
    return Drawing(WIDTH, HEIGHT, title, about, tuple(shapes))


def _reach(one: Column) -> float:
    return max(one.own + one.outside, one.high, one.sold, one.expected or 0.0)


def _bar(x: float, y: float, width: float, height: float, classes: str, fill: str = "") -> Shape:
    values = (("x", x), ("y", y), ("width", width), ("height", max(height, 0.5)))
    at = tuple((name, f"{value:.1f}") for name, value in values)
    return Shape("rect", classes, (*at, ("rx", "3"), *((("fill", fill),) if fill else ())))


def _mark(x: float, y: float, above: float, one: Column, locale: Locale) -> list[Shape]:
    said = group(round(one.expected or 0.0), locale)
    text = f"{said} (−{one.gap})" if one.gap else said
    tone = " t-late" if one.gap else ""
    return [
        dot(x, y, 4, f"mark{' is-late' if one.gap else ''}"),
        words(x, above - 6, text, f"lab{tone}", anchor="middle"),
    ]


def _round_up(value: float) -> float:
    """A round number at or above a value that the lines of the grid divide."""
    step = value / (LINES - 1)
    scale = 10.0 ** math.floor(math.log10(step)) if step > 0 else 1.0
    found = next((one * scale for one in STEPS if one * scale >= step), 10 * scale)
    return max(found, 1.0) * (LINES - 1)
