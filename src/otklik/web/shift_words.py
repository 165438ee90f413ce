"""The words of the strip of the shift on the desk, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

SHIFT: Mapping[str, Words] = {
    "label": {"ru": "Смена и сегодняшние итоги", "en": "Shift and today's figures"},
    "here": {"ru": "Вы на смене", "en": "You are on shift"},
    "busy": {"ru": "С покупателями", "en": "With customers"},
    "away": {"ru": "Вы не на смене", "en": "You are not on shift"},
    "looking": {"ru": "Смена", "en": "Shift"},
    "here_why": {"ru": "новые заказы приходят вам", "en": "new orders come to you"},
    "busy_why": {"ru": "до {at}: новые заказы идут другим", "en": "until {at}: new orders go to others"},
    "away_why": {"ru": "о новых заказах вам не сообщат", "en": "you are not told of new orders"},
    "join": {"ru": "Я на месте", "en": "I am here"},
    "leave": {"ru": "Уйти со смены", "en": "Leave the shift"},
    "busy_act": {"ru": "Покупатели у прилавка", "en": "Customers at the counter"},
    "free_act": {"ru": "Я освободился", "en": "I'm free"},
    "relieve": {"ru": "Сменить коллегу", "en": "Relieve a colleague"},
    "relieve_orders": {"ru": "и взять заказы, которые у него в работе", "en": "and take the orders in hand"},
    "relieve_one": {"ru": "Сменить: {name}", "en": "Relieve {name}"},
    "in_shop": {"ru": "в магазине", "en": "in the shop"},
    "unknown": {"ru": "место не подтверждено", "en": "place not proved"},
    "elsewhere": {"ru": "не в магазине", "en": "not in the shop"},
    "elsewhere_why": {
        "ru": "Отсканируйте код на планшете кассы: пока место не подтверждено, ваше «Взять» магазин не останавливает.",
        "en": "Scan the code on the till's tablet: until then your “Take” doesn't stop the store's calls.",
    },
    "who": {"ru": "На смене", "en": "On shift"},
    "who_busy": {"ru": "{name} (с покупателями до {at})", "en": "{name} (with customers until {at})"},
    "nobody": {"ru": "На смене никого", "en": "Nobody is on shift"},
    "nobody_why": {
        "ru": "Письма о новых заказах уходят руководителю.",
        "en": "Letters about new orders go to the head.",
    },
    "missing": {"ru": "По графику ждём: {names}", "en": "Rostered but not here: {names}"},
    "full": {
        "ru": "Все заняты с покупателями: новые заказы идут тем, кто может ответить.",
        "en": "Everybody is with customers: new orders go to whoever can answer.",
    },
    "unmanned": {"ru": "Открыты, но на смене никого: {names}", "en": "Open with nobody on shift: {names}"},
    "manned": {"ru": "{people} в {places}", "en": "{people} in {places}"},
    "all_manned": {"ru": "в каждом открытом магазине кто-то есть", "en": "every open store has somebody"},
}
