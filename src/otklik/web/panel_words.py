"""The words of the panel beside the desk: the order in work, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

PANEL: Mapping[str, Words] = {
    "promise": {"ru": "Что и к какому времени обещаете", "en": "What you promise, and by when"},
    "promise_hint": {"ru": "позвоню в четверг до 15:00", "en": "call Thursday before 15:00"},
    "promise_next": {"ru": "Показать срок", "en": "Show the time"},
    "mine": {"ru": "в работе у вас", "en": "in your hands"},
    "free": {"ru": "никто не взял", "en": "nobody took it"},
    "other": {"ru": "у коллеги: {name}", "en": "taken by {name}"},
    "now_there": {"ru": "сейчас у покупателя", "en": "the buyer's time is"},
    "no_phone": {
        "ru": "Телефона в заказе нет. Напишите покупателю или откройте заказ.",
        "en": "There is no phone number. Write to the buyer, or open the order.",
    },
    "not_there": {"ru": "Нет в наличии?", "en": "Not in stock?"},
    "comment": {"ru": "Пожелание", "en": "Wish"},
    "ended": {"ru": "Чем закончился звонок?", "en": "How did the call end?"},
    "confirmed": {"ru": "Подтвердил", "en": "Confirmed"},
    "call_back": {"ru": "Перезвонить", "en": "Call back"},
    "no_answer": {"ru": "Не отвечает", "en": "No answer"},
    "try_on": {"ru": "Примерка", "en": "Try-on"},
    "replacement": {"ru": "Замена", "en": "Replacement"},
    "refused": {"ru": "Отказался", "en": "Refused"},
    "incoming": {"ru": "Покупатель звонит сам", "en": "The buyer is calling"},
    "in": {"ru": "Перезвонить", "en": "Call back"},
    "in_default": {"ru": "через час", "en": "in an hour"},
    "in_15": {"ru": "через 15 минут", "en": "in 15 minutes"},
    "in_30": {"ru": "через полчаса", "en": "in half an hour"},
    "in_180": {"ru": "через 3 часа", "en": "in 3 hours"},
    "hint": {
        "ru": "Следующий шаг и срок поставятся сами. Отменить можно 10 секунд.",
        "en": "The next step and its time are set for you. Undo works for 10 seconds.",
    },
    "take_first": {"ru": "Взять заказ", "en": "Take the order"},
    "open": {"ru": "Открыть заказ", "en": "Open the order"},
    "hand": {"ru": "Передать коллеге", "en": "Hand over to a colleague"},
    "hand_to": {"ru": "Кому", "en": "To whom"},
    "hand_send": {"ru": "Передать", "en": "Hand over"},
    "on_shift": {"ru": "на смене", "en": "on shift"},
    "no_colleagues": {"ru": "В магазине больше никого нет.", "en": "Nobody else works in this store."},
}
