"""The words of a store's roster, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

ROSTER: Mapping[str, Words] = {
    "title": {"ru": "График", "en": "Roster"},
    "why": {
        "ru": "Кого ждём на работе. На смене только тот, кто отметился: по графику никого не отметим.",
        "en": "Who is expected at work. On shift is only who joined: the roster joins nobody.",
    },
    "today": {"ru": "Сегодня", "en": "Today"},
    "nobody_today": {"ru": "Сегодня по графику никого.", "en": "Nobody is rostered today."},
    "here": {"ru": "на смене", "en": "on shift"},
    "missing": {"ru": "не отметился", "en": "has not joined"},
    "later": {"ru": "с {at}", "en": "from {at}"},
    "over": {"ru": "смена прошла", "en": "the hours are over"},
    "people": {"ru": "Недели", "en": "Weeks"},
    "no_people": {"ru": "Здесь пока никто не работает.", "en": "Nobody works here yet."},
    "no_week": {"ru": "не задана", "en": "not set"},
    "works": {"ru": "работает", "en": "works"},
    "opens": {"ru": "с", "en": "from"},
    "closes": {"ru": "до", "en": "to"},
    "pause": {"ru": "перерыв с", "en": "break from"},
    "again": {"ru": "перерыв до", "en": "break to"},
    "break": {"ru": "перерыв", "en": "break"},
    "closed": {"ru": "выходной", "en": "off"},
    "exceptions": {"ru": "Особые дни", "en": "Special days"},
    "exceptions_hint": {
        "ru": "дата и часы вроде 10:00-16:00; пустые часы: выходной. Уберите дату, и день станет обычным",
        "en": "a date and hours such as 10:00-16:00; no hours: off. Clear the date to drop the day",
    },
    "exception_on": {"ru": "Дата", "en": "Date"},
    "exception_hours": {"ru": "Часы", "en": "Hours"},
    "like_monday": {"ru": "Вт–пт как понедельник", "en": "Tue–Fri like Monday"},
    "save": {"ru": "Сохранить неделю", "en": "Save the week"},
}
