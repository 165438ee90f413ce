"""The words of the demo: its clock and its mailbox, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CLOCK: Mapping[str, Words] = {
    "label": {"ru": "Время демо", "en": "The demo's time"},
    "now": {"ru": "Сейчас в демо", "en": "Now in the demo"},
    "ahead": {"ru": "идёт вперёд: {until}", "en": "on its way: {until}"},
    "stands": {"ru": "время стоит", "en": "time stands"},
    "fast": {"ru": "минута за секунду", "en": "a minute a second"},
    "pause": {"ru": "Остановить", "en": "Pause"},
    "run": {"ru": "Пустить", "en": "Run"},
    "next": {"ru": "К событию", "en": "Next event"},
    "plus20": {"ru": "+20 мин", "en": "+20 min"},
    "plus18": {"ru": "+18 ч", "en": "+18 h"},
    "thursday": {"ru": "До четверга", "en": "To Thursday"},
    "speed": {"ru": "Скорость времени", "en": "How fast time runs"},
    "mail": {"ru": "Вся почта", "en": "All mail"},
    "more": {"ru": "Перевести часы", "en": "Turn the clock"},
    "failed": {
        "ru": "Часы не переведены: страница устарела. Обновите её.",
        "en": "The clock was not turned: this page is out of date. Load it again.",
    },
}

MAIL: Mapping[str, Words] = {
    "title": {"ru": "Почта демо", "en": "The demo's mail"},
    "why": {
        "ru": "Здесь лежат все письма, которые получили сотрудники и покупатели. Кнопки в письмах работают.",
        "en": "Every letter that staff and buyers were sent. The buttons in the letters work.",
    },
    "everybody": {"ru": "Все получатели", "en": "Everybody"},
    "buyers": {"ru": "Покупатели", "en": "Buyers"},
    "receiver": {"ru": "Кому", "en": "To"},
    "show": {"ru": "Показать", "en": "Show"},
    "subject": {"ru": "Тема", "en": "Subject"},
    "when": {"ru": "Когда", "en": "When"},
    "none": {"ru": "Писем пока нет", "en": "No letters yet"},
    "none_why": {
        "ru": "Письмо появится, как только кому-то будет что сказать. Переведите часы к событию.",
        "en": "A letter appears as soon as somebody has to be told. Turn the clock to the next event.",
    },
    "older": {"ru": "Более ранние", "en": "Earlier ones"},
    "back": {"ru": "Ко всей почте", "en": "To all mail"},
    "as_text": {"ru": "Письмо текстом", "en": "The letter as text"},
    "letter": {"ru": "Письмо", "en": "Letter"},
    "new_tab": {
        "ru": "Ссылки из письма открываются в новой вкладке.",
        "en": "Links of the letter open in a new tab.",
    },
}

WEEKDAYS = {
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
