"""The words of maintenance, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

MAINTENANCE: Mapping[str, Words] = {
    "title": {"ru": "Работы", "en": "Maintenance"},
    "lead": {
        "ru": "Пока идут работы, сотрудникам не пишем. Ничего не теряется: в конце каждый получит одно сообщение. "
        "Письма покупателям, сроки и оценки продолжаются.",
        "en": "While somebody works on the system, the staff is told nothing. Nothing is lost: at the end everybody "
        "gets one message. Buyers' letters, deadlines and verdicts go on.",
    },
    "running": {"ru": "Идут сейчас", "en": "Under way"},
    "none": {"ru": "Сейчас работ нет", "en": "Nothing is under way"},
    "until": {"ru": "конец {when}", "en": "ends {when}"},
    "end": {"ru": "Закончить сейчас", "en": "End it now"},
    "begin": {"ru": "Начать работы", "en": "Begin maintenance"},
    "store": {"ru": "Где", "en": "Where"},
    "everything": {"ru": "вся система", "en": "everything"},
    "ends": {"ru": "До скольких", "en": "Until"},
    "ends_hint": {
        "ru": "Время на часах, например 15:30. Не дольше 8 часов, закончатся сами.",
        "en": "A time of day such as 15:30. At most 8 hours ahead; it ends by itself.",
    },
    "why": {"ru": "Зачем", "en": "Why"},
    "why_hint": {"ru": "Останется в журнале.", "en": "Stands in the journal."},
}

BANNER: Mapping[str, Words] = {
    "everywhere": {
        "ru": "Идут работы, конец {when}. Сотрудникам не пишем, в конце каждый получит одно сообщение. "
        "Заказы принимаем как обычно.",
        "en": "Maintenance is under way and ends {when}. The staff is told nothing; at the end everybody gets one "
        "message. Orders come in as ever.",
    },
    "place": {
        "ru": "Идут работы: «{place}», конец {when}. Сотрудникам не пишем, в конце каждый получит одно сообщение.",
        "en": "Maintenance of {place} is under way and ends {when}. Its staff is told nothing; at the end everybody "
        "gets one message.",
    },
}
