"""Words of rounds on the desk and in the set-up (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

INBOX: Mapping[str, tuple[str, Words]] = {
    "desk": ("inbox", {"ru": "стол", "en": "desk"}),
    "mailbox": ("mail", {"ru": "почта", "en": "mail"}),
    "messengers": ("chat", {"ru": "мессенджеры", "en": "messengers"}),
    "missed_calls": ("phone", {"ru": "звонки", "en": "calls"}),
    "sms_phone": ("bell", {"ru": "СМС", "en": "SMS"}),
}
"""Icon and short name of each inbox."""

ROUND: Mapping[str, Words] = {
    "label": {"ru": "Обход источников заказов", "en": "Round of the inboxes"},
    "due": {"ru": "Обход до {at}", "en": "Round by {at}"},
    "left": {"ru": "осталось {span}", "en": "{span} left"},
    "missed": {"ru": "Обход в {at} пропущен", "en": "The round of {at} was missed"},
    "missed_why": {
        "ru": "посмотрите сейчас, руководитель уже знает",
        "en": "look now, the head has been told",
    },
    "missed_soon": {"ru": "посмотрите сейчас", "en": "look now"},
    "looked": {"ru": "просмотрено", "en": "looked at"},
    "look": {"ru": "отметить: просмотрено", "en": "mark as looked at"},
    "one": {"ru": "Просмотрено", "en": "Looked at"},
    "all": {"ru": "Всё просмотрено", "en": "All looked at"},
    "only_shift": {"ru": "Отмечает тот, кто на смене.", "en": "Whoever is on shift marks it."},
    "presence": {"ru": "Сегодня ещё никто не отметился.", "en": "Nobody has said today that he is here."},
    "here": {"ru": "Я на месте", "en": "I am here"},
    "plan": {"ru": "План утра ждёт", "en": "The morning's plan waits"},
    "plan_open": {"ru": "Открыть план утра", "en": "Open the morning's plan"},
    "beats": {"ru": "Обходы сегодня", "en": "Rounds today"},
    "undo": {"ru": "Отменить", "en": "Undo"},
    "marked": {"ru": "Отмечено: {what}", "en": "Marked: {what}"},
}

VERDICTS: Mapping[str, tuple[str, Words]] = {
    "met": ("ok", {"ru": "{at}, сделан", "en": "{at}, made"}),
    "met_late": ("slow", {"ru": "{at}, сделан позже", "en": "{at}, made late"}),
    "breached": ("miss", {"ru": "{at}, пропущен", "en": "{at}, missed"}),
    "waived": ("", {"ru": "{at}, закрытие", "en": "{at}, closing"}),
    "open": ("next", {"ru": "{at}, впереди", "en": "{at}, ahead"}),
}
"""Style and words of a round of the day; a waived one is not shown."""

INBOXES_PAGE: Mapping[str, Words] = {
    "title": {"ru": "Источники заказов", "en": "Inboxes"},
    "heading": {"ru": "Что просматривают при обходе", "en": "What a round looks through"},
    "lead": {
        "ru": "При открытии и затем каждые полчаса смена просматривает всё отмеченное. Пропущенный обход увидит "
        "руководитель, потом администратор.",
        "en": "At the opening and then every half hour the shift looks through whatever is ticked. A missed round is "
        "told to the head, then to the administrator.",
    },
    "save": {"ru": "Сохранить", "en": "Save"},
    "link": {"ru": "Источники заказов", "en": "Inboxes"},
}

INBOX_LONG: Mapping[str, Words] = {
    "desk": {"ru": "Стол заказов в «Отклике»", "en": "The desk of Otklik"},
    "mailbox": {"ru": "Почтовый ящик магазина", "en": "The shop's mailbox"},
    "messengers": {"ru": "Мессенджеры", "en": "Messengers"},
    "missed_calls": {"ru": "Пропущенные звонки", "en": "Missed calls"},
    "sms_phone": {"ru": "Телефон с СМС", "en": "The SMS phone"},
}
