"""The words of goods that other stores ask to put aside, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

PAGE: Mapping[str, Words] = {
    "title": {"ru": "Отложить для других магазинов", "en": "Put aside for other stores"},
    "lead": {
        "ru": "Проверьте, есть ли товар. Покупатель ждёт ответа в разговоре.",
        "en": "Look whether it is there. The buyer waits for the answer.",
    },
    "none": {"ru": "Откладывать нечего", "en": "Nothing to put aside"},
    "none_why": {
        "ru": "Просьбы других магазинов появятся здесь и придут сообщением.",
        "en": "What other stores ask for stands here, and comes as a message.",
    },
    "asked": {"ru": "Ждут ответа", "en": "Waiting for an answer"},
    "made": {"ru": "Отложено", "en": "Put aside"},
    "over": {"ru": "Завершённые", "en": "Ended"},
    "answer": {"ru": "ответить {until}", "en": "answer {until}"},
    "keep": {"ru": "держать {until}", "en": "keep {until}"},
    "store": {"ru": "для магазина «{name}»", "en": "for {name}"},
    "put": {"ru": "Отложено", "en": "Put aside"},
    "not": {"ru": "Товара нет", "en": "Not there"},
    "out": {"ru": "Отдан", "en": "Handed out"},
    "used": {"ru": "отдан", "en": "handed out"},
    "declined": {"ru": "товара не оказалось", "en": "was not there"},
    "freed": {"ru": "свободен", "en": "free again"},
    "pieces": {"ru": "{n} шт.", "en": "{n} pcs"},
    "desk": {"ru": "Другие магазины просят отложить: {n}", "en": "Other stores ask you to put aside: {n}"},
    "open": {"ru": "Ответить", "en": "Answer"},
}
