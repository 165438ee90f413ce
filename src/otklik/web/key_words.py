"""The words that scripts of the desk say by themselves, and the dialog of keys, Russian and English side by side.

`{n}`, `{number}`, `{at}` and the like are filled by the script.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CLIENT: Mapping[str, Words] = {
    "crossed_target": {"ru": "{number}: прошло 20 минут", "en": "{number}: 20 minutes have passed"},
    "crossed_limit": {"ru": "{number}: прошёл час, срок вышел", "en": "{number}: the hour is over"},
    "crossed_call": {"ru": "{number}: пора перезвонить", "en": "{number}: time to call back"},
    "crossed_call_limit": {
        "ru": "{number}: срок перезвонить вышел",
        "en": "{number}: the call back is overdue",
    },
    "new_row": {"ru": "Новых заказов: {n}", "en": "New orders: {n}"},
    "show_new": {"ru": "Показать", "en": "Show"},
    "sorted_later": {
        "ru": "Порядок обновится, когда вы отойдёте от списка",
        "en": "The order updates when you leave the list",
    },
    "undo": {"ru": "Отменить", "en": "Undo"},
    "retry": {"ru": "Повторить", "en": "Try again"},
    "failed": {
        "ru": "Не сохранилось: сервер не ответил. Ваш ответ на месте.",
        "en": "Not saved: the server did not answer. Your answer is kept.",
    },
    "support": {"ru": "Код для поддержки: {code}", "en": "Code for support: {code}"},
    "take_next": {"ru": "Взять {number}", "en": "Take {number}"},
    "next_free": {
        "ru": "Следующий без ответа: {number}, {left}.",
        "en": "Next without an answer: {number}, {left}.",
    },
    "offline": {"ru": "Нет сети с {at}.", "en": "No connection since {at}."},
    "offline_why": {
        "ru": "Очередь на {at}, часы идут. Звонить можно, итоги сохраним здесь и отправим сами.",
        "en": "The queue is of {at}, clocks go on. You can call; outcomes are kept here and sent by themselves.",
    },
    "lost": {"ru": "Обновления прервались в {at}.", "en": "Updates stopped at {at}."},
    "lost_why": {
        "ru": "Восстанавливаем связь. Порядок строк может отставать.",
        "en": "Reconnecting. The order of rows may be behind.",
    },
    "waiting": {"ru": "ждут отправки: {n}", "en": "to be sent: {n}"},
    "provisional": {"ru": "предварительно", "en": "provisional"},
    "kept": {
        "ru": "Сохранено здесь, отправим, когда появится сеть.",
        "en": "Kept here, sent when the connection is back.",
    },
    "sent": {"ru": "Отправлено: {n}.", "en": "Sent: {n}."},
    "logged_out": {"ru": "Вы вышли из системы.", "en": "You are logged out."},
    "logged_out_why": {
        "ru": "Войдите снова: то, что ждёт отправки, сохранено в этом браузере.",
        "en": "Log in again: what waits to be sent is kept in this browser.",
    },
    "login": {"ru": "Войти", "en": "Log in"},
    "call_early": {
        "ru": "У покупателя сейчас {at}. Звоните, если он об этом просил.",
        "en": "It is {at} where the buyer is. Call if the buyer asked for it.",
    },
    "call_anyway": {"ru": "Позвонить", "en": "Call"},
    "call_not": {"ru": "Не звонить", "en": "Don't call"},
    "keys_off": {"ru": "Клавиши выключены", "en": "Keys are off"},
    "keys_on": {"ru": "Клавиши включены", "en": "Keys are on"},
    "took": {"ru": "{number} за вами", "en": "{number} is yours"},
    "took_offline": {"ru": "{number}: взяли предварительно", "en": "{number}: taken provisionally"},
    "no_current": {"ru": "Сначала выберите заказ: J и K", "en": "Choose an order first: J and K"},
    "nothing_free": {"ru": "Свободных заказов нет", "en": "No order is free"},
    "you": {"ru": "Вы", "en": "You"},
    "new": {"ru": "новый", "en": "new"},
    "close": {"ru": "Закрыть", "en": "Close"},
}
"""Given to the scripts as data."""

KEYS: tuple[tuple[str, Words], ...] = (
    ("J · ↓", {"ru": "следующий заказ", "en": "next order"}),
    ("K · ↑", {"ru": "предыдущий заказ", "en": "previous order"}),
    ("Enter", {"ru": "открыть заказ", "en": "open the order"}),
    ("T", {"ru": "взять этот или первый свободный", "en": "take this one, or the first free one"}),
    ("C", {"ru": "позвонить", "en": "call"}),
    ("1 … 6", {"ru": "итог звонка", "en": "outcome of the call"}),
    ("Z", {"ru": "отменить, 10 секунд", "en": "undo, for 10 seconds"}),
    ("A", {"ru": "передать коллеге", "en": "hand over"}),
    ("R", {"ru": "отказ", "en": "refusal"}),
    ("N", {"ru": "записать пропущенный звонок", "en": "record a missed call"}),
    ("P", {"ru": "я на месте", "en": "I am here"}),
    ("/ · Ctrl K", {"ru": "поиск", "en": "search"}),
    (
        "G, Q · O · S · B",
        {"ru": "очередь, заказы, настройки, инструкции", "en": "queue, orders, set-up, playbooks"},
    ),
    ("?", {"ru": "эта подсказка", "en": "this list"}),
    ("Esc", {"ru": "закрыть", "en": "close"}),
)
"""Key → what it does, for the dialog."""

KEYS_DIALOG: Mapping[str, Words] = {
    "title": {"ru": "Клавиши", "en": "Keys"},
    "why": {
        "ru": "Работают в любой раскладке. В полях ввода молчат.",
        "en": "They work in any keyboard layout, and are silent in fields.",
    },
    "off": {"ru": "Выключить клавиши в этом браузере", "en": "Switch the keys off in this browser"},
    "close": {"ru": "Закрыть", "en": "Close"},
}
