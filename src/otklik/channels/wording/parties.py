"""The words of messages about steps of other parties: a step is late, and what is awaited of the buyer himself (R23).

Rows as in `tables.py` and `shorts.py`, Russian and English side by side.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import STORE_PHONE, Say
from otklik.domain.locales import Words
from otklik.domain.wording import Forms

PARTY_KINDS: Mapping[str, Words] = {
    "credit.application": {"ru": "заявка на кредит", "en": "the credit application"},
    "credit.credit_call": {"ru": "звонок покупателю о кредите", "en": "the call about the credit"},
    "credit.decision": {"ru": "решение по кредиту", "en": "the decision on the credit"},
    "credit.declined": {"ru": "звонок об отказе банка", "en": "the call about the bank's no"},
    "credit.papers": {"ru": "документы по кредиту", "en": "the papers of the credit"},
    "credit.goods": {"ru": "доставка товара в магазин", "en": "the goods to the store"},
    "credit.appointment": {"ru": "запись покупателя на оформление", "en": "the buyer's appointment"},
    "credit.pickup": {"ru": "получение заказа", "en": "collecting the order"},
    "made_to_order.told": {"ru": "звонок: заказанное готово", "en": "the call that it is ready"},
    "exchange.agreed": {"ru": "разговор об обмене", "en": "the talk about the exchange"},
    "exchange.goods_back": {"ru": "возврат товара", "en": "the goods brought back"},
    "exchange.settled": {"ru": "замена или возврат денег", "en": "the replacement or refund"},
    "delay_told": {"ru": "разговор с покупателем о задержке", "en": "telling the buyer of the delay"},
    "buyer_awaited": {"ru": "ответ покупателя", "en": "the buyer's answer"},
}
"""What is owed, by kind of the shipped processes."""

PARTY_LINKS: Mapping[str, Words] = {"party": {"ru": "Открыть мои шаги", "en": "Open my steps"}}

PARTIES: Mapping[str, Say] = {
    "step_delayed": Say(
        subject=(
            {"ru": "Заказ {number}: задержка, новый срок {at}", "en": "Order {number}: a delay, {at} now"},
            {"ru": "Заказ {number}: задержка", "en": "Order {number}: a delay"},
        ),
        lead=(
            {"ru": "{what}: не готово, обещают {at}.", "en": "{what}: not yet, {at} now."},
            {
                "ru": "{what}: не готово, нового срока пока нет.",
                "en": "{what}: not yet, and no time was named.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Скажите об этом покупателю {until}, не дожидаясь его вопроса: {buyer_phone}.",
                    "en": "Tell the buyer {until}, before he has to ask: {buyer_phone}.",
                },
                {
                    "ru": "Скажите об этом покупателю, не дожидаясь его вопроса.",
                    "en": "Tell the buyer before he has to ask.",
                },
            ),
        ),
        facts=("number", "until", "missed", "buyer", "buyer_phone", "store"),
        links=("order",),
    ),
    "awaited": Say(
        subject=(
            {"ru": "Заказ {number}: нужен ваш ответ {until}", "en": "Order {number}: we need you {until}"},
            {"ru": "Заказ {number}: нужен ваш ответ", "en": "Order {number}: we need you"},
        ),
        lead=(
            {
                "ru": "Заказ {number} ждёт вас: {what}.",
                "en": "Order {number} waits for you: {what}.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Мы ждём {until}. Потом продолжим сами и свяжемся с вами.",
                    "en": "We wait {until}. Then we go on by ourselves and get in touch.",
                },
                {"ru": "Мы свяжемся с вами.", "en": "We will get in touch."},
            ),
            STORE_PHONE,
        ),
        facts=("number", "store", "store_phone"),
        links=("status",),
    ),
}

SHORT_PARTIES: Mapping[str, Forms] = {
    "step_delayed": (
        {"ru": "Заказ {number}: задержка, срок {at}.", "en": "Order {number}: delay, {at} now."},
        {
            "ru": "Заказ {number}: задержка. Скажите покупателю.",
            "en": "Order {number}: delay, tell the buyer.",
        },
        {"ru": "Шаг по заказу задерживается.", "en": "A step of an order is late."},
    ),
    "awaited": (
        {"ru": "Заказ {number} ждёт вас: {what}.", "en": "Order {number} waits for you: {what}."},
        {"ru": "Заказ {number} ждёт вас. {link}", "en": "Order {number} waits for you. {link}"},
        {"ru": "Заказ {number} ждёт вашего ответа.", "en": "Order {number} waits for your answer."},
        {"ru": "Заказ ждёт вашего ответа.", "en": "An order waits for your answer."},
    ),
}

SHORT_STEP: Forms = (
    {
        "ru": "{party_link:.0}Заказ {number}: {party_link}",
        "en": "{party_link:.0}Order {number}: {party_link}",
    },
)
"""First of the forms of `step_owed`, for whoever has a page of his own."""
