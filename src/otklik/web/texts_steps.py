"""The words of the steps of the stories that are played, and of the journal's facts beside them (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words


def _answered(minutes: int, ru: str, en: str) -> Words:
    return {
        "ru": f"Звонок через {minutes} мин после заказа: {ru}",
        "en": f"A call {minutes} min after the order: {en}",
    }


STEPS: Mapping[str, Words] = {
    # 004 §1
    "ten": {
        "ru": "Десять заказов в одном магазине, все в 11:00",
        "en": "Ten orders at one store, all at 11:00",
    },
    "answered_8": _answered(8, "лучше цели", "better than the target"),
    "answered_12": _answered(12, "в пределах цели", "within the target"),
    "answered_19": _answered(19, "ещё в пределах цели", "still within the target"),
    "answered_25": _answered(25, "цель прошла, срок ещё нет", "past the target, within the limit"),
    "answered_55": _answered(55, "перед самым сроком", "just before the limit"),
    "answered_65": _answered(65, "срок нарушен на 5 минут", "5 minutes past the limit"),
    "answered_130": _answered(130, "шанс упал в несколько раз", "the chance fell several-fold"),
    "answered_200": _answered(200, "больше трёх часов", "more than three hours"),
    "night": {
        "ru": "Ночной заказ в другом магазине: его часы пойдут с открытия в 9:00",
        "en": "An order of the night at another store: its clock starts at the opening, 9:00",
    },
    "answered_night": {
        "ru": "Утром ночному покупателю звонят первым делом: 8 минут от открытия",
        "en": "First thing in the morning the buyer of the night is called: 8 minutes from the opening",
    },
    "answered_next_day": {
        "ru": "Одному из десяти звонят только на другой день",
        "en": "One of the ten is called only the next day",
    },
    "never": {
        "ru": "Последнему не позвонил никто. Он не забыт: стоит первым в очереди и в письмах администратору",
        "en": "Nobody called the last one. He is not forgotten: first in the queue, and in the administrator's mail",
    },
    # 002 §1
    "ordered": {"ru": "Мария заказывает в 15:00", "en": "Maria orders at 15:00"},
    "receipt": {
        "ru": "У неё уже есть письмо: что заказано и до скольких позвонит человек",
        "en": "She has a letter already: what was ordered, and by when a person calls",
    },
    "ordered_lost": {
        "ru": "Тимур заказывает в магазине, где сегодня никто не отвечает, и ошибается в адресе почты",
        "en": "Timur orders at a store where nobody answers today, and mistypes his mail address",
    },
    "receipt_failed": {
        "ru": "Письмо не дошло, и администратор узнал об этом сразу",
        "en": "The letter was refused, and the administrator was told at once",
    },
    "called": {
        "ru": "Через 12 минут Марии звонит продавец, и она подтверждает заказ",
        "en": "After 12 minutes a seller calls Maria, and she confirms",
    },
    "nobody_called": {
        "ru": "Тимуру никто не позвонил за час: об этом знают руководитель и администратор",
        "en": "Nobody called Timur within the hour: the head and the administrator know",
    },
    "calls_in": {
        "ru": "Утром Тимур звонит сам. Найдите его: по номеру, телефону или «гафар»",
        "en": "In the morning Timur rings up. Find him: by number, phone, or “гафар”",
    },
    "found": {
        "ru": "Руководитель находит заказ и извиняется, Тимур остаётся покупателем",
        "en": "The head found the order and apologised; Timur stays a buyer",
    },
}
"""What a page tells beside a step, by the step's `says`."""

FACTS: Mapping[str, Words] = {
    "order.received": {"ru": "заказ получен", "en": "order received"},
    "order.taken": {"ru": "взят", "en": "taken"},
    "contact.reached": {"ru": "разговор с покупателем", "en": "talk with the buyer"},
    "order.confirmed": {"ru": "подтверждён", "en": "confirmed"},
    "obligation.breached": {"ru": "срок нарушен", "en": "limit passed"},
    "message.accepted": {"ru": "письмо ушло", "en": "letter went out"},
    "message.failed": {"ru": "письмо не принято", "en": "letter refused"},
    "goods.released": {"ru": "товар вернулся в продажу", "en": "goods back on sale"},
}
"""Facts worth telling beside a story, by their kind; the others stand on the order's own page."""

ANSWERS: Mapping[str, Words] = {
    "met": {"ru": "ответ вовремя: {span} рабочего времени", "en": "answered in time: {span} of working time"},
    "met_late": {
        "ru": "ответ с опозданием: {span} рабочего времени",
        "en": "answered late: {span} of working time",
    },
    "early": {"ru": "ответ до открытия", "en": "answered before the opening"},
    "breached": {"ru": "заказ закрыт без ответа", "en": "closed without an answer"},
    "waived": {"ru": "ответ больше не нужен", "en": "no answer is owed any more"},
    "missed": {"ru": "ответа нет, срок прошёл", "en": "no answer, the limit has passed"},
    "": {"ru": "ответ ещё впереди", "en": "the answer is still to come"},
}
"""How the first answer came out, by its verdict."""
