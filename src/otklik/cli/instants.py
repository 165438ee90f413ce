"""Instants and lengths as somebody types them: `18:40`, `2026-03-19 18:40`, `2026-03-19T18:40:00+03:00`, `in 20m`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from otklik.domain.errors import DomainError
from otklik.intake.instants import parse_instant

CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
SPAN = re.compile(r"(\d{1,4})(m|min|h|d)", re.ASCII)
LATER = re.compile(r"in (\d{1,4})(m|min|h|d)", re.ASCII)
UNITS = {"m": 60, "min": 60, "h": 3600, "d": 86_400}


def typed_instant(text: str, *, zone: ZoneInfo, now: datetime, place: str) -> datetime:
    """The instant that somebody means.

    Parameters
    ----------
    text
        `HH:MM` is today in the zone; `in 20m` counts from now; a time without a zone is the zone's.
    zone
        Of the store that it is about.
    now
        Aware UTC.
    place
        The option's name.

    Raises
    ------
    DomainError
        `unreadable`.
    """
    if match := LATER.fullmatch(text.strip()):
        return now + timedelta(seconds=int(match[1]) * UNITS[match[2]])
    if CLOCK.fullmatch(text.strip()):
        text = f"{now.astimezone(zone):%Y-%m-%d} {text.strip():0>5}"
    return parse_instant(text, place=place, zone=zone).at


def typed_span(text: str, *, place: str) -> int:
    """Seconds of a span such as `20m`, `18h` or `2d`.

    Raises
    ------
    DomainError
        `unreadable`.
    """
    match = SPAN.fullmatch(text.strip())
    if match is None:
        raise DomainError("unreadable", f"{text!r} is no span.", remedy="Write 20m, 18h or 2d.", place=place)
    return int(match[1]) * UNITS[match[2]]


def known_zone(name: str, *, place: str = "--zone") -> ZoneInfo:
    """The IANA zone of that name.

    Raises
    ------
    DomainError
        `zone_unknown`.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise DomainError(
            "zone_unknown",
            f"There is no zone {name!r}.",
            remedy="Write an IANA name: Europe/Moscow.",
            place=place,
        ) from error
