"""A drawing made on the server: shapes with classes and numbers, no colours, no scripts, text as text.

Colours come from the style sheet by class, so that a drawing follows light, dark and print by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """One element of SVG.

    Parameters
    ----------
    tag
        `line`, `rect`, `path`, `circle` or `text`.
    classes
        Of the style sheet.
    at
        Its attributes.
    text
        Of a `text`.
    """

    tag: str
    classes: str
    at: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of so many units, with its name and description for those who don't see it."""

    width: int
    height: int
    title: str
    about: str
    shapes: tuple[Shape, ...]


def number(value: float) -> str:
    """A coordinate with at most one digit behind the point: the same bytes on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _at(**values: float | str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.replace("_", "-"), value if isinstance(value, str) else number(value))
        for name, value in values.items()
    )


def line(x1: float, y1: float, x2: float, y2: float, classes: str) -> Shape:
    """A straight line."""
    return Shape("line", classes, _at(x1=x1, y1=y1, x2=x2, y2=y2))


def bar(x: float, y: float, width: float, height: float, classes: str) -> Shape:
    """A rectangle; thinner than half a unit it would be lost, so it is that wide at least."""
    return Shape("rect", classes, _at(x=x, y=y, width=max(width, 0.5), height=height, rx="2"))


def dot(x: float, y: float, radius: float, classes: str) -> Shape:
    """A filled circle."""
    return Shape("circle", classes, _at(cx=x, cy=y, r=radius))


def diamond(x: float, y: float, radius: float, classes: str) -> Shape:
    """A square that stands on its corner."""
    points = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return path(points, classes, closed=True)


def path(points: Iterable[tuple[float, float]], classes: str, *, closed: bool = False) -> Shape:
    """A line through points, closed or not."""
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return Shape("path", classes, (("d", f"M{steps}{'Z' if closed else ''}"),))


def words(x: float, y: float, text: str, classes: str = "", *, anchor: str = "start") -> Shape:
    """A piece of text; `anchor` = start, middle or end."""
    return Shape("text", classes, _at(x=x, y=y, text_anchor=anchor), text)
