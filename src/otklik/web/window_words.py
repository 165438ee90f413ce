"""The words of delivery windows on the order's page and on the buyer's, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.domain.wording import Forms

CARD: Mapping[str, Words] = {
    "title": {"ru": "Окно доставки", "en": "Delivery window"},
    "none": {"ru": "Окно не согласовано", "en": "No window is agreed"},
    "by": {"ru": "везёт {name}", "en": "brought by {name}"},
    "moved": {"ru": "переносов: {count}, первое окно: {first}", "en": "times moved: {count}, first: {first}"},
    "wish": {
        "ru": "Решили перенести на {window}. Покупатель ещё не знает.",
        "en": "To be moved to {window}. The buyer does not know yet.",
    },
    "slot": {"ru": "Свободное окно", "en": "Free window"},
    "agree": {"ru": "Согласовать", "en": "Agree"},
    "move": {"ru": "Перенести", "en": "Move"},
    "told": {"ru": "покупатель уже знает", "en": "the buyer knows already"},
    "full": {
        "ru": "Свободных окон в ближайшие дни нет.",
        "en": "There is no free window in the days to come.",
    },
    "no_zone": {
        "ru": "По этому адресу курьеры не ездят. Предложите забрать самому или отправить почтой.",
        "en": "Nobody delivers to this address. Offer collecting it, or a parcel service.",
    },
    "no_address": {
        "ru": "Адрес не указан: спросите покупателя, в какой он зоне.",
        "en": "There is no address: ask the buyer which zone he is in.",
    },
    "needed": {"ru": "Нужно к", "en": "Needed by"},
    "save": {"ru": "Записать", "en": "Save"},
    "yes": {"ru": "Успеваем к {day}: окна есть.", "en": "It can be there by {day}: there are windows."},
    "no": {"ru": "К {day} привезти не успеем.", "en": "It can't be there by {day}."},
    "safe": {"ru": "Успели бы при заказе до {at}.", "en": "An order before {at} would have been in time."},
    "still": {
        "ru": "Заказать к этому дню можно до {at}.",
        "en": "It can be ordered for that day until {at}.",
    },
    "store": {
        "ru": "Есть сейчас: {names}. Можно забрать там.",
        "en": "In stock now: {names}. To be collected there.",
    },
    "price": {"ru": "доставка {sum}", "en": "delivery {sum}"},
}

PAGE: Mapping[str, Words] = {
    "title": {"ru": "Когда привезти", "en": "When to deliver"},
    "lead": {"ru": "Выберите удобное время", "en": "Choose a time that suits you"},
    "why": {
        "ru": "Показаны только те окна, в которые курьер успевает приехать.",
        "en": "Only windows are shown in which somebody can come.",
    },
    "choose": {"ru": "Выбрать время доставки", "en": "Choose a delivery time"},
    "move": {"ru": "Выбрать другое время", "en": "Choose another time"},
    "unset": {"ru": "Время доставки ещё не выбрано.", "en": "No delivery time is chosen yet."},
    "no_slots": {
        "ru": "Свободных окон пока нет. Магазин предложит время, когда позвонит.",
        "en": "There is no free window now. The store names a time when it calls.",
    },
    "needed": {"ru": "Нужно к определённому дню", "en": "Needed by a certain day"},
    "day": {"ru": "К какому дню", "en": "By which day"},
    "later": {"ru": "Позже", "en": "Later"},
    "save": {"ru": "Проверить", "en": "Check"},
    "back": {"ru": "Назад к заказу", "en": "Back to the order"},
    "skip": {"ru": "К содержанию", "en": "Skip to content"},
}
"""The buyer's page of free windows."""

SAID_WINDOWS: Mapping[str, Forms] = {
    "window_agreed": (
        {"ru": "{number}: окно доставки согласовано.", "en": "{number}: the delivery window is agreed."},
        {"ru": "Окно доставки согласовано.", "en": "The delivery window is agreed."},
    ),
    "window_moved": (
        {"ru": "{number}: доставка перенесена.", "en": "{number}: the delivery is moved."},
        {"ru": "Доставка перенесена.", "en": "The delivery is moved."},
    ),
    "window_wished": (
        {
            "ru": "Пишем покупателю о новом окне. Пока он не знает, действует прежнее.",
            "en": "The buyer is being told the new window. Until he knows, the old one stands.",
        },
    ),
    "deadline_named": (
        {"ru": "{number}: записано, к какому дню нужно.", "en": "{number}: the day is on record."},
        {"ru": "Записано, к какому дню нужно.", "en": "The day is on record."},
    ),
}

REFUSED_WINDOWS: Mapping[str, Forms] = {
    "window_full": (
        {
            "ru": "Это окно только что заняли. Выберите другое.",
            "en": "This window has just gone. Choose another.",
        },
    ),
    "window_capped": (
        {"ru": "На этот день больше не берём. Выберите другой.", "en": "That day is full. Choose another."},
    ),
    "window_past": (
        {
            "ru": "На это окно уже не успеть. Выберите более позднее.",
            "en": "Too late for it. Choose a later window.",
        },
    ),
    "window_not_offered": (
        {
            "ru": "В это время туда не ездят. Выберите другое.",
            "en": "Nobody comes there then. Choose another.",
        },
    ),
    "window_agreed": (
        {
            "ru": "Окно уже согласовано: его можно перенести.",
            "en": "A window is agreed already: it can be moved.",
        },
    ),
    "window_under_way": (
        {
            "ru": "Курьер уже в пути. Договоритесь с ним по телефону.",
            "en": "Somebody is on the road. Agree by phone.",
        },
    ),
    "no_window": ({"ru": "Окно ещё не согласовано.", "en": "No window is agreed yet."},),
    "no_fleet": (
        {"ru": "Доставка для этого магазина не настроена.", "en": "Nobody delivers for this store."},
    ),
    "zone_not_served": (
        {"ru": "По этому адресу курьеры не ездят.", "en": "Nobody delivers to this address."},
    ),
    "deadline_past": ({"ru": "Этот день уже прошёл.", "en": "That day has passed."},),
}

SAID_TO_BUYER_OF_WINDOWS: Mapping[str, tuple[str, Words]] = {
    "window": ("ok", {"ru": "Время доставки записано.", "en": "Your delivery time is set."}),
    "needed": ("ok", {"ru": "Записали, к какому дню нужно.", "en": "The day is noted."}),
    "window_full": (
        "warn",
        {
            "ru": "Это время только что заняли. Выберите другое.",
            "en": "It has just gone. Choose another time.",
        },
    ),
    "window_capped": (
        "warn",
        {"ru": "На этот день больше не берём. Выберите другой.", "en": "That day is full. Choose another."},
    ),
    "window_past": (
        "warn",
        {
            "ru": "На это время уже не успеть. Выберите другое.",
            "en": "Too late for that time. Choose another.",
        },
    ),
    "window_under_way": (
        "warn",
        {"ru": "Курьер уже в пути. Позвоните в магазин.", "en": "The courier is on his way. Call the store."},
    ),
    "deadline_past": ("warn", {"ru": "Этот день уже прошёл.", "en": "That day has passed."}),
}
"""What the buyer's page says after an act: tone and words."""
