"""The charts of an audit: bands as bars, who still waits as steps, kept sales as dots with their intervals.

Each is drawn twice, for a wide and a narrow page, so that its text is as large as the page's own. Nothing here
computes a figure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from otklik.analytics.findings import CurvePoint
from otklik.domain.locales import Locale
from otklik.web.drawings import Drawing, Shape, bar, diamond, dot, line, path, words
from otklik.web.findings_figures import percent, span_text

WIDE, NARROW = 480, 300
TICKS_S = (60, 300, 600, 1_200, 3_600, 7_200, 10_800, 21_600, 36_000, 90_000, 180_000, 360_000)
FIRST_S = 30
"""Delays below this are drawn at the left edge: the axis is logarithmic."""
SIGN_W = 7.0
"""Units that one letter of a chart takes, rather too many than too few."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A share with its interval, 0 to 1, and how it is written."""

    share: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """One line of a bar chart: a thick bar, and a thin one below it."""

    label: str
    tone: str
    thick: Bounds
    thin: Bounds | None


@dataclass(frozen=True, slots=True)
class DotRow:
    """One line of a dot chart: a dot for the plain share, a diamond for the adjusted one."""

    label: str
    more: str
    tone: str
    raw: Bounds | None
    adjusted: Bounds | None


def both(draw: Callable[[int], Drawing]) -> tuple[Drawing, Drawing]:
    """A drawing for a wide and one for a narrow page."""
    return draw(WIDE), draw(NARROW)


def draw_bars(width: int, title: str, about: str, rows: Sequence[BarRow]) -> Drawing:
    """Bars from the left, each with its whisker and its figure.

    Notes
    -----
    A narrow page has the label above its bar.
    """
    narrow = width < WIDE
    left, right, top, step = (0, 56, 16, 52) if narrow else (172, 60, 4, 36)
    room = width - left - right
    most = max((max(_reach(row.thick), _reach(row.thin)) for row in rows), default=1.0) or 1.0
    shapes: list[Shape] = []
    for place, row in enumerate(rows):
        y = top + place * step
        if narrow:
            shapes.append(words(0, y - 3, row.label, "lab-2"))
        else:
            shapes.append(words(left - 12, y + 14, row.label, "lab-2", anchor="end"))
        shapes += _bar(left, y + 1, 15, room / most, row.thick, f"m-{row.tone}")
        shapes.append(words(width, y + 14, row.thick.text, "lab", anchor="end"))
        if row.thin:
            shapes += _bar(left, y + 19, 6, room / most, row.thin, "m-wall")
            shapes.append(words(width, y + 27, row.thin.text, "", anchor="end"))
    if not narrow:
        shapes.append(line(left, top - 2, left, top + len(rows) * step - 4, "axis"))
    return Drawing(width, top + len(rows) * step, title, about, tuple(shapes))


def _reach(one: Bounds | None) -> float:
    return max(one.share, one.high) if one else 0.0


def _bar(left: float, y: float, height: float, scale: float, one: Bounds, mark: str) -> list[Shape]:
    shapes = [bar(left, y, one.share * scale, height, mark)] if one.share else []
    if one.high > one.low:
        shapes.append(
            line(left + one.low * scale, y + height / 2, left + one.high * scale, y + height / 2, "whisker")
        )
    return shapes


def draw_dots(width: int, title: str, about: str, rows: Sequence[DotRow], locale: Locale) -> Drawing:
    """Shares between 0 and 100 % as dots and diamonds with their intervals, one line a span of delay."""
    narrow = width < WIDE
    left, right, top, step = (8, 46, 26, 64) if narrow else (172, 52, 8, 50)
    room, bottom = width - left - right, top + len(rows) * step
    shapes: list[Shape] = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + share * room
        shapes.append(line(x, top - 6, x, bottom - 6, "grid"))
        shapes.append(words(x, bottom + 10, percent(share, locale), anchor="middle"))
    for place, row in enumerate(rows):
        y = top + place * step
        if narrow:
            shapes.append(words(0, y - 8, f"{row.label} · {row.more}", "lab-2"))
            y -= 2
        else:
            shapes.append(words(left - 16, y + 14, row.label, "lab-2", anchor="end"))
            shapes.append(words(left - 16, y + 29, row.more, anchor="end"))
        if row.raw:
            shapes += _interval(left, y + 10, room, row.raw, f"m-{row.tone}")
            shapes.append(dot(left + row.raw.share * room, y + 10, 5, f"m-{row.tone}"))
            shapes.append(words(width, y + 14, row.raw.text, "lab", anchor="end"))
        if row.adjusted:
            shapes += _interval(left, y + 29, room, row.adjusted, "m-info")
            shapes.append(diamond(left + row.adjusted.share * room, y + 29, 6, "m-info"))
            shapes.append(words(width, y + 33, row.adjusted.text, anchor="end"))
    return Drawing(width, bottom + 18, title, about, tuple(shapes))


def _interval(left: float, y: float, room: float, one: Bounds, mark: str) -> list[Shape]:
    return [line(left + one.low * room, y, left + one.high * room, y, f"span {mark}")]


def draw_steps(
    width: int, title: str, about: str, points: Sequence[CurvePoint], marks: Sequence[int], locale: Locale
) -> Drawing:
    """The share that still waits, as steps over a logarithmic axis of delay, with the band of its interval.

    Parameters
    ----------
    width, title, about
        Of the drawing.
    points
        In order of delay.
    marks
        Delays in seconds that get a dashed line: target and limit.
    locale
        Language.
    """
    left, right, top, height = 44, 12, 10, 220
    room, bottom = width - left - right, top + height
    last_s = max(points[-1].delay_s if points else 0, marks[-1] if marks else 0, 3_600) * 1.15
    scale = room / math.log(last_s / FIRST_S)

    def x_of(delay_s: float) -> float:
        return left + scale * math.log(max(delay_s, FIRST_S) / FIRST_S)

    def y_of(share: float) -> float:
        return bottom - share * height

    shapes: list[Shape] = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        shapes.append(line(left, y_of(share), width - right, y_of(share), "grid" if share else "axis"))
        shapes.append(words(left - 6, y_of(share) + 4, percent(share, locale), anchor="end"))
    shapes += _ticks(width, bottom, last_s, x_of, locale)
    drawn = _thinned(points, x_of)
    if drawn:
        end = x_of(last_s)
        upper = _steps([(x_of(one.delay_s), y_of(one.high)) for one in drawn], y_of(1), left, end)
        lower = _steps([(x_of(one.delay_s), y_of(one.low)) for one in drawn], y_of(1), left, end)
        shapes.append(path([*upper, *reversed(lower)], "band", closed=True))
        main = _steps([(x_of(one.delay_s), y_of(one.share)) for one in drawn], y_of(1), left, end)
        shapes.append(path(main, "steps"))
    for mark in marks:
        shapes.append(line(x_of(mark), top, x_of(mark), bottom, "mark"))
    return Drawing(width, bottom + 24, title, about, tuple(shapes))


def _ticks(
    width: int, bottom: float, last_s: float, x_of: Callable[[float], float], locale: Locale
) -> list[Shape]:
    shapes: list[Shape] = []
    free = 0.0
    for tick in TICKS_S:
        text = span_text(tick, locale, working=True)
        x, half = x_of(tick), len(text) * SIGN_W / 2
        if tick > last_s or x - half < free or x + half > width:
            continue
        shapes.append(line(x, bottom, x, bottom + 4, "axis"))
        shapes.append(words(x, bottom + 18, text, anchor="middle"))
        free = x + half + 6
    return shapes


def _thinned(points: Sequence[CurvePoint], x_of: Callable[[float], float]) -> list[CurvePoint]:
    """At most one point a unit of width, the last of each: more can't be seen."""
    last: dict[int, CurvePoint] = {round(x_of(one.delay_s)): one for one in points}
    return [last[x] for x in sorted(last)]


def _steps(
    points: list[tuple[float, float]], start: float, left: float, end: float
) -> list[tuple[float, float]]:
    """Corners of a curve that keeps its height until the next point."""
    corners, height = [(left, start)], start
    for x, y in points:
        corners += [(x, height), (x, y)]
        height = y
    return [*corners, (end, height)]
