"""What a browser shows after a tap on a notification, Russian and English side by side (ADR 0012).

Titles stand on a locked screen: the order's number and hours, nobody's name.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.wording import Forms

RECORDED: Forms = (
    {"ru": "Заказ {number}: записано", "en": "Order {number}: recorded"},
    {"ru": "Записано", "en": "Recorded"},
)

SAID: Mapping[str, tuple[Forms, Forms]] = {
    "taken": (
        (
            {"ru": "Заказ {number} ваш", "en": "Order {number} is yours"},
            {"ru": "Заказ ваш", "en": "The order is yours"},
        ),
        (
            {"ru": "Позвоните покупателю {until}", "en": "Call the buyer {until}"},
            {"ru": "Позвоните покупателю", "en": "Call the buyer"},
        ),
    ),
    "not_on_shift": (
        RECORDED,
        (
            {
                "ru": "Вы не на смене: магазин продолжаем звать",
                "en": "You are not on shift: the shop is still called",
            },
        ),
    ),
    "not_admitted": (
        ({"ru": "Допуска нет", "en": "Not admitted"},),
        (
            {
                "ru": "Допуска к покупателям нет: магазин продолжаем звать",
                "en": "You are not admitted to buyers: the shop is still called",
            },
        ),
    ),
    "elsewhere": (
        RECORDED,
        (
            {
                "ru": "Вы не в магазине: магазин продолжаем звать",
                "en": "You are not in the shop: it is still called",
            },
        ),
    ),
    "recorded": (
        RECORDED,
        (
            {
                "ru": "Заказ всё ещё без ответа: магазин продолжаем звать",
                "en": "It is not answered yet: the shop is still called",
            },
        ),
    ),
    "busy": (
        (
            {"ru": "Вы заняты до {busy_until}", "en": "You are busy until {busy_until}"},
            {"ru": "Записано: вы с покупателями", "en": "Recorded: you are with customers"},
        ),
        ({"ru": "Зовём других", "en": "Others are called"},),
    ),
    "busy_off_shift": (
        ({"ru": "Вы не на смене", "en": "You are not on shift"},),
        ({"ru": "Магазин продолжаем звать", "en": "The shop is still called"},),
    ),
    "taken_by_other": (
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
    "who": (
        (
            {"ru": "Заказ {number} ещё ничей", "en": "Nobody has order {number} yet"},
            {"ru": "Заказ ещё ничей", "en": "Nobody has the order yet"},
        ),
        (
            {
                "ru": "На смене несколько человек: возьмите его на экране",
                "en": "Several are on shift: take it on the screen",
            },
        ),
    ),
    "nobody": (
        (
            {"ru": "Заказ {number} ещё ничей", "en": "Nobody has order {number} yet"},
            {"ru": "Заказ ещё ничей", "en": "Nobody has the order yet"},
        ),
        (
            {
                "ru": "На смене никого: отметьтесь на экране и возьмите его",
                "en": "Nobody is on shift: join on the screen and take it",
            },
        ),
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
    "nothing": (
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
"""What became of a tap (`actions/answers.py`) → forms of the notification's first line and of its second."""
