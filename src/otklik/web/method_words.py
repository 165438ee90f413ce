"""Words of the part "How to reach" of a person's and a place's page."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CHANNEL_NAMES: Mapping[str, Words] = {
    "email": {"ru": "Почта", "en": "E-mail"},
    "sms": {"ru": "СМС", "en": "SMS"},
    "telegram": {"ru": "Телеграм", "en": "Telegram"},
    "apprise": {"ru": "Другая служба (Apprise)", "en": "Another service (Apprise)"},
    "webpush": {"ru": "Уведомления браузера", "en": "Browser notifications"},
    "console": {"ru": "Терминал", "en": "Terminal"},
}

CHANNEL_ICONS: Mapping[str, str] = {"email": "mail", "sms": "phone", "telegram": "chat", "apprise": "bell"}

METHODS: Mapping[str, Words] = {
    "none": {
        "ru": "Пока никак: о заказах сюда не сообщают.",
        "en": "In no way yet: nobody is told of orders here.",
    },
    "waits": {"ru": "ждёт кода", "en": "waits for its code"},
    "waits_link": {"ru": "ждёт, пока откроют ссылку", "en": "waits for its link to be opened"},
    "new_link": {"ru": "Новая ссылка", "en": "A new link"},
    "arrived": {"ru": "сообщения доходят, проверено {when}", "en": "messages arrive, checked {when}"},
    "unproved": {"ru": "принят на слово, не проверен", "en": "taken on somebody's word, not checked"},
    "no_receipts": {"ru": "о доставке не сообщает", "en": "tells nothing of delivery"},
    "channel": {"ru": "Чем", "en": "By what"},
    "address": {"ru": "Адрес или номер", "en": "Address or number"},
    "address_hint": {
        "ru": "для Телеграма оставьте пустым: откроется ссылка на бота",
        "en": "leave empty for Telegram: a link to the bot opens",
    },
    "add": {"ru": "Отправить код", "en": "Send a code"},
    "send": {"ru": "Проверить кодом", "en": "Check by a code"},
    "again": {"ru": "Новый код", "en": "A new code"},
    "remove": {"ru": "Убрать", "en": "Remove"},
    "sent": {
        "ru": "Код отправлен. Впишите его сюда: до этого о заказах так не сообщают.",
        "en": "The code is on its way. Type it here: until then nobody is told of orders this way.",
    },
    "code": {"ru": "Код из сообщения", "en": "The code from the message"},
    "confirm": {"ru": "Подтвердить", "en": "Confirm"},
    "open_bot": {"ru": "Открыть бота в Телеграме", "en": "Open the bot in Telegram"},
    "open_bot_why": {
        "ru": "Откройте ссылку на телефоне, куда придут сообщения, и нажмите «Запустить». Она действует 30 минут.",
        "en": "Open the link on the phone that is to get the messages and press Start. It is good for 30 minutes.",
    },
    "code_wrong": {
        "ru": "Код не тот. Посмотрите в последнем сообщении.",
        "en": "The code is wrong. Look at the newest message.",
    },
    "code_failed": {
        "ru": "Код не ушёл: {reason}. Проверьте настройку командой {command}.",
        "en": "The code did not go out: {reason}. Check the settings with {command}.",
    },
}

MINE: Mapping[str, Words] = {
    "title": {"ru": "Мои способы связи", "en": "How I am reached"},
    "lead": {
        "ru": "Сюда приходят сообщения о заказах. Из СМС и Телеграма заказ можно взять ответом.",
        "en": "Messages about orders come here. An SMS or Telegram can be answered to take an order.",
    },
    "list": {"ru": "Почта, телефон, Телеграм", "en": "Mail, phone, Telegram"},
    "devices": {"ru": "Уведомления браузера", "en": "Browser notifications"},
}
"""Of the page on which everybody connects his own."""
