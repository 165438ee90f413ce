"""The words of what answers in time earned, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

EARNED: Mapping[str, Words] = {
    "title": {"ru": "Что принёс ответ вовремя", "en": "What answering in time earned"},
    "lead": {
        "ru": "Кто покупает снова и кто посоветует нас: после ответа вовремя и без него. Заказы за последний год.",
        "en": "Who buys again and who recommends us: after an answer in time and without. Orders of the last year.",
    },
    "see": {"ru": "Посмотреть", "en": "Look"},
    "again": {"ru": "Купили снова за 90 дней", "en": "Bought again within 90 days"},
    "again_why": {
        "ru": "Покупатель считается один раз, по первому заказу. Заказы за те же 48 часов — одна покупка.",
        "en": "Each buyer counts once, by the first order. Orders of the same 48 hours are one purchase.",
    },
    "warm": {"ru": "Посоветуют нас (9 или 10 из 10)", "en": "Recommend us (9 or 10 of 10)"},
    "warm_why": {
        "ru": "Из тех, кто ответил на вопрос после доставки.",
        "en": "Of those who answered the question after the delivery.",
    },
    "said": {"ru": "Ответили на вопрос", "en": "Answered the question"},
    "said_why": {
        "ru": "Чем меньше ответили, тем осторожнее читайте строку выше.",
        "en": "The fewer answered, the more careful be with the line above.",
    },
    "group": {"ru": "Ответ", "en": "Answer"},
    "in_time": {"ru": "вовремя", "en": "in time"},
    "late": {"ru": "поздно или никогда", "en": "late or never"},
    "difference": {"ru": "разница", "en": "difference"},
    "share": {"ru": "Доля", "en": "Share"},
    "interval": {"ru": "С вероятностью 95 %", "en": "95 % interval"},
    "counted": {"ru": "Сколько", "en": "Count"},
    "of": {"ru": "{part} из {whole}", "en": "{part} of {whole}"},
    "from_to": {"ru": "от {low} до {high}", "en": "{low} to {high}"},
    "points": {"ru": "{value} п. п.", "en": "{value} points"},
    "few": {
        "ru": "Заказов пока мало: это не оценка, а то, что есть.",
        "en": "There are few orders yet: this is what there is, and no judgement.",
    },
    "zero": {
        "ru": "Разница может быть и случайной: ноль лежит внутри интервала.",
        "en": "The difference may be chance: nought lies within its interval.",
    },
    "clear": {
        "ru": "Разница не случайна, но и не доказывает причину: у кого отвечают вовремя, тот может быть лучше и в "
        "другом.",
        "en": "The difference is no chance, but proves no cause: whoever answers in time may be better otherwise too.",
    },
    "nothing": {
        "ru": "Пока не о чем говорить: таких заказов нет.",
        "en": "Nothing to tell yet: no such orders.",
    },
    "unwatched": {
        "ru": "Не прошло 90 дней, в расчёт не вошли: {count}.",
        "en": "Younger than 90 days and left out: {count}.",
    },
    "unknown": {
        "ru": "Покупатель неизвестен (нет ни телефона, ни почты, или данные удалены): {count}.",
        "en": "Buyer not known (no phone, no mail, or erased): {count}.",
    },
    "who": {
        "ru": "Один покупатель — это один телефон, а без телефона одна почта. Сами номера в расчёт не попадают.",
        "en": "One buyer is one phone, or one mail without a phone. The numbers themselves are not in the figures.",
    },
}
