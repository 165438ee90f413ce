"""What an act on missing goods and on reservations says afterwards, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.wording import Forms

SAID_ALTERNATIVES: Mapping[str, Forms] = {
    "alternative_seek": (
        {"ru": "Нашли вариантов: {n}.", "en": "Choices found: {n}."},
        {"ru": "Посмотрели.", "en": "Looked."},
    ),
    "alternative_offer": ({"ru": "Предложение записано.", "en": "The offer is recorded."},),
    "alternative_reserve": (
        {
            "ru": "Просим магазин отложить. Ответ появится здесь.",
            "en": "The store is asked. Its answer stands here.",
        },
    ),
    "alternative_note": ({"ru": "Записали.", "en": "Written down."},),
    "alternative_accept": ({"ru": "Покупатель берёт замену.", "en": "The buyer takes it."},),
    "alternative_decline": ({"ru": "Не подошло, записали.", "en": "Did not suit, recorded."},),
    "alternative_free": ({"ru": "Бронь снята.", "en": "The reservation is let go."},),
    "reservation_put": ({"ru": "Отложено. Магазин уже знает.", "en": "Put aside. The store knows."},),
    "reservation_not": ({"ru": "Записали: товара нет.", "en": "Recorded: not there."},),
    "reservation_out": ({"ru": "Записали: отдан.", "en": "Recorded: handed out."},),
}

REFUSED_ALTERNATIVES: Mapping[str, Forms] = {
    "no_stock_left": (
        {
            "ru": "Последнее там уже ждёт другого покупателя. Посмотрите снова.",
            "en": "The last one there waits for another buyer. Look again.",
        },
    ),
    "offer_without_words": (
        {"ru": "Напишите, что это, и вставьте ссылку.", "en": "Say what it is, and paste the link."},
    ),
    "offer_over": (
        {"ru": "Это уже не подошло. Предложите снова.", "en": "This did not suit. Offer it again."},
    ),
    "offer_elsewhere": (
        {
            "ru": "Это у конкурента: у нас его не купить.",
            "en": "A competitor has it: it is not bought with us.",
        },
    ),
    "not_found_there": ({"ru": "Список устарел. Посмотрите снова.", "en": "The list is old. Look again."},),
    "reservation_over": ({"ru": "Этот товар уже не отложен.", "en": "It is not put aside any more."},),
    "reservation_not_made": (
        {"ru": "Сначала отметьте, что товар отложен.", "en": "Say first that it is put aside."},
    ),
}
"""Error code → what a person reads."""
