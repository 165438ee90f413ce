"""The words of the page of parked orders, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

PARKED: Mapping[str, Words] = {
    "title": {"ru": "Отложенные отказы", "en": "Parked refusals"},
    "lead": {
        "ru": "Эти заказы ещё можно сохранить: позвоните, предложите другое или снимите отказ.",
        "en": "These orders can still be kept: call, offer something else, or take the refusal back.",
    },
    "saved": {"ru": "Спасено за 30 дней: {orders}, {sum}", "en": "Rescued in 30 days: {orders}, {sum}"},
    "until": {"ru": "Вступит в силу", "en": "Takes effect"},
    "missing": {"ru": "Не хватает:", "en": "Missing:"},
    "rescue": {"ru": "Сохранить заказ", "en": "Keep the order"},
    "unpark": {"ru": "Снять отказ", "en": "Take it back"},
    "open": {"ru": "Открыть заказ", "en": "Open the order"},
    "none": {"ru": "Отложенных отказов нет", "en": "No refusal waits"},
    "none_why": {
        "ru": "Когда отказ ждёт своего срока, заказ появится здесь.",
        "en": "An order stands here while its refusal waits for its time.",
    },
}
