"""The bars of the network's pages: an interval on a track, parts of a whole. Numbers stand beside them as text."""

from __future__ import annotations

from collections.abc import Sequence

from otklik.web.drawings import Drawing, Shape, number

WIDTH, HEIGHT = 100, 10
DOT = 1.6
"""Units that the mark of a share takes."""


def draw_interval(
    low: float, high: float, share: float | None, tone: str, mark: float | None = None
) -> Drawing:
    """A share from 0 to 100 % with its bounds.

    Parameters
    ----------
    low, high, share
        0 to 1; None = bounds without a share.
    tone
        ok, warn, late, info or few.
    mark
        A share to compare with, as a tick.
    """
    shapes = [_rect(0, 0, WIDTH, HEIGHT, "net-track")]
    shapes.append(_rect(low * WIDTH, 3, max((high - low) * WIDTH, 0.6), 4, f"net-span m-{tone}"))
    if mark is not None:
        shapes.append(_rect(min(mark * WIDTH, WIDTH - 0.4), 0, 0.4, HEIGHT, "net-mark"))
    if share is not None:
        shapes.append(_rect(min(max(share * WIDTH - DOT / 2, 0), WIDTH - DOT), 1, DOT, 8, f"m-{tone}"))
    return Drawing(WIDTH, HEIGHT, "", "", tuple(shapes))


def draw_parts(parts: Sequence[tuple[str, int]]) -> Drawing:
    """Parts of a whole side by side; none of nothing.

    Parameters
    ----------
    parts
        Tone and count of each.
    """
    whole = sum(count for _, count in parts)
    shapes, left = [], 0.0
    for tone, count in parts:
        width = WIDTH * count / whole if whole else 0.0
        if count:
            shapes.append(_rect(left, 0, max(width - 0.4, 0.3), HEIGHT, f"m-{tone}"))
        left += width
    return Drawing(WIDTH, HEIGHT, "", "", tuple(shapes))


def _rect(x: float, y: float, width: float, height: float, classes: str) -> Shape:
    values = (("x", x), ("y", y), ("width", width), ("height", height))
    return Shape("rect", classes, tuple((name, number(value)) for name, value in values))
