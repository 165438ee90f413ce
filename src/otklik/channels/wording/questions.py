"""The letter with the one question to a buyer whose order ended: a button an answer, none of them in front (R02)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import Say
from otklik.domain.locales import Words
from otklik.domain.surveys import ANSWERS
from otklik.domain.wording import NOTHING

QUESTIONS: Mapping[str, Say] = {
    "one_question": Say(
        subject=({"ru": "Заказ {number}: один вопрос", "en": "Order {number}: one question"},),
        lead=(
            {
                "ru": "Заказ {number} закрыт. Что помешало покупке?",
                "en": "Order {number} is closed. What stood in the way?",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Выберите самое близкое, хватит одного касания. Ответить можно {until}.",
                    "en": "Choose what comes closest, one tap is enough. The question stays open {until}.",
                },
                {
                    "ru": "Выберите самое близкое, хватит одного касания.",
                    "en": "Choose what comes closest, one tap is enough.",
                },
            ),
            (
                {
                    "ru": "Если удобнее сказать словами, позвоните в магазин: {store_phone}.",
                    "en": "If you would rather say it, call the store: {store_phone}.",
                },
                NOTHING,
            ),
        ),
        facts=("number", "store"),
        links=("question", *(f"answer_{code}" for code in ANSWERS)),
    ),
}

QUESTION_LINKS: Mapping[str, Words] = {
    "question": {"ru": "Открыть вопрос", "en": "Open the question"},
    **{f"answer_{code}": words for code, words in ANSWERS.items()},
}


def question_addresses(url: str) -> dict[str, str]:
    """The address behind each button: the page, and the page with an answer in front; empty without a page."""
    answers = {f"answer_{code}": f"{url}?answer={code}" if url else "" for code in ANSWERS}
    return {"question": url, **answers}
