"""The words of the delivery on the buyer's page, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

DELIVERY: Mapping[str, Words] = {
    "title": {"ru": "Доставка", "en": "Delivery"},
    "agreed": {"ru": "Привезём {window}", "en": "We bring it {window}"},
    "moved": {"ru": "Новое время: {window}", "en": "New time: {window}"},
    "no_window": {"ru": "Заказ передан в доставку", "en": "Your order is with the courier"},
    "on_board": {"ru": "Заказ уже в машине", "en": "Your order is on board"},
    "coming": {"ru": "Курьер едет к вам", "en": "The courier is on his way to you"},
    "between": {"ru": "Будет примерно с {from} до {to}", "en": "There about between {from} and {to}"},
    "before": {"ru": "Перед вами {n}", "en": "{n} before you"},
    "before_none": {"ru": "Вы следующий адрес", "en": "You are the next stop"},
    "courier": {"ru": "Везёт {name}", "en": "Brought by {name}"},
    "carrier": {"ru": "Везёт {name}", "en": "Brought by {name}"},
    "collect": {"ru": "При получении: {sum}", "en": "To pay at the door: {sum}"},
    "done": {"ru": "Вручено {at}", "en": "Handed over {at}"},
    "failed": {"ru": "Доставка не состоялась: {why}", "en": "The delivery failed: {why}"},
    "failed_next": {
        "ru": "Магазин позвонит и предложит другое время.",
        "en": "The store calls and offers another time.",
    },
    "ask": {"ru": "Как прошла доставка?", "en": "How was the delivery?"},
    "ask_why": {
        "ru": "По этим ответам мы выбираем, кому доверять доставку.",
        "en": "By these answers we choose whom we trust with deliveries.",
    },
    "thanks": {
        "ru": "Спасибо, ответы записаны. Их можно поменять.",
        "en": "Thank you, recorded. You can change it.",
    },
}

WHY: Mapping[str, Words] = {
    "not_at_home": {"ru": "курьер никого не застал", "en": "the courier met nobody"},
    "refused": {"ru": "заказ не взяли у двери", "en": "it was not taken at the door"},
    "wrong_address": {"ru": "по этому адресу вас не нашли", "en": "you were not found at this address"},
    "damaged": {"ru": "товар повредился в пути", "en": "the goods were damaged on the way"},
    "not_loaded": {"ru": "заказ не попал в машину", "en": "it did not get on board"},
}

STOPS: Mapping[str, tuple[str, ...]] = {
    "ru": ("адрес", "адреса", "адресов"),
    "en": ("stop", "stops"),
}

ASKED: Mapping[str, tuple[Words, Words]] = {
    "to_the_door": (
        {"ru": "Поднялся к двери", "en": "Came to the door"},
        {"ru": "Пришлось спускаться", "en": "I had to go down"},
    ),
    "in_time": (
        {"ru": "В обещанное время", "en": "At the promised time"},
        {"ru": "Не вовремя", "en": "Not in time"},
    ),
    "polite": (
        {"ru": "Вежливый", "en": "Polite"},
        {"ru": "Невежливый", "en": "Not polite"},
    ),
    "neat": (
        {"ru": "Опрятный", "en": "Neat"},
        {"ru": "Неопрятный", "en": "Not neat"},
    ),
}
"""What the buyer may say of a delivery: that it was so, that it was not."""

SAID_DELIVERY: Mapping[str, tuple[str, Words]] = {
    "delivered": ("ok", {"ru": "Спасибо, записали.", "en": "Thank you, recorded."}),
    "had_to_go_down": (
        "ok",
        {
            "ru": "Записали. Руководитель магазина займётся этим сегодня.",
            "en": "Recorded. The head of the store sees to it today.",
        },
    ),
    "not_delivered": (
        "warn",
        {"ru": "Доставка ещё не отмечена.", "en": "Nobody has said yet that it was delivered."},
    ),
}
"""What is said of his tap."""
