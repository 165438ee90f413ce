"""What to say to the buyer and to ask him, with the facts of his order, Russian and English side by side (ADR 0012).

Sentences are read aloud: each is a `Forms`, and one whose values are missing is left out. Placeholders are listed in
`scripts.values_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Words
from otklik.domain.wording import NOTHING, Forms


@dataclass(frozen=True, slots=True)
class Script:
    """A call: its name, what to say, what to ask."""

    title: Words
    lines: tuple[Forms, ...]
    questions: tuple[Words, ...] = ()


_GREET: Forms = (
    {
        "ru": "«{buyer}, здравствуйте. Это {me}, магазин „{store}“. Вы заказали: {goods}.»",
        "en": "“Hello {buyer}, this is {me} from {store}. You ordered {goods}.”",
    },
    {
        "ru": "«Здравствуйте. Это {me}, магазин „{store}“. Вы заказали: {goods}.»",
        "en": "“Hello, this is {me} from {store}. You ordered {goods}.”",
    },
    {
        "ru": "«Здравствуйте. Это {me}, магазин „{store}“.»",
        "en": "“Hello, this is {me} from {store}.”",
    },
)
_LATE: Forms = (
    {
        "ru": "«Мы должны были ответить {missed} и опоздали. Это наша ошибка, простите.»",
        "en": "“We owed you an answer {missed} and are late. That is our mistake, and we are sorry.”",
    },
    NOTHING,
)
_CHECK: Forms = (
    {
        "ru": "«Проверим вместе: {goods}. Всё верно?»",
        "en": "“Let us check together: {goods}. Is that right?”",
    },
    NOTHING,
)
_WAY: Forms = (
    {
        "ru": "«Оплата: {payment}, получение: {delivery}, сумма {total}. Вам так удобно?»",
        "en": "“Payment {payment}, {delivery}, {total} in all. Does that suit you?”",
    },
    {
        "ru": "«Оплата: {payment}, сумма {total}. Вам так удобно?»",
        "en": "“Payment {payment}, {total} in all. Does that suit you?”",
    },
    NOTHING,
)
_NEXT: Forms = (
    {
        "ru": "«Если понадобится что-то ещё, наш номер {store_phone}.»",
        "en": "“If you need anything else, our number is {store_phone}.”",
    },
    NOTHING,
)
_SIZE: Words = {"ru": "Размер и цвет верны?", "en": "Are size and colour right?"}
_WHEN: Words = {"ru": "Когда удобно получить?", "en": "When would suit you?"}

SCRIPTS: Mapping[str, Script] = {
    "first": Script(
        {"ru": "Сценарий: первый звонок", "en": "Script: first call"},
        (
            _GREET,
            _LATE,
            _CHECK,
            _WAY,
            _NEXT,
        ),
        (_SIZE, _WHEN),
    ),
    "silent": Script(
        {"ru": "Сценарий: звонок с извинением", "en": "Script: a call with an apology"},
        (
            (
                {
                    "ru": "«{buyer}, здравствуйте. Это {me}, „{store}“. Вы написали, что с вами никто не связался.»",
                    "en": "“Hello {buyer}, this is {me} from {store}. You wrote that nobody contacted you.”",
                },
                {
                    "ru": "«Здравствуйте. Это {me}, магазин „{store}“. Вы написали, что с вами никто не связался.»",
                    "en": "“Hello, this is {me} from {store}. You wrote that nobody contacted you.”",
                },
            ),
            (
                {
                    "ru": "«Это наша ошибка, простите. Заказ в силе, отвечать за него буду я.»",
                    "en": "“That is our mistake, and we are sorry. Your order stands, and I answer for it myself.”",
                },
            ),
            _CHECK,
            _WAY,
            _NEXT,
        ),
        (_SIZE, _WHEN),
    ),
    "again": Script(
        {"ru": "Сценарий: звоним ещё раз", "en": "Script: calling again"},
        (
            _GREET,
            (
                {
                    "ru": "«Мы уже звонили вам и не застали. Удобно говорить?»",
                    "en": "“We called before and did not reach you. Is this a good moment?”",
                },
            ),
            _LATE,
            _CHECK,
            _WAY,
            _NEXT,
        ),
        (_SIZE, _WHEN),
    ),
    "promise": Script(
        {"ru": "Сценарий: обещанный звонок", "en": "Script: the promised call"},
        (
            (
                {
                    "ru": "«{buyer}, это {me}, магазин „{store}“. Мы обещали вам: {what}.»",
                    "en": "“Hello {buyer}, this is {me} from {store}. We promised you: {what}.”",
                },
                {
                    "ru": "«Это {me}, магазин „{store}“. Мы обещали вам позвонить.»",
                    "en": "“This is {me} from {store}. We promised to call you.”",
                },
            ),
            (
                {
                    "ru": "Новостей нет: назовите час следующего звонка, без часа разговор не заканчиваем.",
                    "en": "No news: name the hour of the next call; no call ends without one.",
                },
            ),
            _NEXT,
        ),
        (_WHEN,),
    ),
    "after": Script(
        {"ru": "Сценарий: заказ уже обсудили", "en": "Script: the order was talked over"},
        (
            (
                {
                    "ru": "«{buyer}, это {me}, магазин „{store}“, по вашему заказу {number}.»",
                    "en": "“Hello {buyer}, this is {me} from {store}, about your order {number}.”",
                },
                {
                    "ru": "«Это {me}, магазин „{store}“, по вашему заказу {number}.»",
                    "en": "“This is {me} from {store}, about your order {number}.”",
                },
            ),
            _WAY,
            _NEXT,
        ),
        (_WHEN,),
    ),
}
"""What is said, by the situation of the order (`scripts.situation_of`)."""
