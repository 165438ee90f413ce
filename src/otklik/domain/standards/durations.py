"""Durations as a standard writes them: "30s", "20m", "18h", "7d", "2wd", and "-15m" for an offset.

s, m and h run on the kind's own clock; d is 24 h and belongs to the wall clock; wd counts closings of working days.
Which unit may stand where is decided by the caller; nothing here knows a calendar.
"""

from __future__ import annotations

import re

from otklik.domain.errors import DomainError
from otklik.domain.standards.mistakes import quoted
from otklik.domain.standards.values import Duration

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
MAX_S = 366 * 86_400
MAX_WORKING_DAYS = 366

_FORM = re.compile(r"(-?)([0-9]{1,9})(s|m|h|d|wd)")


def parse_duration(text: str, *, signed: bool = False) -> Duration:
    """The duration that a text such as "20m" or "2wd" means.

    Parameters
    ----------
    text
        A whole number and one unit: s, m, h, d or wd; nothing else.
    signed
        Whether a minus may stand in front (`offset`).

    Raises
    ------
    DomainError
        `bad_duration`: another form, a minus where none may stand, or more than 366 days.
    """
    form = _FORM.fullmatch(text)
    if form is None or (form[1] and (not signed or form[3] == "wd")):
        raise DomainError(
            "bad_duration",
            f"{quoted(text)} is no duration.",
            remedy='Write a whole number and a unit: "30s", "20m", "18h", "7d" or "2wd".',
        )
    number, unit = int(form[2]), form[3]
    if number * SECONDS.get(unit, 0) > MAX_S or (unit == "wd" and number > MAX_WORKING_DAYS):
        raise DomainError("bad_duration", f"{text} is longer than 366 days.", remedy="Write a shorter one.")
    if unit == "wd":
        return Duration(0, number)
    return Duration((-1 if form[1] else 1) * number * SECONDS[unit])


def unit_of(text: str) -> str:
    """The unit of a well-formed duration: s, m, h, d or wd."""
    return text.lstrip("-0123456789")


def seconds_of(text: str) -> int:
    """Whole seconds of a well-formed duration in s, m, h or d."""
    return parse_duration(text, signed=True).seconds
