"""One choice in words: where it is and how sure that is, and how it differs from the wish, term by term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from otklik.domain.events import instant_of
from otklik.domain.locales import Locale
from otklik.web.alternative_words import SPANS, WHY
from otklik.web.obligations import Reader

MINUS = "−"

UNITS = (("day", 1440), ("hour", 60), ("min", 1))
"""Name and minutes of each; a unit is used from two of it on."""


def where_of(found: Mapping[str, Any], reader: Reader) -> Iterator[str]:
    """Distance, pieces, age of the stock figure at this instant, and how fast the store answers."""
    locale, why = reader.locale, found.get("why") or {}
    if "as_of_at" not in found:
        return
    if "km" in why:
        yield WHY["km"][locale].format(km=number(why["km"], locale))
    elif "answer_s" not in why:
        yield WHY["here"][locale]
    yield (
        WHY["pieces"][locale].format(n=found["quantity"])
        if found.get("counted", True)
        else WHY["some"][locale]
    )
    age_s = max(0, int((reader.now - instant_of(found["as_of_at"])).total_seconds()))
    yield WHY["seen_now"][locale] if age_s < 60 else WHY["seen"][locale].format(ago=short_span(age_s, locale))
    if "answer_s" in why:
        yield WHY["answer"][locale].format(span=short_span(max(60, why["answer_s"]), locale))


def explain(found: Mapping[str, Any], locale: Locale) -> Iterator[str]:
    """How it differs from the wish: `+2 мм`, `−6 % цены`, `тот же материал`; what nobody knows is not said."""
    why = found.get("why") or {}
    if "insole_mm" in why:
        mm = why["insole_mm"]
        yield WHY["insole"][locale].format(mm=signed(mm)) if mm else WHY["insole_same"][locale]
    if found["rung"] != "competitor" and "price_pct" in why:
        pct = why["price_pct"]
        if pct or found["rung"] == "similar":
            yield WHY["price"][locale].format(pct=signed(pct)) if pct else WHY["price_same"][locale]
    for name in ("material", "season", "colour"):
        if name in why:
            word = WHY.get(name if why[name] else f"{name}_not")
            if word is not None:
                yield word[locale]


def signed(value: int) -> str:
    """A number with its sign, a real minus."""
    return f"+{value}" if value > 0 else f"{MINUS}{-value}"


def number(value: float, locale: Locale) -> str:
    """One decimal at most, with the comma of the language."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if locale == "ru" else text


def short_span(seconds_s: float, locale: Locale) -> str:
    """A span in its largest whole unit: `20 мин`, `3 ч`, `2 дн.`."""
    minutes = int(seconds_s // 60)
    name, length = next((one for one in UNITS if minutes >= 2 * one[1]), UNITS[-1])
    return SPANS[name][locale].format(n=minutes // length)
