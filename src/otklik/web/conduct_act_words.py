"""What is said of acts about complaints, conduct and admission, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.wording import Forms

CONDUCT_SAID: Mapping[str, Forms] = {
    "complaint_noted": (
        {
            "ru": "Жалоба записана, о ней сообщают тем, кто может решить.",
            "en": "The complaint is recorded, and those who can act are told.",
        },
    ),
    "complaint_acted": ({"ru": "Действие записано.", "en": "The action is recorded."},),
    "complaint_closed": ({"ru": "Жалоба закрыта.", "en": "The complaint is closed."},),
    "judged": ({"ru": "Решение записано.", "en": "Your judgement is recorded."},),
    "scored": ({"ru": "Оценка записана.", "en": "The score is recorded."},),
}
"""Rows of `act_words.SAID`."""

CONDUCT_REFUSED: Mapping[str, Forms] = {
    "not_admitted": (
        {
            "ru": "Нет допуска к покупателям по этому вопросу. Отдайте заказ допущенному коллеге.",
            "en": "Not admitted to talk to buyers on this. Give the order to a colleague who is.",
        },
    ),
    "not_in_authority": (
        {
            "ru": "Жалобой занимается руководитель, второй сотрудник или администратор.",
            "en": "A head, a second person or an administrator acts on a complaint.",
        },
    ),
    "about_himself": (
        {"ru": "О себе не решают: попросите второго сотрудника.", "en": "Nobody decides about himself."},
    ),
    "acted_himself": (
        {
            "ru": "Кто занимался жалобой, её не закрывает: попросите второго сотрудника.",
            "en": "Whoever acted on a complaint does not close it: ask a second person.",
        },
    ),
    "complaint_over": ({"ru": "Эта жалоба уже закрыта.", "en": "This complaint is closed already."},),
    "not_acted": ({"ru": "Сначала запишите первое действие.", "en": "Record the first action before."},),
    "scored_already": ({"ru": "Этот разговор вы уже оценили.", "en": "You have scored this talk already."},),
    "bad_points": ({"ru": "Отметьте каждую строку.", "en": "Tick every row."},),
}
"""Rows of `act_words.REFUSED`."""
