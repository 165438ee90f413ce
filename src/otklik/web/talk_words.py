"""What to say on the telephone, with the order's facts in it, Russian and English side by side (ADR 0012).

Placeholders: `buyer`, `me`, `store`, `goods`, `waited` (how long the buyer waits), `number`. Sentences are
read out as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Words
from otklik.domain.wording import Forms


@dataclass(frozen=True, slots=True)
class Script:
    """A call: its name, what to say, what to ask."""

    title: Words
    lines: tuple[Forms, ...]
    questions: tuple[Words, ...]


_HELLO: Forms = (
    {
        "ru": "«{buyer}, здравствуйте! {me}, магазин „{store}“. Вы заказали: {goods}.»",
        "en": "“Hello {buyer}, this is {me} from {store}. You ordered: {goods}.”",
    },
    {
        "ru": "«Здравствуйте! {me}, магазин „{store}“. Вы оформили заказ {number}.»",
        "en": "“Hello, this is {me} from {store}. You placed order {number}.”",
    },
)
_CONFIRM: Forms = (
    {
        "ru": "«Заберёте сами или привезти?»",
        "en": "“Will you collect it, or shall we bring it?”",
    },
)
_WHEN: Words = {"ru": "Когда удобно получить?", "en": "When would suit you?"}
_PAY: Words = {"ru": "Оплата картой или на месте?", "en": "Paying by card or on the spot?"}
_SIZE: Words = {"ru": "Размер и цвет верны?", "en": "Are size and colour right?"}

TALKS: Mapping[str, Script] = {
    "answer": Script(
        {"ru": "Сценарий: первый звонок", "en": "Script: first call"},
        (_HELLO, _CONFIRM),
        (_SIZE, _WHEN, _PAY),
    ),
    "late": Script(
        {"ru": "Сценарий: звонок с опозданием", "en": "Script: a late call"},
        (
            _HELLO,
            (
                {
                    "ru": "«Извините, что заставили ждать {waited}. Это наша ошибка.»",
                    "en": "“I am sorry that we kept you waiting for {waited}. That is our fault.”",
                },
                {
                    "ru": "«Извините, что заставили ждать. Это наша ошибка.»",
                    "en": "“I am sorry that we kept you waiting. That is our fault.”",
                },
            ),
            _CONFIRM,
        ),
        (_SIZE, _WHEN, _PAY),
    ),
    "again": Script(
        {"ru": "Сценарий: звоним ещё раз", "en": "Script: calling again"},
        (
            _HELLO,
            (
                {
                    "ru": "«Мы звонили вам раньше и не застали. Удобно сейчас говорить?»",
                    "en": "“We called before and missed you. Is this a good moment?”",
                },
            ),
        ),
        (_WHEN, _PAY),
    ),
    "promise": Script(
        {"ru": "Сценарий: обещанный звонок", "en": "Script: the promised call"},
        (
            (
                {
                    "ru": "«{buyer}, здравствуйте! {me}, магазин „{store}“. Обещали позвонить, звоним.»",
                    "en": "“Hello {buyer}, this is {me} from {store}. I call as promised.”",
                },
                {
                    "ru": "«Здравствуйте! {me}, магазин „{store}“. Обещали позвонить, звоним.»",
                    "en": "“Hello, this is {me} from {store}. I call as promised.”",
                },
            ),
        ),
        (_WHEN,),
    ),
}
