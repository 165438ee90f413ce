"""Frames written by hand: rows of local times, as one would note them on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from otklik.analytics.frames import DIMENSIONS, INSTANTS, MISSING, OUTCOMES, Labels, OrderFrame
from otklik.domain.business_time import WorkCalendar

ZONE = "Europe/Moscow"
SHOP = WorkCalendar.parse("Mo-Fr 10:00-19:00", ZONE)

Row = Mapping[str, Any]


def at(text: str) -> int:
    """Seconds of a local time such as `2026-03-02 10:05` (a Monday)."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp())


def frame_of(
    rows: Sequence[Row],
    until: str = "2026-12-31 00:00",
    fields: Sequence[str] = (),
    calendars: Sequence[WorkCalendar] = (SHOP,),
) -> OrderFrame:
    """A frame of rows; what no row and no name of `fields` has, the source does not know.

    Parameters
    ----------
    rows
        Instants without `_at` (`placed`, `answered` …) as local texts, `outcome`, `amount` in minor units, names of
        `DIMENSIONS`, `reason`, `phone`, `by_phone`, `attempts`, and `calendar`: place in `calendars`.
    until
        End of the observation.
    fields
        Known though no row has them.
    """
    known = {*fields, "placed"}.union(*rows)
    order = sorted(range(len(rows)), key=lambda row: (at(rows[row]["placed"]), row))
    rows = [rows[row] for row in order]

    def column(field: str, convert: Any, none: Any, kind: Any) -> Any:
        return np.array([convert(row[field]) if field in row else none for row in rows], kind)

    outcomes = [OUTCOMES.index(row.get("outcome", "open")) for row in rows]
    return OrderFrame(
        rows=np.array(order, np.int64) + 1,
        numbers=[f"A-{row + 1}" for row in order],
        instants={
            name: column(name[:-3], at, MISSING, np.int64) for name in INSTANTS if name[:-3] in known
        },
        outcome=np.array(outcomes, np.int8),
        knows_outcome="outcome" in known,
        calendars=tuple(calendars),
        calendar=column("calendar", int, 0, np.int32),
        observed_until_s=at(until),
        labels={name: labels_of(name, rows) for name in (*DIMENSIONS, "reason") if name in known},
        amount_minor=column("amount", int, MISSING, np.int64) if "amount" in known else None,
        currency="RUB" if "amount" in known else "",
        has_phone=column("phone", bool, False, np.bool_) if "phone" in known else None,
        by_phone=column("by_phone", bool, False, np.bool_) if "by_phone" in known else None,
        attempts=column("attempts", int, 0, np.int64) if "attempts" in known else None,
    )  # fmt: skip


def labels_of(field: str, rows: Sequence[Row]) -> Labels:
    names = tuple(sorted({row[field] for row in rows if field in row}))
    codes = [names.index(row[field]) if field in row else -1 for row in rows]
    return Labels(np.array(codes, np.int32), names)
