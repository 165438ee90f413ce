"""How many digits of a currency's unit its minor unit takes, and the sign people know it by.

Source: ISO 4217, list one. Money is always an integer of minor units (kopecks, cents, yen); nothing here rounds.
"""

from __future__ import annotations

from collections.abc import Mapping

_OTHER_DIGITS: Mapping[int, tuple[str, ...]] = {
    0: ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
        "XPF"),
    3: ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"),
    4: ("CLF", "UYW"),
}  # fmt: skip

MINOR_DIGITS: Mapping[str, int] = {code: digits for digits, codes in _OTHER_DIGITS.items() for code in codes}
"""Currencies whose minor unit isn't a hundredth."""

SIGNS: Mapping[str, str] = {
    "RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "KZT": "₸", "BYN": "Br", "UAH": "₴",
    "INR": "₹", "BRL": "R$", "TRY": "₺", "AMD": "֏", "GEL": "₾", "KRW": "₩", "VND": "₫",
}  # fmt: skip
"""Signs; every other currency is named by its code."""


def minor_digits(currency: str) -> int:
    """Number of decimal digits that one unit of the currency has.

    Parameters
    ----------
    currency
        ISO 4217 code; an unknown one counts as divided into hundredths, as nearly all are.
    """
    return MINOR_DIGITS.get(currency, 2)
