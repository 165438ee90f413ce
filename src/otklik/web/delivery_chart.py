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
    frame = _Frame(
        _round_up(max((_reach(one) for one in columns), default=1.0) or 1.0),
        (WIDTH - LEFT) / max(len(columns), 1),
    )
    shapes: list[Shape] = []
    for number in range(LINES):
        value = frame.top * number / (LINES - 1)
        shapes.append(line(LEFT, frame.y_of(value), WIDTH, frame.y_of(value), "grid"))
        shapes.append(words(LEFT - 10, frame.y_of(value) + 4, group(round(value), locale), anchor="end"))
    for number, one in enumerate(columns):
        label = group(one.own + one.outside, locale)
        said = capacity.format(count=label) if number == 0 else label
        shapes += _bars(frame, number, one)
        shapes.append(words(frame.x_of(number), BOTTOM + 19, said, anchor="middle"))
    known = [(number, one) for number, one in enumerate(columns) if one.expected is not None]
    shapes += _forecast(frame, known, locale) if known else _sales(frame, columns, locale)
    return Drawing(WIDTH, HEIGHT, title, about, tuple(shapes))


@dataclass(frozen=True, slots=True)
class _Frame:
    """The axes: the highest value, and the width of a day."""

    top: float
    day: float

    def y_of(self, value: float) -> float:
        return BOTTOM - value / self.top * (BOTTOM - TOP)

    def x_of(self, number: int) -> float:
        return LEFT + (number + 0.5) * self.day


def _bars(frame: _Frame, number: int, one: Column) -> list[Shape]:
    left, width = frame.x_of(number) - frame.day * BAR / 2, frame.day * BAR
    own, whole = frame.y_of(one.own), frame.y_of(one.own + one.outside)
    shapes = [_bar(left, own, width, BOTTOM - own, "own")]
    if one.outside:
        shapes.append(_bar(left, whole, width, max(own - whole - 2, 1), "out", HATCH))
    return shapes


def _forecast(frame: _Frame, known: Sequence[tuple[int, Column]], locale: Locale) -> list[Shape]:
    """The line with its band; above a day what is expected, and what is missing."""
    upper = [(frame.x_of(number), frame.y_of(one.high)) for number, one in known]
    lower = [(frame.x_of(number), frame.y_of(one.low)) for number, one in known]
    main = [(frame.x_of(number), frame.y_of(one.expected or 0.0)) for number, one in known]
    shapes = [path([*upper, *reversed(lower)], "band", closed=True), path(main, "line")]
    for (x, y), (_, above), (_, one) in zip(main, upper, known, strict=True):
        shapes += _mark(x, y, above, one, locale)
    return shapes


def _sales(frame: _Frame, columns: Sequence[Column], locale: Locale) -> list[Shape]:
    """What was sold, where there is no forecast to draw."""
    shapes = []
    for number, one in enumerate(columns):
        x, y, half = frame.x_of(number), frame.y_of(one.sold), frame.day * BAR / 2
        shapes.append(line(x - half, y, x + half, y, "sold"))
        shapes.append(words(x, min(y, BOTTOM - 4) - 5, group(one.sold, locale), "lab", anchor="middle"))
    return shapes


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
