"""A file of past orders as a frame for the audit: an open file in, orders as columns and what was wrong with it out.

The file streams by once to find its encoding and once to be read; what stays is numbers. Nothing impossible is
believed, nothing ambiguous is guessed, and every row that could not be used is counted with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

import numpy as np

from otklik.analytics.frames import DIMENSIONS, MISSING, Labels, OrderFrame, Source
from otklik.domain.errors import DomainError
from otklik.intake.audit_amounts import amounts_of
from otklik.intake.audit_calendars import calendars_of, trades_of
from otklik.intake.audit_columns import is_audit_header, recognise_audit
from otklik.intake.audit_ends import Endings, drop_impossible, find_endings, split_cancelled
from otklik.intake.audit_flaws import Tally
from otklik.intake.audit_groups import Orders, join_rows, labels_of
from otklik.intake.audit_instants import readings_of, settle_instants
from otklik.intake.audit_mapping import DEFAULT, AuditMapping
from otklik.intake.audit_rows import AuditRows, Seen, read_rows
from otklik.intake.blocks import Flags, Places
from otklik.intake.columns import Columns
from otklik.intake.tables import read_table
from otklik.intake.value_columns import UNREADABLE

_MEANINGS = 12
_VALUES = ("phone", "has_phone", "by_phone", "attempts")
_LABELS = (*DIMENSIONS, "reason", "status")
_LOST = {
    "nothing": ("The file has no orders.", "Export the orders with the names of their columns."),
    "no_placed_at": (
        "No order of the file has a time.",
        'Name the column that has it: --column "placed_at=…".',
    ),
    "in_future": (
        "All orders of the file lie in the future.",
        "Check the year, the order of day and month, and the zone.",
    ),
}
"""Why most rows are lost → what is said where all are."""


@dataclass(frozen=True, slots=True)
class AuditFile:
    """A file of past orders as it was read."""

    frame: OrderFrame
    source: Source


def read_audit(
    file: BinaryIO, filename: str, *, mapping: AuditMapping, now: datetime, seen: Seen | None = None
) -> AuditFile:
    """The orders of a CSV, XLSX, Parquet or NDJSON file, and what could not be used of it.

    Parameters
    ----------
    file
        Open for reading bytes, seekable.
    filename
        Its name without a folder; the ending says the format.
    mapping
        What was said about it; ``hours["default"]`` are the opening hours that hold unless something else does.
    now
        Aware UTC; what is later has not happened. Nothing else depends on it.
    seen
        Is told now and then how many rows were read.

    Raises
    ------
    DomainError
        ``unreadable``, ``reader_missing``, ``unknown_columns``, ``zone_required``, ``dates_ambiguous``,
        ``amounts_ambiguous``, ``hours_unknown``, ``zone_missing``, ``no_orders``, or what is wrong with the hours.
    """
    table = read_table(file, filename, is_header=lambda names: is_audit_header(names, mapping.columns))
    columns = recognise_audit(table.header, mapping.columns)
    rows = read_rows(table, columns, mapping, seen)
    tally = Tally(rows.lines)
    default = mapping.hours.get(DEFAULT)
    zone = mapping.zone or (default.zone if default else "")
    now_s = int(now.timestamp())
    if rows.broken_count:
        tally.add_lines("broken_row", "", rows.broken_count, [one.line for one in rows.broken], dropped=True)
    for field in rows.given_up:
        tally.add("too_many_words", columns.name(field), np.arange(len(rows.lines)))
    instants = settle_instants(rows, zone, tally)
    readings = readings_of(rows, instants, zone)
    orders = join_rows(rows, columns, instants, now_s, tally)
    if not len(orders.heads):
        raise _no_orders(rows, tally)
    used = _used(columns, rows)
    rows = replace(rows, moments={}, hashes=None)  # what is not needed any more makes room
    frame, endings = _frame(rows, orders, columns, instants, mapping, now_s, tally)
    source = Source(
        name=filename,
        form=table.form,
        digest=table.digest,
        rows_read=len(rows.lines) + rows.broken_count,
        orders=len(frame),
        columns=used,
        unknown=tuple(name for name in columns.header if name not in used.values()),
        readings=(*readings, *_other_readings(orders, endings, frame)),
        flaws=tally.flaws(),
    )
    return AuditFile(frame, source)


def _frame(
    rows: AuditRows,
    orders: Orders,
    columns: Columns,
    instants: dict[str, Places],
    mapping: AuditMapping,
    now_s: int,
    tally: Tally,
) -> tuple[OrderFrame, Endings]:
    heads = orders.heads
    words = {name: _labels(name, labels, orders, columns, tally) for name, labels in rows.words.items()}
    sound = {name: _instant(name, instants.pop(name), orders, columns, tally) for name in [*instants]}
    sound = drop_impossible(sound, heads, columns, now_s, tally)
    endings = find_endings(sound, words, heads, columns, mapping.statuses, tally)
    sound = split_cancelled(sound, endings.outcome)
    stores = words.get("store")
    calendars, calendar = calendars_of(
        mapping, stores, words.get("hours"), heads, columns.name("hours"), tally
    )
    labels = words | {"reason": words.get("reason", endings.reason)}
    labels["trade"] = trades_of(mapping, stores, words.get("trade"))
    money = amounts_of(rows, orders, columns, mapping.currency, tally)
    values = {name: _value(name, rows, orders, columns, tally) for name in _VALUES}
    frame = OrderFrame(
        rows=rows.lines[heads],
        numbers=_numbers(rows, heads),
        instants=sound,
        outcome=endings.outcome,
        knows_outcome=endings.known,
        calendars=calendars,
        calendar=calendar,
        observed_until_s=mapping.observed_until_s or _observed_until(sound),
        labels={name: one for name in _LABELS if (one := labels.get(name))},
        amount_minor=money[0],
        currency=money[1],
        has_phone=_is_one(values["phone"] if values["has_phone"] is None else values["has_phone"]),
        by_phone=_is_one(values["by_phone"]),
        attempts=values["attempts"],
    )
    return frame, endings


def _numbers(rows: AuditRows, heads: Places) -> Sequence[str]:
    """The shop's numbers; in a file without any a row is known by its line."""
    return rows.numbers.take(heads) if rows.numbers else list(map(str, rows.lines[heads].tolist()))


def _labels(name: str, labels: Labels, orders: Orders, columns: Columns, tally: Tally) -> Labels:
    found, differs = labels_of(labels, orders)
    tally.add("rows_differ", columns.name(name), differs)
    return found


def _instant(name: str, at_s: Places, orders: Orders, columns: Columns, tally: Tally) -> Places:
    found, differs = orders.first_of(at_s, at_s == MISSING)
    tally.add("rows_differ", columns.name(name), differs)
    return found


def _value(name: str, rows: AuditRows, orders: Orders, columns: Columns, tally: Tally) -> Places | None:
    values = rows.values.get(name)
    if values is None:
        return None
    tally.add("unreadable", columns.name(name), values == UNREADABLE)
    found, _ = orders.first_of(values, values < 0)
    return np.where(found < 0, MISSING, found)


def _is_one(values: Places | None) -> Flags | None:
    return None if values is None else values == 1


def _observed_until(instants: dict[str, Places]) -> int:
    """The last instant of a fact: what is later had not happened when the file was written."""
    return max(int(at_s.max()) for name, at_s in instants.items() if name != "promised_at")


def _used(columns: Columns, rows: AuditRows) -> dict[str, str]:
    read = {*rows.moments, *rows.words, *rows.values, "number", "placed_time"}
    return {field: columns.name(field) for field in columns.index if field in read}


def _other_readings(orders: Orders, endings: Endings, frame: OrderFrame) -> tuple[tuple[str, str], ...]:
    meant = [f"{word} = {outcome}" for word, outcome in endings.meanings[:_MEANINGS]]
    more = " …" if len(endings.meanings) > _MEANINGS else ""
    found = [("status", "; ".join(meant) + more)] if meant else []
    if frame.currency:
        found.append(("currency", frame.currency))
    if orders.joined:
        found.append(("number", f"{len(orders.rows)} → {len(orders.heads)}"))
    return tuple(found)


def _no_orders(rows: AuditRows, tally: Tally) -> DomainError:
    """The refusal of a file of which no row can be used, by what is wrong with most of them."""
    lost = next((flaw for flaw in tally.flaws() if flaw.dropped), None)
    if lost is None:
        message, remedy, place = *_LOST["nothing"], ""
    else:
        message, remedy = _LOST.get(lost.code, _LOST["no_placed_at"])
        place = f"line {lost.examples[0]}" + (f", {lost.field}" if lost.field else "")
        if lost.code == "broken_row":
            message, remedy = rows.broken[0].message, rows.broken[0].remedy
    return DomainError("no_orders", message, remedy=remedy, place=place)
