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
    "survivors": {
        "ru": "Кто ждал долго и не ушёл, был терпелив: поздние доли поэтому скорее завышены.",
        "en": "Who waited long without leaving was patient: the shares of late answers are rather too high for that.",
    },
    "no_ends": {
        "ru": "Чем кончились заказы, не записано: долю состоявшихся продаж не посчитать.",
        "en": "How orders ended is not on record: the share of kept sales can't be computed.",
    },
    "open_orders": {
        "ru": "Часть заказов ещё открыта: чем они кончатся, неизвестно, и в долях их нет.",
        "en": "Some orders are still open: how they will end is unknown, and they are not in the shares.",
    },
    "ends_unknown": {
        "ru": "У части заказов без ответа не записано, когда они кончились; сколько они ждали, неизвестно.",
        "en": "Of some unanswered orders it is not on record when they ended; how long they waited is unknown.",
    },
    "few_in_bins": {
        "ru": "В некоторых отрезках мало заказов: их доли видны, но судить по ним нельзя.",
        "en": "Some spans hold few orders: their shares are shown, but nothing can be judged by them.",
    },
    "no_stores": {
        "ru": "Магазины не записаны: сравнивались только заказы одного часа.",
        "en": "Stores are not on record: only orders of one hour of the day were compared.",
    },
    "no_strata": {
        "ru": "Сравнить заказы одного магазина и одного часа не удалось: таких слишком мало. Видны только простые"
        " доли, и в них смешано всё, чем заказы различаются.",
        "en": "Orders of one store and one hour could not be compared: there are too few. Only plain shares are"
        " shown, and all that orders differ by is mixed into them.",
    },
    "little_compared": {
        "ru": "Сравнить удалось меньше половины заказов: об остальных поправка ничего не говорит.",
        "en": "Less than half of the orders could be compared: the adjusted shares say nothing of the others.",
    },
}


@dataclass(frozen=True, slots=True)
class FlawWords:
    """A kind of unused row: what was wrong, and what to do about it."""

    what: Words
    remedy: Words


FLAWS: Mapping[str, FlawWords] = {
    "test_order": FlawWords(
        {"ru": "Проверочный заказ из настроек", "en": "A test order of the set-up"},
        {"ru": "Делать ничего не нужно: в цифрах его нет.", "en": "Nothing to do: it is in no figure."},
    ),
    "duplicate_order": FlawWords(
        {
            "ru": "Дубль другого заказа того же покупателя",
            "en": "A duplicate of another order of the same buyer",
        },
        {
            "ru": "Делать ничего не нужно: покупатель посчитан один раз.",
            "en": "Nothing to do: the buyer counts once.",
        },
    ),
    "broken_row": FlawWords(
        {
            "ru": "Строка разорвана: значений больше или меньше, чем столбцов",
            "en": "A broken row: too many or few values",
        },
        {
            "ru": "Проверьте кавычки и разделители в этих строках.",
            "en": "Check quotes and separators of these lines.",
        },
    ),
    "no_placed_at": FlawWords(
        {"ru": "Нет времени заказа", "en": "No time of the order"},
        {
            "ru": "Без времени заказа считать не от чего; выгрузите его вместе с часами и минутами.",
            "en": "Without it there is nothing to count from; export it with its clock time.",
        },
    ),
    "date_only": FlawWords(
        {"ru": "Дата без времени", "en": "A date without its clock time"},
        {
            "ru": "Выгрузите столбец со временем: минуты по одной дате не посчитать.",
            "en": "Export the column with its clock time: minutes can't be counted from a date.",
        },
    ),
    "unreadable": FlawWords(
        {"ru": "Значение не удалось прочитать", "en": "A value that can't be read"},
        {
            "ru": "Исправьте эти строки или назовите другой столбец.",
            "en": "Correct these lines, or name another column.",
        },
    ),
    "in_future": FlawWords(
        {"ru": "Время ещё не наступило", "en": "A time that has not come yet"},
        {
            "ru": "Проверьте год, порядок дня и месяца и часовой пояс.",
            "en": "Check the year, the order of day and month, and the zone.",
        },
    ),
    "duplicate": FlawWords(
        {"ru": "Заказ встретился ещё раз", "en": "The order stands there again"},
        {
            "ru": "Выгружайте каждый заказ один раз; взята первая строка.",
            "en": "Export each order once; its first line was taken.",
        },
    ),
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
    "handed_over_after_delivered": FlawWords(
        {"ru": "Передан в доставку позже, чем доставлен", "en": "Handed over after it was delivered"},
        {
            "ru": "Одно из двух времён неверно; передача не учтена.",
            "en": "One of the two times is wrong; the hand-over was left out.",
        },
    ),
    "delivered_without_date": FlawWords(
        {"ru": "Доставлен, но когда, не записано", "en": "Delivered, but not on record when"},
        {
            "ru": "Выгрузите время доставки.",
            "en": "Export the time of delivery.",
        },
    ),
    "two_ends": FlawWords(
        {"ru": "У заказа два разных конца", "en": "An order with two different ends"},
        {
            "ru": "Посмотрите, чем заказ кончился на самом деле; взято его состояние, без него более поздний конец.",
            "en": "Look up how the order really ended; its status was taken, without one the later end.",
        },
    ),
    "unknown_status": FlawWords(
        {"ru": "Незнакомое состояние заказа", "en": "A status that is not known"},
        {
            "ru": "Скажите в настройке столбцов, что значит это слово.",
            "en": "Say in a mapping what this word means.",
        },
    ),
    "unknown_hours": FlawWords(
        {"ru": "Незнакомые часы работы", "en": "Opening hours that are not known"},
        {
            "ru": "Назовите эти часы в настройке столбцов.",
            "en": "Name these hours in a mapping.",
        },
    ),
    "rows_differ": FlawWords(
        {"ru": "Строки одного заказа говорят разное", "en": "Rows of one order differ"},
        {
            "ru": "Выгружайте одно и то же в каждой строке заказа; взято первое.",
            "en": "Export the same in each row of an order; the first was taken.",
        },
    ),
    "time_skipped": FlawWords(
        {"ru": "Такого времени не было: переводили часы", "en": "A time that the clocks skipped"},
        {
            "ru": "Проверьте часовой пояс файла.",
            "en": "Check the time zone of the file.",
        },
    ),
    "time_repeated": FlawWords(
        {
            "ru": "Это время было дважды: переводили часы",
            "en": "A time that came twice, as clocks were set back",
        },
        {
            "ru": "Выгрузите время с поясом; взято первое.",
            "en": "Export times with their offset; the first was taken.",
        },
    ),
    "too_many_words": FlawWords(
        {"ru": "Слишком много разных слов в столбце", "en": "Too many different words in a column"},
        {
            "ru": "Похоже, это не тот столбец; назовите другой.",
            "en": "This seems to be another kind of column; name the right one.",
        },
    ),
    "currency_missing": FlawWords(
        {"ru": "Сумма без валюты", "en": "An amount without its currency"},
        {
            "ru": "Укажите валюту.",
            "en": "Give the currency.",
        },
    ),
    "other_currency": FlawWords(
        {"ru": "Сумма в другой валюте", "en": "An amount in another currency"},
        {
            "ru": "Суммы в разных валютах не складываются; выгрузите каждую отдельно.",
            "en": "Amounts of different currencies are not added up; export each by itself.",
        },
    ),
    "amount_too_fine": FlawWords(
        {"ru": "Сумма дробнее, чем бывает в этой валюте", "en": "An amount finer than its currency"},
        {
            "ru": "Проверьте, какой знак отделяет дробную часть.",
            "en": "Check which sign stands before the decimals.",
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
