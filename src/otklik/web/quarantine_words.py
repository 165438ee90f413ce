"""The words of the quarantine, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

QUARANTINE: Mapping[str, Words] = {
    "title": {"ru": "Карантин", "en": "Quarantine"},
    "lead": {
        "ru": "Подписано подключённым магазином, но не прочиталось. Магазину уже сказано, что всё принято: он не "
        "повторит. Прочитайте ещё раз после исправления или уберите с причиной.",
        "en": "Signed by a connected shop, but unreadable. The shop was told that all is taken: it will not repeat. "
        "Read it again once the cause is mended, or let it go with a reason.",
    },
    "none": {"ru": "В карантине пусто", "en": "The quarantine is empty"},
    "none_why": {"ru": "Всё, что пришло, прочитано.", "en": "Everything that came was read."},
    "came": {"ru": "пришло {when}", "en": "came {when}"},
    "source": {"ru": "Источник", "en": "Source"},
    "reason": {"ru": "Почему не прочиталось", "en": "Why it could not be read"},
    "look": {"ru": "Разобрать", "en": "Look"},
    "body": {"ru": "Как пришло", "en": "As it came"},
    "cut": {
        "ru": "Показано начало: {shown} из {all} байт. Целиком: {command}",
        "en": "The beginning is shown: {shown} of {all} bytes. The whole: {command}",
    },
    "personal": {
        "ru": "Здесь могут быть имя, телефон и адрес покупателя.",
        "en": "A buyer's name, phone and address may stand here.",
    },
    "retry": {"ru": "Прочитать ещё раз", "en": "Read it again"},
    "discard": {"ru": "Убрать из карантина", "en": "Let it go"},
    "why": {"ru": "Причина", "en": "Reason"},
    "why_hint": {
        "ru": "останется рядом с сообщением; само сообщение хранится",
        "en": "is kept beside the body; the body itself stays",
    },
    "why_missing": {
        "ru": "Напишите причину: потом её спросят.",
        "en": "Write the reason: it will be asked for.",
    },
    "still": {"ru": "Всё ещё не читается: {error}", "en": "Still unreadable: {error}"},
    "settled": {"ru": "Уже разобрано", "en": "Already settled"},
    "by": {"ru": "кем", "en": "by"},
}
