"""What a browser shows after a tap on a notification, Russian and English side by side (ADR 0012).

Titles stand on a locked screen: the order's number and hours, nobody's name.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.wording import Forms

SAID: Mapping[str, tuple[Forms, Forms]] = {
    "mine": (
        (
            {"ru": "Заказ {number} ваш", "en": "Order {number} is yours"},
            {"ru": "Заказ ваш", "en": "The order is yours"},
        ),
        (
            {"ru": "Позвоните покупателю {until}", "en": "Call the buyer {until}"},
            {"ru": "Позвоните покупателю", "en": "Call the buyer"},
        ),
    ),
    "off_shift": (
        (
            {"ru": "Заказ {number}: записано", "en": "Order {number}: recorded"},
            {"ru": "Записано", "en": "Recorded"},
        ),
        (
            {
                "ru": "Вы не на смене: магазин продолжаем звать",
                "en": "You are not on shift: the shop is still being called",
            },
        ),
    ),
    "not_in_shop": (
        (
            {"ru": "Заказ {number}: записано", "en": "Order {number}: recorded"},
            {"ru": "Записано", "en": "Recorded"},
        ),
        (
            {
                "ru": "Вы не в магазине: магазин продолжаем звать",
                "en": "You are not in the shop: it is still being called",
            },
        ),
    ),
    "busy": (
        ({"ru": "Записано: вы с покупателями", "en": "Recorded: you are with customers"},),
        ({"ru": "Зовём следующего", "en": "The next one is being called"},),
    ),
    "faster": (
        (
            {"ru": "Заказ {number} уже взяли", "en": "Order {number} is taken already"},
            {"ru": "Заказ уже взяли", "en": "The order is taken already"},
        ),
        ({"ru": "Коллега успел раньше", "en": "A colleague was faster"},),
    ),
    "closed": (
        (
            {"ru": "Заказ {number} уже закрыт", "en": "Order {number} is closed already"},
            {"ru": "Заказ уже закрыт", "en": "The order is closed already"},
        ),
        ({"ru": "Отвечать не нужно", "en": "Nothing is owed any more"},),
    ),
    "late": (
        (
            {"ru": "Заказ {number}: нажатие дошло поздно", "en": "Order {number}: the tap came late"},
            {"ru": "Нажатие дошло поздно", "en": "The tap came late"},
        ),
        (
            {
                "ru": "Не было связи, ничего не записано. Откройте заказ",
                "en": "There was no connection, nothing is recorded. Open the order",
            },
        ),
    ),
    "refused": (
        (
            {"ru": "Заказ {number}: не записано", "en": "Order {number}: not recorded"},
            {"ru": "Не записано", "en": "Not recorded"},
        ),
        ({"ru": "Откройте заказ и повторите там", "en": "Open the order and try again there"},),
    ),
    "ended": (
        ({"ru": "Кнопка больше не действует", "en": "This button is not good any more"},),
        ({"ru": "Откройте очередь заказов", "en": "Open the queue of orders"},),
    ),
}
"""What became of a tap → forms of the notification's first line and of its second."""
