"""Small tables of days that people keep in a spreadsheet: advertising budgets, deliveries of past days.

CSV in UTF-8 or Windows-1251, with commas, semicolons or tabs; the first line names the columns, in Russian or English.
All faults are found, none is guessed away: whoever loads such a file loads it whole or not at all. Pure.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from otklik.domain.demand import DayCount

MOST_BYTES = 4_000_000
MOST_FAULTS = 50

DAY, BUDGET, ZONE, COUNT, SOLD_OUT = "day", "budget", "zone", "count", "sold_out"

COLUMNS: Mapping[str, tuple[str, ...]] = {
    DAY: ("date", "day", "дата", "день"),
    BUDGET: ("budget", "spend", "бюджет", "расход"),
    ZONE: ("zone", "зона"),
    COUNT: ("deliveries", "count", "доставки", "доставок"),
    SOLD_OUT: ("sold_out", "мест не было", "распродано"),
}
YES = frozenset({"1", "yes", "true", "да", "+"})
NO = frozenset({"", "0", "no", "false", "нет", "-"})
FORMS = ("%Y-%m-%d", "%d.%m.%Y")

MOST_BUDGET_MINOR = 10**12
MOST_COUNT = 100_000


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong on a line: its number from 1 (0 = the whole file), one of `FAULTS`, and the value."""

    line: int
    what: str
    value: str = ""


FAULTS = (
    "empty", "too_large", "encoding", "columns", "bad_day", "bad_budget", "bad_count", "bad_flag", "unknown_zone",
    "twice",
)  # fmt: skip
"""Each has words and a remedy in `web/advertising_words.py`."""


def read_budgets(body: bytes) -> tuple[dict[date, int], tuple[LineFault, ...]]:
    """Budgets by day in minor units, and every fault; with faults the budgets are not to be used.

    Parameters
    ----------
    body
        A file with the columns date and budget; several lines of one day are faults.
    """
    rows, faults = _rows(body, (DAY, BUDGET))
    found: dict[date, int] = {}
    for line, row in rows:
        on = _day(row[DAY])
        if on is None:
            faults.append(LineFault(line, "bad_day", row[DAY]))
        elif on in found:
            faults.append(LineFault(line, "twice", row[DAY]))
        minor = _minor(row[BUDGET])
        if minor is None:
            faults.append(LineFault(line, "bad_budget", row[BUDGET]))
        if on is not None and minor is not None:
            found.setdefault(on, minor)
    return found, tuple(faults[:MOST_FAULTS])


def read_counts(body: bytes, zones: Sequence[str]) -> tuple[tuple[DayCount, ...], tuple[LineFault, ...]]:
    """Deliveries of past days by zone, and every fault; with faults the counts are not to be used.

    Parameters
    ----------
    body
        A file with the columns date, zone and deliveries; `sold_out` may say that there were no places left.
    zones
        Slugs that the depot has.
    """
    rows, faults = _rows(body, (DAY, ZONE, COUNT), (SOLD_OUT,))
    found: dict[tuple[date, str], DayCount] = {}
    for line, row in rows:
        on, zone, count = _day(row[DAY]), row[ZONE], _count(row[COUNT])
        flag = row[SOLD_OUT].casefold()
        wrong = [
            ("bad_day", row[DAY], on is None),
            ("unknown_zone", zone, zone not in zones),
            ("bad_count", row[COUNT], count is None),
            ("bad_flag", row[SOLD_OUT], flag not in YES | NO),
            ("twice", row[DAY], on is not None and (on, zone) in found),
        ]
        mine = [LineFault(line, what, value) for what, value, is_so in wrong if is_so]
        faults.extend(mine)
        if not mine and on is not None and count is not None:
            found[on, zone] = DayCount(on, zone, count, sold_out=flag in YES)
    return tuple(found[key] for key in sorted(found)), tuple(faults[:MOST_FAULTS])


def _rows(
    body: bytes, needed: Sequence[str], also: Sequence[str] = ()
) -> tuple[list[tuple[int, Mapping[str, str]]], list[LineFault]]:
    """Lines with their numbers, as the columns that are wanted; nothing where the file itself is wrong."""
    if len(body) > MOST_BYTES:
        return [], [LineFault(0, "too_large")]
    text = _text(body)
    if text is None:
        return [], [LineFault(0, "encoding")]
    if not text.strip():
        return [], [LineFault(0, "empty")]
    head = text.splitlines()[0]
    delimiter = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    names = [name.strip().casefold() for name in next(reader)]
    places = {
        column: next((n for n, name in enumerate(names) if name in COLUMNS[column]), -1)
        for column in (*needed, *also)
    }
    missing = [COLUMNS[column][0] for column in needed if places[column] < 0]
    if missing:
        return [], [LineFault(1, "columns", ", ".join(missing))]
    rows: list[tuple[int, Mapping[str, str]]] = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            row = {
                column: cells[place].strip() if 0 <= place < len(cells) else ""
                for column, place in places.items()
            }
            rows.append((reader.line_num, row))
    return rows, [] if rows else [LineFault(0, "empty")]


def _text(body: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _day(text: str) -> date | None:
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _minor(text: str) -> int | None:
    plain = "".join(text.split()).removesuffix("₽").replace(",", ".")
    try:
        minor = Decimal(plain) * 100
    except InvalidOperation:
        return None
    whole = minor.is_finite() and minor == minor.to_integral_value() and 0 <= minor <= MOST_BUDGET_MINOR
    return int(minor) if whole else None


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= MOST_COUNT else None
