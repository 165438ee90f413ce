"""The words of an order's timeline of messages, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

TIMELINE: Mapping[str, Words] = {
    "title": {"ru": "Кому, когда и почему сообщали", "en": "Who was told, when and why"},
    "lead": {
        "ru": "Каждый шаг лестницы: кого искали, каким способом, что из этого вышло. Время магазина: {zone}.",
        "en": "Each step of the ladder: who was looked for, by which way, what came of it. Times of the store: {zone}.",
    },
    "why": {"ru": "Почему и когда", "en": "Why and when"},
    "order": {"ru": "К заказу", "en": "To the order"},
    "none": {"ru": "Пока никому не сообщали", "en": "Nobody was told yet"},
    "step": {"ru": "Шаг {n}", "en": "Step {n}"},
    "turn": {"ru": "способ {n}", "en": "way {n}"},
    "again": {"ru": "повтор {n}", "en": "again {n}"},
    "held": {
        "ru": "Магазин закрыт: шаг ждёт открытия, {when}",
        "en": "The store is closed: the step waits for its opening, {when}",
    },
    "empty_turns": {
        "ru": "Пропущено способов, которых ни у кого нет: {n}",
        "en": "Ways passed over because nobody has them: {n}",
    },
    "unadmitted": {
        "ru": "Без допуска к покупателям, не извещены: {names}",
        "en": "Not admitted to buyers, passed over: {names}",
    },
    "skipped": {
        "ru": "Шаг {n} пропущен: некому или нечем сообщить ({tell})",
        "en": "Step {n} was skipped: nobody there, or no way to reach them ({tell})",
    },
}

MOMENTS: Mapping[str, tuple[str, Words]] = {
    "planned": ("", {"ru": "назначено", "en": "planned"}),
    "replaced": (
        "",
        {"ru": "не понадобилось: сразу ушло более новое", "en": "left out: a newer word went at once"},
    ),
    "waiting": ("info", {"ru": "ждёт отправки до", "en": "waits until"}),
    "held": ("warn", {"ru": "ждёт конца работ до", "en": "waits for maintenance to end,"}),
    "bundled": ("", {"ru": "в одном сообщении, заказов: {why}", "en": "in one message, orders: {why}"}),
    "sent": ("info", {"ru": "отправлено", "en": "sent"}),
    "accepted": ("ok", {"ru": "принято", "en": "accepted"}),
    "delivered": ("ok", {"ru": "доставлено", "en": "delivered"}),
    "answered": ("ok", {"ru": "заказ взят", "en": "order taken"}),
    "failed": ("late", {"ru": "не дошло", "en": "failed"}),
    "late": ("late", {"ru": "опоздало и не отправлено", "en": "too late, not sent"}),
    "cancelled": ("", {"ru": "отменено", "en": "cancelled"}),
    "set_aside": ("late", {"ru": "отложено с ошибкой", "en": "set aside with an error"}),
    "skipped": ("warn", {"ru": "пропущено", "en": "skipped"}),
}
"""What became of a message: tone and words, by `domain.timelines.STATES`."""

REASONS: Mapping[str, Words] = {
    "met": {"ru": "уже сделано", "en": "done already"},
    "waived": {"ru": "больше не нужно", "en": "not owed any more"},
    "taken": {"ru": "заказ взят", "en": "the order was taken"},
    "taken_over": {"ru": "заказ передан", "en": "the order was handed over"},
    "closed": {"ru": "заказ закрыт", "en": "the order is closed"},
    "paused": {"ru": "срок на паузе", "en": "the clock is paused"},
    "superseded": {"ru": "сказано более новое", "en": "something newer was said"},
    "stale": {"ru": "слишком поздно", "en": "too late"},
    "maintenance": {"ru": "идут работы", "en": "maintenance"},
    "unknown": {"ru": "обязательства больше нет", "en": "nothing is owed any more"},
}
"""Why; any other word is shown as it came back."""

TELL: Mapping[str, Words] = {
    "on_shift": {"ru": "на смене", "en": "on shift"},
    "place": {"ru": "телефон магазина", "en": "the shop's phone"},
    "head_on_duty": {"ru": "руководитель на смене", "en": "head on duty"},
    "head": {"ru": "руководитель", "en": "head"},
    "next_free": {"ru": "кто свободен", "en": "whoever is free"},
    "next_store": {"ru": "соседний магазин", "en": "next store"},
    "call_centre": {"ru": "колл-центр", "en": "call centre"},
    "administrator": {"ru": "администратор", "en": "administrator"},
    "second_person": {"ru": "второе лицо", "en": "second person"},
    "owner": {"ru": "кто взял заказ", "en": "whoever has it"},
    "debtor": {"ru": "кто должен", "en": "whoever owes it"},
    "creditor": {"ru": "кому должны", "en": "to whom it is owed"},
    "buyer": {"ru": "покупатель", "en": "buyer"},
}
"""Words of a step's `tell`."""
