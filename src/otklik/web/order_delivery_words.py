"""The words of the card of deliveries on an order's page, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

ORDER_DELIVERY: Mapping[str, Words] = {
    "title": {"ru": "На дороге", "en": "On the road"},
    "on_board": {"ru": "В машине", "en": "On board"},
    "coming": {"ru": "Курьер едет к покупателю", "en": "The courier is on his way"},
    "by": {"ru": "Везёт: {name}", "en": "Brought by {name}"},
    "since": {"ru": "Передан в доставку {at}", "en": "Handed over {at}"},
    "due": {"ru": "Будет {at}", "en": "There {at}"},
    "moved": {"ru": "Время переносили: {n}", "en": "The window was moved: {n}"},
    "kept": {"ru": "В обещанное окно", "en": "Within the promised window"},
    "not_kept": {"ru": "Не в обещанное окно", "en": "Not within the promised window"},
    "photo": {"ru": "Фото курьера", "en": "The courier's picture"},
    "said": {"ru": "Покупатель говорит", "en": "The buyer says"},
}
