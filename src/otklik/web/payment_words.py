"""The words of money on an order's page, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

PAYMENT: Mapping[str, Words] = {
    "title": {"ru": "Оплата", "en": "Payment"},
    "none": {"ru": "Денег ещё не было.", "en": "No money has come yet."},
    "paid": {"ru": "Пришло {amount}.", "en": "{amount} came."},
    "held": {
        "ru": "Товар отложен {until}. Оставят его оплата или подтверждение в разговоре.",
        "en": "The goods are kept {until}. Payment or a confirmation in a talk keeps them.",
    },
    "enter": {"ru": "Записать оплату вручную", "en": "Enter a payment by hand"},
    "amount": {"ru": "Сумма", "en": "Amount"},
    "number": {"ru": "Номер оплаты", "en": "Number of the payment"},
    "number_hint": {
        "ru": "из банка или кассы: по нему повтор узнают",
        "en": "the bank's or the till's: a repeat is known by it",
    },
    "proof": {"ru": "Чем подтверждено", "en": "What shows it"},
    "proof_hint": {"ru": "выписка, чек, сообщение банка", "en": "a statement, a receipt, the bank's message"},
    "save": {"ru": "Записать", "en": "Enter"},
    "late": {
        "ru": "Пришло {amount}, когда товар уже вернулся в продажу.",
        "en": "{amount} came after the goods had gone back on sale.",
    },
    "late_until": {"ru": "Решить {until}.", "en": "To be settled {until}."},
    "late_missed": {"ru": "Срок решения прошёл {missed}.", "en": "It was to be settled {missed}."},
    "late_why": {
        "ru": "Заказ сам не откроется: товар мог купить другой.",
        "en": "The order does not open by itself: somebody else may have bought the goods.",
    },
    "how": {"ru": "Что с деньгами", "en": "What becomes of it"},
    "words": {"ru": "Своими словами", "en": "In your own words"},
    "words_hint": {
        "ru": "нужно, если решение третье",
        "en": "needed with the third",
    },
    "resolve": {"ru": "Решено", "en": "Settled"},
    "gone": {
        "ru": "Товар уже купил другой: продолжить заказ без другого товара нельзя.",
        "en": "Somebody else has bought the goods: the order can't go on with them.",
    },
}
