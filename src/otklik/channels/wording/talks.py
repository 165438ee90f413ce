"""The words of messages about talks with the buyer: asked for, missed, agreed, handed to a colleague.

Rows as in `tables.py`, Russian and English side by side.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import CALL_FIRST, ORDER_FACTS, STORE_PHONE, Say
from otklik.domain.wording import NOTHING

TALKS: Mapping[str, Say] = {
    # ── to the buyer ──
    "we_called": Say(
        subject=(
            {
                "ru": "Звонили по заказу {number}: выберите время",
                "en": "We called about order {number}: choose a time",
            },
        ),
        lead=(
            {
                "ru": "Сотрудник магазина «{store}» звонил вам по заказу {number}, но не застал.",
                "en": "A person from {store} called you about order {number} and could not reach you.",
            },
            {"ru": "Вам звонили по заказу {number}.", "en": "We called you about order {number}."},
        ),
        sentences=(
            (
                {
                    "ru": "Мы звонили на номер {buyer_phone}. Если он неверный, позвоните нам.",
                    "en": "The number we called: {buyer_phone}. If it is wrong, call us.",
                },
                NOTHING,
            ),
            (
                {
                    "ru": "Выберите на странице заказа, когда вам удобно говорить.",
                    "en": "Choose on the order's page when it suits you to talk.",
                },
            ),
            STORE_PHONE,
        ),
        facts=("number", "store", "store_phone"),
        links=("choose",),
    ),
    # ── to staff ──
    "said_silent": Say(
        subject=(
            {
                "ru": "Заказ {number}: «мне никто не позвонил», ответить {until}",
                "en": "Order {number}: “nobody contacted me”, answer {until}",
            },
            {
                "ru": "Заказ {number}: «мне никто не позвонил», срок прошёл {missed}",
                "en": "Order {number}: “nobody contacted me”, it was due {missed}",
            },
            {"ru": "Заказ {number}: «мне никто не позвонил»", "en": "Order {number}: “nobody contacted me”"},
        ),
        lead=(
            {
                "ru": "Покупатель сообщил, что с ним никто не связался. Позвонить {until}.",
                "en": "The buyer says that nobody contacted him. Call {until}.",
            },
            {
                "ru": "Покупатель сообщил, что с ним никто не связался. Срок звонка прошёл {missed}.",
                "en": "The buyer says that nobody contacted him. The call was due {missed}.",
            },
            {
                "ru": "Покупатель сообщил, что с ним никто не связался.",
                "en": "The buyer says that nobody contacted him.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Позвоните сами и извинитесь: {buyer_phone}.",
                    "en": "Call him yourself and apologise: {buyer_phone}.",
                },
                {
                    "ru": "Ответьте сами и извинитесь: телефона покупатель не оставил.",
                    "en": "Answer him yourself and apologise: he left no phone number.",
                },
            ),
        ),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
    "call_asked": Say(
        subject=(
            {"ru": "Заказ {number}: позвонить {at}", "en": "Order {number}: call {at}"},
            {
                "ru": "Заказ {number}: покупатель просит позвонить",
                "en": "Order {number}: the buyer asks for a call",
            },
        ),
        lead=(
            {
                "ru": "Покупатель просит позвонить {at}.",
                "en": "The buyer asks to be called {at}.",
            },
            {"ru": "Покупатель просит позвонить.", "en": "The buyer asks to be called."},
        ),
        sentences=(CALL_FIRST,),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
    "call_soon": Say(
        subject=(
            {"ru": "{until:.0}Заказ {number}: позвонить {at}", "en": "{until:.0}Order {number}: call {at}"},
            {
                "ru": "{missed:.0}Заказ {number}: обещанного звонка {at} не было",
                "en": "{missed:.0}Order {number}: nobody called {at} as agreed",
            },
            {
                "ru": "Заказ {number}: покупатель ждёт звонка",
                "en": "Order {number}: the buyer waits for a call",
            },
        ),
        lead=(
            {
                "ru": "{until:.0}Покупатель ждёт звонка {at}.",
                "en": "{until:.0}The buyer waits for a call {at}.",
            },
            {
                "ru": "{missed:.0}Покупатель просил позвонить {at}, звонка не было.",
                "en": "{missed:.0}The buyer asked to be called {at} and nobody did.",
            },
            {"ru": "Покупатель ждёт звонка.", "en": "The buyer waits for a call."},
        ),
        sentences=(CALL_FIRST,),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
    "handed_to_you": Say(
        subject=({"ru": "Вам передали заказ {number}", "en": "Order {number} was handed to you"},),
        lead=(
            {
                "ru": "Вам передали заказ {number}. Подтвердите {until}, что взяли его.",
                "en": "Order {number} was handed to you. Say {until} that you have it.",
            },
            {"ru": "Вам передали заказ {number}.", "en": "Order {number} was handed to you."},
        ),
        sentences=(CALL_FIRST,),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
    "visit_soon": Say(
        subject=(
            {
                "ru": "Заказ {number}: покупатель придёт {until}",
                "en": "Order {number}: the buyer comes {until}",
            },
            {
                "ru": "Заказ {number}: покупатель придёт на примерку",
                "en": "Order {number}: the buyer comes to try on",
            },
        ),
        lead=(
            {
                "ru": "Покупатель придёт на примерку {until}. Приготовьте товар.",
                "en": "The buyer comes to try the goods on {until}. Have them ready.",
            },
            {
                "ru": "Покупатель собирался прийти на примерку. Приготовьте товар.",
                "en": "The buyer was to come and try the goods on. Have them ready.",
            },
        ),
        facts=ORDER_FACTS,
        goods=True,
    ),
    "visit_missed": Say(
        subject=(
            {
                "ru": "Заказ {number}: покупатель не пришёл, позвонить {until}",
                "en": "Order {number}: the buyer did not come, call {until}",
            },
            {"ru": "Заказ {number}: покупатель не пришёл", "en": "Order {number}: the buyer did not come"},
        ),
        lead=(
            {
                "ru": "Покупатель не пришёл в назначенное время. Позвоните и договоритесь заново, {until}.",
                "en": "The buyer did not come at the time agreed. Call and agree anew, {until}.",
            },
            {
                "ru": "Покупатель не пришёл в назначенное время. Позвоните и договоритесь заново.",
                "en": "The buyer did not come at the time agreed. Call and agree anew.",
            },
        ),
        facts=ORDER_FACTS,
        links=("answered",),
        goods=True,
    ),
    "collect_soon": Say(
        subject=(
            {
                "ru": "Заказ {number}: выдать или отправить {until}",
                "en": "Order {number}: hand it over or send it {until}",
            },
            {
                "ru": "Заказ {number} не выдан, срок прошёл {missed}",
                "en": "Order {number} was not handed over, it was due {missed}",
            },
            {"ru": "Заказ {number} ждёт выдачи", "en": "Order {number} waits to be handed over"},
        ),
        lead=(
            {
                "ru": "Подтверждённый заказ {number} выдать или отправить {until}.",
                "en": "Hand the confirmed order {number} over or send it {until}.",
            },
            {
                "ru": "Подтверждённый заказ {number} не выдан, срок прошёл {missed}.",
                "en": "The confirmed order {number} was not handed over, it was due {missed}.",
            },
            {
                "ru": "Подтверждённый заказ {number} ждёт выдачи.",
                "en": "The confirmed order {number} waits to be handed over.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "{missed:.0}Позвоните покупателю, извинитесь и назовите новый срок.",
                    "en": "{missed:.0}Call the buyer, apologise and name a new time.",
                },
                NOTHING,
            ),
        ),
        facts=ORDER_FACTS,
        goods=True,
    ),
}
"""Templates about talks, by name."""
