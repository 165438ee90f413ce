"""Words for the codes that findings are told in: fields, outcomes, dimensions, flaws with their remedies, caveats.

A code that has no words here is shown as it is: what was found is never hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Locale, Words

FIELDS: Mapping[str, Words] = {
    "placed_at": {"ru": "когда оформлен заказ", "en": "when the order was placed"},
    "answered_at": {"ru": "когда покупателю впервые ответили", "en": "when the buyer was first answered"},
    "confirmed_at": {"ru": "когда заказ подтверждён", "en": "when the order was confirmed"},
    "refused_at": {"ru": "когда магазин отказал", "en": "when the shop refused"},
    "withdrawn_at": {"ru": "когда покупатель отозвал заказ", "en": "when the buyer withdrew"},
    "released_at": {
        "ru": "когда товар вернулся в продажу",
        "en": "when the goods went back into circulation",
    },
    "cancelled_at": {"ru": "когда заказ отменён", "en": "when the order was cancelled"},
    "paid_at": {"ru": "когда оплачен", "en": "when it was paid"},
    "promised_at": {"ru": "к какому сроку обещана доставка", "en": "by when delivery was promised"},
    "handed_over_at": {"ru": "когда передан в доставку", "en": "when it was handed over for delivery"},
    "delivered_at": {"ru": "когда доставлен", "en": "when it was delivered"},
    "completed_at": {"ru": "когда выполнен", "en": "when it was completed"},
    "outcome": {"ru": "чем кончился заказ", "en": "how the order ended"},
    "reason": {"ru": "причина отказа", "en": "reason of the refusal"},
    "status": {"ru": "состояние заказа", "en": "status of the order"},
    "store": {"ru": "магазин", "en": "store"},
    "seller": {"ru": "продавец", "en": "seller"},
    "partner": {"ru": "партнёр", "en": "partner"},
    "channel": {"ru": "канал", "en": "channel"},
    "category": {"ru": "категория товара", "en": "category of goods"},
    "trade": {"ru": "вид торговли", "en": "trade"},
    "amount": {"ru": "сумма заказа", "en": "amount of the order"},
    "currency": {"ru": "валюта", "en": "currency"},
    "phone": {"ru": "телефон покупателя", "en": "the buyer's phone number"},
    "by_phone": {"ru": "подтверждён ли заказ по телефону", "en": "whether it was confirmed by phone"},
    "attempts": {"ru": "сколько раз пытались связаться", "en": "how often somebody tried to reach the buyer"},
    "number": {"ru": "номер заказа", "en": "order number"},
    "zone": {"ru": "часовой пояс", "en": "time zone"},
}
ALIASES: Mapping[str, str] = {"amount_minor": "amount", "has_phone": "phone", "numbers": "number"}
"""Names of the frame that mean the same to a reader."""

OUTCOMES: Mapping[str, Words] = {
    "open": {"ru": "ещё открыт", "en": "still open"},
    "kept": {"ru": "продажа состоялась", "en": "sale kept"},
    "refused": {"ru": "отказал магазин", "en": "refused by the shop"},
    "withdrawn": {"ru": "отозвал покупатель", "en": "withdrawn by the buyer"},
    "released": {"ru": "вышел срок, товар вернулся в продажу", "en": "the hold ran out, the goods went back"},
    "cancelled": {"ru": "отменён, кем — не записано", "en": "cancelled, by whom is not on record"},
}
DIMENSIONS: Mapping[str, Words] = {
    "store": {"ru": "По магазинам", "en": "By store"},
    "seller": {"ru": "По продавцам", "en": "By seller"},
    "partner": {"ru": "По партнёрам", "en": "By partner"},
    "channel": {"ru": "По каналам", "en": "By channel"},
    "category": {"ru": "По категориям товара", "en": "By category of goods"},
    "trade": {"ru": "По видам торговли", "en": "By trade"},
}
WORST: Mapping[str, Words] = {
    "silent_lost": {"ru": "не ответили, продажа не состоялась", "en": "never answered, sale lost"},
    "premature": {"ru": "отказали раньше, чем через час", "en": "refused in less than an hour"},
    "late_lost": {"ru": "ответили поздно, продажа не состоялась", "en": "answered late, sale lost"},
    "late": {"ru": "ответили поздно", "en": "answered late"},
    "promise_broken": {"ru": "обещание не сдержано", "en": "promise broken"},
}
CAVEATS: Mapping[str, Words] = {
    "observational": {
        "ru": "Это связь, не доказательство. Быстрый ответ чаще бывает днём, на простые заказы и у внимательных"
        " продавцов; что было бы, ответь они раньше, по прошлым заказам не узнать.",
        "en": "This is a link, no proof. Quick answers come by day, to easy orders and from attentive sellers more"
        " often; what an earlier answer would have changed, past orders can't tell.",
    },
    "few_in_bins": {
        "ru": "В некоторых отрезках мало заказов: их доли видны, но судить по ним нельзя.",
        "en": "Some spans hold few orders: their shares are shown, but nothing can be judged by them.",
    },
    "no_strata": {
        "ru": "Сравнить заказы одного магазина и одного часа не удалось: таких слишком мало. Видны только простые"
        " доли, и в них смешано всё, чем заказы различаются.",
        "en": "Orders of one store and one hour could not be compared: there are too few. Only plain shares are"
        " shown, and all that orders differ by is mixed into them.",
    },
    "answers_claimed": {
        "ru": "Часть ответов известна только со слов сотрудников.",
        "en": "Some answers are on record only because the staff said so.",
    },
    "no_outcome": {
        "ru": "Чем кончились заказы, не записано: долю состоявшихся продаж не посчитать.",
        "en": "How orders ended is not on record: the share of kept sales can't be computed.",
    },
    "open_orders": {
        "ru": "Часть заказов ещё открыта: чем они кончатся, неизвестно, и в долях их нет.",
        "en": "Some orders are still open: how they will end is unknown, and they are not in the shares.",
    },
    "reverse": {
        "ru": "Покупателю, который торопится, отвечают быстрее: часть связи может идти в обратную сторону.",
        "en": "A buyer in a hurry is answered sooner: part of the link may run the other way.",
    },
}


@dataclass(frozen=True, slots=True)
class FlawWords:
    """A kind of unused row: what was wrong, and what to do about it."""

    what: Words
    remedy: Words


FLAWS: Mapping[str, FlawWords] = {
    "answered_before_placed": FlawWords(
        {"ru": "Ответ раньше самого заказа", "en": "Answered before it was placed"},
        {
            "ru": "Проверьте часовые пояса двух столбцов; чаще всего один из них в другом поясе.",
            "en": "Check the time zones of both columns; most often one of them is in another zone.",
        },
    ),
    "before_placed": FlawWords(
        {"ru": "Событие раньше самого заказа", "en": "An event before the order was placed"},
        {
            "ru": "Проверьте часовой пояс этого столбца.",
            "en": "Check the time zone of this column.",
        },
    ),
    "unreadable": FlawWords(
        {"ru": "Значение не удалось прочитать", "en": "A value that can't be read"},
        {
            "ru": "Исправьте эти строки или назовите другой столбец.",
            "en": "Correct these lines, or name another column.",
        },
    ),
    "missing": FlawWords(
        {"ru": "Нет значения", "en": "No value"},
        {
            "ru": "Заполните столбец при выгрузке, если значение известно.",
            "en": "Fill the column when you export, if the value is known.",
        },
    ),
    "no_placed_at": FlawWords(
        {"ru": "Нет времени заказа", "en": "No time of the order"},
        {
            "ru": "Без времени заказа считать не от чего; выгрузите его со временем, не только с датой.",
            "en": "Without it there is nothing to count from; export it with its clock time.",
        },
    ),
    "duplicate": FlawWords(
        {"ru": "Заказ встретился ещё раз", "en": "The order stands there again"},
        {
            "ru": "Выгружайте одну строку на заказ; взята первая.",
            "en": "Export one line an order; the first was taken.",
        },
    ),
    "in_future": FlawWords(
        {"ru": "Время позже конца наблюдения", "en": "A time after the end of the observation"},
        {
            "ru": "Проверьте год, порядок дня и месяца и часовой пояс.",
            "en": "Check the year, the order of day and month, and the zone.",
        },
    ),
    "date_only": FlawWords(
        {"ru": "Дата без времени", "en": "A date without its clock time"},
        {
            "ru": "Выгрузите столбец со временем: минуты ответа по одной дате не посчитать.",
            "en": "Export the column with its clock time: minutes can't be counted from a date.",
        },
    ),
    "time_skipped": FlawWords(
        {"ru": "Такого времени не было: переводили часы", "en": "A time that the clocks skipped"},
        {
            "ru": "Проверьте часовой пояс файла.",
            "en": "Check the time zone of the file.",
        },
    ),
    "never_open": FlawWords(
        {"ru": "У магазина нет рабочих часов", "en": "The store has no opening hours"},
        {
            "ru": "Укажите часы работы.",
            "en": "Give its opening hours.",
        },
    ),
}
OTHER_FLAW: Words = {
    "ru": "Посмотрите на эти строки в файле.",
    "en": "Look at these lines of the file.",
}


def term(table: Mapping[str, Words], code: str, locale: Locale) -> str:
    """The words of a code; the code itself where it has none."""
    words = table.get(ALIASES.get(code, code))
    return words[locale] if words else code
