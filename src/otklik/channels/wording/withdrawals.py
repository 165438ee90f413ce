"""The words about withdrawals that the staff tell of: to the buyer who is asked, and to the head where he says no."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import ORDER_FACTS, STORE_PHONE, Say
from otklik.domain.wording import Forms

WITHDRAWALS: Mapping[str, Say] = {
    "withdrawal_told": Say(
        subject=(
            {"ru": "Заказ {number}: вы его отменили?", "en": "Order {number}: did you cancel it?"},
            {"ru": "Вы отменили заказ?", "en": "Did you cancel your order?"},
        ),
        lead=(
            {
                "ru": "Магазин «{store}» передал, что вы отменили заказ {number}. Это так?",
                "en": "{store} says that you cancelled order {number}. Is that so?",
            },
            {
                "ru": "Магазин передал, что вы отменили заказ {number}. Это так?",
                "en": "The store says that you cancelled order {number}. Is that so?",
            },
            {
                "ru": "Магазин передал, что вы отменили заказ. Это так?",
                "en": "The store says that you cancelled the order. Is that so?",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Ответьте на странице заказа. Без ответа он закроется {end}.",
                    "en": "Answer on the order's page. Without an answer it is closed at {end}.",
                },
                {"ru": "Ответьте на странице заказа.", "en": "Answer on the order's page."},
            ),
            STORE_PHONE,
        ),
        facts=("number", "store", "store_phone"),
        links=("status",),
        goods=True,
    ),
    "withdrawal_denied": Say(
        subject=(
            {
                "ru": "Заказ {number}: покупатель его не отменял, позвонить {until}",
                "en": "Order {number}: the buyer did not cancel it, call {until}",
            },
            {
                "ru": "Заказ {number}: покупатель его не отменял, срок прошёл {missed}",
                "en": "Order {number}: the buyer did not cancel it, the call was due {missed}",
            },
            {
                "ru": "Заказ {number}: покупатель его не отменял",
                "en": "Order {number}: the buyer did not cancel it",
            },
        ),
        lead=(
            {
                "ru": "Магазин передал, что покупатель отменил заказ {number}. Покупатель ответил, что не отменял.",
                "en": "The store said that the buyer cancelled order {number}. The buyer says that he did not.",
            },
            {
                "ru": "Покупатель ответил, что не отменял заказ.",
                "en": "The buyer says that he did not cancel the order.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Заказ в работе. Позвоните покупателю: {buyer_phone}.",
                    "en": "The order goes on. Call the buyer: {buyer_phone}.",
                },
                {"ru": "Заказ в работе, ответьте покупателю.", "en": "The order goes on: answer the buyer."},
            ),
        ),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
}
"""Templates by name."""

SHORT_WITHDRAWALS: Mapping[str, Forms] = {
    "withdrawal_told": (
        {"ru": "Вы отменили заказ {number}? {link}", "en": "Did you cancel order {number}? {link}"},
        {
            "ru": "Вы отменили заказ {number}? Ответьте нам.",
            "en": "Did you cancel order {number}? Answer us.",
        },
        {"ru": "Вы отменили заказ? Ответьте нам.", "en": "Did you cancel your order? Answer us."},
    ),
    "withdrawal_denied": (
        {
            "ru": "Заказ {number} не отменяли: звонок {until}.",
            "en": "Order {number} not cancelled: call {until}.",
        },
        {
            "ru": "Заказ {number} не отменяли, звонок был {missed}.",
            "en": "Order {number} not cancelled, call due {missed}.",
        },
        {"ru": "Заказ {number} не отменяли, позвоните.", "en": "Order {number} was not cancelled, call."},
        {"ru": "Покупатель заказ не отменял.", "en": "The buyer did not cancel."},
    ),
}
"""The same in 70 signs."""
