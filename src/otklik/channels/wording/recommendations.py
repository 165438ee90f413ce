"""The words of the one question after the delivery: would the buyer recommend us (R38)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import Say
from otklik.domain.locales import Words

SAY = "recommend"
"""Template of the ladder `ask_recommend`."""

RECOMMEND = Say(
    subject=(
        {
            "ru": "Заказ {number}: посоветуете нас знакомым?",
            "en": "Order {number}: would you recommend us?",
        },
    ),
    lead=(
        {
            "ru": "Заказ {number} у вас. Посоветуете «{store}» знакомым?",
            "en": "You have order {number}. Would you recommend {store}?",
        },
    ),
    sentences=(
        (
            {
                "ru": "Это одно касание: от 0 до 10. По ответам видно, что магазину стоит изменить.",
                "en": "It is one tap: 0 to 10. The answers show what the store should change.",
            },
        ),
    ),
    facts=("number", "store"),
    links=("recommend",),
)

RECOMMENDATIONS: Mapping[str, Say] = {SAY: RECOMMEND}

LINKS: Mapping[str, Words] = {"recommend": {"ru": "Ответить одним касанием", "en": "Answer by one tap"}}
