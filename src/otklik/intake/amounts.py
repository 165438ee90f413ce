"""Numbers as people and exports write them: `1 234,56 ₽`, `R$ 1.234,56`, `3490.00`.

A separator that could be either the decimal one or the one of thousands is not guessed: `1,234` is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from otklik.domain.errors import DomainError

CURRENCY_WORDS: Mapping[str, str] = {
    "руб": "RUB", "руб.": "RUB", "рубль": "RUB", "рубли": "RUB", "₽": "RUB", "р.": "RUB", "rur": "RUB",
    "€": "EUR", "евро": "EUR", "r$": "BRL", "₸": "KZT", "тенге": "KZT", "₴": "UAH", "byr": "BYN",
}  # fmt: skip
"""What stands in a currency column → ISO 4217; `$` may be of several countries and is left out."""

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f']+")
_SIGNS = re.compile(r"^(?:r\$|\$|€|₽|₸|₴|£)|(?:₽|€|\$|₸|₴|£|руб\.?|р\.?|rub|eur|usd|kzt|brl)$", re.IGNORECASE)
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,12})?", re.ASCII)
_GROUPED = re.compile(
    r"\d{1,3}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*(?:(?!(?P=group))[.,]\d{1,12})?", re.ASCII
)


def parse_amount(text: str, *, place: str) -> Decimal:
    """The number that a cell shows: 0 or more.

    Parameters
    ----------
    text
        Digits with spaces or a separator of thousands, a decimal point or comma, a sign of a currency at either end.
    place
        Where it stands in the input.

    Raises
    ------
    DomainError
        `unreadable`: no number, negative, or one separator before exactly three digits, which can be read both ways.
    """
    plain = _SIGNS.sub("", _SPACES.sub("", text))
    if _is_ambiguous(plain):
        raise DomainError(
            "unreadable",
            "The number can be read in two ways.",
            remedy='Write thousands without a separator and two decimals: "1234.00" or "1.23".',
            place=place,
        )
    if _PLAIN.fullmatch(plain):
        return Decimal(plain.replace(",", "."))
    if match := _GROUPED.fullmatch(plain):
        return Decimal(plain.replace(match["group"], "").replace(",", "."))
    raise DomainError("unreadable", "This is no number.", remedy='Write it like "3490.00".', place=place)


def _is_ambiguous(plain: str) -> bool:
    """`1,234` and `1.234`; `0,125` and `1234,567` can only be read one way."""
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", plain, re.ASCII) is not None


def currency_code(text: str) -> str:
    """ISO 4217 code of what a currency column says, in capitals; the caller checks that there is such a currency."""
    word = text.strip()
    return CURRENCY_WORDS.get(word.casefold(), word.upper())
