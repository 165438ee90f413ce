"""Past orders as columns: what an audit or a report computes with, wherever the orders came from.

A file (`intake/audit_files.py`) and the journal (`store/reports.py`) fill the same frame, so that one computation
serves both and their results can be compared. It must not know about files, journals or words for people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from otklik.domain.business_time import WorkCalendar

MISSING: int = int(np.iinfo(np.int64).min)
"""An instant, amount or count that a row does not have."""

INSTANTS = (
    "placed_at", "answered_at", "confirmed_at", "refused_at", "withdrawn_at", "released_at", "cancelled_at",
    "paid_at", "promised_at", "handed_over_at", "delivered_at", "completed_at",
)  # fmt: skip
"""Columns of instants. `answered_at` is the first live answer, never a payment or a status; `cancelled_at` is an end
of which the source does not say whose doing it was."""

OUTCOMES = ("open", "kept", "refused", "withdrawn", "released", "cancelled")
"""How an order ended: the sale was kept, the shop refused, the buyer withdrew, the hold ran out, or somebody
cancelled; the code in a frame is the place in this list."""

DIMENSIONS = ("store", "seller", "partner", "channel", "category", "trade")
"""By what orders can be grouped, where the source knows it."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A column of words.

    Parameters
    ----------
    codes
        int32, shape (n,): place in `names`, or -1 for none.
    names
        Each word once, as it stands in the source.
    """

    codes: NDArray[np.int32]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OrderFrame:
    """Orders as columns of one length n, sorted by `placed_at`, then by `rows`; each order once.

    Parameters
    ----------
    rows
        int64: the file's line (from 1) or the order's place in the journal; what a figure opens.
    numbers
        The shop's numbers, n of them.
    instants
        Name of `INSTANTS` → int64 seconds since 1970 UTC, `MISSING` where a row has none. A name that the source does
        not know at all is absent: "not in this file" is another thing than "never happened". `placed_at` is
        always there and never missing.
    outcome
        int8: place in `OUTCOMES`. All 0 where `knows_outcome` is False.
    knows_outcome
        Whether the source says how orders ended.
    calendars, calendar
        The hours in force, and int32: which of them is each order's.
    observed_until_s
        What is later than this had not happened yet: seconds since 1970 UTC.
    labels
        Name of `DIMENSIONS`, ``reason`` or ``status`` → its column; absent where the source does not know it.
    amount_minor, currency
        int64 minor units or `MISSING`, and ISO 4217; None and "" where the source has no amounts.
    has_phone
        bool: whether the buyer left a valid number; None where the source has no numbers.
    by_phone
        bool: whether the order was confirmed in a talk by telephone; None where the source can't tell.
    attempts
        int64: how often somebody tried to reach the buyer before the order ended; None where the source can't tell.
    """

    rows: NDArray[np.int64]
    numbers: Sequence[str]
    instants: Mapping[str, NDArray[np.int64]]
    outcome: NDArray[np.int8]
    knows_outcome: bool
    calendars: tuple[WorkCalendar, ...]
    calendar: NDArray[np.int32]
    observed_until_s: int
    labels: Mapping[str, Labels] = field(default_factory=dict)
    amount_minor: NDArray[np.int64] | None = None
    currency: str = ""
    has_phone: NDArray[np.bool_] | None = None
    by_phone: NDArray[np.bool_] | None = None
    attempts: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        """Return the number of orders."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Rows of the source that could not be used, or only in part, for one reason.

    Parameters
    ----------
    code
        What was wrong, for example ``answered_before_placed``.
    field
        Column as the source calls it; empty for the whole row.
    count
        How many rows.
    dropped
        True where the rows are left out of every figure, False where only this value is.
    examples
        The first few rows (numbers of lines).
    """

    code: str
    field: str
    count: int
    dropped: bool
    examples: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What was read, for the head of a report.

    Parameters
    ----------
    name
        The file's name without its folder, or empty for the journal.
    form
        What was found: ``CSV, windows-1251, ;``; empty for the journal.
    digest
        SHA-256 of the bytes that were read, in hex.
    rows_read, orders
        Data rows of the source, and orders in the frame.
    columns
        Field → the source's column that fills it.
    unknown
        Columns of the source that nothing was done with.
    readings
        What had to be found out: (field, what was found), for example ``placed_at`` and
        ``31.12.2025 9:05, Europe/Moscow``.
    flaws
        Most frequent first.
    """

    name: str
    form: str
    digest: str
    rows_read: int
    orders: int
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]
    flaws: tuple[Flaw, ...]
