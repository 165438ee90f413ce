"""How many minor units a decimal amount has in its currency, and back.

Money is an integer of minor units everywhere (kopecks, yen, fils): how many decimals a currency has is a fact of
ISO 4217, not a convention of ours. It must not round: an amount finer than its currency is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from otklik.domain.errors import DomainError

NO_CURRENCY = "XXX"
"""ISO 4217's code for "no currency": the order of a file that carries no amounts at all."""

MAX_MINOR = 10**15
"""Above this an amount is a mistake; sums of millions of orders still fit in 64 bits."""

_CODES_BY_DECIMALS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF XXX",
    2: "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF"
    " CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD"
    " HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT"
    " MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD"
    " SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS"
    " VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}

DECIMALS = {code: places for places, codes in _CODES_BY_DECIMALS.items() for code in codes.split()}
"""Currency → digits after the point (ISO 4217, with a few codes withdrawn since 2017 for histories)."""

SIGNS: Mapping[str, str] = {
    "RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "KZT": "₸", "BYN": "Br", "UAH": "₴",
    "INR": "₹", "BRL": "R$", "TRY": "₺", "AMD": "֏", "GEL": "₾", "KRW": "₩", "VND": "₫",
}  # fmt: skip
"""Signs by which people know a currency; every other one is named by its code."""

_AMOUNT = re.compile(r"(\d{1,15})(?:\.(\d{1,12}))?", re.ASCII)


def decimals(currency: str, *, place: str = "currency") -> int:
    """Digits after the point in a currency.

    Parameters
    ----------
    currency
        ISO 4217 code in capitals.
    place
        Where the code stands in the input.

    Raises
    ------
    DomainError
        `unreadable`: no such currency.
    """
    if currency not in DECIMALS:
        raise DomainError(
            "unreadable",
            f"There is no currency {currency[:8]!r}.",
            remedy="Send the ISO 4217 code in capitals, such as RUB.",
            place=place,
        )
    return DECIMALS[currency]


def parse_money(text: str, currency: str, *, place: str) -> int:
    """Minor units of a decimal amount such as `3490.00`.

    Parameters
    ----------
    text
        Digits with an optional point and decimals; no sign, spaces or separators of thousands.
    currency
        ISO 4217 code.
    place
        Where the amount stands in the input.

    Raises
    ------
    DomainError
        `unreadable`: not of that form, finer than the currency's minor unit, larger than `MAX_MINOR`, no such currency.
    """
    places = decimals(currency)
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise DomainError(
            "unreadable",
            "This is no amount of money.",
            remedy='Write digits with a point before the decimals, such as "3490.00".',
            place=place,
        )
    whole, fraction = match[1], match[2] or ""
    if fraction[places:].strip("0"):
        raise DomainError(
            "unreadable",
            f"The amount is finer than the smallest unit of {currency}.",
            remedy=f"Write at most {places} digits after the point.",
            place=place,
        )
    minor = int(whole + fraction[:places].ljust(places, "0"))
    if minor > MAX_MINOR:
        raise DomainError(
            "unreadable", "The amount is too large.", remedy="Check the amount and its currency.", place=place
        )
    return minor


def money_text(minor: int, currency: str) -> str:
    """The decimal amount, as `parse_money` reads it: `3490.00` for 349000 RUB.

    Parameters
    ----------
    minor
        Minor units, of either sign.
    currency
        ISO 4217 code.
    """
    places = decimals(currency)
    digits = str(abs(minor)).rjust(places + 1, "0")
    sign = "-" if minor < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
