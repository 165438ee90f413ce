"""The words of missed calls: rows on the desk, pages, the form; Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CALL: Mapping[str, Words] = {
    "title": {"ru": "Звонки", "en": "Calls"},
    "lead": {
        "ru": "Кто звонил за последние семь дней и не дозвонился.",
        "en": "Who rang in vain during the last seven days.",
    },
    "missed": {"ru": "Пропущенный звонок", "en": "Missed call"},
    "call": {"ru": "Звонок", "en": "Call"},
    "withheld": {"ru": "Номер скрыт", "en": "Number withheld"},
    "withheld_why": {
        "ru": "перезвонить некуда, звонки только считаем",
        "en": "nobody can call back, the calls are only counted",
    },
    "erased": {"ru": "Номер удалён", "en": "Number erased"},
    "last": {"ru": "{rings}, последний в {at}", "en": "{rings}, the last at {at}"},
    "rang": {"ru": "звонил {n} с", "en": "rang {n} s"},
    "line": {"ru": "линия {line}", "en": "line {line}"},
    "order": {"ru": "есть заказ {number}", "en": "has order {number}"},
    "act": {"ru": "Перезвонить", "en": "Call back"},
    "act_late": {"ru": "Позвонить и извиниться", "en": "Call and apologise"},
    "act_morning": {"ru": "Ничего до утра", "en": "Nothing until the morning"},
    "more_late": {"ru": "это наша ошибка", "en": "this is our fault"},
    "more_tried": {"ru": "попытка {n}", "en": "attempt {n}"},
    "take": {"ru": "Взять", "en": "Take"},
    "call_now": {"ru": "Позвонить", "en": "Call"},
    "open": {"ru": "Открыть", "en": "Open"},
    "nobody": {"ru": "Никто", "en": "Nobody"},
    "you": {"ru": "Вы", "en": "You"},
    "since": {"ru": "с {at}", "en": "since {at}"},
    "free": {"ru": "никто не взял", "en": "nobody took it"},
    "mine": {"ru": "перезваниваете вы", "en": "you call back"},
    "other": {"ru": "перезванивает {name}", "en": "{name} calls back"},
    "ended": {"ru": "Чем закончилось", "en": "How it ended"},
    "talked": {"ru": "Поговорили", "en": "Talked"},
    "no_answer": {"ru": "Не ответил", "en": "No answer"},
    "wrong_number": {"ru": "Не тот номер", "en": "Wrong number"},
    "unreachable": {"ru": "Не дозвониться", "en": "Can't be reached"},
    "unreachable_why": {"ru": "после трёх попыток", "en": "after three attempts"},
    "hint": {
        "ru": "Разговор засчитается и заказам этого номера.",
        "en": "A talk counts for the orders of this number too.",
    },
    "waits": {"ru": "ждёт звонка", "en": "waits for a call"},
    "answered": {"ru": "ответили {at}", "en": "answered {at}"},
    "ended_state": {"ru": "закрыт", "en": "closed"},
    "counted": {"ru": "посчитан", "en": "counted"},
    "orders": {"ru": "Заказы этого номера", "en": "Orders of this number"},
    "history": {"ru": "Что было", "en": "What happened"},
    "store": {"ru": "Магазин", "en": "Store"},
    "none": {"ru": "Пропущенных звонков нет", "en": "No missed calls"},
    "none_why": {
        "ru": "Как только кто-то не дозвонится, здесь появится его номер и срок, до которого перезвонить.",
        "en": "As soon as somebody rings in vain, the number stands here with the time to call back.",
    },
}

FORM: Mapping[str, Words] = {
    "title": {"ru": "Пропущенный звонок", "en": "Missed call"},
    "lead": {
        "ru": "Запишите номер: магазин перезвонит за десять минут рабочего времени.",
        "en": "Write the number down: the store calls back within ten minutes of working time.",
    },
    "number": {"ru": "Номер телефона", "en": "Telephone number"},
    "number_hint": {"ru": "в любом виде: 8 916 123-45-67", "en": "in any form: +7 916 123-45-67"},
    "number_wrong": {
        "ru": "Это не телефонный номер: проверьте цифры.",
        "en": "This is no telephone number: check it.",
    },
    "when": {"ru": "Когда звонили", "en": "When it rang"},
    "ago_0": {"ru": "сейчас", "en": "now"},
    "ago_5": {"ru": "5 минут назад", "en": "5 minutes ago"},
    "ago_15": {"ru": "15 минут назад", "en": "15 minutes ago"},
    "ago_30": {"ru": "полчаса назад", "en": "half an hour ago"},
    "ago_60": {"ru": "час назад", "en": "an hour ago"},
    "ago_180": {"ru": "три часа назад", "en": "three hours ago"},
    "store": {"ru": "Какому магазину звонили", "en": "Which store was rung"},
    "send": {"ru": "Записать звонок", "en": "Record the call"},
    "cancel": {"ru": "К очереди", "en": "To the queue"},
}

FACTS: Mapping[str, Words] = {
    "call.missed": {"ru": "Позвонил, никто не ответил", "en": "Rang, and nobody picked up"},
    "call.answered": {"ru": "Позвонил и дозвонился", "en": "Rang and was answered"},
    "contact.reached": {"ru": "Разговор", "en": "Talk"},
    "contact.attempted": {"ru": "Перезвонили, не вышло: {outcome}", "en": "Called back in vain: {outcome}"},
    "conversation.taken": {"ru": "Перезванивает {person}", "en": "{person} calls back"},
    "conversation.owner_cleared": {
        "ru": "Срок вышел, звонок снова ничей",
        "en": "The lease ended, nobody has it",
    },
    "conversation.tied": {"ru": "Нашёлся заказ этого номера", "en": "An order of this number was found"},
    "conversation.erased": {"ru": "Номер удалён", "en": "The number was erased"},
    "obligation.breached": {
        "ru": "Срок вышел, не перезвонили",
        "en": "The time passed, nobody had called back",
    },
    "outcome.retracted": {"ru": "Итог отменён", "en": "The outcome was undone"},
}
"""Facts of a conversation as its page tells them; others are bookkeeping."""

OUTCOMES: Mapping[str, Words] = {
    "no_answer": {"ru": "не ответил", "en": "no answer"},
    "busy": {"ru": "занято", "en": "busy"},
    "wrong_number": {"ru": "номер неверный", "en": "wrong number"},
    "unreachable": {"ru": "не дозвониться", "en": "can't be reached"},
}
