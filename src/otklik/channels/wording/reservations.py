"""The words of messages about goods at another store: to the store that has them, and to whoever waits for them (R36).

Rows as in `tables.py` and `shorts.py`, Russian and English side by side. The store that is asked reads what to put
aside and by when to answer, and nothing of the order or its buyer.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import Say
from otklik.domain.locales import Words
from otklik.domain.wording import Forms

RESERVATION_KINDS: Mapping[str, Words] = {
    "reservation": {"ru": "ответ, отложен ли товар", "en": "whether the goods are put aside"},
    "reservation_kept": {"ru": "отложенный товар", "en": "the goods put aside"},
}

RESERVATIONS: Mapping[str, Say] = {
    "reservation_asked": Say(
        subject=(
            {
                "ru": "Отложите для другого магазина {until}: {what}",
                "en": "Put aside for another store {until}: {what}",
            },
            {"ru": "Просили отложить: {what}", "en": "You were asked to put aside: {what}"},
        ),
        lead=(
            {
                "ru": "Другой магазин просит отложить: {what}. Ответьте {until}.",
                "en": "Another store asks you to put aside: {what}. Answer {until}.",
            },
            {
                "ru": "Другой магазин просил отложить: {what}. Срок ответа прошёл {missed}.",
                "en": "Another store asked you to put aside: {what}. The answer was due {missed}.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "{until:.0}Проверьте, есть ли товар, и отметьте на столе заказов: отложен или его нет.",
                    "en": "{until:.0}Look whether it is there, and say so on the desk: put aside, or not there.",
                },
                {
                    "ru": "Покупателю предложат следующий магазин.",
                    "en": "The buyer is offered the next store.",
                },
            ),
        ),
        facts=("what", "until", "missed"),
        links=("desk",),
    ),
    "reservation_unanswered": Say(
        subject=(
            {
                "ru": "Заказ {number}: «{debtor}» не ответил, отложит ли товар",
                "en": "Order {number}: no answer from {debtor} whether it has the goods",
            },
        ),
        lead=(
            {
                "ru": "«{debtor}» не ответил, отложит ли товар: {what}.",
                "en": "{debtor} did not say whether it puts the goods aside: {what}.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Предложите покупателю следующий вариант: {buyer_phone}.",
                    "en": "Offer the buyer the next choice: {buyer_phone}.",
                },
                {"ru": "Предложите покупателю следующий вариант.", "en": "Offer the buyer the next choice."},
            ),
        ),
        facts=("number", "what", "buyer", "buyer_phone"),
        links=("order",),
    ),
    "reservation_ends": Say(
        subject=(
            {"ru": "Заказ {number}: товар отложен {until}", "en": "Order {number}: goods kept {until}"},
            {"ru": "Заказ {number}: товар больше не отложен", "en": "Order {number}: no longer kept"},
        ),
        lead=(
            {
                "ru": "Товар в другом магазине отложен {until}: {what}.",
                "en": "The goods at the other store are kept {until}: {what}.",
            },
            {
                "ru": "Товар в другом магазине больше не отложен: {what}.",
                "en": "The goods at the other store are not kept any more: {what}.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Заберите его или передайте заказ тому магазину.",
                    "en": "Fetch them, or hand the order to that store.",
                },
            ),
        ),
        facts=("number", "what", "until", "missed"),
        links=("order",),
    ),
}

RESERVATION_SHORTS: Mapping[str, Forms] = {
    "reservation_asked": (
        {"ru": "Отложите {until}: {what}.", "en": "Put aside {until}: {what}."},
        {"ru": "Отложите товар другому магазину {until}.", "en": "Put goods aside {until}."},
        {"ru": "Просьба отложить товар: откройте стол.", "en": "Goods to put aside: see the desk."},
    ),
    "reservation_unanswered": (
        {"ru": "Заказ {number}: {debtor} не ответил.", "en": "Order {number}: {debtor} did not answer."},
        {"ru": "Заказ {number}: товар не отложен.", "en": "Order {number}: not put aside."},
        {"ru": "Товар не отложен, предложите другой.", "en": "Not put aside, offer another."},
    ),
    "reservation_ends": (
        {"ru": "Заказ {number}: товар отложен {until}.", "en": "Order {number}: goods kept {until}."},
        {"ru": "Заказ {number}: отложенный товар.", "en": "Order {number}: goods put aside."},
        {"ru": "Срок отложенного товара истекает.", "en": "Goods put aside: the time ends."},
    ),
}
