"""The words of attention: on the order and beside visitors, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

ATTENTION: Mapping[str, Words] = {
    "title": {"ru": "Внимание покупателям", "en": "Attention to buyers"},
    "lead": {
        "ru": "Сколько времени достаётся заказу и сколько посетителю. Заказ получил не меньше, чем показано: "
        "страница, открытая без дела, не считается, разговор без записи длины не имеет.",
        "en": "How much time an order gets, and how much a visitor. An order got at least what is shown: a page left "
        "open does not count, and a talk that no system recorded has no length.",
    },
    "order": {"ru": "Внимание", "en": "Attention"},
    "opened": {"ru": "на экране {span}", "en": "in sight {span}"},
    "talked": {"ru": "в разговоре {span}", "en": "in talks {span}"},
    "unmeasured": {"ru": "без записи длины: {n}", "en": "talks without a length: {n}"},
    "wrote": {"ru": "записей и сообщений: {n}", "en": "notes and messages: {n}"},
    "nothing": {"ru": "пока ничего", "en": "nothing yet"},
    "store": {"ru": "Магазин", "en": "Store"},
    "day": {"ru": "День", "en": "Day"},
    "orders": {"ru": "Заказов", "en": "Orders"},
    "per_order": {"ru": "На заказ", "en": "Per order"},
    "visitors": {"ru": "Посетителей", "en": "Visitors"},
    "per_visitor": {"ru": "На посетителя", "en": "Per visitor"},
    "minutes": {"ru": "Минут с ними", "en": "Minutes with them"},
    "form": {"ru": "Записать посетителей за день", "en": "Record a day's visitors"},
    "form_why": {
        "ru": "Сколько человек вошло и сколько минут продавцы говорили с ними, все вместе.",
        "en": "How many people came in, and how many minutes sellers spent with them, all together.",
    },
    "save": {"ru": "Записать", "en": "Record"},
    "wrong": {
        "ru": "Нужны целые числа: посетители до 100 000, минуты до 100 000.",
        "en": "Whole numbers, please.",
    },
    "unknown": {"ru": "не записано", "en": "not recorded"},
    "show": {"ru": "Показать", "en": "Show"},
}
