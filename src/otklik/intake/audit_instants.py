"""The instants of a file of past orders: wall times of its zone as UTC, dates alone by a stated rule, the rest counted.

A promise by a date lasts until that day ends. What was shipped, delivered, paid or over on a date counts at its last
second, so that it is never earlier than it was. An order, an answer or a refusal needs its time of day.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from otklik.analytics.frames import MISSING
from otklik.domain.errors import DomainError
from otklik.domain.zones import DAY_S, parse_zone
from otklik.intake.audit_flaws import Tally
from otklik.intake.audit_rows import AuditRows, Moments
from otklik.intake.blocks import Places
from otklik.intake.grown_arrays import stretches
from otklik.intake.instant_columns import DATE, EXACT, NO_YEAR, UNREADABLE, WALL
from otklik.intake.wall_times import to_instants

LAST_SECOND = ("paid_at", "handed_over_at", "delivered_at", "completed_at", "cancelled_at")
"""Fields whose dates alone count at the day's last second."""


def settle_instants(rows: AuditRows, zone: str, tally: Tally) -> dict[str, Places]:
    """The instants of each field, `MISSING` where a row has none; what is wrong with them is counted.

    Parameters
    ----------
    rows
        As read.
    zone
        IANA name of the zone of times that name none, or empty where all do.
    tally
        Where flaws are counted; those of `placed_at` that cost the row are not: see `join_rows`.

    Raises
    ------
    DomainError
        `zone_required`: a time names no zone, and none is given. `no_orders`: not one order has a time of day.
    """
    for field, moments in rows.moments.items():
        local = moments.where(WALL, DATE)
        if not zone and local.any():
            line = int(rows.lines[np.argmax(local)])
            raise DomainError(
                "zone_required",
                f"The times in the column {moments.name!r} name no time zone.",
                remedy="Add --zone, such as --zone Europe/Moscow.",
                place=f"line {line}",
            )
        if field == "placed_at":
            _check_placed(rows, moments)
    return {field: _settle(field, moments, zone, tally) for field, moments in rows.moments.items()}


def _check_placed(rows: AuditRows, moments: Moments) -> None:
    if not len(rows.lines) or moments.where(WALL, EXACT).any():
        return
    line = f"line {int(rows.lines[0])}"
    if moments.where(DATE).any():
        raise DomainError(
            "no_orders",
            f"The column {moments.name!r} has dates without a time of day.",
            remedy='Export it with its time, or name the column of the time: [columns] placed_time = "…".',
            place=line,
        )
    raise DomainError(
        "no_orders",
        f"Nothing in the column {moments.name!r} is a date with a time.",
        remedy='Name another column in a mapping: [columns] placed_at = "…".',
        place=line,
    )


def _settle(field: str, moments: Moments, zone: str, tally: Tally) -> Places:
    at_s = moments.wall_s  # what was read becomes what it means, in place: there may be many millions
    for part in stretches(len(at_s)):
        _settle_part(
            field, Moments(moments.name, at_s[part], moments.states[part], ()), part.start, zone, tally
        )
    return at_s


def _settle_part(field: str, moments: Moments, first: int, zone: str, tally: Tally) -> None:
    at_s = moments.wall_s
    local, dates = moments.where(WALL), moments.where(DATE)
    if field == "promised_at":
        at_s[dates | (local & (at_s % DAY_S == 0))] += DAY_S
        local |= dates
    elif field in LAST_SECOND:
        at_s[dates] += DAY_S - 1
        local |= dates
    elif field != "placed_at":
        tally.add("date_only", moments.name, first + np.flatnonzero(dates))
    places = np.flatnonzero(local)
    if len(places):
        at_s[places], skipped, twice = to_instants(at_s[places], zone)
        tally.add("time_skipped", moments.name, first + places[skipped])
        tally.add("time_repeated", moments.name, first + places[twice])
    if field != "placed_at":
        bad = np.flatnonzero(moments.where(UNREADABLE, NO_YEAR))
        tally.add("unreadable", moments.name, first + bad)
    at_s[~(local | moments.where(EXACT))] = MISSING


def readings_of(rows: AuditRows, instants: dict[str, Places], zone: str) -> tuple[tuple[str, str], ...]:
    """Field and how its times were read: the first text of each shape, and the instant that it means."""
    info = parse_zone(zone) if zone else None
    return tuple(
        (field, "; ".join(f"{text} = {_shown(int(instants[field][row]), info)}" for row, text in samples))
        for field, moments in rows.moments.items()
        if (samples := [one for one in moments.samples if instants[field][one[0]] != MISSING])
    )


def _shown(at_s: int, zone: ZoneInfo | None) -> str:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at_s)
    return at.astimezone(zone).isoformat() if zone else at.isoformat().replace("+00:00", "Z")
