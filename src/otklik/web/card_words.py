"""The words of the printed card that hangs at the till, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CARD: Mapping[str, Words] = {
    "title": {"ru": "Карточка на кассу", "en": "Card for the till"},
    "print_hint": {
        "ru": "Лист А5. Распечатайте из браузера (Ctrl+P) и повесьте у кассы. Сменится стандарт, распечатайте заново.",
        "en": "One A5 sheet. Print it from the browser (Ctrl+P), hang it at the till, and anew after a new standard.",
    },
    "lead": {
        "ru": "Заказ с сайта: ответьте живым голосом",
        "en": "An order from the site: answer with a live voice",
    },
    "norms": {"ru": "Сроки", "en": "Deadlines"},
    "answer": {"ru": "Ответить покупателю", "en": "Answer the buyer"},
    "answer_in": {
        "ru": "за {target}, крайний срок {limit}",
        "en": "within {target}, at the latest in {limit}",
    },
    "taken": {"ru": "Взяли заказ", "en": "You took an order"},
    "taken_in": {
        "ru": "позвоните за {lease}, дальше зовём других",
        "en": "call within {lease}, then others are called",
    },
    "talk": {"ru": "Ответ", "en": "An answer"},
    "talk_is": {
        "ru": "разговор от {talk} или личная переписка",
        "en": "a talk of {talk} or more, or a personal exchange",
    },
    "night": {"ru": "Ночные заказы", "en": "Orders of the night"},
    "night_in": {"ru": "с открытия, тот же срок", "en": "from opening, the same deadline"},
    "busy": {"ru": "Покупатели у прилавка", "en": "Customers at the counter"},
    "busy_for": {
        "ru": "нажмите эту кнопку: {busy} новые заказы идут другим",
        "en": "press that button: for {busy} new orders go to others",
    },
    "say": {"ru": "Что сказать", "en": "What to say"},
    "ask": {"ru": "Спросить", "en": "Ask"},
    "me": {"ru": "ваше имя", "en": "your name"},
    "buyer": {"ru": "имя", "en": "name"},
    "goods": {"ru": "что заказано", "en": "what was ordered"},
    "join": {"ru": "Как выйти на смену", "en": "How to join the shift"},
    "join_1": {
        "ru": "Наведите камеру телефона на код, который показывает планшет кассы.",
        "en": "Point your phone's camera at the code on the till's tablet.",
    },
    "join_2": {"ru": "Нажмите «Я на смене в магазине».", "en": "Press “I am on shift in the shop”."},
    "join_3": {
        "ru": "Уходя, нажмите «Уйти со смены» или пусть сменщик нажмёт «Сменить коллегу».",
        "en": "When you go, press “Leave the shift”, or let your relief press “Relieve a colleague”.",
    },
    "no_code": {
        "ru": "Кода на этой карточке нет: он меняется каждые 30 секунд, чтобы подтверждать, что вы в магазине.",
        "en": "There is no code on this card: it changes every 30 seconds, to prove that you are in the shop.",
    },
    "without": {
        "ru": "Планшета нет: откройте {address} и нажмите «Я на месте».",
        "en": "Without a tablet: open {address} and press “I am here”.",
    },
    "standard": {"ru": "Стандарт {name}, версия {number}", "en": "Standard {name}, version {number}"},
    "printed": {"ru": "напечатано {at}", "en": "printed {at}"},
    "no_standard": {
        "ru": "Ни один стандарт не принят: сроков пока нет. Примите его в настройках.",
        "en": "No standard is accepted: there are no deadlines yet. Accept one in the set-up.",
    },
}
