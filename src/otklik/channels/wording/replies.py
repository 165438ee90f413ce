"""What is told back to whoever answered a message: one line each, short enough for one SMS, in his language."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.message import LONGEST_SHORT
from otklik.channels.wording.shorts import units
from otklik.domain.locales import Locale
from otklik.domain.wording import Forms, clean, fill_first

SAID: Mapping[str, Forms] = {
    "call_taken": (
        {"ru": "Звонок за вами. Перезвоните: {phone}", "en": "The call is yours. Call back {phone}"},
        {"ru": "Звонок за вами. Перезвоните.", "en": "The call is yours. Call back."},
    ),
    "taken": (
        {"ru": "Заказ {number} за вами. Позвоните: {phone}", "en": "Order {number} is yours. Call {phone}"},
        {
            "ru": "Заказ {number} за вами. Позвоните покупателю.",
            "en": "Order {number} is yours. Call the buyer.",
        },
        {"ru": "Заказ за вами. Позвоните покупателю.", "en": "The order is yours. Call the buyer."},
    ),
    "not_on_shift": (
        {
            "ru": "Записано. Вы не на смене: магазин продолжаем звать.",
            "en": "Noted. You are not on shift: the store is still called.",
        },
    ),
    "not_admitted": (
        {
            "ru": "Допуска к покупателям нет: магазин продолжаем звать.",
            "en": "You are not admitted to buyers: the store is still called.",
        },
    ),
    "elsewhere": (
        {
            "ru": "Записано. Вы не в магазине: магазин продолжаем звать.",
            "en": "Noted. You are not in the shop: it is still called.",
        },
    ),
    "recorded": (
        {
            "ru": "Записано. Заказ без ответа, магазин продолжаем звать.",
            "en": "Noted. It is not answered yet: the store is still called.",
        },
    ),
    "taken_by_other": (
        {"ru": "Заказ {number} уже взяли: {name}.", "en": "Order {number} is taken: {name}."},
        {"ru": "Заказ {number} уже взяли.", "en": "Order {number} is taken already."},
        {"ru": "Этот заказ уже взяли.", "en": "This order is taken already."},
    ),
    "closed": (
        {"ru": "Заказ {number} уже закрыт.", "en": "Order {number} is closed already."},
        {"ru": "Этот заказ уже закрыт.", "en": "This order is closed already."},
    ),
    "busy": (
        {
            "ru": "Записано: вы заняты до {until}. Зовём других.",
            "en": "Noted: busy until {until}. Others are called.",
        },
        {"ru": "Записано: вы заняты. Зовём других.", "en": "Noted: you are busy. Others are called."},
    ),
    "which": (
        {
            "ru": "Ждут {number} и {other}. Ответьте, например, 1 {number}",
            "en": "{number} and {other} wait. Answer, for example, 1 {number}",
        },
        {"ru": "Ждут {number} и {other}: 1 {number}", "en": "{number} and {other} wait: 1 {number}"},
        {"ru": "Ждут несколько заказов. Добавьте номер.", "en": "Several orders wait. Add the number."},
    ),
    "nothing": ({"ru": "Сейчас заказов для вас нет.", "en": "No order waits for you now."},),
    "no_such_order": (
        {"ru": "О заказе {number} мы вам не писали.", "en": "We did not write to you about order {number}."},
        {"ru": "О таком заказе мы вам не писали.", "en": "We did not write to you about such an order."},
    ),
    "who": (
        {
            "ru": "На смене несколько человек: возьмите заказ на экране.",
            "en": "Several are on shift: take the order on the screen.",
        },
    ),
    "nobody": (
        {
            "ru": "На смене никого: отметьтесь на экране и возьмите заказ.",
            "en": "Nobody is on shift: join on the screen, take the order.",
        },
    ),
    "busy_off_shift": (
        {"ru": "Вы не на смене: занятость не нужна.", "en": "You are not on shift: no need to be busy."},
    ),
    "can_say": (
        {
            "ru": "Ответьте 1, чтобы взять заказ, или 2, если заняты.",
            "en": "Answer 1 to take it, or 2 if you are busy.",
        },
    ),
    "stranger": (
        {
            "ru": "Этого номера у нас нет. Подключите его на своей странице.",
            "en": "We don't know this number. Connect it on your page.",
        },
    ),
    "connected": ({"ru": "Готово: сообщения будут приходить сюда.", "en": "Done: messages will come here."},),
    "bad_code": (
        {
            "ru": "Ссылка не действует. Откройте новую на своей странице.",
            "en": "This link is not good. Open a new one on your page.",
        },
    ),
}
"""What came of an answer → its forms, the fullest first; the last one needs no value."""


def say_reply(said: str, locale: Locale, values: Mapping[str, str]) -> str:
    """What is told back: the fullest form that can be filled and fits into one SMS."""
    known = {name: clean(values.get(name, "")) for name in ("number", "other", "name", "phone", "until")}
    filled = (fill_first((form,), locale, known) for form in SAID[said])
    return next(text for text in filled if text and units(text) <= LONGEST_SHORT)
