"""The words of the one question to a buyer, Russian and English side by side (ADR 0012); neutral, nobody is accused."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

QUESTION: Mapping[str, Words] = {
    "skip": {"ru": "К содержанию", "en": "Skip to the content"},
    "order": {"ru": "Заказ {number}", "en": "Order {number}"},
    "title": {"ru": "Один вопрос о заказе {number}", "en": "One question about order {number}"},
    "refused": {
        "ru": "Заказ {number} закрыт. Что помешало покупке?",
        "en": "Order {number} is closed. What stood in the way?",
    },
    "released": {
        "ru": "Заказ {number} закрыт, товар вернулся в продажу. Что помешало покупке?",
        "en": "Order {number} is closed and its goods are back on sale. What stood in the way?",
    },
    "withdrawn": {
        "ru": "Заказ {number} отменён. Что помешало покупке?",
        "en": "Order {number} is cancelled. What stood in the way?",
    },
    "why": {
        "ru": "Выберите самое близкое: хватит одного касания.",
        "en": "Choose what comes closest: one tap is enough.",
    },
    "chosen": {"ru": "Вы выбрали в письме:", "en": "You chose in the letter:"},
    "send": {"ru": "Ответить", "en": "Answer"},
    "or": {"ru": "Или другой ответ:", "en": "Or another answer:"},
    "answers": {"ru": "Ответы", "en": "Answers"},
    "thanks": {"ru": "Спасибо, ответ записан", "en": "Thank you, your answer is recorded"},
    "thanks_why": {
        "ru": "Вы ответили: «{answer}».",
        "en": "You answered: “{answer}”.",
    },
    "reopened": {
        "ru": "Заказ снова открыт: магазин «{store}» позвонит вам.",
        "en": "Your order is open again: {store} calls you.",
    },
    "more": {"ru": "Хотите что-то добавить?", "en": "Would you like to add something?"},
    "optional": {"ru": "необязательно", "en": "optional"},
    "more_send": {"ru": "Отправить", "en": "Send"},
    "added": {"ru": "Слова записаны, спасибо.", "en": "Your words are recorded, thank you."},
    "call": {"ru": "Позвонить в магазин", "en": "Call the store"},
}

CARD: Mapping[str, Words] = {
    "title": {"ru": "Что помешало покупке?", "en": "What stood in the way?"},
    "why": {"ru": "Один вопрос, одно касание.", "en": "One question, one tap."},
}
"""The same question on the page of the order."""
