"""Past orders as rows of a file that `otklik audit` reads: the same frame out as came in.

Nothing personal: whether the buyer left a number, not which. The hours in force for each order stand in a TOML text
beside the rows, under the name that the row gives; so does the end of the observation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np

from otklik.analytics.frames import DIMENSIONS, INSTANTS, MISSING, OUTCOMES, OrderFrame
from otklik.domain.business_time import WorkCalendar
from otklik.domain.money import DECIMALS

YES, NO = "yes", "no"


def header_of(frame: OrderFrame) -> tuple[str, ...]:
    """Names of the columns that a frame fills, as an audit recognises them."""
    known = {
        "outcome": frame.knows_outcome,
        "amount": frame.amount_minor is not None,
        "currency": bool(frame.currency),
        "has_phone": frame.has_phone is not None,
        "by_phone": frame.by_phone is not None,
        "attempts": frame.attempts is not None,
    }
    instants = [name for name in INSTANTS if name in frame.instants]
    labels = [name for name in (*DIMENSIONS, "reason") if name in frame.labels]
    return ("number", *instants, *(name for name, there in known.items() if there), *labels, "hours")


def rows_of(frame: OrderFrame) -> Iterator[tuple[str, ...]]:
    """Each order's texts in the order of `header_of`; empty where it has none.

    Notes
    -----
    Shops may share a number, but a file may not: one that comes again carries the order's place in the journal too.
    """
    columns = [_column(frame, name) for name in header_of(frame)]
    yield from zip(*columns, strict=True)


def _column(frame: OrderFrame, name: str) -> list[str]:
    if name in frame.instants:
        return [_instant(int(at_s)) for at_s in frame.instants[name]]
    if name in frame.labels:
        words = (*frame.labels[name].names, "")
        return [words[code] for code in frame.labels[name].codes]
    if name == "number":
        return _numbers(frame)
    if name == "outcome":
        return [OUTCOMES[code] for code in frame.outcome]
    if name == "amount":
        assert frame.amount_minor is not None
        return [_amount(int(amount), frame.currency) for amount in frame.amount_minor]
    if name == "currency":
        return [frame.currency] * len(frame)
    if name == "attempts":
        assert frame.attempts is not None
        return ["" if one == MISSING else str(one) for one in frame.attempts]
    if name == "hours":
        return [hours_name(int(code)) for code in frame.calendar]
    flags = frame.has_phone if name == "has_phone" else frame.by_phone
    assert flags is not None
    return [YES if one else NO for one in flags]


def _numbers(frame: OrderFrame) -> list[str]:
    seen: set[str] = set()
    found = []
    for number, row in zip(frame.numbers, np.asarray(frame.rows).tolist(), strict=True):
        found.append(f"{number} ({row})" if number in seen else number)
        seen.add(number)
    return found


def _instant(at_s: int) -> str:
    return "" if at_s == MISSING else datetime.fromtimestamp(at_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _amount(amount_minor: int, currency: str) -> str:
    if amount_minor == MISSING:
        return ""
    digits = DECIMALS.get(currency, 2)
    units, rest = divmod(amount_minor, 10**digits)
    return f"{units}.{rest:0{digits}d}" if digits else str(units)


def hours_name(code: int) -> str:
    """Name of one of the frame's hours, in the rows and in the mapping."""
    return f"hours-{code + 1}"


def mapping_of(frame: OrderFrame) -> str:
    """The TOML text that says what the rows can't: the end of the observation, and the hours by their names."""
    until = _instant(frame.observed_until_s)
    lines = [f'observed_until = "{until}"', 'decimal = "."']
    for code, calendar in enumerate(frame.calendars):
        lines += ["", f"[hours.{hours_name(code)}]", *_hours(calendar)]
    return "\n".join(lines) + "\n"


def _hours(calendar: WorkCalendar) -> Iterator[str]:
    said = {
        "hours": calendar.expression,
        "zone": calendar.zone,
        "country": calendar.country or "",
        "region": calendar.region or "",
        "exceptions": list(calendar.exceptions),
        "night": calendar.night,
    }
    for name, value in said.items():
        if value:
            yield f"{name} = {json.dumps(value, ensure_ascii=False)}"
