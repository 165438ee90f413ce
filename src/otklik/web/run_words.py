"""The words of the courier's page, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.domain.wording import Forms

RUN: Mapping[str, Words] = {
    "title": {"ru": "Мои доставки", "en": "My deliveries"},
    "none": {"ru": "На сегодня доставок нет", "en": "No deliveries today"},
    "none_why": {
        "ru": "Маршрут появится здесь, когда диспетчер поставит вас на машину.",
        "en": "Your route appears here once the dispatcher puts you on a vehicle.",
    },
    "lead": {"ru": "{vehicle} · {day}", "en": "{vehicle} · {day}"},
    "done": {"ru": "{done} из {all}", "en": "{done} of {all}"},
    "load": {"ru": "Погрузка", "en": "Loading"},
    "load_why": {
        "ru": "Снимите отметку с того, чего в машине нет: об этом сразу узнает магазин.",
        "en": "Clear the mark of what is not on board: the store hears of it at once.",
    },
    "set_out": {"ru": "Всё погружено, выезжаю", "en": "Loaded, setting out"},
    "next": {"ru": "Следующий адрес", "en": "Next door"},
    "window": {"ru": "Обещали {window}", "en": "Promised {window}"},
    "no_window": {"ru": "Без времени", "en": "No time agreed"},
    "due": {"ru": "будете примерно в {at}", "en": "you are there about {at}"},
    "due_late": {"ru": "будете в {at}, позже обещанного", "en": "you are there at {at}, later than promised"},
    "collect": {"ru": "Взять с покупателя {sum}", "en": "Collect {sum}"},
    "collected": {"ru": "Покупатель заплатил {sum}", "en": "The buyer paid {sum}"},
    "no_address": {"ru": "Адрес не указан, позвоните", "en": "No address, call first"},
    "call": {"ru": "Позвонить", "en": "Call"},
    "go": {"ru": "Еду к покупателю", "en": "On my way"},
    "going": {"ru": "Вы в пути", "en": "You are on your way"},
    "at_door": {"ru": "У двери", "en": "At the door"},
    "photo": {"ru": "Фото (если нужно)", "en": "Photo (if needed)"},
    "words": {"ru": "Что произошло (если нужно)", "en": "What happened (if needed)"},
    "door": {"ru": "Вручено у двери", "en": "Handed over at the door"},
    "down": {"ru": "Покупатель спустился", "en": "The buyer came down"},
    "other": {"ru": "Отдано другому", "en": "Given to somebody else"},
    "failed": {"ru": "Не получилось", "en": "It did not work out"},
    "not_at_home": {"ru": "Никого нет дома", "en": "Nobody at home"},
    "refused": {"ru": "Покупатель не взял", "en": "The buyer did not take it"},
    "wrong_address": {"ru": "Адрес неверный", "en": "The address is wrong"},
    "damaged": {"ru": "Товар повреждён", "en": "The goods are damaged"},
    "late": {"ru": "Опаздываю", "en": "I am late"},
    "late_why": {
        "ru": "Покупателям, к которым вы не успеваете, сразу напишут новое время.",
        "en": "Buyers whom you can't reach in time are told another time at once.",
    },
    "late_by": {"ru": "на {minutes} мин", "en": "by {minutes} min"},
    "late_is": {"ru": "Вы опаздываете на {minutes} мин", "en": "You are {minutes} min late"},
    "in_time": {"ru": "Уже успеваю", "en": "In time again"},
    "later": {"ru": "Дальше по маршруту", "en": "Later on the route"},
    "behind": {"ru": "Позади", "en": "Behind you"},
    "back": {"ru": "Вернулся на склад", "en": "Back at the depot"},
    "over": {"ru": "Маршрут завершён", "en": "The route is over"},
    "over_why": {
        "ru": "Невручённое верните на склад: магазин уже договаривается с покупателями.",
        "en": "Bring back what was not handed over: the store is already in touch with the buyers.",
    },
    "undo": {"ru": "Отменить последнее", "en": "Undo the last one"},
    "wait": {"ru": "Нет связи, отправим сами: {n}", "en": "No connection, sent later: {n}"},
    "depot": {"ru": "Позвонить на склад", "en": "Call the depot"},
}

ENDS: Mapping[str, tuple[str, Words]] = {
    "door": ("ok", {"ru": "вручено у двери", "en": "at the door"}),
    "down": ("ok", {"ru": "покупатель спустился", "en": "the buyer came down"}),
    "other": ("ok", {"ru": "отдано другому", "en": "given to somebody else"}),
    "not_at_home": ("warn", {"ru": "не было дома", "en": "nobody at home"}),
    "refused": ("warn", {"ru": "не взял", "en": "not taken"}),
    "wrong_address": ("warn", {"ru": "адрес неверный", "en": "wrong address"}),
    "damaged": ("late", {"ru": "повреждён", "en": "damaged"}),
    "not_loaded": ("late", {"ru": "не погружен", "en": "not loaded"}),
    "cancelled": ("", {"ru": "отменён", "en": "cancelled"}),
}
"""What was marked at a door: its tone and its words."""

SAID_RUN: Mapping[str, Forms] = {
    "run_start": ({"ru": "Доброго пути.", "en": "Have a good trip."},),
    "run_back": ({"ru": "Маршрут завершён.", "en": "The route is over."},),
    "run_approach": (
        {
            "ru": "Записано. Покупателю сообщим, когда вы будете.",
            "en": "Recorded. The buyer is told when you come.",
        },
    ),
    "run_done": ({"ru": "Записано: вручено.", "en": "Recorded: handed over."},),
    "run_failed": (
        {
            "ru": "Записано. Магазин договорится с покупателем.",
            "en": "Recorded. The store gets in touch with the buyer.",
        },
    ),
    "run_undo": ({"ru": "Отменено.", "en": "Undone."},),
    "run_late": (
        {
            "ru": "Записано. Кому вы не успеваете, тем напишут новое время.",
            "en": "Recorded. Whom you can't reach in time is told another time.",
        },
    ),
    "run_in_time": ({"ru": "Записано: успеваете.", "en": "Recorded: in time."},),
}

REFUSED_RUN: Mapping[str, Forms] = {
    "unknown_delivery": (
        {
            "ru": "Этого адреса в вашем маршруте уже нет. Откройте маршрут снова.",
            "en": "This door is not in your route any more. Open the route again.",
        },
    ),
    "delivery_over": ({"ru": "Эта доставка уже завершена.", "en": "This delivery has ended already."},),
    "bad_ending": ({"ru": "Выберите, чем закончилось.", "en": "Choose how it ended."},),
    "bad_delay": ({"ru": "Укажите опоздание в минутах.", "en": "Say the delay in minutes."},),
    "bad_photo": (
        {
            "ru": "Фото не прочитать. Снимите ещё раз, до 12 МБ.",
            "en": "The photo can't be read. Take it again, up to 12 MB.",
        },
    ),
    "not_delivered": (
        {"ru": "Доставка ещё не отмечена.", "en": "Nobody has said yet that it was delivered."},
    ),
}
