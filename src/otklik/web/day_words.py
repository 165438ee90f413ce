"""The words of a depot's day for its dispatcher, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.domain.wording import Forms

DAY: Mapping[str, Words] = {
    "title": {"ru": "Маршруты {day}", "en": "Routes {day}"},
    "lead": {"ru": "{depot} · {count}", "en": "{depot} · {count}"},
    "before": {"ru": "День назад", "en": "The day before"},
    "after": {"ru": "День вперёд", "en": "The day after"},
    "back": {"ru": "Доставка", "en": "Delivery"},
    "map": {"ru": "Схема маршрутов", "en": "Sketch of the routes"},
    "map_about": {
        "ru": "Линии от склада через адреса по порядку. То же самое списком рядом.",
        "en": "Lines from the depot through the stops in order. The list beside it says the same.",
    },
    "own": {"ru": "свой", "en": "own"},
    "outside": {"ru": "внешний", "en": "outside"},
    "none": {"ru": "На этот день доставок нет", "en": "No deliveries on this day"},
    "none_why": {
        "ru": "Они появятся, когда покупатели выберут окна на этот день.",
        "en": "They appear once buyers choose windows of this day.",
    },
    "unrouted": {"ru": "Без маршрута", "en": "Without a route"},
    "unrouted_why": {
        "ru": "Покупателям обещано, а везти некому. Подберите место.",
        "en": "Promised to buyers, and nobody drives there. Find a place.",
    },
    "find": {"ru": "Подобрать место", "en": "Find a place"},
    "edge": {"ru": "На грани: запас {minutes} мин", "en": "At the edge: {minutes} min of slack"},
    "broken": {"ru": "Не успевает на {minutes} мин", "en": "Late by {minutes} min"},
    "planned": {"ru": "по плану {at}", "en": "planned {at}"},
    "expected": {"ru": "будет {at}", "en": "there {at}"},
    "late": {"ru": "опаздывает на {minutes} мин", "en": "{minutes} min late"},
    "started": {"ru": "выехал {at}", "en": "set out {at}"},
    "over": {"ru": "вернулся {at}", "en": "back {at}"},
    "waits": {"ru": "ещё на складе", "en": "still at the depot"},
    "move": {"ru": "Передать", "en": "Move"},
    "move_to": {"ru": "Кому передать", "en": "To whom"},
    "hand": {"ru": "Отдано службе", "en": "Handed over"},
    "handed": {"ru": "у службы с {at}", "en": "with the carrier since {at}"},
    "scanned": {"ru": "отметка {at}", "en": "scanned {at}"},
    "mark": {"ru": "Отметить", "en": "Mark"},
    "mark_what": {"ru": "Что с отправлением", "en": "What about the parcel"},
    "mark_scan": {"ru": "в пути", "en": "on its way"},
    "mark_door": {"ru": "вручено у двери", "en": "at the door"},
    "mark_down": {"ru": "покупатель спустился", "en": "the buyer came down"},
    "mark_not_at_home": {"ru": "не было дома", "en": "nobody at home"},
    "mark_refused": {"ru": "не взял", "en": "not taken"},
    "mark_wrong_address": {"ru": "адрес неверный", "en": "wrong address"},
    "mark_damaged": {"ru": "повреждено", "en": "damaged"},
    "stops": {"ru": "Адреса по порядку", "en": "Stops in order"},
}

COUNTED: Mapping[str, tuple[str, ...]] = {
    "ru": ("доставка", "доставки", "доставок"),
    "en": ("delivery", "deliveries"),
}

SAID_DAY: Mapping[str, Forms] = {
    "day_moved": ({"ru": "Передано. Все окна маршрута держатся.", "en": "Moved. Every window still holds."},),
    "day_handed": ({"ru": "Записано: отдано службе доставки.", "en": "Recorded: with the carrier."},),
    "day_marked": ({"ru": "Отметка записана.", "en": "The mark is recorded."},),
}

REFUSED_DAY: Mapping[str, Forms] = {
    "does_not_fit": (
        {
            "ru": "Туда не помещается: сорвётся чьё-то окно или мест больше нет.",
            "en": "It does not fit there: somebody's window would be missed, or nothing is left.",
        },
    ),
    "on_the_road": (
        {
            "ru": "Заказ уже в машине или у покупателя побывали. Позвоните курьеру.",
            "en": "It is on board, or somebody was at the door already. Call the courier.",
        },
    ),
}
