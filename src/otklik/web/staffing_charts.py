"""One weekday of a staffing plan as a drawing: the people needed as bars, what is missing, and the roster as a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from otklik.domain.staffing import HalfHour
from otklik.domain.week_grid import clock_text
from otklik.web.drawings import Drawing, Shape, bar, line, path, words

WIDTH, HEIGHT = 320, 132
LEFT, RIGHT, TOP, BOTTOM = 22, 4, 10, 20
MOST_MARKS = 4


def draw_day(title: str, about: str, halves: Sequence[HalfHour], *, most: int, taken: bool) -> Drawing:
    """The drawing of one day.

    Parameters
    ----------
    halves
        Of that day, in order; at least one.
    most
        People at the top of the scale, > 0; the same for all days.
    taken
        Whether the proposed roster is the one in force: then it alone is drawn.
    """
    first_s, last_s = halves[0].from_s, halves[-1].to_s
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x_of(second_s: int) -> float:
        return LEFT + wide * (second_s - first_s) / (last_s - first_s)

    def y_of(people: float) -> float:
        return TOP + high * (1 - people / most)

    shapes: list[Shape] = [*_scale(y_of, most), line(LEFT, TOP + high, WIDTH - RIGHT, TOP + high, "axis")]
    for one in halves:
        x, width = x_of(one.from_s) + 0.5, x_of(one.to_s) - x_of(one.from_s) - 1
        there = one.proposed if taken else one.rostered
        shapes.append(bar(x, y_of(one.needed), width, TOP + high - y_of(one.needed), "st-need"))
        if there < one.needed:
            shapes.append(bar(x, y_of(one.needed), width, y_of(there) - y_of(one.needed), "st-short"))
    if not taken and any(one.rostered for one in halves):
        shapes.append(path(_steps(halves, [one.rostered for one in halves], x_of, y_of), "st-now"))
    shapes.append(path(_steps(halves, [one.proposed for one in halves], x_of, y_of), "st-plan"))
    return Drawing(WIDTH, HEIGHT, title, about, (*shapes, *_hours(x_of, first_s, last_s)))


def _scale(y_of: Callable[[float], float], most: int) -> list[Shape]:
    step = max(1, -(-most // MOST_MARKS))
    marks = range(step, most + 1, step)
    return [
        shape
        for people in marks
        for shape in (
            line(LEFT, y_of(people), WIDTH - RIGHT, y_of(people), "grid"),
            words(LEFT - 5, y_of(people) + 4, str(people), "lab", anchor="end"),
        )
    ]


def _hours(x_of: Callable[[int], float], first_s: int, last_s: int) -> list[Shape]:
    """Times below: opening and closing, and some between."""
    step_s = 3 * 3600 if last_s - first_s <= 15 * 3600 else 6 * 3600
    between = list(range(-(-first_s // step_s) * step_s, last_s, step_s))
    marks = [first_s, *[at for at in between if min(at - first_s, last_s - at) >= step_s / 2], last_s]
    anchors = ["start", *["middle"] * (len(marks) - 2), "end"]
    return [
        words(x_of(at), HEIGHT - 5, clock_text(at), "lab", anchor=anchor)
        for at, anchor in zip(marks, anchors, strict=True)
    ]


def _steps(
    halves: Sequence[HalfHour],
    people: Sequence[int],
    x_of: Callable[[int], float],
    y_of: Callable[[float], float],
) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for one, there in zip(halves, people, strict=True):
        points += [(x_of(one.from_s), y_of(there)), (x_of(one.to_s), y_of(there))]
    return points
