"""The words of the desk as an app of a phone: its manifest, the page without a connection, installing (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

MANIFEST: Mapping[str, Words] = {
    "name": {"ru": "Отклик: очередь заказов", "en": "Otklik: the queue of orders"},
    "short": {"ru": "Отклик", "en": "Otklik"},
    "description": {
        "ru": "Заказы магазина, которые ждут ответа",
        "en": "The shop's orders that wait for an answer",
    },
}

OFFLINE: Mapping[str, Words] = {
    "lead": {"ru": "Нет связи с Откликом", "en": "No connection to Otklik"},
    "again": {"ru": "Повторить", "en": "Try again"},
    "why": {
        "ru": "Звонить можно и без сети. Итоги, записанные без неё, отправятся сами, как только она появится.",
        "en": "Calls work without it. What you recorded meanwhile is sent by itself once there is a network.",
    },
}
