"""The two languages of the product and how each writes a number of things, money and a phone number.

Pure formatting for mails, pages and the command line; times are in `local_times.py`. Sentences are not here: they
stand in the wording tables of the layer that says them (ADR 0012).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import phonenumbers

from otklik.domain.money import DECIMALS, SIGNS

Locale = Literal["ru", "en"]
LOCALES: tuple[Locale, ...] = ("ru", "en")

Words = Mapping[Locale, str]
"""One sentence or word in every language."""

NBSP = "\u00a0"

NOUNS: Mapping[str, Mapping[Locale, tuple[str, ...]]] = {
    "order": {"ru": ("заказ", "заказа", "заказов"), "en": ("order", "orders")},
    "minute": {"ru": ("минута", "минуты", "минут"), "en": ("minute", "minutes")},
    "minute_long": {"ru": ("минуту", "минуты", "минут"), "en": ("minute", "minutes")},
    "hour_long": {"ru": ("час", "часа", "часов"), "en": ("hour", "hours")},
    "day_long": {"ru": ("день", "дня", "дней"), "en": ("day", "days")},
    "working_day": {"ru": ("раб. день", "раб. дня", "раб. дней"), "en": ("working day", "working days")},
    "place": {"ru": ("место", "места", "мест"), "en": ("place", "places")},
    "delivery": {"ru": ("доставка", "доставки", "доставок"), "en": ("delivery", "deliveries")},
    "stop": {"ru": ("остановка", "остановки", "остановок"), "en": ("stop", "stops")},
    "item": {"ru": ("товар", "товара", "товаров"), "en": ("item", "items")},
}
"""Forms of counted nouns: ru one, few, many; en one, many. `*_long` answers "for how long" (accusative)."""


def choose_locale(tag: str, default: Locale = "en") -> Locale:
    """Language of the product that fits a language tag best.

    Parameters
    ----------
    tag
        `ru`, `ru-RU`, `en_GB`, …; case does not matter.
    default
        For a tag of no language that we speak, and for an empty one.
    """
    primary = tag.replace("_", "-").partition("-")[0].strip().casefold()
    return next((locale for locale in LOCALES if locale == primary), default)


def plural_form(number: int, locale: Locale) -> int:
    """Index into a noun's forms in `NOUNS` for that many.

    Notes
    -----
    Source: Unicode CLDR cardinal rules for whole numbers.
    """
    number = abs(number)
    if locale == "en":
        return 0 if number == 1 else 1
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def count_of(number: int, noun: str, locale: Locale) -> str:
    """Number with its noun in the right form: `5 заказов`, `1 order`.

    Parameters
    ----------
    number
        How many, whole.
    noun
        A key of `NOUNS`.
    locale
        Language of the words.
    """
    return f"{group(number, locale)}{NBSP}{NOUNS[noun][locale][plural_form(number, locale)]}"


def span_of(minutes_m: int, locale: Locale) -> str:
    """How long something lasts or has lasted, to the minute: `2 часа 5 минут`, `2 hours 5 minutes`.

    Parameters
    ----------
    minutes_m
        Whole minutes, ≥ 0.
    locale
        Language of the words; Russian stands in the accusative ("ждёт 1 минуту").
    """
    hours, minutes = divmod(minutes_m, 60)
    parts = [count_of(hours, "hour_long", locale)] if hours else []
    if minutes or not hours:
        parts.append(count_of(minutes, "minute_long", locale))
    return " ".join(parts)


def group(number: int, locale: Locale) -> str:
    """Whole number with its thousands told apart: `12 345` in Russian from four digits on, `12,345` in English."""
    return f"{number:,}".replace(",", NBSP if locale == "ru" else ",")


def money(amount_minor: int, currency: str, locale: Locale) -> str:
    """Amount as people write it: `3 490 ₽`, `3 490,50 ₽`, `₽3,490`, `CHF 12.50`.

    Parameters
    ----------
    amount_minor
        Minor units; digits after the point are left out when they are all zero.
    currency
        ISO 4217 code.
    locale
        Language.
    """
    digits = DECIMALS.get(currency, 2)
    units, rest = divmod(abs(amount_minor), 10**digits)
    sign = "−" if amount_minor < 0 else ""
    number = group(units, locale)
    if rest:
        number += f"{',' if locale == 'ru' else '.'}{rest:0{digits}d}"
    mark = SIGNS.get(currency, currency)
    if locale == "ru":
        return f"{sign}{number}{NBSP}{mark}"
    return f"{sign}{mark}{number}" if currency in SIGNS else f"{sign}{mark}{NBSP}{number}"


def phone_text(e164: str) -> str:
    """Phone number in groups, as it is read aloud: `+7 916 123-45-67`.

    Parameters
    ----------
    e164
        A number in E.164; anything else comes back as it is.
    """
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
