"""How dates and times are written: from the shape of a text (its digits as zeros) to the places of its parts.

Texts of one shape are read together, many at once. It must not choose between day and month: a shape that leaves both
open says so, and the column decides.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import numpy as np

from otklik.intake.blocks import Bytes, Flags, Places

_DIGITS = re.compile(rb"[1-9]")
_ZONE = rb"(?: ?(?P<zone>[Zz]|UTC|(?P<sign>[+-])(?P<zone_hour>00)(?::?(?P<zone_minute>00))?))?"
_TIME = (
    rb"(?:(?:[T ]|, ?)[ ]*(?P<hour>00?):(?P<minute>00)(?::(?P<second>00)(?:[.,]0{1,9})?)?"
    rb"(?: ?(?P<noon>[AaPp])\.?[Mm]\.?)?" + _ZONE + rb")?"
)
_DATES = {
    "year first": rb"(?P<year>0000)(?P<mark>[-./])(?P<month>00?)(?P=mark)(?P<day>00?)",
    "day first": rb"(?P<day>00?)\.(?P<month>00?)\.(?P<year>0000|00)",
    "open": rb"(?P<day>00?)(?P<mark>[-/])(?P<month>00?)(?P=mark)(?P<year>0000)",
}
"""Order of the parts → the date; points put the day first by everybody's custom, strokes and dashes leave it open."""

_PATTERNS = {order: re.compile(date + _TIME) for order, date in _DATES.items()}


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the parts of a text stand.

    Parameters
    ----------
    order
        `year first`, `day first` or `open`: of an open one `day` is the first number and `month` the second.
    digits, marks
        Places of digits and of everything else.
    parts
        Name of a part → places of its digits; `hour` is absent from a date alone.
    noon
        `a`, `p`, or empty for 24 hours.
    has_zone, sign
        Whether the text names its zone, and the sign of its offset (0 for UTC).
    """

    order: str
    digits: Places
    marks: Places
    parts: dict[str, slice]
    noon: str
    has_zone: bool
    sign: int

    def fits(self, sample: Bytes, texts: Bytes) -> Flags:
        """Which of the texts, shape (n, length), have the sample's shape."""
        are_digits = (texts[:, self.digits] - 48 <= 9).all(axis=1)
        fits: Flags = are_digits & (texts[:, self.marks] == sample[self.marks]).all(axis=1)
        return fits

    def number(self, part: str, texts: Bytes) -> Places:
        """The numbers in one part of the texts; 0 where the shape does not have it."""
        value = np.zeros(len(texts), np.int64)
        place = self.parts.get(part)
        for digit in texts[:, place].T if place else ():
            value = value * 10 + (digit - 48)
        return value


@functools.lru_cache(maxsize=4096)
def shape_of(plain: bytes) -> Shape | None:
    """The shape of a text whose digits are zeros; None where it is no date."""
    for order, pattern in _PATTERNS.items():
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        codes = np.frombuffer(plain, np.uint8)
        names = ("year", "month", "day", "hour", "minute", "second", "zone_hour", "zone_minute")
        sign = match["sign"]
        return Shape(
            order,
            np.flatnonzero(codes == 48),
            np.flatnonzero(codes != 48),
            {name: slice(*match.span(name)) for name in names if match[name]},
            (match["noon"] or b"").decode().lower(),
            match["zone"] is not None,
            0 if sign is None else 1 if sign == b"+" else -1,
        )
    return None


def plain_of(text: bytes) -> bytes:
    """A text with its digits as zeros."""
    return _DIGITS.sub(b"0", text)
