"""The words of messages about a delivery window: soon over, passed, or moved while the buyer does not know it yet.

Rows as in `tables.py` and `shorts.py`, Russian and English side by side. What the buyer is written of another window
stands in `deliveries.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import Say
from otklik.domain.locales import Words
from otklik.domain.wording import Forms

WINDOW_KINDS: Mapping[str, Words] = {
    "window": {"ru": "доставка в назначенное окно", "en": "the delivery in its window"},
    "window_move_told": {
        "ru": "новое окно, о котором узнает покупатель",
        "en": "telling the buyer another window",
    },
}
"""What is owed, by kind."""

_CALL: Forms = (
    {
        "ru": "Телефон покупателя: {buyer_phone}.",
        "en": "The buyer's phone: {buyer_phone}.",
    },
    {"ru": "Свяжитесь с покупателем.", "en": "Reach the buyer."},
)

WINDOWS: Mapping[str, Say] = {
    "window_soon": Say(
        subject=(
            {"ru": "Заказ {number}: доставить {until}", "en": "Order {number}: deliver {until}"},
            {
                "ru": "Заказ {number}: окно доставки прошло {missed}",
                "en": "Order {number}: the window ended {missed}",
            },
        ),
        lead=(
            {
                "ru": "Окно доставки заказа {number} скоро закончится: вручить {until}.",
                "en": "The window of order {number} ends soon: hand it over {until}.",
            },
            {
                "ru": "Окно доставки заказа {number} прошло {missed}.",
                "en": "The window of order {number} ended {missed}.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Если не успеваете, отметьте задержку: покупатель узнает новое время заранее.",
                    "en": "If it can't be kept, mark the delay: the buyer then hears the new time beforehand.",
                },
            ),
        ),
        facts=("number", "until", "missed", "debtor", "store"),
        links=("order",),
    ),
    "window_late": Say(
        subject=(
            {
                "ru": "Заказ {number}: окно доставки прошло {missed}, покупатель ждёт",
                "en": "Order {number}: the window ended {missed}, the buyer waits",
            },
            {"ru": "Заказ {number}: доставить {until}", "en": "Order {number}: deliver {until}"},
        ),
        lead=(
            {
                "ru": "Заказ {number} не вручён, окно прошло {missed}. Позвоните покупателю и назовите новое время.",
                "en": "Order {number} is not handed over, its window ended {missed}. Call the buyer, name a new time.",
            },
            {
                "ru": "Заказ {number} ещё не вручён. Назовите покупателю новое время.",
                "en": "Order {number} is not handed over yet. Name the buyer a new time.",
            },
        ),
        sentences=(_CALL,),
        facts=("number", "missed", "debtor", "buyer", "buyer_phone", "store"),
        links=("order",),
    ),
    "window_untold": Say(
        subject=(
            {
                "ru": "Заказ {number}: покупатель не знает о новом окне, предупредить {until}",
                "en": "Order {number}: the buyer does not know the new window, tell him {until}",
            },
            {
                "ru": "Заказ {number}: покупатель не знает о новом окне",
                "en": "Order {number}: the buyer does not know the new window",
            },
        ),
        lead=(
            {
                "ru": "Доставку заказа {number} перенесли: {window}. Сообщение до покупателя пока не дошло.",
                "en": "The delivery of order {number} is moved: {window}. No message has reached the buyer yet.",
            },
            {
                "ru": "Доставку заказа {number} перенесли, сообщение до покупателя пока не дошло.",
                "en": "The delivery of order {number} is moved, and no message has reached the buyer yet.",
            },
        ),
        sentences=(_CALL,),
        facts=("number", "until", "missed", "buyer", "buyer_phone", "store"),
        links=("order",),
    ),
}

WINDOW_SHORTS: Mapping[str, Forms] = {
    "window_soon": (
        {"ru": "Заказ {number}: доставить {until}.", "en": "Order {number}: deliver {until}."},
        {"ru": "Заказ {number}: окно доставки кончается.", "en": "Order {number}: the window ends soon."},
        {"ru": "Окно доставки скоро закончится.", "en": "A delivery window ends soon."},
    ),
    "window_late": (
        {"ru": "Заказ {number}: окно доставки прошло.", "en": "Order {number}: its window has passed."},
        {"ru": "Окно доставки прошло.", "en": "A delivery window has passed."},
    ),
    "window_untold": (
        {
            "ru": "Заказ {number}: сообщите новое окно {until}.",
            "en": "Order {number}: tell the window {until}.",
        },
        {"ru": "Заказ {number}: покупатель не знает окно.", "en": "Order {number}: buyer not told."},
        {"ru": "Покупатель не знает о новом окне.", "en": "A buyer does not know his window."},
    ),
}
