"""Quantities and unit prices of shops that sell half a metre or divide a total by three.

A line of ours has a whole quantity and a price in whole minor units. What does not fit is kept honest: a broken
quantity becomes one line that says so in its title, a unit price is rounded to the nearest unit. The order's own total
is never computed from them where the source states one.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from otklik.domain.money import MAX_MINOR, decimals

MAX_QUANTITY = 1_000_000


def minor_units(amount: Decimal, currency: str) -> tuple[int, bool]:
    """Nearest minor units of an amount, half upwards, and whether nothing was rounded.

    Parameters
    ----------
    amount
        Finite, of either sign.
    currency
        ISO 4217 code.

    Raises
    ------
    DomainError
        `unreadable`: no such currency.
    OverflowError
        Beyond `MAX_MINOR`.
    """
    if amount.copy_abs() > MAX_MINOR:
        raise OverflowError("the amount is too large")
    exact = amount.scaleb(decimals(currency))
    minor = int(exact.to_integral_value(ROUND_HALF_UP))
    if abs(minor) > MAX_MINOR:
        raise OverflowError("the amount is too large")
    return minor, minor == exact


def whole_quantity(quantity: Decimal) -> tuple[int, str]:
    """A whole quantity, and what to add to the title where it had to be made one: `0.5` → (1, "× 0.5").

    Parameters
    ----------
    quantity
        More than 0, at most `MAX_QUANTITY`.
    """
    if quantity == quantity.to_integral_value():
        return int(quantity), ""
    return 1, f"× {quantity.normalize():f}"


def unit_price_minor(line_minor: int, quantity: int) -> int:
    """Price of one, to the nearest minor unit, half upwards.

    Parameters
    ----------
    line_minor
        What the whole line costs, 0 or more.
    quantity
        At least 1.
    """
    return (2 * line_minor + quantity) // (2 * quantity)
