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
    "why": {
        "ru": "Обновите страницу, когда появится сеть. Итоги, записанные без сети, отправятся сами. Если ждать "
        "нельзя, позвоните в магазин: заказ никуда не денется.",
        "en": "Load the page again once there is a network. What you recorded without it is sent by itself. If it "
        "can't wait, call the shop: the order stays where it is.",
    },
}
