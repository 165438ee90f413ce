"""Frames of chance: every field known, every way to end, instants missing and out of order here and there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from otklik.analytics.frames import DIMENSIONS, INSTANTS, MISSING, Labels, OrderFrame
from otklik.domain.business_time import WorkCalendar

CALENDARS = (
    WorkCalendar.parse("Mo-Fr 10:00-19:00; PH off", "Europe/Moscow", "RU"),
    WorkCalendar.parse("20:00-04:00", "Europe/Berlin"),
    WorkCalendar.parse("24/7", "Asia/Tokyo"),
)
NAMES = ("Центр", "a/b", "100%", "all", "")
"""Names that a path of figures could trip over."""

FIRST_S = 1_767_225_600
"""2026-01-01 UTC."""


def random_frame(seed: int, number: int) -> OrderFrame:
    """A frame of so many orders, the same for the same seed."""
    rng = np.random.default_rng(seed)
    placed_s = np.sort(FIRST_S + rng.integers(0, 90 * 86_400, number))
    instants = {"placed_at": placed_s}
    for name in INSTANTS[1:]:
        after_s = np.rint(rng.exponential(20_000, number)).astype(np.int64) - 300
        instants[name] = np.where(rng.random(number) < 0.8, placed_s + after_s, MISSING)
    return OrderFrame(
        rows=np.arange(1, number + 1),
        numbers=[f"N{row}" for row in range(number)],
        instants=instants,
        outcome=rng.integers(0, 6, number).astype(np.int8),
        knows_outcome=True,
        calendars=CALENDARS,
        calendar=rng.integers(0, 3, number).astype(np.int32),
        observed_until_s=FIRST_S + 91 * 86_400,
        labels={
            name: Labels(rng.integers(-1, 4, number).astype(np.int32), NAMES[:4])
            for name in (*DIMENSIONS, "reason")
        },
        amount_minor=np.where(rng.random(number) < 0.9, rng.integers(0, 10**7, number), MISSING),
        currency="RUB",
        has_phone=rng.random(number) < 0.7,
        by_phone=rng.random(number) < 0.4,
        attempts=rng.integers(0, 3, number),
    )


def pick(frame: OrderFrame, places: Any) -> OrderFrame:
    """The frame's orders at some places, in that order."""

    def chosen(column: Any) -> Any:
        return None if column is None else column[places]

    return replace(
        frame,
        rows=frame.rows[places],
        numbers=[frame.numbers[place] for place in places],
        instants={name: column[places] for name, column in frame.instants.items()},
        outcome=frame.outcome[places],
        calendar=frame.calendar[places],
        labels={name: Labels(one.codes[places], one.names) for name, one in frame.labels.items()},
        amount_minor=chosen(frame.amount_minor),
        has_phone=chosen(frame.has_phone),
        by_phone=chosen(frame.by_phone),
        attempts=chosen(frame.attempts),
    )


def knowing_only(frame: OrderFrame, *fields: str) -> OrderFrame:
    """The frame as a source would give it that knows these fields and `placed_at` alone."""
    knows = "outcome" in fields
    columns: Mapping[str, Any] = {
        name: getattr(frame, name) if name in fields else None
        for name in ("amount_minor", "has_phone", "by_phone", "attempts")
    }
    return replace(
        frame,
        instants={name: frame.instants[name] for name in frame.instants if name in ("placed_at", *fields)},
        outcome=frame.outcome if knows else np.zeros_like(frame.outcome),
        knows_outcome=knows,
        labels={name: frame.labels[name] for name in frame.labels if name in fields},
        **columns,
    )
