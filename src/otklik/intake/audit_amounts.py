"""The amounts of a file of past orders in minor units of one currency.

A frame has one currency: the one that most orders have. Amounts in others, and amounts of no known currency, are left
out and counted.
"""

from __future__ import annotations

import numpy as np

from otklik.analytics.frames import MISSING
from otklik.domain.money import DECIMALS, MAX_MINOR, decimals
from otklik.intake.amounts import currency_code
from otklik.intake.audit_flaws import Tally
from otklik.intake.audit_groups import Orders, labels_of
from otklik.intake.audit_rows import AuditRows
from otklik.intake.blocks import Flags, Places
from otklik.intake.columns import Columns
from otklik.intake.value_columns import SCALE, UNREADABLE


def amounts_of(
    rows: AuditRows, orders: Orders, columns: Columns, currency: str, tally: Tally
) -> tuple[Places | None, str]:
    """Minor units of each order and their currency; none where the file has no amounts of a known currency.

    Parameters
    ----------
    rows, orders, columns
        As read and joined.
    currency
        ISO 4217 code where no column says it, or empty.
    tally
        Where amounts that are left out are counted.

    Raises
    ------
    DomainError
        `unreadable`: no such currency.
    """
    if currency:
        decimals(currency, place="--currency")
    found = _amounts(rows, orders, columns, tally)
    if found is None:
        return None, ""
    amounts, name = found
    there = amounts >= 0
    codes, known = _currencies(rows, orders, currency)
    counts = {code: int((there & (codes == place)).sum()) for place, code in enumerate(known)}
    usable = {code: count for code, count in counts.items() if code in DECIMALS and count}
    if not usable:
        tally.add("currency_missing", name, orders.heads[there])
        return None, ""
    chosen = max(usable, key=lambda code: (usable[code], code))
    same = codes == known.index(chosen)
    tally.add("currency_missing", name, orders.heads[there & (codes < 0)])
    tally.add("other_currency", name, orders.heads[there & ~same & (codes >= 0)])
    unit = SCALE // 10 ** decimals(chosen)
    fine = there & same & (amounts % unit != 0)
    tally.add("amount_too_fine", name, orders.heads[fine])
    minor = np.where(there & same & ~fine, amounts // unit, MISSING)
    return np.where(minor > MAX_MINOR, MISSING, minor), chosen


def _amounts(rows: AuditRows, orders: Orders, columns: Columns, tally: Tally) -> tuple[Places, str] | None:
    """Amounts in ten-thousandths: of the order, or of its lines together."""
    for field in ("amount", "line_total", "price"):
        if field in rows.values:
            tally.add("unreadable", columns.name(field), rows.values[field] == UNREADABLE)
    if "amount" in rows.values:
        values = rows.values["amount"]
        amounts, differs = orders.first_of(values, values < 0)
        tally.add("rows_differ", columns.name("amount"), differs)
        return amounts, columns.name("amount")
    if "line_total" in rows.values:
        return orders.sum_of(rows.values["line_total"]), columns.name("line_total")
    if "price" in rows.values and "quantity" in rows.values:
        prices, quantities = rows.values["price"], rows.values["quantity"]
        lines = np.where((prices < 0) | (quantities < 0), MISSING, prices * np.maximum(quantities, 0))
        return orders.sum_of(lines), columns.name("price")
    return None


def _currencies(rows: AuditRows, orders: Orders, currency: str) -> tuple[Places | Flags, list[str]]:
    """Place of each order's currency in the list behind it; -1 for none."""
    labels = rows.words.get("currency")
    if labels is None:
        return np.zeros(len(orders.heads), np.int64) - (not currency), [currency] if currency else []
    words, _ = labels_of(labels, orders)
    names = [currency_code(name) for name in words.names]
    known = list(dict.fromkeys([*names, *([currency] if currency else [])]))
    place = np.array([known.index(name) for name in names] + [known.index(currency) if currency else -1])
    return place[words.codes], known
