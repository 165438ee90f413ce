"""The words of the buyer's page, Russian and English side by side (ADR 0012).

Situations are keyed as `status.situation_of` names them; placeholders are listed in `status.values_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Words
from otklik.domain.wording import NOTHING, Forms


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation of the buyer's page: tone (a colour of the tokens), badge, first sentence, the rest."""

    tone: str
    badge: Words
    lead: Forms
    sentences: tuple[Forms, ...] = ()


_DISAGREE: Forms = (
    {
        "ru": "{store_phone:.0}Если это ошибка, позвоните нам.",
        "en": "{store_phone:.0}If that is a mistake, call us.",
    },
    NOTHING,
)
_WILL_CALL: Forms = (
    {"ru": "{owner} {calls} вам {call_by}", "en": "{owner} {calls} you {call_by}"},
    {
        "ru": "Сотрудник магазина «{store}» {calls} вам {call_by}",
        "en": "A person from {store} {calls} you {call_by}",
    },
    {"ru": "Заказ принят, мы с вами свяжемся", "en": "Your order is received, we will get in touch"},
)
_AT_A_TIME: Forms = (
    {"ru": "{owner} {calls} вам {call}", "en": "{owner} {calls} you {call}"},
    {
        "ru": "Сотрудник магазина «{store}» {calls} вам {call}",
        "en": "A person from {store} {calls} you {call}",
    },
)
_OWN_UP: Forms = (
    {
        "ru": "Ответить вовремя мы не успели: срок прошёл {missed}. Это наша ошибка.",
        "en": "We did not answer you in time: it was due {missed}. That is our fault.",
    },
    NOTHING,
)

SITUATIONS: Mapping[str, Situation] = {
    "waiting": Situation(
        tone="info",
        badge={"ru": "Заказ принят", "en": "Order received"},
        lead=_WILL_CALL,
    ),
    "waiting_closed": Situation(
        tone="night",
        badge={"ru": "Заказ принят, магазин закрыт", "en": "Order received, the store is closed"},
        lead=_WILL_CALL,
        sentences=(
            (
                {
                    "ru": "Магазин откроется {opens}. Ваш заказ никуда не денется.",
                    "en": "The store opens {opens}. Your order is safe.",
                },
                NOTHING,
            ),
        ),
    ),
    "late": Situation(
        tone="late",
        badge={"ru": "Мы опаздываем с ответом", "en": "We are late"},
        lead=(
            {
                "ru": "Мы не ответили вам вовремя: срок прошёл {missed}",
                "en": "We did not answer you in time: it was due {missed}",
            },
            {"ru": "Мы не ответили вам вовремя", "en": "We did not answer you in time"},
        ),
        sentences=(
            (
                {
                    "ru": "Это наша ошибка. Заказ в силе, и мы всё ещё должны вам ответ.",
                    "en": "That is our fault. Your order stands, and we still owe you an answer.",
                },
            ),
        ),
    ),
    "silent": Situation(
        tone="warn",
        badge={"ru": "Мы знаем, что вам не ответили", "en": "We know that nobody answered you"},
        lead=(
            {
                "ru": "Руководитель магазина «{store}» ответит вам {silent_by}",
                "en": "The head of {store} answers you {silent_by}",
            },
            {
                "ru": "Мы не ответили вам вовремя: срок прошёл {silent_missed}",
                "en": "We did not answer you in time: it was due {silent_missed}",
            },
        ),
        sentences=(
            (
                {
                    "ru": "{silent_missed:.0}Это наша ошибка. Теперь об этом знает и администратор площадки.",
                    "en": "{silent_missed:.0}That is our fault. The marketplace's administrator knows of it too now.",
                },
                {
                    "ru": "Вы написали нам {silent_since}. Заказ в силе, его никто не отменит.",
                    "en": "You wrote to us {silent_since}. Your order stands, nobody withdraws it.",
                },
            ),
        ),
    ),
    "asked": Situation(
        tone="info",
        badge={"ru": "Звонок назначен", "en": "Call arranged"},
        lead=_AT_A_TIME,
        sentences=(_OWN_UP,),
    ),
    "again": Situation(
        tone="warn",
        badge={"ru": "Мы вам звонили", "en": "We called you"},
        lead=_AT_A_TIME,
        sentences=(
            (
                {
                    "ru": "Мы звонили и не застали вас. Удобнее в другое время? Выберите его на этой странице.",
                    "en": "We called and did not reach you. Is another time better? Choose it on this page.",
                },
            ),
            _OWN_UP,
        ),
    ),
    "promised": Situation(
        tone="info",
        badge={"ru": "Мы обещали вернуться к вам", "en": "We promised to come back to you"},
        lead=_AT_A_TIME,
        sentences=(
            (
                {
                    "ru": "Даже если новостей не будет, вам позвонят.",
                    "en": "Even if there is no news, you will be called.",
                },
            ),
        ),
    ),
    "answered": Situation(
        tone="ok",
        badge={"ru": "Вам ответили", "en": "You were answered"},
        lead=(
            {"ru": "За заказ отвечает {owner}", "en": "{owner} looks after your order"},
            {"ru": "Магазин «{store}» занимается вашим заказом", "en": "{store} is working on your order"},
        ),
        sentences=(({"ru": "Мы говорили с вами {answered}.", "en": "We spoke to you {answered}."}, NOTHING),),
    ),
    "confirmed": Situation(
        tone="ok",
        badge={"ru": "Заказ подтверждён", "en": "Order confirmed"},
        lead=(
            {"ru": "Заказ подтверждён {confirmed}", "en": "Your order was confirmed {confirmed}"},
            {"ru": "Заказ подтверждён", "en": "Your order is confirmed"},
        ),
        sentences=(
            ({"ru": "За заказ отвечает {owner}.", "en": "{owner} looks after it."}, NOTHING),
            ({"ru": "Мы свяжемся с вами {call}.", "en": "We contact you {call}."}, NOTHING),
        ),
    ),
    "refused": Situation(
        tone="late",
        badge={"ru": "Заказ не состоится", "en": "Order refused"},
        lead=(
            {
                "ru": "Магазин «{store}» отказался от заказа {closed}",
                "en": "{store} refused the order {closed}",
            },
            {"ru": "Магазин отказался от заказа", "en": "The store refused the order"},
        ),
        sentences=(_DISAGREE,),
    ),
    "withdrawn": Situation(
        tone="warn",
        badge={"ru": "Заказ отменён", "en": "Order withdrawn"},
        lead=(
            {"ru": "Вы отменили заказ {closed}", "en": "You withdrew the order {closed}"},
            {"ru": "Вы отменили заказ", "en": "You withdrew the order"},
        ),
        sentences=(_DISAGREE,),
    ),
    "released": Situation(
        tone="warn",
        badge={"ru": "Товар больше не отложен", "en": "No longer kept for you"},
        lead=(
            {
                "ru": "Товар вернулся в продажу {closed}",
                "en": "The goods went back on sale {closed}",
            },
            {"ru": "Товар вернулся в продажу", "en": "The goods went back on sale"},
        ),
        sentences=(
            (
                {
                    "ru": "{silence:.0}Мы так и не поговорили с вами, и это наша ошибка.",
                    "en": "{silence:.0}Nobody had spoken to you, and that is our fault.",
                },
                NOTHING,
            ),
            (
                {
                    "ru": "Если заказ вам ещё нужен, скажите об этом одной кнопкой.",
                    "en": "If you still want the order, one button says so.",
                },
                NOTHING,
            ),
        ),
    ),
    "completed": Situation(
        tone="ok",
        badge={"ru": "Заказ выполнен", "en": "Order completed"},
        lead=(
            {"ru": "Заказ выполнен {closed}", "en": "Your order was completed {closed}"},
            {"ru": "Заказ выполнен", "en": "Your order is completed"},
        ),
        sentences=(
            (
                {
                    "ru": "{store_phone:.0}Если что-то не так, позвоните нам.",
                    "en": "{store_phone:.0}If anything is wrong, call us.",
                },
                NOTHING,
            ),
        ),
    ),
}

STEPS: Mapping[str, Words] = {
    "received": {"ru": "Принят", "en": "Received"},
    "answer": {"ru": "Разговор с вами", "en": "A person speaks to you"},
    "confirm": {"ru": "Подтверждение", "en": "Confirmation"},
    "handover": {"ru": "Получение", "en": "Handover"},
    "refused": {"ru": "Магазин отказался", "en": "Refused by the store"},
    "withdrawn": {"ru": "Отменён", "en": "Withdrawn"},
    "released": {"ru": "Товар вернулся в продажу", "en": "Goods back on sale"},
    "completed": {"ru": "Выполнен", "en": "Completed"},
}
STEP_STATES: Mapping[str, Words] = {
    "done": {"ru": "сделано", "en": "done"},
    "now": {"ru": "сейчас", "en": "now"},
    "next": {"ru": "дальше", "en": "next"},
    "missed": {"ru": "не сделано", "en": "not done"},
    "ended": {"ru": "на этом закончилось", "en": "ended here"},
}

STATUS: Mapping[str, Words] = {
    "title": {"ru": "Ваш заказ № {number}", "en": "Your order no. {number}"},
    "order": {"ru": "заказ № {number}", "en": "order no. {number}"},
    "skip": {"ru": "К содержанию", "en": "Skip to the content"},
    "who": {"ru": "Кто отвечает", "en": "Who answers"},
    "call": {"ru": "Позвонить", "en": "Call"},
    "steps": {"ru": "Где мой заказ", "en": "Where is my order"},
    "goods": {"ru": "Что заказано", "en": "What you ordered"},
    "title_column": {"ru": "Товар", "en": "Item"},
    "quantity_column": {"ru": "Штук", "en": "Quantity"},
    "amount_column": {"ru": "Сумма", "en": "Amount"},
    "total": {"ru": "Итого", "en": "Total"},
    "payment": {"ru": "Оплата", "en": "Payment"},
    "delivery": {"ru": "Получение", "en": "Delivery"},
    "foot": {
        "ru": "Эта ссылка только ваша. Адреса и платёжных данных на странице нет.",
        "en": "This link is yours alone. The page shows no address and no payment data.",
    },
}

HOLD: Forms = (
    {
        "ru": "Товар отложен для вас {held}. Чтобы он остался за вами, оплатите заказ или подтвердите его в разговоре.",
        "en": "The goods are kept for you {held}. To keep them, pay or confirm the order when we call.",
    },
    NOTHING,
)
"""What stands under the situation while a hold runs."""

HOURS: Mapping[str, Forms] = {
    "open": ({"ru": "открыто {closes}", "en": "open {closes}"}, {"ru": "открыто", "en": "open now"}),
    "closed": (
        {"ru": "закрыто, откроется {opens}", "en": "closed, opens {opens}"},
        {"ru": "сейчас закрыто", "en": "closed now"},
    ),
}
"""Whether the store is open."""
