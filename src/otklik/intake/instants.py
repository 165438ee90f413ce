"""Instants as strangers write them: with a zone wherever possible, by a stated rule where there is none.

A local time that the clocks skipped in spring counts as that much later; one that came twice in autumn counts as
the first of the two, which is never to the debtor's advantage. A date alone is no instant: midnight would be a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Literal

from otklik.domain.errors import DomainError

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
"""Outside these an instant is a default value or a slip, not an order."""

Reading = Literal["exact", "twice", "skipped"]
"""Whether a local time names one instant, two, or none."""

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) ?([Zz]|[+-]\d\d(?::?\d\d)?)?", re.ASCII
)
_POINTED = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})[ ,]+(\d\d?):(\d\d)(?::(\d\d))?", re.ASCII)
_DATE_ALONE = re.compile(r"\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Instant:
    """An aware UTC instant, and whether the text named it exactly."""

    at: datetime
    reading: Reading = "exact"


def parse_instant(text: str, *, place: str, zone: tzinfo | None = None) -> Instant:
    """The instant that a text names.

    Parameters
    ----------
    text
        ISO 8601 (`2026-03-02T10:00:00+03:00`, `2026-03-02 10:00`) or the Russian form (`02.03.2026 10:00`).
    place
        Where the text stands in the input.
    zone
        Zone of texts that name none; None = such texts are refused.

    Raises
    ------
    DomainError
        `unreadable`: no instant, a date alone, outside 1990–2100. `zone_required`: no zone in the text, and none given.
    """
    local = _parse_wall(text.strip(), place)
    if local.tzinfo is not None:
        return Instant(_within(local, place))
    if zone is None:
        raise DomainError(
            "zone_required",
            "The time names no zone.",
            remedy='Write the offset, such as "2026-03-02T10:00:00+03:00", or name the zone of the whole source.',
            place=place,
        )
    return resolve(local, zone, place=place)


def resolve(local: datetime, zone: tzinfo, *, place: str) -> Instant:
    """The instant of a wall time in a zone; skipped times count as later, repeated ones as the first.

    Parameters
    ----------
    local
        Naive wall time.
    zone
        IANA zone.
    place
        Where it stands in the input.

    Raises
    ------
    DomainError
        `unreadable`: outside 1990–2100.
    """
    first = local.replace(tzinfo=zone, fold=0)
    at = _within(first, place)
    reading: Reading = "exact"
    if at.astimezone(zone).replace(tzinfo=None) != local:
        reading = "skipped"
    elif first.utcoffset() != first.replace(fold=1).utcoffset():
        reading = "twice"
    return Instant(at, reading)


def is_date_alone(text: str) -> bool:
    """Whether a text is a date without a time."""
    return _DATE_ALONE.fullmatch(text.strip()) is not None


def _parse_wall(text: str, place: str) -> datetime:
    if is_date_alone(text):
        raise DomainError(
            "unreadable",
            "This is a date without a time of day.",
            remedy="Export the column with its time: midnight would be a guess.",
            place=place,
        )
    try:
        if match := _ISO.fullmatch(text):
            return datetime.fromisoformat(
                f"{match[1]}T{match[2].replace(',', '.')}{(match[3] or '').upper()}"
            )
        if match := _POINTED.fullmatch(text):
            day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
            return datetime(year, month, day, hour, minute, second)
    except ValueError:
        pass  # a day or an hour that does not exist: the same answer as to any other text
    raise DomainError(
        "unreadable",
        "This is no instant.",
        remedy='Write date and time as "2026-03-02T10:00:00+03:00" or "02.03.2026 10:00".',
        place=place,
    )


def _within(at: datetime, place: str) -> datetime:
    try:
        utc = at.astimezone(UTC)
    except OverflowError:
        utc = None
    if utc is None or not EARLIEST <= utc < LATEST:
        raise DomainError(
            "unreadable",
            f"The year {at.year} can't be right.",
            remedy="Leave the field out where the date is not known.",
            place=place,
        )
    return utc
