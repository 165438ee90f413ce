"""Words of the morning's plan (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

MORNING: Mapping[str, Words] = {
    "title": {"ru": "План утра", "en": "The morning's plan"},
    "lead": {"ru": "{name}: {calls}, начиная с {at}", "en": "{name}: {calls}, from {at} on"},
    "none": {"ru": "Звонить некому", "en": "Nobody waits for a call"},
    "none_why": {
        "ru": "На все заказы магазина ответили.",
        "en": "Every order of the store has been answered.",
    },
    "to_desk": {"ru": "К очереди заказов", "en": "To the desk"},
    "people": {"ru": "Звонят: {names}", "en": "Calling: {names}"},
    "nobody": {
        "ru": "На смене пока никого, план составлен на одного человека.",
        "en": "Nobody is on shift yet: the plan is made for one person.",
    },
    "each": {"ru": "на звонок {span}", "en": "{span} a call"},
    "feasible": {
        "ru": "Успеваем ответить всем до {at}.",
        "en": "Everybody can be answered in time, by {at}.",
    },
    "feasible_rest": {
        "ru": "Остальным успеваем ответить до {at}.",
        "en": "Everybody else can be answered in time, by {at}.",
    },
    "hopeless": {
        "ru": "Срок прошёл или пройдёт раньше, чем можно дозвониться: {count}. Начните с извинения.",
        "en": "Already late, or due before anybody can call: {count}. Apologise when you call them.",
    },
    "short": {
        "ru": "Не успеваем: {count}. Первый опоздает {number}, его срок {at}.",
        "en": "Will be late: {count}. The first is {number}, due {at}.",
    },
    "short_unnamed": {"ru": "Не успеваем: {count}.", "en": "Will be late: {count}."},
    "mend": {"ru": "Успеем, если", "en": "In time with"},
    "more_people": {
        "ru": "добавить {people} с {at} до {until}",
        "en": "{people} more from {at} until {until}",
    },
    "call_centre": {"ru": "эти звонки возьмёт колл-центр", "en": "the call centre taking these calls"},
    "next_store": {"ru": "эти заказы примет соседний магазин", "en": "the next store taking these orders"},
    "no_mend": {
        "ru": "Людьми это уже не исправить: позвоните администратору.",
        "en": "More people don't mend this any more: call the administrator.",
    },
    "accept": {"ru": "План принят", "en": "Accept the plan"},
    "accept_why": {
        "ru": "Принимает тот, кто на смене, до {at}.",
        "en": "Whoever is on shift accepts it, by {at}.",
    },
    "print": {"ru": "Печать: Ctrl+P", "en": "To print: Ctrl+P"},
    "col_at": {"ru": "Звонок", "en": "Call"},
    "col_order": {"ru": "Заказ", "en": "Order"},
    "col_buyer": {"ru": "Покупатель", "en": "Buyer"},
    "col_due": {"ru": "Срок", "en": "Due"},
    "late": {"ru": "опоздает", "en": "late"},
    "over": {"ru": "срок прошёл", "en": "was due"},
    "in_time": {"ru": "успеваем", "en": "in time"},
    "no_one": {"ru": "некому", "en": "nobody"},
    "call": {"ru": "пропущенный звонок", "en": "a missed call"},
}

COUNTED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "calls": {"ru": ("звонок", "звонка", "звонков"), "en": ("call", "calls")},
    "people": {"ru": ("человека", "человек", "человек"), "en": ("person", "people")},
}
