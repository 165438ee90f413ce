"""Goods and money of a past order: its lines, its currency, its total.

Amounts are never rounded: one finer than its currency is refused with its line. What the file does not state is not
invented: no lines, price 0, or no currency at all where the file has no amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingLine
from otklik.domain.money import NO_CURRENCY
from otklik.intake.amounts import currency_code, parse_amount
from otklik.intake.columns import LINE_FIELDS
from otklik.intake.quantities import MAX_QUANTITY, minor_units, unit_price_minor, whole_quantity
from otklik.intake.records import Record, place_of, refused, text_of
from otklik.intake.tables import Row
from otklik.intake.texts import one_line


def currency_of(record: Record) -> str:
    """ISO 4217 code of an order; `NO_CURRENCY` where the file has no amounts.

    Raises
    ------
    DomainError
        `unreadable`: no such currency, or amounts without one.
    """
    code = currency_code(text_of(record, "currency") or record.reading.currency)
    if code:
        _checked_minor(record, "currency", Decimal(0), code)
        return code
    priced = [
        name
        for name in ("total", "price", "line_total")
        if any(text_of(record, name, row) for row in record.rows)
    ]
    if priced:
        raise refused(
            record,
            priced[0],
            "The amount has no currency.",
            "Add a column currency, or name the currency of the file.",
        )
    return NO_CURRENCY


def _checked_minor(
    record: Record, name: str, amount: Decimal, currency: str, row: Row | None = None
) -> tuple[int, bool]:
    try:
        return minor_units(amount, currency)
    except OverflowError as error:
        raise refused(record, name, "The amount is too large.", "Check the column.", row) from error
    except DomainError as error:
        raise refused(record, "currency", error.message, error.remedy) from error


def _amount(record: Record, name: str, currency: str, row: Row) -> int | None:
    """Minor units of a cell, None where it is empty; an amount finer than the currency is refused."""
    text = text_of(record, name, row)
    if not text:
        return None
    minor, exact = _checked_minor(
        record, name, parse_amount(text, place=place_of(record, name, row)), currency, row
    )
    if not exact:
        raise refused(
            record, name, f"The amount is finer than {currency} has units.", "Round it in the file.", row
        )
    return minor


def total_of(record: Record, lines: Sequence[IncomingLine], currency: str) -> int:
    """Minor units of what the file states as the total, else of the sum of the lines.

    Raises
    ------
    DomainError
        `unreadable`: an amount that can't be read.
    """
    stated = next((row for row in record.rows if text_of(record, "total", row)), record.rows[0])
    total = _amount(record, "total", currency, stated)
    return total if total is not None else sum(line.price_minor * line.quantity for line in lines)


def lines_of(record: Record, currency: str) -> tuple[IncomingLine, ...]:
    """The lines of an order, one a row that names goods; none where the file has no such columns.

    Raises
    ------
    DomainError
        `unreadable`: goods without a name, a quantity or price that can't be read, one id twice.
    """
    lines: dict[str, IncomingLine] = {}
    for row in record.rows:
        if not any(text_of(record, name, row) for name in LINE_FIELDS):
            continue
        name = text_of(record, "line_id", row) or str(len(lines) + 1)
        if name in lines:
            raise refused(record, "line_id", "Two lines of the order have one id.", "Give each its own.", row)
        lines[name] = _line(record, row, name, currency)
    return tuple(lines.values())


def _line(record: Record, row: Row, name: str, currency: str) -> IncomingLine:
    sku, title = text_of(record, "sku", row), text_of(record, "title", row)
    if not sku and not title:
        raise refused(record, "title", "The line names no goods.", "Fill in the title or the sku.", row)
    quantity = Decimal(1)
    if text := text_of(record, "quantity", row):
        quantity = parse_amount(text, place=place_of(record, "quantity", row))
    if not 0 < quantity <= MAX_QUANTITY:
        raise refused(
            record, "quantity", "The quantity is out of bounds.", f"Write 1 to {MAX_QUANTITY}.", row
        )
    count, note = whole_quantity(quantity)
    price = _amount(record, "price", currency, row)
    line_total = _amount(record, "line_total", currency, row)
    if price is not None and note:  # the price of one whole unit; our line is the broken quantity
        price = int((price * quantity).to_integral_value(ROUND_HALF_UP))
    if price is None and line_total is not None:
        price = unit_price_minor(line_total, count)
    return IncomingLine(
        id=name,
        sku=sku,
        title=one_line(f"{title} {note}"),
        quantity=count,
        price_minor=price or 0,
        store=text_of(record, "line_store", row),
        reserved=text_of(record, "line_reserved", row).casefold() in ("true", "1", "да", "yes"),
    )
