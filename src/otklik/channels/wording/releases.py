"""The words of messages about goods that went back: to the buyer, to the store, and about a silent stock system.

Rows as in `tables.py` and `shorts.py`, Russian and English side by side. Nobody is accused: the store reads what
happened and what can be done today.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import STORE_PHONE, Say
from otklik.domain.wording import Forms

LET_GO = "released_unanswered"
"""What a store reads of an order that went back without a talk: it waits for nobody any more."""

RELEASES: Mapping[str, Say] = {
    "released": Say(
        subject=(
            {
                "ru": "Заказ {number}: товар вернулся в продажу. Он вам ещё нужен?",
                "en": "Order {number}: the goods went back on sale. Do you still want them?",
            },
        ),
        lead=(
            {
                "ru": "Товар по заказу {number} больше не отложен для вас и вернулся в продажу.",
                "en": "The goods of order {number} are kept for you no longer and went back on sale.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Если он вам ещё нужен, скажите об этом одной кнопкой: мы снова отложим его, если он не "
                    "продан, и позвоним.",
                    "en": "If you still want them, one button says so: we put them aside again unless they were sold, "
                    "and call you.",
                },
            ),
            STORE_PHONE,
        ),
        facts=("number", "store", "store_phone"),
        links=("want",),
        goods=True,
    ),
    LET_GO: Say(
        subject=(
            {
                "ru": "Заказ {number}: товар вернулся в продажу, с покупателем никто не говорил",
                "en": "Order {number}: the goods went back, nobody had spoken with the buyer",
            },
        ),
        lead=(
            {
                "ru": "Срок по заказу {number} вышел, товар вернулся в продажу. Разговора с покупателем не было.",
                "en": "The hold of order {number} ran out and its goods went back. Nobody had spoken with the buyer.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Заказ ещё можно спасти: позвоните покупателю {buyer_phone}. Если он согласен, запишите "
                    "разговор, и заказ снова откроется.",
                    "en": "The order can still be saved: call the buyer, {buyer_phone}. If he agrees, record the talk, "
                    "and the order opens again.",
                },
                {
                    "ru": "Заказ ещё можно спасти: ответьте покупателю. Если он согласен, запишите это, и заказ снова "
                    "откроется.",
                    "en": "The order can still be saved: answer the buyer. If he agrees, record it, and the order "
                    "opens again.",
                },
            ),
            (
                {
                    "ru": "Мы написали ему, что товар вернулся в продажу, и спросили, нужен ли он ещё.",
                    "en": "We have written to him that the goods went back, and asked whether he still wants them.",
                },
            ),
        ),
        facts=("number", "store", "buyer", "buyer_phone", "comment", "payment", "delivery", "total"),
        goods=True,
    ),
    "stock_untold": Say(
        subject=(
            {
                "ru": "Заказ {number}: складская система не отвечает",
                "en": "Order {number}: the stock system does not answer",
            },
        ),
        lead=(
            {
                "ru": "Складская система не узнала, что стало с товаром по заказу {number}.",
                "en": "The stock system has not heard what became of the goods of order {number}.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Мы повторяем звонок к ней ещё трое суток. Проверьте адрес на странице источника или "
                    "поправьте остаток вручную.",
                    "en": "We go on calling it for three days. Check its address on the source's page, or correct the "
                    "stock by hand.",
                },
            ),
        ),
        facts=("number", "store", "since"),
    ),
}

RELEASE_SHORTS: Mapping[str, Forms] = {
    "released": (
        {
            "ru": "Заказ {number} снят с брони. Ещё нужен? {link}",
            "en": "Order {number}: kept no longer. Still want it? {link}",
        },
        {"ru": "Заказ {number} ещё нужен? {link}", "en": "Order {number}: still want it? {link}"},
        {"ru": "Заказ ещё нужен? {link}", "en": "Still want it? {link}"},
        {"ru": "Заказ {number} вернулся в продажу.", "en": "Order {number} went back on sale."},
        {"ru": "Ваш заказ вернулся в продажу.", "en": "Your order went back on sale."},
    ),
    LET_GO: (
        {
            "ru": "Заказ {number} ушёл без разговора. Позвоните покупателю.",
            "en": "Order {number} let go unanswered. Call the buyer.",
        },
        {
            "ru": "Заказ {number}: товар ушёл, разговора не было.",
            "en": "Order {number}: goods let go, nobody called.",
        },
        {"ru": "Товар ушёл, разговора не было.", "en": "Goods let go, nobody had called."},
    ),
    "stock_untold": (
        {
            "ru": "Заказ {number}: склад не узнал о товаре.",
            "en": "Order {number}: the stock system was not told.",
        },
        {"ru": "Складская система не отвечает.", "en": "The stock system does not answer."},
    ),
}
"""Their short forms, for SMS and notifications."""
