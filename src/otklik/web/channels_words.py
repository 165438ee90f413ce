"""The words of the page about ways to reach people, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CHANNELS_PAGE: Mapping[str, Words] = {
    "title": {"ru": "Связь", "en": "Channels"},
    "lead": {
        "ru": "Что за 14 дней дошло и на что ответили, по каждому способу связи. В скобках 95-процентный интервал.",
        "en": "What arrived and what brought an answer in 14 days, by each way. In brackets the 95 per cent interval.",
    },
    "who": {"ru": "Кто и как", "en": "Who and how"},
    "told": {"ru": "Сообщений", "en": "Messages"},
    "taken": {"ru": "Принято", "en": "Taken"},
    "delivered": {"ru": "Доставлено", "en": "Delivered"},
    "delivery": {"ru": "Доставка, медиана", "en": "Delivery, median"},
    "reaction": {"ru": "Реакция, медиана", "en": "Reaction, median"},
    "in_time": {"ru": "Ответ за 20 минут", "en": "Reacted in 20 min"},
    "alive": {"ru": "Ответили в последний раз", "en": "Last answered"},
    "none": {"ru": "Способов связи пока нет", "en": "There are no contact methods yet"},
    "few": {"ru": "мало, судить рано", "en": "too few to judge"},
    "no_report": {"ru": "не сообщает", "en": "not reported"},
    "dead": {"ru": "не работает", "en": "does not work"},
    "findings": {"ru": "Что найдено", "en": "What was found"},
    "absent": {
        "ru": "{way}: за 14 дней ни одного ответа в пределах 20 минут. Похоже, этот телефон не в магазине.",
        "en": "{way}: not one answer within 20 minutes in 14 days. This phone does not seem to be in the shop.",
    },
    "failed": {
        "ru": "{way}: способ отказал, им не пользуются, пока он не ответит или его не проверят заново.",
        "en": "{way}: it failed for good and is passed over until it answers or is verified again.",
    },
    "remove": {"ru": "Убрать из лестницы", "en": "Take it off the ladder"},
    "all_well": {"ru": "Всё, о чём можно судить, отвечает", "en": "All that can be judged answers"},
    "outages": {"ru": "Перебои", "en": "Outages"},
    "outage": {
        "ru": "{channel}: {since} — {until}, отказов подряд: {failures}",
        "en": "{channel}: {since} – {until}, failures in a row: {failures}",
    },
    "by_channel": {"ru": "По каналам", "en": "By channel"},
    "channel": {"ru": "Канал", "en": "Channel"},
}

WAYS: Mapping[str, Words] = {
    "email": {"ru": "почта", "en": "e-mail"},
    "sms": {"ru": "СМС", "en": "SMS"},
    "telegram": {"ru": "Telegram", "en": "Telegram"},
    "webpush": {"ru": "уведомления браузера", "en": "browser notifications"},
    "apprise": {"ru": "Apprise", "en": "Apprise"},
    "console": {"ru": "консоль", "en": "console"},
}
"""Channels as nouns."""
