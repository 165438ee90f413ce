"""The words around a time that was read from words, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

SPOKEN: Mapping[str, Words] = {
    "buyer": {"ru": "По времени покупателя", "en": "In the buyer's time"},
    "store": {"ru": "По времени магазина", "en": "In the store's time"},
    "choose": {"ru": "Выберите время", "en": "Choose the time"},
}
