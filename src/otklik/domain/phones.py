"""Phone numbers: the form in which they are compared, searched and shown without giving them away.

A number that is not valid in its country becomes empty, never something similar: whoever keeps it keeps the
text as it was written beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

_SEPARATORS = str.maketrans("", "", " ()-\u00a0")

MAX_LENGTH = 100
"""Longer texts are no phone numbers; the parser's cost grows with the length."""


def normalise(raw: str, region: str = "RU") -> str:
    """E.164 form of a number (`+79161234567`), or empty where it is no valid number.

    Parameters
    ----------
    raw
        As somebody wrote it; an extension is dropped.
    region
        ISO 3166 code of the country whose local form is understood; numbers with `+` or `00` need none.

    Notes
    -----
    Emergency and short numbers, numbers of the wrong length and several numbers in one text give empty.
    """
    text = raw.strip()
    if not text or len(text) > MAX_LENGTH:
        return ""
    if text.startswith("00"):
        text = f"+{text[2:]}"
    try:
        number = phonenumbers.parse(text, region.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_valid(raw: str, region: str = "RU") -> bool:
    """Whether `normalise` finds a number, twenty times as fast for those of the region itself.

    Parameters
    ----------
    raw, region
        As in `normalise`.
    """
    plain = raw.translate(_SEPARATORS) if len(raw) <= MAX_LENGTH else ""
    return _patterns(region.upper()).fullmatch(plain) is not None or bool(normalise(raw, region))


@lru_cache(maxsize=32)
def _patterns(region: str) -> re.Pattern[str]:
    """The valid numbers of a region, with its country's code, its national prefix or neither; nothing for no region."""
    known = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    if known is None:
        return re.compile("(?!)")
    kinds = (known.mobile, known.fixed_line, known.toll_free)
    valid = "|".join(kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern)
    prefix = f"|{known.national_prefix}" if known.national_prefix else ""
    return re.compile(rf"(?:\+{known.country_code}{prefix}|)(?:{valid})" if valid else "(?!)", re.ASCII)


def mask(phone: str) -> str:
    """The number with all digits hidden but the country's and the last two: `+7••••••••67`.

    Parameters
    ----------
    phone
        E.164, or as written: then only the last two digits stay. Up to four digits are hidden altogether.
    """
    digits = re.sub(r"\D", "", phone, flags=re.ASCII)
    if len(digits) <= 4:
        return "•" * len(digits)
    shown = _country_digits(phone)
    return f"{'+' if shown else ''}{shown}{'•' * (len(digits) - len(shown) - 2)}{digits[-2:]}"


def _country_digits(phone: str) -> str:
    if not phone.startswith("+"):
        return ""
    try:
        return str(phonenumbers.parse(phone).country_code)
    except phonenumbers.NumberParseException:
        return ""


def search_digits(text: str, region: str = "RU") -> tuple[str, str]:
    """What to look for when somebody types a number or a part of one: start of E.164, and end reversed.

    Parameters
    ----------
    text
        As typed: `8 916 12`, `+7 916`, `45-67`.
    region
        ISO 3166 code of the country whose local form people type.

    Returns
    -------
    tuple of str
        Digits with which the stored E.164 digits may begin, and digits with which the reversed ones may begin.
        Both empty where the text holds no digit.
    """
    digits = re.sub(r"\D", "", text, flags=re.ASCII)
    whole = normalise(text, region)
    if whole or not digits:
        return whole[1:], whole[:0:-1]
    country = str(phonenumbers.country_code_for_region(region.upper()) or "")
    trunk = phonenumbers.ndd_prefix_for_region(region.upper(), True) or ""
    if text.strip().startswith("+"):
        start = digits
    elif trunk and digits.startswith(trunk):
        start = country + digits[len(trunk) :]
    else:
        start = digits if country and digits.startswith(country) else country + digits
    return start, digits[::-1]
