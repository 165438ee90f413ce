"""The words of standards, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

STANDARDS: Mapping[str, Words] = {
    "title": {"ru": "Стандарты", "en": "Standards"},
    "lead": {
        "ru": "Сроки, лестницы извещений и правила отказа, по которым судят новые заказы партнёра.",
        "en": "Deadlines, ladders of notices and the rules of refusal by which a partner's new orders are judged.",
    },
    "accepted_by": {"ru": "действует: {names}", "en": "in force: {names}"},
    "nobody": {"ru": "нигде не действует", "en": "in force for nobody"},
    "version": {"ru": "версия {number}", "en": "version {number}"},
    "text": {"ru": "Текст", "en": "Text"},
    "plain": {"ru": "Простыми словами", "en": "In plain words"},
    "edit": {"ru": "Изменить", "en": "Change"},
    "edit_title": {"ru": "{name}: следующая версия", "en": "{name}: the next version"},
    "check": {"ru": "Проверить", "en": "Check"},
    "publish": {"ru": "Опубликовать версию {number}", "en": "Publish version {number}"},
    "publish_plain": {"ru": "Опубликовать", "en": "Publish"},
    "mistakes": {"ru": "Ошибки в тексте", "en": "Mistakes in the text"},
    "remedy": {"ru": "Что сделать", "en": "What to do"},
    "in_order": {"ru": "Текст в порядке. Вот что изменится:", "en": "The text is in order. What changes:"},
    "no_change": {
        "ru": "Текст в порядке и говорит то же, что действующая версия.",
        "en": "The text is in order and says the same as the present version.",
    },
    "added": {"ru": "добавится", "en": "is added"},
    "removed": {"ru": "уйдёт", "en": "goes"},
    "same_number": {
        "ru": "Версия {number} уже опубликована. Впишите в текст version = {next}.",
        "en": "Version {number} is published already. Write version = {next} into the text.",
    },
    "adopt": {"ru": "Ввести для партнёра", "en": "Adopt for a partner"},
    "partner": {"ru": "Партнёр", "en": "Partner"},
    "look": {"ru": "Посмотреть, что изменится", "en": "See what changes"},
    "adopt_title": {"ru": "{partner}: ввести {name}", "en": "{partner}: adopt {name}"},
    "adopt_why": {
        "ru": "Стандарт начнёт действовать для новых заказов партнёра. У открытых заказов сроки и правила остаются "
        "прежними (закон 1). Согласием это не становится: его даёт человек со стороны партнёра.",
        "en": "The standard applies to the partner's new orders from now on. Orders that are open keep their "
        "deadlines and rules (law 1). It is no agreement: that is for a person of the partner to give.",
    },
    "adopt_act": {"ru": "Ввести для новых заказов", "en": "Adopt for new orders"},
    "adopt_same": {
        "ru": "Этот стандарт у партнёра уже действует.",
        "en": "This standard is in force for the partner already.",
    },
    "first": {
        "ru": "Своего стандарта у партнёра ещё не было: действует стандарт площадки.",
        "en": "The partner had no standard of its own: the marketplace's applies.",
    },
    "no_hours": {
        "ru": "Стандарт считает по часам роли, которую никто не играет. Сначала создайте такое место с часами.",
        "en": "The standard runs on the hours of a role that no place plays. Create such a place with its hours first.",
    },
}
